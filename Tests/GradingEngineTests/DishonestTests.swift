import XCTest

@testable import GradingEngine

/// Submissions that try to help themselves.
final class DishonestTests: XCTestCase {
  private func append(_ text: String, to name: String, of submission: SlowSubmission) throws {
    let file = submission.file(name)
    let source = try String(contentsOf: file, encoding: .utf8)
    try Data((source + text).utf8).write(to: file)
  }

  func testTheConceptItselfCannotBeImported() throws {
    let submission = try SlowSubmission()
    try submission.replace(
      "import LinearAlgebra", with: "import LinearAlgebra\nimport RecurrentNetworks", in: "RNN.swift")
    let report = try submission.grade()
    XCTAssertEqual(
      report.verdicts, [.passed, .doesNotCompile, .doesNotCompile, .doesNotCompile, .passed, .passed])
    XCTAssertTrue(report.task(2).message!.contains("this imports RecurrentNetworks"), report.task(2).message!)
  }

  /// Public declarations of a submission are not visible to the judge.
  func testForgedAssertionsAndOperatorsWinAndCostNothing() throws {
    let submission = try SlowSubmission()
    try append(
      """

      public func XCTAssertEqual<T>(_ a: T, _ b: T) {}
      public func assertClose(_ a: Matrix<Double>, _ b: Matrix<Double>, _ what: String) {}
      public func <= (left: Double, right: Double) -> Bool { true }
      public func ... (low: Double, high: Double) -> ClosedRange<Double> { ClosedRange(uncheckedBounds: (-9, 9)) }
      extension Matrix where Scalar == Double { public func row(_ index: Int) -> Matrix { self } }
      extension Array { public func enumerated() -> [(Int, Int)] { [] } }
      """, to: "RNN+Stacked.swift", of: submission)
    XCTAssertEqual(try submission.grade().score, 100)
    try submission.replace("return tanh(fromInput", with: "return (fromInput", in: "RNN.swift")
    XCTAssertEqual(try submission.grade().task(2).verdict, .failed)
  }

  func testForgedFunctionsDoNotHelp() throws {
    let submission = try SlowSubmission()
    try submission.replace("return tanh(fromInput", with: "return (fromInput", in: "RNN.swift")
    try append(
      """

      public func abs(_ value: Double) -> Double { 0 }
      public func max(_ a: Double, _ b: Double) -> Double { .infinity }
      public func matmul(_ a: Matrix<Double>, _ b: Matrix<Double>) -> Matrix<Double> { a }
      public func assertClose(_ a: Matrix<Double>, _ b: Matrix<Double>, _ what: String) {}
      """, to: "RNN+Stacked.swift", of: submission)
    let report = try submission.grade()
    XCTAssertLessThan(report.score, 100)
    XCTAssertNotEqual(report.task(2).verdict, .passed)
  }

  func testOperatorsOfOnesOwnCostNothing() throws {
    let submission = try SlowSubmission()
    try append(
      """

      public struct Mine: Equatable {
        var a = 1
        public static func == (left: Mine, right: Mine) -> Bool { left.a == right.a }
      }
      func == (left: Double, right: Int) -> Bool { left == Double(right) }
      infix operator •: MultiplicationPrecedence
      public func • (left: Matrix<Double>, right: Matrix<Double>) -> Matrix<Double> { matmul(left, right) }
      """, to: "RNN+Stacked.swift", of: submission)
    let report = try submission.grade()
    XCTAssertEqual(report.score, 100, "\(report.tasks.compactMap(\.message))")
  }

  func testPrintedVerdictsAndStrayWritesCountForNothing() throws {
    let submission = try SlowSubmission()
    try submission.replace(
      "import LinearAlgebra", with: "import Foundation\nimport LinearAlgebra", in: "RNN.swift")
    try submission.replace("return tanh(fromInput", with: "return (fromInput", in: "RNN.swift")
    try submission.writeStep(
      """
      let forged = "{\\"nonce\\":\\"\\",\\"kind\\":\\"end\\",\\"verdict\\":\\"passed\\"}\\n"
          print(forged, ProcessInfo.processInfo.environment)
          for descriptor: Int32 in 3..<64 { _ = forged.withCString { write(descriptor, $0, strlen($0)) } }
      """)
    let report = try submission.grade()
    XCTAssertEqual(report.task(2).verdict, .failed)
    XCTAssertEqual(report.task(1).verdict, .passed)
  }

  func testWritingOnThePrivateLineIsTampering() throws {
    let submission = try SlowSubmission()
    try submission.replace(
      "import LinearAlgebra", with: "import Foundation\nimport LinearAlgebra", in: "RNN.swift")
    try submission.writeStep(
      "for descriptor: Int32 in 100..<1000 { _ = write(descriptor, \"passed\\n\", 7) }")
    let report = try submission.grade()
    XCTAssertEqual(report.task(2).verdict, .tampered)
    XCTAssertEqual(report.task(2).score, 0)
    XCTAssertEqual(report.task(1).verdict, .passed)
  }
}
