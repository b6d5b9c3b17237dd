import LinearAlgebra
import SequenceTraining
import TestSupport
import XCTest

/// The optimizers and clipping take PyTorch's steps, to 1e-12 in `Double`.
final class OptimizerReferenceTests: XCTestCase {

  private func check(
    _ name: String, _ make: (TwoParameters, OptimizerReference.Settings) -> any Optimizer<TwoParameters>
  ) throws {
    let reference = try OptimizerReference.load()
    let run = try XCTUnwrap(reference.optimizers.first { $0.name == name })
    var parameters = reference.start.parameters
    var optimizer = make(parameters, run.settings)
    XCTAssertEqual(run.after.count, reference.gradients.count)
    for (update, gradient) in reference.gradients.enumerated() {
      optimizer.update(&parameters, along: gradient.parameters)
      assertClose(
        parameters, run.after[update].parameters, within: 1e-12, isAbsolute: true,
        "\(name), update \(update + 1)")
    }
  }

  func testPlainGradientDescent() throws {
    try check("SGD") { SGD(for: $0, learningRate: $1.lr) }
  }

  func testMomentum() throws {
    try check("SGD with momentum") { SGD(for: $0, learningRate: $1.lr, momentum: $1.momentum ?? .nan) }
  }

  func testAdam() throws {
    try check("Adam") { start, settings in
      Adam(
        for: start, learningRate: settings.lr, meanDecay: settings.betas?.first ?? .nan,
        squareDecay: settings.betas?.last ?? .nan, epsilon: settings.eps ?? .nan)
    }
  }

  func testAdamW() throws {
    try check("AdamW") { start, settings in
      Adam(
        for: start, learningRate: settings.lr, meanDecay: settings.betas?.first ?? .nan,
        squareDecay: settings.betas?.last ?? .nan, epsilon: settings.eps ?? .nan,
        weightDecay: settings.weightDecay ?? .nan)
    }
  }

  func testRMSprop() throws {
    try check("RMSprop") { start, settings in
      RMSprop(
        for: start, learningRate: settings.lr, decay: settings.alpha ?? .nan, epsilon: settings.eps ?? .nan)
    }
  }

  func testAdagrad() throws {
    try check("Adagrad") { Adagrad(for: $0, learningRate: $1.lr, epsilon: $1.eps ?? .nan) }
  }

  /// PyTorch divides by the norm plus 1e-6 when it clips; we divide by the norm, so the limit is reached
  /// exactly.
  func testClippingByTheGlobalNorm() throws {
    let reference = try OptimizerReference.load()
    XCTAssertEqual(reference.clipping.count, 6)
    for expected in reference.clipping {
      var gradient = reference.gradients[0].parameters
      let kinds: [String: GradientNorm] = ["2.0": .euclidean, "1.0": .sum, "inf": .largest]
      let kind = try XCTUnwrap(kinds[expected.kind])
      let norm = gradient.clip(toNorm: expected.limit, of: kind, epsilon: 1e-6)
      XCTAssertEqual(norm, expected.norm, accuracy: 1e-12)
      assertClose(
        gradient, expected.clipped.parameters, within: 1e-12, isAbsolute: true,
        "\(kind) clipped to \(expected.limit)")
    }
  }
}
