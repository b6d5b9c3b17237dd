import XCTest

@testable import GradingEngine

/// Code that the compiler refuses, and what it costs: the tasks in the file, or the checks that call the
/// changed code, and nothing else.
final class CompileDamageTests: XCTestCase {
  func testAFileThatDoesNotCompileCostsItsOwnTasks() throws {
    let submission = try SlowSubmission()
    try submission.writeStep("return hiden")
    let report = try submission.grade()
    XCTAssertEqual(
      report.verdicts, [.passed, .doesNotCompile, .doesNotCompile, .doesNotCompile, .passed, .passed])
    XCTAssertEqual(report.score, 45)
    let place = try submission.place("return hiden", in: "RNN.swift")
    XCTAssertTrue(
      report.task(2).message!.hasPrefix("\(place):12: cannot find 'hiden' in scope"), report.task(2).message!)
  }

  func testAnErrorThatComesFromAnotherFileCostsThatFileAlone() throws {
    let submission = try SlowSubmission()
    try submission.replace("public func softmax(", with: "public fun softmax(", in: "Softmax.swift")
    let report = try submission.grade()
    XCTAssertEqual(report.task(1).verdict, .doesNotCompile)
    XCTAssertEqual(report.task(2).verdict, .passed)
    XCTAssertEqual(report.task(3).verdict, .doesNotCompile)
    XCTAssertTrue(
      report.task(3).message!.contains("it needs Softmax.swift"), report.task(3).message!)
    XCTAssertEqual(report.task(5).verdict, .passed)
  }

  func testAChangedSignatureCostsTheChecksThatCallIt() throws {
    let submission = try SlowSubmission()
    try submission.replace(
      "predict(_ state: Matrix<Double>)", with: "predict(state: Matrix<Double>)", in: "RNN.swift")
    try submission.replace("try predict(state)", with: "try predict(state: state)", in: "RNN.swift")
    let report = try submission.grade()
    XCTAssertEqual(report.verdicts, [.passed, .passed, .signatureChanged, .passed, .passed, .passed])
    XCTAssertEqual(
      report.task(3).message,
      "the checks cannot call it: RNN.predict(_:): "
        + "expected func predict(_ state: Matrix<Double>) throws -> Matrix<Double>, "
        + "found func predict(state: Matrix<Double>) throws -> Matrix<Double> as RNN.predict(state:)")
  }

  func testAFunctionThatIsNotPublicIsSaidSo() throws {
    let submission = try SlowSubmission()
    try submission.replace("public func stackedWeight", with: "func stackedWeight", in: "RNN+Stacked.swift")
    let report = try submission.grade()
    XCTAssertEqual(report.verdicts, [.passed, .passed, .passed, .passed, .signatureChanged, .passed])
    XCTAssertEqual(report.task(5).score, 10)
    XCTAssertTrue(
      report.task(5).message!.contains("RNN.stackedWeight() exists, but it is not public"),
      report.task(5).message!)
  }

  func testAnInitializerThatChangedCostsAllThatIsMadeByIt() throws {
    let submission = try SlowSubmission()
    try submission.replace("biasQ: Matrix<Double>\n  ) {", with: "biasQ: [Double]\n  ) {", in: "RNN.swift")
    try submission.replace("self.biasQ = biasQ", with: "self.biasQ = Matrix([biasQ])", in: "RNN.swift")
    let report = try submission.grade()
    XCTAssertEqual(report.task(1).verdict, .passed)
    XCTAssertEqual(Set(report.verdicts[1...4]), [.signatureChanged], "\(report.tasks.map(\.message))")
    XCTAssertEqual(report.task(6).verdict, .doesNotCompile, "it calls the initializer as it was")
    XCTAssertTrue(report.task(2).message!.contains("biasQ: [Double]"), report.task(2).message!)
  }

  func testHarmlessEditsOfTheInterfaceCostNothing() throws {
    let submission = try SlowSubmission()
    try submission.replace("public struct RNN: Sendable {", with: "public final class RNN {", in: "RNN.swift")
    try submission.replace(
      "predict(_ state: Matrix<Double>)", with: "predict(_ state: Matrix<Double>, sharpness: Double = 1)",
      in: "RNN.swift")
    try submission.replace(
      "  public var bias: Matrix<Double>",
      with: "  public var stepCount = 0\n  public var bias: Matrix<Double>",
      in: "RNN.swift")
    let report = try submission.grade()
    XCTAssertEqual(report.score, 100, "\(report.tasks.compactMap(\.message))")
  }

  func testASourceThatKeepsTheCompilerBusyTimesOutAlone() throws {
    let submission = try SlowSubmission()
    let file = submission.file("RNN+Stacked.swift")
    let source = try String(contentsOf: file, encoding: .utf8)
    let rows = Array(
      repeating: "[" + Array(repeating: "1.5", count: 20).joined(separator: ",") + "]", count: 9000)
    try Data((source + "\nlet table = [\n\(rows.joined(separator: ",\n"))\n]\n").utf8).write(to: file)
    let report = try submission.grade(secondsToCompile: 9)
    XCTAssertEqual(report.verdicts, [.passed, .passed, .passed, .passed, .timedOut, .passed])
    let place = try submission.place("let table", in: "RNN+Stacked.swift")
    XCTAssertTrue(report.task(5).message!.hasPrefix("\(place):"), report.task(5).message!)
    XCTAssertTrue(report.task(5).message!.contains("in reasonable time"), report.task(5).message!)
  }

  func testALinkInThePlaceOfAFileCostsThatFileAlone() throws {
    let submission = try SlowSubmission()
    try FileManager.default.removeItem(at: submission.file("RNN+Stacked.swift"))
    try FileManager.default.createSymbolicLink(
      atPath: submission.file("RNN+Stacked.swift").path, withDestinationPath: "/etc/passwd")
    let report = try submission.grade()
    XCTAssertEqual(report.verdicts, [.passed, .passed, .passed, .passed, .doesNotCompile, .passed])
    XCTAssertTrue(
      report.task(5).message!.hasSuffix("is a link, and links are not followed"), report.task(5).message!)
  }

  func testEverythingBrokenIsStillAReport() throws {
    let submission = try SlowSubmission()
    for name in ["RNN.swift", "RNN+Stacked.swift", "Softmax.swift", "HandmadeRNN.swift"] {
      try Data("}}} {{{ this is not Swift".utf8).write(to: submission.file(name))
    }
    let report = try submission.grade()
    XCTAssertEqual(Set(report.verdicts), [.doesNotCompile])
  }

  func testThePackagesOwnWayGivesTheSamePoints() throws {
    let submission = try SlowSubmission()
    XCTAssertEqual(try submission.grade(byPackage: true).score, 100)
    try submission.replace("return tanh(fromInput", with: "return (fromInput", in: "RNN.swift")
    let (slow, fast) = (try submission.grade(byPackage: true), try submission.grade())
    XCTAssertEqual(slow.verdicts, fast.verdicts)
    XCTAssertEqual(slow.score, fast.score)
    XCTAssertEqual(slow.tasks.map(\.message), fast.tasks.map(\.message))
  }
}
