import LinearAlgebra
import RecurrentNetworks
import XCTest

/// Losses and their gradients at logits that are huge, infinite or not numbers.
final class LossRangeTests: XCTestCase {
  /// Whatever an ignored row holds, the other rows have the same loss and gradient as without it.
  func testAnIgnoredRowIsReplacedByZeros() {
    let alone = crossEntropyGradient(logits: [[0.1, 0.2, 0.3]] as Matrix<Double>, targets: [1])
    for strange in [Double.nan, .infinity, -.infinity, 1e308] {
      for reduction in [Reduction.mean, .sum] {
        let logits = Matrix<Double>(
          rows: 3, columns: 3, elements: [strange, strange, strange, 0.1, 0.2, 0.3, 0, strange, 1])
        let gradient = crossEntropyGradient(
          logits: logits, targets: [-100, 1, -100], ignoredTarget: -100, reduction: reduction)
        XCTAssertEqual(gradient.row(0), [[0, 0, 0]], "\(strange)")
        XCTAssertEqual(gradient.row(1), alone, "\(strange)")
        XCTAssertEqual(gradient.row(2), [[0, 0, 0]], "\(strange)")
        let loss = crossEntropy(
          logits: logits, targets: [-100, 1, -100], ignoredTarget: -100, reduction: reduction)
        XCTAssertEqual(loss, crossEntropy(logits: [[0.1, 0.2, 0.3]], targets: [1]), "\(strange)")
      }
    }
  }

  /// A logit of -∞ rules its class out; nothing else changes.
  func testAClassThatIsRuledOutHasProbabilityZero() {
    let two = softmax([[0.3, -1.2]] as Matrix<Double>)
    let ruled = softmax([[0.3, -.infinity, -1.2]] as Matrix<Double>)
    XCTAssertEqual(ruled, [[two[0, 0], 0, two[0, 1]]])
    XCTAssertEqual(logSoftmax([[0.3, -.infinity]] as Matrix<Double>), [[0, -.infinity]])
    XCTAssertEqual(softmax([[1e308, -1e308, 1e308]] as Matrix<Double>), [[0.5, 0, 0.5]])
    XCTAssertEqual(
      crossEntropy(logits: [[3e38, -3e38]] as Matrix<Double>, targets: [1]), 6e38, accuracy: 1e24)
    for row in [[.nan, 0, 1], [.infinity, 0, 1], [-.infinity, -.infinity, -.infinity]] as [[Double]] {
      let matrix = Matrix<Double>(rows: 1, columns: 3, elements: row)
      XCTAssertTrue(softmax(matrix).elements.allSatisfy(\.isNaN), "\(row)")
      XCTAssertTrue(logSoftmax(matrix).elements.allSatisfy(\.isNaN), "\(row)")
    }
  }

  func testBinaryCrossEntropyAtHugeLogits() {
    let cases: [(z: Double, y: Double, loss: Double, gradient: Double)] = [
      (800, 1, 0, 0), (800, 0, 800, 1), (-800, 0, 0, 0), (-800, 1, 800, -1), (1e308, 1, 0, 0),
      (-1e308, 1, 1e308, -1), (1e6, 0.25, 0.75e6, 0.75), (.infinity, 1, 0, 0), (.infinity, 0, .infinity, 1),
      (-.infinity, 0, 0, 0), (-.infinity, 1, .infinity, -1), (.infinity, 0.5, .infinity, 0.5),
    ]
    for (z, y, loss, gradient) in cases {
      let logits = Matrix<Double>(rows: 1, columns: 1, elements: [z])
      let targets = Matrix<Double>(rows: 1, columns: 1, elements: [y])
      XCTAssertEqual(binaryCrossEntropy(logits: logits, targets: targets), loss, "\(z), \(y)")
      XCTAssertEqual(
        binaryCrossEntropyGradient(logits: logits, targets: targets)[0, 0], gradient, "\(z), \(y)")
    }
    XCTAssertTrue(binaryCrossEntropy(logits: [[.nan]], targets: [[1.0]]).isNaN)
  }
}
