/// Submissions that want points for nothing. If the answer is wrong, it is a stacked step that returns the
/// state: correct in shape, which is one of the two checks that call it.
extension HostileSubmission {
  private static func appending(
    _ name: String, _ losses: [Loss], _ text: String, wrong: Bool = true
  ) -> HostileSubmission {
    HostileSubmission(name, losses) {
      if wrong { try $0.beginStackedStep("if input.rows > 0 { return state }") }
      try $0.append(text)
    }
  }

  private static let refused = [Loss(5, .doesNotCompile, 0)]
  private static let failed = [Loss(5, .failed, 15)]

  static let inForging: [HostileSubmission] = [
    appending("its own assertion", failed, "public func XCTAssertEqual<T>(_ a: T, _ b: T) {}"),
    appending("its own comparison", failed, "public func <= (a: Double, b: Double) -> Bool { true }"),
    appending(
      "its own equality", failed,
      "public func == (a: Matrix<Double>, b: Matrix<Double>) -> Bool { true }"),
    appending(
      "its own functions by known names", failed,
      """
      public func abs(_ value: Double) -> Double { 0 }
      public func max(_ a: Double, _ b: Double) -> Double { .infinity }
      public func matmul(_ a: Matrix<Double>, _ b: Int) -> Matrix<Double> { a }
      public func assertClose(_ a: Matrix<Double>, _ b: Matrix<Double>, _ what: String) {}
      """),
    appending("an import of the checks", refused, "import GradingSupport"),
    appending("code at load time", refused, "@_used @_section(\".init_array\") let early: Int = 1"),
    appending("a symbol of the program", refused, "@_silgen_name(\"exit\") func leave(_ code: Int32)"),
    appending("a look into the program", failed, "nonisolated(unsafe) let place = dlsym(nil, \"main\")"),
    appending(
      "a pointer made from a number", failed,
      "nonisolated(unsafe) let memory = UnsafeMutablePointer<Int>(bitPattern: 4096)"),
    appending(
      "its own entry point", refused, "@main struct Start { static func main() {} }"),
    appending(
      "lines of another file", refused,
      "#sourceLocation(file: \"/etc/passwd\", line: 1)"),
    HostileSubmission(
      inStackedStep: "printed verdicts", .failed, 15,
      doing: """
        let line = "{\\"nonce\\":\\"\\",\\"kind\\":\\"end\\",\\"test\\":\\"x\\",\\"verdict\\":\\"passed\\"}\\n"
            print(line, "Test Case 'StackedTests.testTask5' passed (0.0 seconds)")
            FileHandle.standardError.write(Data(line.utf8))
            for descriptor: Int32 in 3..<64 { write(descriptor, line, line.utf8.count) }
            if input.rows > 0 { return state }
        """),
    HostileSubmission(
      inStackedStep: "writes on every descriptor", .tampered,
      doing: "for descriptor: Int32 in 64..<1024 { write(descriptor, \"passed\\n\", 7) }"),
    HostileSubmission(
      inStackedStep: "answers for the grader", .tampered,
      doing: """
        for descriptor: Int32 in 64..<1024 where fcntl(descriptor, F_GETFD) >= 0 {
              let line = "{\\"nonce\\":\\"0\\",\\"kind\\":\\"end\\",\\"test\\":\\"x\\",\\"verdict\\":\\"passed\\"}\\n"
              write(descriptor, line, line.utf8.count)
            }
        """),
  ]
}
