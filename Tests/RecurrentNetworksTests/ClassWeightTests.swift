import Foundation
import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

/// Cross-entropy with a weight per class, and without reduction.
final class ClassWeightTests: XCTestCase {
  private var generator = SplitMix64(seed: 62)
  private lazy var logits = randomMatrix(4, Size.classes, &generator) * 3
  private let targets = [6, 2, -1, 2]
  private let weights = [1, 0.5, 3, 0, 2, 1, 0.25]

  func testTheWeightedMeanIsItsDefinition() {
    let plain = crossEntropies(logits: logits, targets: targets, ignoredTarget: -1)
    for (row, target) in targets.enumerated() {
      let expected = target < 0 ? 0 : -Foundation.log(softmax(logits)[row, target])
      XCTAssertEqual(plain[row], expected, accuracy: 1e-13)
    }
    let weighted = crossEntropies(
      logits: logits, targets: targets, classWeights: weights, ignoredTarget: -1)
    for (row, factor) in [0.25, 3, 0, 3].enumerated() {
      XCTAssertEqual(weighted[row], factor * plain[row], accuracy: 1e-13)
    }
    func loss(_ reduction: Reduction) -> Double {
      crossEntropy(
        logits: logits, targets: targets, classWeights: weights, ignoredTarget: -1, reduction: reduction)
    }
    XCTAssertEqual(loss(.sum), weighted.reduce(0, +), accuracy: 1e-12)
    XCTAssertEqual(loss(.mean), weighted.reduce(0, +) / 6.25, accuracy: 1e-12)
  }

  func testEveryGradient() {
    for reduction in [Reduction.mean, .sum] {
      let analytic = crossEntropyGradient(
        logits: logits, targets: targets, classWeights: weights, ignoredTarget: -1, reduction: reduction)
      let numeric = numericGradient(
        of: {
          crossEntropy(
            logits: $0, targets: targets, classWeights: weights, ignoredTarget: -1, reduction: reduction)
        }, at: logits)
      assertPass([GradientCheck.compare(analytic, numeric, named: "logits, \(reduction)")])
      XCTAssertEqual(analytic.row(2), .zeros(rows: 1, columns: Size.classes))
    }
    let factors = [2, -1, 5, 0.5]
    for weights in [nil, weights] {
      let analytic = crossEntropyGradient(
        logits: logits, targets: targets, classWeights: weights, ignoredTarget: -1, lossGradients: factors)
      let numeric = numericGradient(
        of: {
          let losses = crossEntropies(
            logits: $0, targets: targets, classWeights: weights, ignoredTarget: -1)
          return zip(losses, factors).reduce(0) { $0 + $1.0 * $1.1 }
        }, at: logits)
      assertPass([GradientCheck.compare(analytic, numeric, named: "logits, one loss per row")])
    }
  }

  func testEqualWeightsChangeNoMean() {
    let even = Array(repeating: 3.0, count: Size.classes)
    XCTAssertEqual(
      crossEntropy(logits: logits, targets: targets, classWeights: even, ignoredTarget: -1),
      crossEntropy(logits: logits, targets: targets, ignoredTarget: -1), accuracy: 1e-13)
  }

  func testASequenceIsItsRows() {
    let steps = [logits.rows(0..<2), logits.rows(2..<4)]
    let byStep = crossEntropyGradient(
      logits: steps, targets: [[6, 2], [-1, 2]], classWeights: weights, ignoredTarget: -1)
    XCTAssertEqual(
      concatenate(rows: byStep),
      crossEntropyGradient(logits: logits, targets: targets, classWeights: weights, ignoredTarget: -1))
  }
}
