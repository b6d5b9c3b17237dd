import GradientChecking
import LinearAlgebra
import XCTest

/// A model of one large parameter and one small, with a smooth loss and a kink at 0 in the small one.
private struct Model: ParameterCollection {
  var large: Matrix<Double>
  var small: Matrix<Double>

  var namedParameters: [(name: String, path: WritableKeyPath<Model, Matrix<Double>>)] {
    [("large", \.large), ("small", \.small)]
  }

  /// `Σ tanh(large) + Σ relu(small)`
  var loss: Double { tanh(large).sum() + relu(small).sum() }
  var gradient: Model {
    let value = tanh(large)
    return Model(large: 1 - value * value, small: small.map { $0 > 0 ? 1 : 0 })
  }
}

final class DirectionalCheckTests: XCTestCase {
  private var generator = SplitMix64(seed: 60)
  private lazy var model = Model(
    large: .uniform(rows: 300, columns: 200, in: -1...1, using: &generator), small: [[0.4, -0.6]])

  func testARightGradientPasses() {
    for _ in 0..<5 {
      let check = checkDirection(model.gradient, of: \.loss, at: model, using: &generator)
      XCTAssertTrue(check.passes(), check.description)
      XCTAssertGreaterThan(abs(check.analytic), 1, "the slope is about the gradient's norm")
    }
  }

  func testOneWrongElementOfManyIsSeen() {
    var wrong = model.gradient
    wrong.large[123, 45] += 0.1
    let check = checkDirection(wrong, of: \.loss, at: model, using: &generator)
    XCTAssertFalse(check.passes(), check.description)
    XCTAssertFalse(check.isAtKink)
  }

  func testASeedRepeats() {
    var (one, same, other) = (SplitMix64(seed: 1), SplitMix64(seed: 1), SplitMix64(seed: 2))
    let check = checkDirection(model.gradient, of: \.loss, at: model, using: &one)
    XCTAssertEqual(check, checkDirection(model.gradient, of: \.loss, at: model, using: &same))
    XCTAssertNotEqual(check, checkDirection(model.gradient, of: \.loss, at: model, using: &other))
  }

  func testAKinkIsNamed() {
    model.small[0, 1] = 0
    let check = checkDirection(model.gradient, of: \.loss, at: model, using: &generator)
    XCTAssertTrue(check.isAtKink, check.description)
    XCTAssertFalse(check.passes())
  }

  func testNaNNeverPasses() {
    var broken = model.gradient
    broken.small[0, 0] = .nan
    XCTAssertFalse(checkDirection(broken, of: \.loss, at: model, using: &generator).passes())
  }
}
