import EarlierUnits
import LinearAlgebra

extension DeepRNN {
  /// A mask for dropout: each entry is 0 with probability p, and 1 / (1 - p) otherwise.
  ///
  /// - Parameters:
  ///   - shape: the shape of the mask, and of the matrix it will multiply.
  ///   - probability: p, at least 0 and less than 1.
  public static func dropoutMask(
    _ shape: MatrixShape, probability: Double, using generator: inout some RandomNumberGenerator
  ) throws -> Matrix<Double> {
    let draws = Matrix<Double>.uniform(rows: shape.rows, columns: shape.columns, in: 0...1, using: &generator)
    return draws.map { $0 < 1 - probability ? 1 / (1 - probability) : 0 }
  }

  /// The forward pass in training, with dropout between the layers and nowhere else: it does not touch the inputs of
  /// the lowest layer, the states of the highest, or the states carried from step to step.
  ///
  /// - Parameters:
  ///   - inputs: X_1 … X_T, each [B, I].
  ///   - masks: for each layer but the highest, from the lowest on, T masks [B, H_l]: the layer above reads this
  ///     layer's states multiplied by them.
  /// - Returns: H^L_1 … H^L_T, each [B, H_L].
  public func forward(
    _ inputs: [Matrix<Double>], droppingBy masks: [[Matrix<Double>]]
  ) throws -> [Matrix<Double>] {
    guard let lowest = layers.first else { return inputs }
    let states = lowest.forward(inputs, from: lowest.initialState(batchSize: inputs[0].rows)).states
    guard let own = masks.first else { return states }
    let above = DeepRNN(layers: Array(layers.dropFirst()), dense: dense, output: output)
    return try above.forward(zip(states, own).map { $0 * $1 }, droppingBy: Array(masks.dropFirst()))
  }
}
