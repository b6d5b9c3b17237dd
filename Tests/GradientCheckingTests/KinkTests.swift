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
    XCTAssertEqual(check.judgedCount, 5)
    XCTAssertEqual(check.kinks.map(\.row), [0])
    XCTAssertEqual(check.kinks.map(\.column), [1])
    XCTAssertTrue(check.description.hasSuffix(", 1 of 6 at a kink omitted"), check.description)
  }

  /// A third of the step from 0 the bends at only two distances look like those of a smooth function.
  func testKinksAreFoundWhereverTheStepReachesThem() {
    for place in [0, 0.1, 1 / 3.0, 0.4, 0.5, 0.6, 0.9] {
      for sign in [-1.0, 1] {
        let point: Matrix<Double> = [[place * sign * 1e-5, 1]]
        let check = checkGradient(gradient(point), of: loss, at: point, named: "x")
        XCTAssertEqual(check.kinks.map(\.column), [0], "\(place * sign) steps from the kink")
        XCTAssertTrue(check.passes(), check.description)
      }
    }
  }

  func testACheckThatJudgedNothingHasNotPassed() {
    let check = checkGradient([[0]], of: loss, at: [[0]], named: "x")
    XCTAssertEqual(check.kinks.count, 1)
    XCTAssertEqual(check.judgedCount, 0)
    XCTAssertFalse(check.passes())
    XCTAssertTrue(check.maxRelativeError.isNaN)
    XCTAssertEqual(check.description, "x: no element checked, 1 of 1 at a kink omitted")
    let diagnosis = GradientDoctor().examine([[0]], of: loss, at: [[0]], named: "x").diagnosis
    XCTAssertFalse(diagnosis.isHealthy)
    XCTAssertEqual(diagnosis.findings.map(\.mistake), [.notJudged])
    XCTAssertEqual(
      diagnosis.findings.map(\.sentence),
      ["The gradient of x is not checked: every element is at a kink of the loss. Check at another point."])
  }

  /// At the kink of max(x, 0) every slope from 0 to 1 is correct, and no other.
  func testAKinkExcusesOnlyWhatLiesBetweenTheSlopesOfItsSides() {
    for (slope, passes) in [(0.0, true), (1, true), (0.3, true), (1.2, false), (-0.2, false), (123, false)] {
      let check = checkGradient([[slope, 3]], of: loss, at: [[0, 1]], named: "x")
      XCTAssertEqual(check.passes(), passes, "\(slope): \(check)")
    }
  }

  func testSeveralKinksOnOneLineAreKinks() {
    // |x| + |x - 4e-6| between its kinks: the slope is 0.
    let point: Matrix<Double> = [[2e-6, 1]]
    let check = checkGradient(
      [[0, 2]], of: { ($0.map(abs) + ($0 - 4e-6).map(abs)).sum() }, at: point, named: "x")
    XCTAssertTrue(check.passes(), check.description)
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
      { exp($0 * 300).sum() / 1e300 },
    ] {
      let check = checkGradient([[1, -2, 70]], of: smooth, at: point, named: "x")
      XCTAssertEqual(check.kinks, [])
      XCTAssertFalse(check.passes())
    }
  }

  /// A slope that changes much within h makes the finite difference wrong, not the gradient: e^(3000 x) at
  /// 0.01.
  func testASteepBendIsNeitherAKinkNorAMistake() {
    let point: Matrix<Double> = [[0.01, 0.011]]
    let right = exp(point * 3000) * 3000
    let check = checkGradient(right, of: { exp($0 * 3000).sum() }, at: point, named: "x")
    XCTAssertTrue(check.passes(), check.description)
    XCTAssertEqual(check.kinks, [])
    for factor in [0.99, 1.0001, 1.00001, 2, -1] {
      let wrong = checkGradient(right * factor, of: { exp($0 * 3000).sum() }, at: point, named: "x")
      XCTAssertFalse(wrong.passes(), wrong.description)
      XCTAssertEqual(wrong.kinks, [])
    }
  }

  func testNaNIsWrongAtAKinkToo() {
    let check = checkGradient([[.nan, 3]], of: loss, at: [[0, 1]], named: "x")
    XCTAssertFalse(check.passes())
    XCTAssertEqual(check.kinks, [])
  }
}
