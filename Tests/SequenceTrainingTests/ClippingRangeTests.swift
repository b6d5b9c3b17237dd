import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

@testable import SequenceTraining

/// Clipping is for exploding gradients, however large they are.
final class ClippingRangeTests: XCTestCase {
  private struct Weights<Scalar: MatrixScalar>: ParameterCollection {
    var w: Matrix<Scalar>
    var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] { [("w", \.w)] }
  }

  /// 3 and 4 at every size become 0.6 and 0.8 of the limit.
  private func checkSizes<Scalar: MatrixScalar>(_ units: [Scalar], limits: [Scalar]) {
    for unit in units {
      for limit in limits where limit < 5 * unit {
        var weights = Weights<Scalar>(w: [[3 * unit, -4 * unit]])
        let norm = weights.clip(toNorm: limit)
        let accuracy = 8 * Scalar.ulpOfOne
        XCTAssertEqual(norm / unit, 5, accuracy: accuracy, "\(unit) to \(limit)")
        XCTAssertEqual(weights.w[0, 0] / limit, 0.6, accuracy: accuracy, "\(unit) to \(limit)")
        XCTAssertEqual(weights.w[0, 1] / limit, -0.8, accuracy: accuracy, "\(unit) to \(limit)")
      }
    }
  }

  func testGradientsOfAnySizeAreClipped() {
    checkSizes([1e-36, 1e-25, 1, 1e19, 2e22, 5e37] as [Float], limits: [1e-37, 1e-20, 1, 1e20])
    checkSizes([1e-300, 1e-170, 1, 1e160, 1e300] as [Double], limits: [1e-305, 1e-100, 1, 1e200])
  }

  /// √2 times the largest Float is not a Float, and yet the direction is known.
  func testANormThatTheTypeCannotHoldIsClippedToo() {
    let largest = Float.greatestFiniteMagnitude
    var weights = Weights<Float>(w: [[largest, -largest]])
    XCTAssertEqual(weights.clip(toNorm: 1), .infinity)
    XCTAssertEqual(weights.w[0, 0], Float(0.5).squareRoot(), accuracy: 1e-6)
    XCTAssertEqual(weights.w[0, 1], -Float(0.5).squareRoot(), accuracy: 1e-6)
  }

  /// The numbers of `torch.nn.utils.clip_grad_norm_`, by hand: min(1, limit / (norm + 1e-6)).
  func testOtherNormsAndAnEpsilon() {
    for (kind, norm) in [(GradientNorm.sum, 7.0), (.largest, 4.0), (.euclidean, 5.0)] {
      for epsilon in [0, 1e-6] {
        var weights = Weights<Double>(w: [[3, -4]])
        XCTAssertEqual(weights.clip(toNorm: 2, of: kind, epsilon: epsilon), norm)
        XCTAssertEqual(weights.w[0, 0], 3 * 2 / (norm + epsilon), accuracy: 1e-15, "\(kind)")
        XCTAssertEqual(weights.w[0, 1], -4 * 2 / (norm + epsilon), accuracy: 1e-15, "\(kind)")
        weights.w = [[3, -4]]
        weights.clip(toNorm: norm, of: kind, epsilon: epsilon)
        XCTAssertEqual(weights.w == [[3, -4]], epsilon == 0, "at the limit the epsilon tells")
        weights.w = [[3, -4]]
        weights.clip(toNorm: norm + 1e-5, of: kind, epsilon: epsilon)
        XCTAssertEqual(weights.w, [[3, -4]])
      }
    }
  }

  func testOtherNormsOfAnySize() {
    let huge = 1e308
    var weights = Weights<Double>(w: [[huge, -huge, 0.5 * huge]])
    XCTAssertEqual(weights.clip(toNorm: 5, of: .sum), .infinity, "2.5e308 is no Double")
    assertClose(weights.w, [[2, -2, 1]], within: 1e-12)
    weights.w = [[huge, -huge, 0.5 * huge]]
    XCTAssertEqual(weights.clip(toNorm: 4, of: .largest), huge)
    assertClose(weights.w, [[4, -4, 2]], within: 1e-12)
    for kind in GradientNorm.allCases {
      weights.w = [[1, .nan, 3]]
      XCTAssertTrue(weights.clip(toNorm: 1, of: kind).isNaN)
      XCTAssertEqual(weights.w[0, 2], 3)
      weights.w = .zeros(rows: 1, columns: 3)
      XCTAssertEqual(weights.clip(toNorm: 1, of: kind), 0)
    }
  }

  func testWhatIsNotFiniteStaysAndIsTold() {
    for (strange, norm) in [(Float.infinity, Float.infinity), (.nan, .nan)] {
      var weights = Weights<Float>(w: [[strange, 2]])
      XCTAssertEqual("\(weights.clip(toNorm: 1))", "\(norm)")
      XCTAssertEqual("\(weights.w.elements)", "[\(strange), 2.0]")
    }
    var values = Weights<Float>(w: [[.infinity, 1e30, 0.5, -.infinity]])
    values.clip(toValue: 1)
    XCTAssertEqual(values.w, [[1, 1, 0.5, -1]])
  }

  /// The engine's gradient, put there by hand: the same numbers as those of the collection.
  func testTheEngineClipsAsTheCollectionDoes() {
    var generator = SplitMix64(seed: 6)
    let model = LanguageModel<RNNCell<Float>>(vocabularySize: 3, hiddenSize: 4, using: &generator)
    let window = TokenWindow(inputs: [[0, 1], [2, 0]], targets: [[2, 0], [1, 1]])
    for factor in [1e-36, 1e-22, 1, 1e18, 1e25, 1e38] as [Float] {
      let engine = LanguageModelEngine(model, batchSize: 2, stepCount: 2, threadCount: 1)
      _ = engine.lossAndGradient(
        inputs: Array(window.inputs.joined()), targets: Array(window.targets.joined()))
      for index in 0..<engine.gradients.count { engine.gradients.start[index] *= factor }
      var expected = engine.gradient
      let limit = 0.3 * min(1, factor)
      let norm = expected.clip(toNorm: limit)
      XCTAssertGreaterThan(norm, limit)
      XCTAssertEqual(engine.gradientNorm / norm, 1, accuracy: 1e-6, "\(factor)")
      XCTAssertEqual(engine.clipGradient(toNorm: limit) / norm, 1, accuracy: 1e-6, "\(factor)")
      XCTAssertEqual(engine.gradientNorm / limit, 1, accuracy: 1e-6, "\(factor)")
      for (name, path) in expected.namedParameters {
        let difference = engine.gradient[keyPath: path] - expected[keyPath: path]
        XCTAssertLessThan(difference.norm / limit, 1e-6, "\(name), \(factor)")
      }
    }
  }
}
