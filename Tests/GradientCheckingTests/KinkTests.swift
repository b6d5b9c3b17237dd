import GradientChecking
import LinearAlgebra
import XCTest

final class KinkTests: XCTestCase {
  /// `Σ relu(x) + x²`, whose gradient is `[x > 0] + 2x`.
  private func loss(_ x: Matrix<Double>) -> Double { (relu(x) + x * x).sum() }
  private func gradient(_ x: Matrix<Double>) -> Matrix<Double> { x.map { ($0 > 0 ? 1 : 0) + 2 * $0 } }

  func testAnElementAtAKinkIsNamedAndNotWrong() {
    let point: Matrix<Double> = [[0.5, 0, -0.3], [-2, 1, 0.7]]
    let check = checkGradient(gradient(point), of: loss, at: point, named: "x")
    XCTAssertTrue(check.passes(), check.description)
    XCTAssertEqual(check.kinks.map(\.row), [0])
    XCTAssertEqual(check.kinks.map(\.column), [1])
    XCTAssertTrue(check.description.hasSuffix(", 1 at a kink left out"), check.description)
  }

  /// A third of the step from 0 the bends of two distances alone look like those of a smooth function.
  func testKinksAreFoundWhereverTheStepReachesThem() {
    for place in [0, 0.1, 1 / 3.0, 0.4, 0.5, 0.6, 0.9] {
      for sign in [-1.0, 1] {
        let point: Matrix<Double> = [[place * sign * 1e-5]]
        let check = checkGradient(gradient(point), of: loss, at: point, named: "x")
        XCTAssertEqual(check.kinks.count, 1, "\(place * sign) steps from the kink")
        XCTAssertTrue(check.passes())
      }
    }
  }

  func testBeyondTheStepAKinkDoesNotMatter() {
    for value in [-1.1e-5, 1.1e-5] {
      let point: Matrix<Double> = [[value]]
      XCTAssertEqual(checkGradient(gradient(point), of: loss, at: point, named: "x").kinks, [])
      XCTAssertFalse(checkGradient(gradient(-point), of: loss, at: point, named: "x").passes())
    }
  }

  func testAWrongGradientOfASmoothFunctionIsNoKink() {
    let point: Matrix<Double> = [[0.5, -1.2, 3]]
    for smooth: (Matrix<Double>) -> Double in [
      { tanh($0 * 20).sum() }, { ($0 * $0).sum() * 1e4 }, { $0.sum() }, { exp($0 * 3).sum() },
    ] {
      let check = checkGradient([[1, -2, 70]], of: smooth, at: point, named: "x")
      XCTAssertEqual(check.kinks, [])
      XCTAssertFalse(check.passes())
    }
  }

  func testNaNIsWrongAtAKinkToo() {
    let check = checkGradient([[.nan]], of: loss, at: [[0]], named: "x")
    XCTAssertFalse(check.passes())
    XCTAssertEqual(check.kinks, [])
  }

  func testAFunctionThatIsNotANumberIsWrong() {
    let check = checkGradient([[1]], of: { _ in .nan }, at: [[0]], named: "x")
    XCTAssertFalse(check.passes())
    XCTAssertEqual(check.kinks, [])
  }
}
