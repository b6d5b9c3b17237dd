import Foundation
import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import XCTest

final class LinearAndLossTests: XCTestCase {
  private var generator = SplitMix64(seed: 5)
  private lazy var logits = randomMatrix(Size.batch, Size.classes, &generator) * 3
  private let targets = [6, 2]

  func testEveryGradientOfALinearLayer() {
    let layer = Linear<Double>(inputSize: Size.hidden, outputSize: Size.classes, using: &generator)
    let input = randomMatrix(Size.batch, Size.hidden, &generator)
    var gradient = layer.zeroed()
    let inputGradient = layer.backward(logits, through: input, adding: &gradient)
    assertPass(checkGradients(gradient, of: { $0(input).dot(self.logits) }, at: layer))
    let numeric = numericGradient(of: { layer($0).dot(logits) }, at: input)
    assertPass([compare(inputGradient, numeric, named: "input")])
  }

  func testSoftmaxIsItsDefinition() {
    let probabilities = softmax(logits)
    for row in 0..<Size.batch {
      let sum = (0..<Size.classes).reduce(0.0) { $0 + Foundation.exp(logits[row, $1]) }
      for column in 0..<Size.classes {
        XCTAssertEqual(probabilities[row, column], Foundation.exp(logits[row, column]) / sum, accuracy: 1e-14)
      }
    }
    assertClose(probabilities.rowSums(), Matrix(rows: Size.batch, columns: 1, repeating: 1))
    assertClose(exp(logSoftmax(logits)), probabilities)
  }

  func testSoftmaxDoesNotSeeAShift() {
    assertClose(softmax(logits), softmax(logits + 1000))
    assertClose(softmax(logits), softmax(logits - 1000))
    assertClose(softmax([[1000, 0, -1000]]), [[1, 0, 0]])
    XCTAssertEqual(logSoftmax([[1000, 0, -1000]] as Matrix<Double>), [[0, -1000, -2000]])
  }

  func testCrossEntropyIsItsDefinition() {
    let expected = targets.enumerated().reduce(0.0) {
      $0 - Foundation.log(softmax(logits)[$1.offset, $1.element])
    }
    XCTAssertEqual(crossEntropy(logits: logits, targets: targets, reduction: .sum), expected, accuracy: 1e-13)
    XCTAssertEqual(crossEntropy(logits: logits, targets: targets), expected / 2, accuracy: 1e-13)
  }

  func testEqualLogitsCostTheLogarithmOfTheClasses() {
    let even = Matrix<Double>.zeros(rows: 2, columns: Size.classes)
    let loss = crossEntropy(logits: even, targets: targets)
    XCTAssertEqual(loss, Foundation.log(7), accuracy: 1e-14)
    XCTAssertEqual(perplexity(meanCrossEntropy: loss), 7, accuracy: 1e-12)
    XCTAssertEqual(bits(meanCrossEntropy: Foundation.log(8)), 3, accuracy: 1e-14)
  }

  func testTheGradientOfCrossEntropy() {
    for reduction in [Reduction.mean, .sum] {
      let analytic = crossEntropyGradient(logits: logits, targets: targets, reduction: reduction)
      let numeric = numericGradient(
        of: { crossEntropy(logits: $0, targets: targets, reduction: reduction) }, at: logits)
      assertPass([compare(analytic, numeric, named: "logits, \(reduction)")])
      assertClose(analytic.rowSums(), .zeros(rows: Size.batch, columns: 1))
    }
  }
}
