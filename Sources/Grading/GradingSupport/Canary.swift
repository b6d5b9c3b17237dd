import LinearAlgebra
import XCTest

/// Two checks with a wrong answer, before and after those of a suite.
///
/// The engine expects both to fail. Where one passes, something in this process finds wrong answers right, and
/// nothing that it reported can be believed. Without an engine they are skipped.
public final class Canary: GradedTestCase {
  /// The check that runs before all others.
  public func testTask0_aWrongAnswerIsFoundBeforeTheChecks() throws { try sing() }

  /// The check that runs after all others.
  public func testTask0_aWrongAnswerIsFoundAfterTheChecks() throws { try sing() }

  private func sing() throws {
    if GradingChannel.shared == nil { throw XCTSkip("only a grader asks for it") }
    try grade {
      var generator = makeGenerator()
      let right = Matrix<Double>.uniform(rows: 2, columns: 3, in: -1...1, using: &generator)
      try assertClose(right.map { $0 + 0.01 }, right, "the canary")
    }
  }
}

extension GradedTestCase {
  /// Whether wrong answers are still found wrong in this process: asked before a check may pass.
  func findsWrongAnswers() -> Bool {
    let before = comparisons
    defer { comparisons = before }
    let right: Matrix<Double> = [[0.25, -1.5]]
    return isFound { try assertClose(right.map { $0 + 0.01 }, right, "") }
      && isFound { try assertClose(0.26, 0.25, "") }
      && isFound { try assertEqual(2, 1, "") }
  }

  private func isFound(_ comparison: () throws -> Void) -> Bool {
    do {
      try comparison()
      return false
    } catch { return error is WrongAnswer }
  }
}
