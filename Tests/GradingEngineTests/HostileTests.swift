import ChildProcesses
import GradingProtocol
import XCTest

@testable import GradingEngine

/// The whole way from a submission to its points, with bad luck and bad will.
///
/// In all of these the code of task 2 is broken. Task 4 calls it, so it also loses points; tasks 1, 3 and 5
/// must keep every point.
final class HostileTests: XCTestCase {
  private func check(
    _ report: UnitReport, _ verdict: Verdict, _ phrase: String, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    XCTAssertEqual(report.task(2).verdict, verdict, file: file, line: line)
    let message = report.task(2).message ?? ""
    XCTAssertTrue(message.contains(phrase), message, file: file, line: line)
    XCTAssertEqual(report.task(2).score, 0, file: file, line: line)
    for number in [1, 3, 5] {
      XCTAssertEqual(
        report.task(number).verdict, .passed, report.task(number).message ?? "", file: file, line: line)
    }
    // The check of an empty sequence takes no step.
    XCTAssertEqual(report.task(4).score, 4, file: file, line: line)
  }

  func testATrapIsACrashAtTheStudentsLine() throws {
    try SlowSubmission.requireCrashReports()
    let submission = try SlowSubmission()
    try submission.writeStep("let units = [1, 2]; print(\"before\"); print(units[input.rows * 7])")
    let report = try submission.grade()
    check(report, .crashed, "Index out of range")
    XCTAssertTrue(
      report.task(2).message!.hasPrefix(try submission.place("let units", in: "RNN.swift") + ": "))
    XCTAssertEqual(report.task(2).checks[0].output, "before")
  }

  func testFatalErrorKeepsItsText() throws {
    let submission = try SlowSubmission()
    try submission.writeStep("if input.rows > 0 { fatalError(\"my own words\") }")
    check(try submission.grade(), .crashed, "crashed: my own words")
  }

  func testAWrongShapeInTheLibraryPointsAtTheStudentsLine() throws {
    try SlowSubmission.requireCrashReports()
    let submission = try SlowSubmission()
    try submission.writeStep("_ = matmul(weightIH, concatenate(rows: [weightIH, weightHH]))")
    let report = try submission.grade()
    check(report, .crashed, "matmul")
    XCTAssertTrue(
      report.task(2).message!.hasPrefix(try submission.place("_ = matmul", in: "RNN.swift") + ": "))
  }

  func testAnEndlessLoopTimesOutAtTheStudentsLine() throws {
    try SlowSubmission.requireCrashReports()
    let submission = try SlowSubmission()
    try submission.writeStep("var n = 0\n    while input.rows > 0 { n = (n &+ 1) % 1000 * 3 / 2 % 777 }")
    let report = try submission.grade(secondsPerCheck: 0.5)
    check(report, .timedOut, "no answer within 0.5 seconds")
    XCTAssertTrue(
      report.task(2).message!.hasPrefix(try submission.place("while input", in: "RNN.swift") + ": "))
  }

  func testAnEarlyExitGivesNoPoints() throws {
    for exit in ["exit(0)", "_exit(0)"] {
      let submission = try SlowSubmission()
      try submission.replace(
        "import LinearAlgebra", with: "import Foundation\nimport LinearAlgebra", in: "RNN.swift")
      try submission.writeStep("if input.rows > 0 { \(exit) }")
      check(try submission.grade(), .crashed, "the program ended itself (exit status 0)")
    }
  }

  func testAbortIsACrash() throws {
    let submission = try SlowSubmission()
    try submission.replace(
      "import LinearAlgebra", with: "import Foundation\nimport LinearAlgebra", in: "RNN.swift")
    try submission.writeStep("if input.rows > 0 { abort() }")
    check(try submission.grade(), .crashed, "crashed: ")
  }

  func testEndlessRecursionIsNamed() throws {
    try SlowSubmission.requireCrashReports()
    let submission = try SlowSubmission()
    try submission.writeStep("_ = try step(input, from: state)")
    check(try submission.grade(), .crashed, "RNN.step(_:from:) calls itself endlessly")
  }

  func testTooMuchMemoryIsNamed() throws {
    try XCTSkipUnless(ChildTree.isReadable, "memory in use is read from /proc, as on Linux")
    let submission = try SlowSubmission()
    try submission.writeStep("_ = Matrix<Double>.zeros(rows: input.rows * 100_000, columns: 200_000)")
    check(try submission.grade(), .outOfMemory, "more memory")
  }

  func testAnotherThreadsTrapCostsThatCheck() throws {
    let submission = try SlowSubmission()
    try submission.replace(
      "import LinearAlgebra", with: "import Foundation\nimport LinearAlgebra", in: "RNN.swift")
    try submission.writeStep(
      "let thread = Thread { fatalError(\"elsewhere\") }; thread.start(); Thread.sleep(forTimeInterval: 5)")
    check(try submission.grade(), .crashed, "elsewhere")
  }

  func testMegabytesOfOutputCostNothingButAreCut() throws {
    let submission = try SlowSubmission()
    try submission.writeStep("for line in 0..<50_000 { print(line, String(repeating: \"x\", count: 100)) }")
    let report = try submission.grade()
    XCTAssertEqual(report.score, 100)
    XCTAssertTrue(report.task(2).checks.allSatisfy { $0.output.count < 2000 })
  }
}
