import CourseSupport
import GradientChecking
import LinearAlgebra
import XCTest

@testable import GradingSupport

/// The content of messages if the inputs are secret.
final class RedactionTests: GradedTestCase {
  private struct Sorrow: Error { var secret = 0.125 }

  override func setUp() {
    super.setUp()
    withholdsValues = true
  }

  private func message(of body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return (error as? WrongAnswer)?.message ?? "another error: \(error)"
    }
  }

  func testPlacesAndCountsAreSaidAndNumbersAreNot() {
    let expected: Matrix<Double> = [[1, 2, 3], [4, 5, 6]]
    XCTAssertEqual(
      message { try assertClose([[1, 2.5, 3], [4, 5, 9]], expected, "h", hint: "Look.") },
      "h: entry [0, 1] is …, expected … (2 of 6 entries differ, the worst by … at [1, 2]). Look.")
    XCTAssertEqual(
      message { try assertClose(.zeros(rows: 2, columns: 4), expected, "h") },
      "h: shape is …, expected [2, 3].")
    XCTAssertEqual(
      message { try assertClose([[.nan]], [[1]], "p") },
      "p: it is NaN (not a number), expected ….")
  }

  func testAKnownMistakeIsNamedAllTheSame() throws {
    let text = message {
      try assertClose(
        [[2.468]], [[1.234]], "h", suspects: [Suspect("it is doubled", at: "the end", [[2.468]])])
    }
    XCTAssertTrue(try XCTUnwrap(text).hasSuffix("when it is doubled: look at the end."))
  }

  func testAGradientsFactorAndALossesNoiseAreWithheld() throws {
    let point: Matrix<Double> = [[1, -2]]
    let factor = message {
      try assertGradient(point * 6, of: { $0.squaredNorm }, at: point, "dW")
    }
    XCTAssertTrue(
      try XCTUnwrap(factor).hasSuffix(
        "The gradient is … times too large: a factor is missing, or there is one too many."))
    var count = 0.0
    let noise = message {
      try assertGradient(
        point * 2,
        of: {
          count += 1
          return $0.squaredNorm + count
        }, at: point, "dW")
    }
    XCTAssertTrue(
      try XCTUnwrap(noise).contains("at the very same point its values differ by …."), noise ?? "")
  }

  func testValuesOfAllKindsAreWithheldButShapesAreNot() {
    XCTAssertEqual(message { try assertClose(2, 1, "the loss") }, "the loss: it is …, expected ….")
    XCTAssertEqual(message { try assertEqual("abc", "abd", "t") }, "t: it is …, expected ….")
    XCTAssertEqual(
      message { try assertEqual(MatrixShape(2, 3), MatrixShape(3, 2), "the shape") },
      "the shape: it is …, expected [3, 2].")
    XCTAssertEqual(
      message { try assertWithin(0...1, [7], "p") }, "p: it is …, expected 0 to 1.")
  }

  func testListsAreWithheldButPlacesAreNot() {
    XCTAssertEqual(
      message { try assertEqual(["a", "b"], ["a", "c"], "tokens", suspects: []) },
      "tokens: element 1 is …, expected ….")
    XCTAssertEqual(
      message { try assertThrows("f()", "E(7)", as: { _ in "E(8)" }) { () throws -> Int in throw Sorrow() } },
      "f(): it threw …, expected ….")
  }

  func testAnErrorsTextIsWithheld() {
    XCTAssertThrowsError(try grade { throw NotImplemented(function: "0.125", file: "0.125", line: 1) })
    XCTAssertEqual(outcome?.message, "it is not written yet")
    XCTAssertNil(outcome?.file)
  }

  func testTheDoctorSpeaksWithoutNumbers() throws {
    let point: Matrix<Double> = [[1, 2, 3], [3, 4, 5]]
    let text = try XCTUnwrap(
      message { try assertGradient(point * 6, of: { $0.squaredNorm }, at: point, "dW", batchSize: 3) })
    XCTAssertTrue(text.hasPrefix("dW: entry ["), text)
    XCTAssertTrue(text.contains("The gradient is … times too large: that is the batch size"), text)
    let sign = try XCTUnwrap(
      message { try assertGradient(point * -2, of: { $0.squaredNorm }, at: point, "dW") })
    XCTAssertTrue(sign.contains("The gradient has the wrong sign"), sign)
  }

  func testMarksInsideAValueDoNotOpenIt() {
    let forged = Redaction.value("a\u{E0F1}b\u{E0F0}c")
    XCTAssertEqual(Redaction.message("x \(forged) y", withholdingValues: true), "x … y")
    XCTAssertEqual(Redaction.message("x \(forged) y", withholdingValues: false), "x abc y")
  }
}
