import EarlierUnits
import LinearAlgebra

/// A random layer with a sequence. I = 3, H = 4, T = 5.
struct GradientExample {
  static let (steps, inputSize, hiddenSize) = (5, 3, 4)

  let oracle: GradientOracle
  let inputs: [Matrix<Double>]  // 5 of [1, 3]

  init(using generator: inout some RandomNumberGenerator) {
    func random(_ rows: Int, _ columns: Int) -> Matrix<Double> {
      .uniform(rows: rows, columns: columns, in: -0.9...0.9, using: &generator)
    }
    oracle = GradientOracle(
      weightIH: random(Self.inputSize, Self.hiddenSize), weightHH: random(Self.hiddenSize, Self.hiddenSize),
      bias: random(1, Self.hiddenSize))
    inputs = (0..<Self.steps).map { _ in random(1, Self.inputSize) }
  }

  var layer: RNNLayer {
    RNNLayer(weightIH: oracle.weightIH, weightHH: oracle.weightHH, bias: oracle.bias)
  }

  var states: [Matrix<Double>] { oracle.states(inputs) }
}
