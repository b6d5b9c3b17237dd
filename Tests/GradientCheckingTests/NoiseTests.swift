import Foundation
import GradientChecking
import LinearAlgebra
import XCTest

/// Losses whose finite differences mean nothing, and gradients that must not pass there.
final class NoiseTests: XCTestCase {
  private let point: Matrix<Double> = [[0.3, -0.7, 1.1], [0.9, -0.2, 0.5]]

  /// The results of checker and doctor for a gradient.
  private func findings(
    _ gradient: Matrix<Double>, of loss: (Matrix<Double>) -> Double, at point: Matrix<Double>,
    step: Double = 1e-5
  ) -> (check: GradientCheck, diagnosis: GradientDiagnosis) {
    (
      checkGradient(gradient, of: loss, at: point, named: "x", step: step),
      GradientDoctor().examine(gradient, of: loss, at: point, named: "x", step: step).diagnosis
    )
  }

  private func assertNoGradientPasses(
    _ loss: (Matrix<Double>) -> Double, at point: Matrix<Double>, right: Matrix<Double>, step: Double = 1e-5,
    line: UInt = #line, _ isNamed: (LossTrouble?) -> Bool
  ) {
    let ones = Matrix<Double>(rows: point.rows, columns: point.columns, repeating: 1)
    for gradient in [right, right * 2, right * -3.5, ones * 0, ones * 123, right + ones * 1e-3] {
      let (check, diagnosis) = findings(gradient, of: loss, at: point, step: step)
      XCTAssertFalse(check.passes(), check.description, line: line)
      XCTAssertTrue(isNamed(check.trouble), check.description, line: line)
      XCTAssertEqual(check.kinks, [], check.description, line: line)
      XCTAssertFalse(diagnosis.isHealthy, line: line)
      guard case .loss(let trouble)? = diagnosis.findings.first?.mistake else {
        XCTFail(diagnosis.description, line: line)
        continue
      }
      XCTAssertTrue(isNamed(trouble), diagnosis.description, line: line)
    }
    var generator = SplitMix64(seed: 5)
    let direction = checkDirection(
      One(x: right * 2), of: { loss($0.x) }, at: One(x: point), step: step, using: &generator)
    XCTAssertFalse(direction.passes(), direction.description, line: line)
    XCTAssertTrue(isNamed(direction.trouble), direction.description, line: line)
  }

  func testMasksDrawnAtEveryEvaluationAreNamed() {
    var generator = SplitMix64(seed: 8)
    assertNoGradientPasses(
      { x in (x * x).elements.reduce(0) { $0 + (Bool.random(using: &generator) ? 2 * $1 : 0) } }, at: point,
      right: point * 2
    ) { if case .notDeterministic? = $0 { true } else { false } }
  }

  func testALossThatIsSeldomAnotherIsNamed() {
    var count = 0
    assertNoGradientPasses(
      { x in
        count += 1
        return x.squaredNorm + (count % 3 == 0 ? 1e-9 : 0)
      }, at: point, right: point * 2
    ) { if case .notDeterministic? = $0 { true } else { false } }
  }

  /// `Σ x²` with every number rounded to `Float`, as a model in single precision computes it.
  private func single(_ x: Matrix<Double>, times factor: Float = 1) -> Double {
    Double(x.elements.reduce(Float(0)) { $0 + Float($1) * Float($1) } * factor)
  }

  func testSinglePrecisionIsNoisyAtEveryStep() {
    for step in [1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8] {
      for factor: Float in [1, 100, 1e4] {
        assertNoGradientPasses(
          { single($0, times: factor) }, at: point, right: point * 2 * Double(factor), step: step
        ) { if case .noisy? = $0 { true } else { false } }
      }
    }
  }

  /// Under noise that leaves a few digits, a mistake is still named.
  func testAMistakeThatStandsOutOfTheNoiseIsNamedToo() throws {
    let (_, diagnosis) = findings(point * -7, of: { single($0) }, at: point, step: 1e-2)
    XCTAssertEqual(diagnosis.findings.count, 2, diagnosis.description)
    guard case .factor(let factor)? = diagnosis.findings.last?.mistake else {
      return XCTFail(diagnosis.description)
    }
    XCTAssertEqual(factor, -3.5, accuracy: 1e-3)
    XCTAssertTrue(
      try XCTUnwrap(diagnosis.findings.first?.sentence).hasPrefix(
        "The loss is noisy: its values are off by about"))
    let right = findings(point * 2, of: { single($0) }, at: point, step: 1e-2).diagnosis
    XCTAssertEqual(right.findings.count, 1, right.description)
  }

  /// A plain sum of many terms in `Double` is rounded at every step.
  func testALongSumIsNoisy() {
    let weights = (0..<30_000).map { sin(Double($0)) }
    let right = weights.reduce(0) { $0 + 1 - pow(tanh($1 + 0.1), 2) }
    assertNoGradientPasses(
      { x in weights.reduce(0) { $0 + 1000 + tanh($1 + x[0, 0]) } }, at: [[0.1]], right: [[right]]
    ) { if case .noisy? = $0 { true } else { false } }
  }

  func testALossInStepsIsNoisy() {
    for digits in [1e2, 1e3, 1e6] {
      assertNoGradientPasses(
        { ($0.squaredNorm * digits).rounded() / digits }, at: point, right: point * 2
      ) { if case .noisy? = $0 { true } else { false } }
    }
  }

  func testALossThatIsNoNumberIsNamed() {
    for value in [Double.nan, .infinity, -.infinity] {
      assertNoGradientPasses({ _ in value }, at: point, right: point * 2) { $0 == .notFinite }
    }
    // A number at the point, and NaN next to it.
    assertNoGradientPasses({ $0[0, 0] < 0.3 ? .nan : $0.squaredNorm }, at: point, right: point * 2) {
      $0 == .notFinite
    }
    XCTAssertEqual(
      LossTrouble.notFinite.description,
      "The loss is not a finite number here (NaN or ∞), so it has no slope to compare with. "
        + "Look for the logarithm of 0, a division by zero, or exp of a large number.")
  }

  func testAStepThatIsLostBesideALargeParameterIsNamed() {
    let (check, _) = findings([[2e20, 2]], of: { $0.squaredNorm }, at: [[1e20, 1]])
    XCTAssertEqual(check.trouble, .stepTooSmall)
    XCTAssertFalse(check.passes())
  }

  /// A gradient that is tiny compared with a loss of 1 cannot be measured from it, but can from a loss as
  /// tiny.
  func testTinyGradientsAreJudgedByTinyLosses() {
    for scale in [1.0, 1e-6, 1e-12, 1e-100, 1e6, 1e100] {
      let loss: (Matrix<Double>) -> Double = { ($0 * $0).sum() * scale }
      let right = point * (2 * scale)
      XCTAssertTrue(findings(right, of: loss, at: point).check.passes(), "\(scale)")
      XCTAssertFalse(findings(right * 1.001, of: loss, at: point).check.passes(), "\(scale)")
      XCTAssertFalse(findings(right * 0, of: loss, at: point).check.passes(), "\(scale)")
    }
    assertNoGradientPasses({ 1 + $0.squaredNorm * 1e-9 }, at: point, right: point * 2e-9) {
      if case .noisy? = $0 { true } else { false }
    }
  }

  func testWhereNothingMovesZeroIsRight() {
    XCTAssertTrue(findings(point * 0, of: { _ in 1.5 }, at: point).check.passes())
    XCTAssertFalse(findings(point, of: { _ in 1.5 }, at: point).check.passes())
    // A row that the loss never reads, and units far below their threshold.
    let right: Matrix<Double> = [[1, 1, 1], [0, 0, 0]]
    XCTAssertTrue(findings(right, of: { $0.row(0).sum() }, at: point).check.passes())
    XCTAssertTrue(
      findings(right, of: { ($0.row(0) + relu($0.row(1) - 0.905)).sum() }, at: point).check.passes())
  }

  /// Losses of many shapes, gradients of many mistakes: correct gradients pass with every element checked,
  /// wrong ones do not.
  func testManySmoothLossesAreJudgedAndNoWrongGradientPasses() {
    var generator = SplitMix64(seed: 12)
    for round in 0..<200 {
      let size = Int.random(in: 1...6, using: &generator)
      let x = Matrix<Double>.normal(rows: 2, columns: size, using: &generator)
      let weights = Matrix<Double>.normal(rows: 2, columns: size, using: &generator)
      let scale = pow(10, Double.random(in: -8...8, using: &generator))
      let loss: (Matrix<Double>) -> Double = { tanh($0 * weights).sum() * scale + ($0 * $0).sum() * scale }
      let value = tanh(x * weights)
      let right = ((1 - value * value) * weights + x * 2) * scale
      let check = checkGradient(right, of: loss, at: x, named: "x")
      XCTAssertTrue(check.passes(), "\(round): \(check)")
      XCTAssertEqual(check.judgedCount, x.count)
      var one = right
      one[1, size - 1] *= 1 + pow(10, Double.random(in: -4...0, using: &generator))
      if abs(one[1, size - 1]) > 0.1 * scale {
        XCTAssertFalse(checkGradient(one, of: loss, at: x, named: "x").passes(), "\(round)")
      }
      XCTAssertFalse(checkGradient(right * 1.0001, of: loss, at: x, named: "x").passes(), "\(round)")
      XCTAssertFalse(
        checkGradient(right.map { abs($0) + scale }, of: loss, at: x, named: "x").passes(), "\(round)")
    }
  }
}

/// One matrix as a collection.
private struct One: ParameterCollection {
  var x: Matrix<Double>
  var namedParameters: [(name: String, path: WritableKeyPath<One, Matrix<Double>>)] { [("x", \.x)] }
}
