import GradientChecking
import LinearAlgebra
import XCTest

@testable import GradingSupport

/// The gradient doctor's sentences in a report. B = 3, T = 5.
final class GradientAssertionTests: GradedTestCase {
  private let point: Matrix<Double> = [[1, 2, -3], [0.5, -4, 5]]
  private let target: Matrix<Double> = [[0.3, 1, 2], [-1, 0, 2.5]]

  private func loss(_ x: Matrix<Double>) -> Double { (x - target).squaredNorm / 2 }
  private var right: Matrix<Double> { point - target }

  private func message(_ gradient: Matrix<Double>, suspects: [SuspectGradient] = []) -> String? {
    do {
      try assertGradient(
        gradient, of: loss, at: point, "dW", batchSize: 3, stepCount: 5, suspects: suspects, hint: "Look.")
      return nil
    } catch {
      return (error as? WrongAnswer)?.message ?? "another error: \(error)"
    }
  }

  private func assertSays(_ sentence: String, _ gradient: Matrix<Double>, line: UInt = #line) {
    let text = message(gradient) ?? "nothing"
    XCTAssertTrue(text.contains(sentence) && !text.hasSuffix(" Look."), text, line: line)
  }

  func testARightGradientPasses() { XCTAssertNil(message(right)) }

  func testTheGeneralMistakesAreNamed() {
    assertSays("The gradient has the wrong sign", -right)
    assertSays("The gradient is 3 times too large: that is the batch size", right * 3)
    assertSays("The gradient is 5 times too small: that is the number of steps", right * 0.2)
    assertSays(
      "The gradient is 15 times too small: that is the batch size times the number of steps", right / 15)
    assertSays("The gradient is zero: never computed", .zeros(rows: 2, columns: 3))
    assertSays("shape is [3, 2], expected [2, 3]. The gradient is transposed", right.transposed())
  }

  func testWhereTheWrongEntriesLieIsSaid() throws {
    var wrong = right
    wrong[0, 1] += 1
    wrong[1, 2] -= 0.25
    XCTAssertEqual(
      message(wrong),
      "dW: entry [0, 1] is 2, finite differences yield 1 (2 of 6 entries differ, all in columns 1 to 2). Look."
    )
    wrong[1, 2] = .nan
    let text = try XCTUnwrap(message(wrong))
    XCTAssertTrue(
      text.hasPrefix("dW: entry [1, 2] is NaN (not a number), finite differences yield 2.5"), text)
    XCTAssertTrue(text.contains("2 of 6 entries differ, 1 of them NaN"), text)
  }

  func testASuspectIsNamed() throws {
    let suspect = SuspectGradient("the derivative of tanh is missing", ["dW": right.map { $0 * abs($0) }])
    let text = try XCTUnwrap(message(right.map { $0 * abs($0) }, suspects: [suspect]))
    XCTAssertTrue(
      text.contains("The gradient is exactly what you get when the derivative of tanh is missing."), text)
  }

  func testAKinkOfTheLossIsNotJudged() throws {
    let kinked: Matrix<Double> = [[0, 2], [-3, 4]]
    func positivePart(_ x: Matrix<Double>) -> Double { x.elements.reduce(0) { $0 + max($1, 0) } }
    // The derivative of max(x, 0) at 0 can be any number from 0 to 1.
    try assertGradient([[0, 1], [0, 1]], of: positivePart, at: kinked, "dX")
    try assertGradient([[1, 1], [0, 1]], of: positivePart, at: kinked, "dX")
    XCTAssertThrowsError(try assertGradient([[0, 1], [0.5, 1]], of: positivePart, at: kinked, "dX")) {
      let text = ($0 as? WrongAnswer)?.message ?? ""
      XCTAssertTrue(text.contains("1 of 4 entries differ; 1 at a kink of the loss are not checked"), text)
    }
  }

  /// A loss that the student wrote can itself be wrong.
  func testALossThatJudgesNothingIsNamed() throws {
    func message(_ gradient: Matrix<Double>, of loss: (Matrix<Double>) -> Double) -> String {
      do {
        try assertGradient(gradient, of: loss, at: point, "dW", hint: "Look.")
        return "passed"
      } catch { return (error as? WrongAnswer)?.message ?? "another error: \(error)" }
    }
    XCTAssertEqual(
      message(right) { _ in .nan },
      "dW: no gradient can be checked here, because the loss is not a finite number here (NaN or ∞), so it has no slope "
        + "to compare with. Look for the logarithm of 0, a division by zero, or exp of a large number.")
    var count = 0.0
    XCTAssertEqual(
      message(right) {
        count += 1
        return self.loss($0) + count
      },
      "dW: no gradient can be checked here, because the loss is not deterministic: at the very same point its values "
        + "differ by 3. Draw dropout masks and other random numbers once, before the check, or start each evaluation "
        + "from the same seed.")
    let noisy = message(right * -3) { Double(Float(self.loss($0))) }
    XCTAssertTrue(noisy.contains("because the loss is noisy: its values are off by about "), noisy)
    XCTAssertNotEqual(message(right) { Double(Float(self.loss($0))) }, "passed")
  }
}
