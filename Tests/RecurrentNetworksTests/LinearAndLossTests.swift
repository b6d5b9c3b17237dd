import Foundation
import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

final class LinearAndLossTests: XCTestCase {
  private var generator = SplitMix64(seed: 5)
  private lazy var logits = randomMatrix(Size.batch, Size.classes, &generator) * 3
  private let targets = [6, 2]

  func testWithoutInputsTheBiasIsZero() {
    var generator = SplitMix64(seed: 3)
    let layer = Linear<Double>(inputSize: 0, outputSize: 3, using: &generator)
    XCTAssertEqual(layer(.zeros(rows: 2, columns: 0)), .zeros(rows: 2, columns: 3))
  }

  func testEveryGradientOfALinearLayer() {
    let layer = Linear<Double>(inputSize: Size.hidden, outputSize: Size.classes, using: &generator)
    let input = randomMatrix(Size.batch, Size.hidden, &generator)
    var gradient = layer.zeroed()
    let inputGradient = layer.backward(logits, through: input, adding: &gradient)
    assertPass(checkGradients(gradient, of: { $0(input).dot(self.logits) }, at: layer))
    let numeric = numericGradient(of: { layer($0).dot(logits) }, at: input)
    assertPass([GradientCheck.compare(inputGradient, numeric, named: "input")])
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
      assertPass([GradientCheck.compare(analytic, numeric, named: "logits, \(reduction)")])
      assertClose(analytic.rowSums(), .zeros(rows: Size.batch, columns: 1))
    }
  }

  func testIgnoredTargetsDoNotCount() {
    let (counted, filling) = (logits.row(0), logits.row(1) * 100)
    let both = concatenate(rows: [filling, counted, filling])
    for reduction in [Reduction.mean, .sum] {
      let loss = crossEntropy(logits: both, targets: [-1, 6, -1], ignoredTarget: -1, reduction: reduction)
      XCTAssertEqual(loss, crossEntropy(logits: counted, targets: [6], reduction: reduction), accuracy: 1e-14)
      let gradient = crossEntropyGradient(
        logits: both, targets: [-1, 6, -1], ignoredTarget: -1, reduction: reduction)
      XCTAssertEqual(gradient.row(0), .zeros(rows: 1, columns: Size.classes))
      XCTAssertEqual(gradient.row(2), .zeros(rows: 1, columns: Size.classes))
      assertClose(gradient.row(1), crossEntropyGradient(logits: counted, targets: [6], reduction: reduction))
    }
    XCTAssertEqual(
      crossEntropy(logits: both, targets: [-1, -1, -1], ignoredTarget: -1, reduction: .sum), 0)
  }

  func testBinaryCrossEntropyIsItsDefinition() {
    let targets: Matrix<Double> = [[1, 0, 0.25, 1, 0, 1, 0], [0, 1, 1, 0, 0.5, 0, 1]]
    var sum = 0.0
    for (z, y) in zip(logits.elements, targets.elements) {
      let p = 1 / (1 + Foundation.exp(-z))
      sum -= y * Foundation.log(p) + (1 - y) * Foundation.log(1 - p)
    }
    XCTAssertEqual(
      binaryCrossEntropy(logits: logits, targets: targets, reduction: .sum), sum, accuracy: 1e-12)
    XCTAssertEqual(binaryCrossEntropy(logits: logits, targets: targets), sum / 14, accuracy: 1e-13)
    for reduction in [Reduction.mean, .sum] {
      let analytic = binaryCrossEntropyGradient(logits: logits, targets: targets, reduction: reduction)
      let numeric = numericGradient(
        of: { binaryCrossEntropy(logits: $0, targets: targets, reduction: reduction) }, at: logits)
      assertPass([GradientCheck.compare(analytic, numeric, named: "logits, \(reduction)")])
    }
  }

  func testBinaryCrossEntropyStaysFinite() {
    let far: Matrix<Double> = [[800, -800]]
    XCTAssertEqual(binaryCrossEntropy(logits: far, targets: [[0, 1]], reduction: .sum), 1600)
    XCTAssertEqual(binaryCrossEntropy(logits: far, targets: [[1, 0]], reduction: .sum), 0)
  }
}
