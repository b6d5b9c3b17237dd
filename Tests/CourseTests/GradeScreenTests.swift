import CommandSupport
import GradingEngine
import GradingProtocol
import XCTest

@testable import CourseCatalog
@testable import course

final class GradeScreenTests: XCTestCase {
  private let unit = CourseUnit(
    number: "03", name: "RNN", title: "The recurrent neural network", summary: "", files: [],
    tasks: [
      ("a softmax that does not overflow", 20), ("one step of the recurrent cell", 25),
      ("the prediction from a state", 10), ("the whole forward pass, with its cache", 25),
      ("the same step in stacked form", 20),
    ].enumerated().map { index, task in
      CourseTask(
        id: "03.\(index + 1)", name: task.0, files: [], points: task.1,
        hints: ["Two products, one bias row, one tanh."])
    })

  private func report(_ verdicts: [Verdict]) throws -> UnitReport {
    let results = zip(unit.tasks, verdicts).flatMap { task, verdict in
      [verdict, verdict == .failed ? .passed : verdict].enumerated().map { index, verdict in
        CheckResult(
          check: GradedCheck(
            module: "M", className: "C", method: "testTask\(task.number)_\(index == 0 ? "it" : "that")IsRight"
          ),
          verdict: verdict, message: verdict == .passed ? nil : "what went wrong",
          place: verdict == .notStarted ? SourcePlace(file: "F.swift", line: 3) : nil,
          output: verdict == .failed ? "debugging" : "")
      }
    }
    return Scorer.report(on: unit, results)
  }

  private func screen(_ verdicts: [Verdict], isOwn: Bool = true) throws -> String {
    GradeScreen(terminal: Terminal(isInteractive: false), command: "course", isOwn: isOwn).text(
      try report(verdicts))
  }

  func testAMixedReport() throws {
    XCTAssertEqual(
      try screen([.passed, .failed, .notStarted, .notStarted, .passed]),
      """
      03 The recurrent neural network

        ✓ 03.1    20 of 20  a softmax that does not overflow: passed
        ✗ 03.2    13 of 25  one step of the recurrent cell: failed (1 of 2 pass)
              Check: it is right
              what went wrong
              Your code printed:
                debugging
              Hint: Two products, one bias row, one tanh.
        · 03.3     0 of 10  the prediction from a state: not started
              F.swift:3: what went wrong
        · 03.4     0 of 25  the whole forward pass, with its cache: not started
              F.swift:3: what went wrong
        ✓ 03.5    20 of 20  the same step in stacked form: passed

      53 of 100 points.
      Next: task 03.2, one step of the recurrent cell. Then run again: course grade 03
      """)
  }

  func testACrashIsFollowedByAHintToo() throws {
    for verdict in [Verdict.crashed, .timedOut, .outOfMemory] {
      let text = try screen([.passed, verdict, .passed, .passed, .passed])
      XCTAssertTrue(
        text.contains("what went wrong\n        Hint: Two products, one bias row, one tanh.\n"), text)
    }
  }

  func testACarriedTaskIsPrintedAsWhatItIs() throws {
    var report = try report([.passed, .failed, .passed, .failed, .passed])
    report.tasks[3].carried = CarriedScore(score: 25, with: ["03.2"], passed: 2)
    let text = GradeScreen(terminal: Terminal(isInteractive: false), command: "course", isOwn: true).text(
      report.countingCarried)
    XCTAssertTrue(
      text.contains(
        """
          ~ 03.4    25 of 25  the whole forward pass, with its cache: counted with a
                              correct 03.2 (2 of 2 pass)
        """), text)
    XCTAssertTrue(text.components(separatedBy: "\n").allSatisfy { $0.count <= 80 }, text)
  }

  func testOneCompileErrorIsSaidOnce() throws {
    let text = try screen(Array(repeating: .doesNotCompile, count: 5))
    XCTAssertEqual(text.components(separatedBy: "what went wrong").count, 2)
    XCTAssertTrue(text.hasSuffix("Nothing could be checked yet. Fix this, then run again: course grade 03"))
  }

  func testSomebodyElsesWorkHasNoNextStep() throws {
    XCTAssertTrue(
      try screen([.passed, .passed, .passed, .passed, .passed], isOwn: false).hasSuffix("100 of 100 points."))
  }
}
