import GradientChecking
import LinearAlgebra
import XCTest

@testable import GradingSupport

/// The sentences of the assertions, word for word: a student reads them at midnight.
final class MatrixAssertionTests: GradedTestCase {
  private let expected: Matrix<Double> = [[1, 2, 3], [4, 5, 6]]

  private func message(of body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return (error as? WrongAnswer)?.message ?? "another error: \(error)"
    }
  }

  func testARightAnswerPassesWithinTheTolerance() {
    let nearly = expected.map { $0 * (1 + 1e-10) }
    XCTAssertNil(message { try assertClose(nearly, expected, "h") })
    let tooFar = expected.map { $0 * (1 + 1e-7) }
    XCTAssertNotNil(message { try assertClose(tooFar, expected, "h") })
  }

  func testTheShapeComesFirst() {
    XCTAssertEqual(
      message { try assertClose(.zeros(rows: 2, columns: 4), expected, "h") },
      "h: shape is [2, 4], expected [2, 3].")
    XCTAssertEqual(
      message { try assertClose(expected.transposed(), expected, "h") },
      "h: shape is [3, 2], expected [2, 3]: the numbers are right, but the matrix is transposed.")
  }

  func testTheFirstAndTheWorstDifferenceAreNamed() {
    XCTAssertEqual(
      message { try assertClose([[1, 2.5, 3], [4, 5, 9]], expected, "h") },
      "h: entry [0, 1] is 2.5, expected 2 (2 of 6 entries differ, the worst by 3 at [1, 2]).")
  }

  func testNumbersThatPrintAlikeAreWrittenOut() throws {
    let text = try XCTUnwrap(message { try assertClose([[1.0000001]], [[1]], "h") })
    XCTAssertEqual(text, "h: it is 1.0000001, expected 1.0.")
  }

  func testNaNAndInfinityAreNamedAndNeverPass() {
    XCTAssertEqual(
      message { try assertClose([[.nan, 2]], [[1, 2]], "p") },
      "p: entry [0, 0] is NaN (not a number), expected 1 (1 of 2 entries differs).")
    XCTAssertEqual(
      message { try assertClose([[1, -.infinity]], [[1, 2]], "p") },
      "p: entry [0, 1] is minus infinity, expected 2 (1 of 2 entries differs).")
    XCTAssertNotNil(message { try assertClose([[.nan]], [[.nan]], "p") })
  }

  func testASuspectWithTheSameNumbersIsNamed() {
    let suspects = [
      Suspect("the sky falls", at: "the roof", [[9, 9, 9], [9, 9, 9]]),
      Suspect("everything is doubled", at: "the last line", expected * 2),
    ]
    XCTAssertEqual(
      message { try assertClose(expected * 2, expected, "h", suspects: suspects, hint: "Look.") },
      "h: entry [0, 0] is 2, expected 1 (6 of 6 entries differ, the worst by 6 at [1, 2]). "
        + "These are exactly the numbers you get when everything is doubled: look at the last line.")
  }

  func testASuspectThatGivesTheRightNumbersIsNotAccused() {
    let innocent = Suspect("nothing is wrong", at: "nowhere", expected)
    XCTAssertEqual(
      message { try assertClose(expected * 3, expected, "h", suspects: [innocent], hint: "Look.") },
      "h: entry [0, 0] is 3, expected 1 (6 of 6 entries differ, the worst by 12 at [1, 2]). "
        + "These are the correct numbers times 3. Look.")
  }

  func testACoincidenceAccusesNobody() throws {
    let overflow = Suspect("exp overflows", at: "softmax", [[.nan, .nan]])
    XCTAssertEqual(
      message { try assertClose([[.nan, 1]], [[0.5, 1]], "p", suspects: [overflow], hint: "Look.") },
      "p: entry [0, 0] is NaN (not a number), expected 0.5 (1 of 2 entries differs). Look.")
    let oneDigit = Suspect("it is doubled", at: "f()", [[2, 4]])
    XCTAssertFalse(
      try XCTUnwrap(message { try assertClose([[2, 4]], [[1, 4]], "p", suspects: [oneDigit]) }).contains(
        "doubled"))
    let third = Suspect("it is a third", at: "f()", number: 1.0 / 3)
    XCTAssertEqual(
      message { try assertClose(1.0 / 3, 1, "p", suspects: [third]) },
      "p: it is 0.333333, expected 1. This is exactly the number you get when it is a third: look at f()."
    )
    let partlyNaN = Suspect("it overflows", at: "f()", [[.nan, 0.125]])
    XCTAssertTrue(
      try XCTUnwrap(message { try assertClose([[.nan, 0.125]], [[1, 2]], "p", suspects: [partlyNaN]) })
        .contains(
          "it overflows"))
  }

  func testSequencesAreCountedAndThenComparedStepByStep() {
    XCTAssertEqual(
      message { try assertClose([expected], [expected, expected], "states") },
      "states: there is 1 matrix, expected 2.")
    XCTAssertEqual(
      message { try assertClose([expected, [[1]]], [expected, [[2]]], "states") },
      "states[1]: it is 1, expected 2.")
    XCTAssertEqual(
      message { try assertClose([expected, [[1]]], [expected, [[2]]], "the states") },
      "the states, at index 1: it is 1, expected 2.")
  }

  func testManyWrongNumbersGiveNoWall() throws {
    let large = Matrix<Double>.zeros(rows: 100, columns: 100)
    let text = try XCTUnwrap(message { try assertClose(large.map { _ in .nan }, large, "h") })
    XCTAssertLessThan(text.count, 200)
  }

  func testAWrongGradientIsHeldAgainstFiniteDifferences() {
    let point: Matrix<Double> = [[1, 2], [3, 4]]
    let loss: (Matrix<Double>) -> Double = { $0.squaredNorm }
    XCTAssertNil(message { try assertGradient(point * 2, of: loss, at: point, "dW") })
    XCTAssertNotNil(message { try assertGradient(point * -2, of: loss, at: point, "dW") })
    XCTAssertEqual(
      message { try assertGradient([[2, 4]], of: loss, at: point, "dW") },
      "dW: shape is [1, 2], expected [2, 2].")
  }
}
