import LinearAlgebra
import RecurrentNetworks
import SequenceTraining
import XCTest

final class OptimizerTests: XCTestCase {
  private typealias Layer = Linear<Double>
  private let start = Layer(weight: [[1, -2], [3, 0.5], [-1, 4]], bias: [[0.25, -3]])
  private let gradients = [
    Layer(weight: [[0.5, 1], [-1, 2], [0, -3]], bias: [[1, -0.1]]),
    Layer(weight: [[0.4, -1], [-2, 2], [1, -3]], bias: [[-1, 0.3]]),
    Layer(weight: [[0.3, 0], [3, 1], [-1, 2]], bias: [[2, 0.7]]),
  ]

  func testPlainDescentGoesAgainstTheGradient() {
    var parameters = start
    var optimizer = SGD(for: start, learningRate: 0.1)
    for gradient in gradients { optimizer.update(&parameters, along: gradient) }
    XCTAssertEqual(parameters.bias[0, 0], 0.25 - 0.1 * (1 - 1 + 2), accuracy: 1e-15)
    XCTAssertEqual(parameters.weight[1, 1], 0.5 - 0.1 * (2 + 2 + 1), accuracy: 1e-15)
  }

  func testMomentumRemembers() {
    var parameters = start
    var optimizer = SGD(for: start, learningRate: 0.1, momentum: 0.5)
    for gradient in gradients { optimizer.update(&parameters, along: gradient) }
    let velocities = [1.0, 0.5 * 1 - 1, 0.5 * (0.5 * 1 - 1) + 2]
    XCTAssertEqual(parameters.bias[0, 0], 0.25 - 0.1 * velocities.reduce(0, +), accuracy: 1e-15)
  }

  /// Adam by its published algorithm, for one number at a time.
  func testAdamIsItsAlgorithm() {
    var parameters = start
    var optimizer = Adam(for: start, learningRate: 0.01)
    for gradient in gradients { optimizer.update(&parameters, along: gradient) }
    var (m, v, x) = (0.0, 0.0, start.weight[2, 1])
    for (index, gradient) in gradients.enumerated() {
      let g = gradient.weight[2, 1]
      m = 0.9 * m + 0.1 * g
      v = 0.999 * v + 0.001 * g * g
      let (mHat, vHat) = (m / (1 - pow(0.9, Double(index + 1))), v / (1 - pow(0.999, Double(index + 1))))
      x -= 0.01 * mHat / (vHat.squareRoot() + 1e-8)
    }
    XCTAssertEqual(parameters.weight[2, 1], x, accuracy: 1e-14)
    XCTAssertEqual(optimizer.updateCount, 3)
  }

  func testAdamsFirstStepIsTheLearningRateWhateverTheGradientsSize() {
    var parameters = start
    var optimizer = Adam(for: start, learningRate: 0.01)
    optimizer.update(&parameters, along: Layer(weight: [[1e-3, 1], [1e3, -1], [-7, 2]], bias: [[5, -5]]))
    for (before, after) in zip(start.weight.elements, parameters.weight.elements) {
      XCTAssertEqual(abs(before - after), 0.01, accuracy: 1e-6)
    }
  }

  func testClippingByNormKeepsTheDirection() {
    var gradient = gradients[1]
    let norm = gradient.globalNorm
    XCTAssertEqual(gradient.clip(toNorm: 2), norm)
    XCTAssertEqual(gradient.globalNorm, 2, accuracy: 1e-14)
    XCTAssertEqual(gradient.weight[2, 1] / gradient.bias[0, 1], -3 / 0.3, accuracy: 1e-12)
    let kept = gradient
    gradient.clip(toNorm: 2.5)
    XCTAssertEqual(gradient.weight, kept.weight)
  }

  func testClippingByValueTouchesOnlyWhatIsBeyond() {
    var gradient = gradients[1]
    gradient.clip(toValue: 1)
    XCTAssertEqual(gradient.weight, [[0.4, -1], [-1, 1], [1, -1]])
    XCTAssertEqual(gradient.bias, [[-1, 0.3]])
  }
}
