import EarlierUnits
import Exercise07VanishingGradients
import GradingSupport
import LinearAlgebra

/// Task 6: a layer with stable gradients, graded by measuring it. T = 60, I = 3, H = 16.
final class StableGradientLayerTests: GradedTestCase {
  private func measure() throws -> (state: Double, input: Double, withoutSlopes: Double) {
    var generator = makeGenerator()
    let inputs = (0..<60).map { _ in Matrix<Double>.normal(rows: 1, columns: 3, using: &generator) }
    let layer = try makeStableGradientLayer(inputSize: 3, hiddenSize: 16, using: &generator)
    try assertEqual(
      [layer.weightIH.shape, layer.weightHH.shape, layer.bias.shape],
      [MatrixShape(3, 16), MatrixShape(16, 16), MatrixShape(1, 16)], "the shapes of the weights and the bias")
    let oracle = GradientOracle(weightIH: layer.weightIH, weightHH: layer.weightHH, bias: layer.bias)
    let states = oracle.states(inputs)
    let jacobians = oracle.jacobians(states)
    // ∂H_1/∂X_1: the slopes times W_xh, as for the state.
    let toFirst = GradientOracle.make(16, 3) { unit, input in
      (1 - states[0][0, unit] * states[0][0, unit]) * layer.weightIH[input, unit]
    }
    return (
      GradientOracle.norm(jacobians[0]) / 4,  // √16
      GradientOracle.norm(GradientOracle.product(jacobians[1], toFirst)),
      GradientOracle.norm(oracle.jacobians(states.map { $0 * 0 })[0]) / 4
    )
  }

  func testTask6_theGradientNeitherVanishesNorExplodes() throws {
    try grade {
      let measured = try measure()
      try assertWithin(
        0.1...10, [measured.state], "‖∂H_60/∂H_0‖ / √H", hint: fate(measured.state, measured.withoutSlopes))
    }
  }

  /// The cause: W_hh, or the slopes of tanh.
  private func fate(_ norm: Double, _ withoutSlopes: Double) -> String {
    if norm > 10 {
      return "It explodes. This happens when the spectral radius of W_hh is above 1."
    }
    if withoutSlopes < 0.1 {
      return "It vanishes. This happens when W_hh itself shrinks a gradient: which W_hh keeps lengths?"
    }
    return
      "It vanishes. This happens when W_hh keeps lengths but the states are far from 0, where tanh is flat: "
      + "make W_xh or the bias smaller."
  }

  func testTask6_theLastStateStillDependsOnTheFirstInput() throws {
    try grade {
      let measured = try measure()
      try assertWithin(
        0.001...1000, [measured.input], "‖∂H_60/∂X_1‖",
        hint: measured.state < 0.1
          ? fate(measured.state, measured.withoutSlopes)
          : "A layer that ignores its inputs has nothing to remember: W_xh must not be too small.")
    }
  }

  func testTask6_theSizesAreTheRequestedOnes() throws {
    try grade {
      var generator = makeGenerator()
      let layer = try makeStableGradientLayer(inputSize: 5, hiddenSize: 9, using: &generator)
      try assertEqual(
        [layer.weightIH.shape, layer.weightHH.shape, layer.bias.shape],
        [MatrixShape(5, 9), MatrixShape(9, 9), MatrixShape(1, 9)],
        "the shapes of W_xh, W_hh and b_h for I = 5 and H = 9")
    }
  }
}
