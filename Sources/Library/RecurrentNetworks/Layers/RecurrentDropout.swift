import LinearAlgebra

/// Dropout on the state on its way to the next step, with one mask for all steps of a sequence:
///
/// ```
/// H̃_{t-1} = m ⊙ H_{t-1}          what the products with W_h read; m is drawn once
/// ```
///
/// With a new mask at each step a number would survive T steps with probability (1 - p)^T; with one, units are missing for
/// the whole sequence and the others are remembered as ever. What a cell carries without a product, an LSTM's memory or
/// what a GRU keeps, is not dropped.
///
/// `(m ⊙ H) · W = H · (diag(m) · W)`, so it is a layer whose rows of `weightHH` are multiplied by the mask, and runs on the
/// fused path. All sequences of a batch share the mask; Keras's `recurrent_dropout` draws one for each. A language model
/// trains with it if its `recurrentDropout` is set, or its plan's.
///
/// ```swift
/// let dropped = RecurrentDropout(layer, Dropout(probability: 0.3), using: &generator)
/// let output = dropped.layer(inputs)
/// let gradients = dropped.layer.backward(hiddenGradients, through: output)
/// let gradient = dropped.gradient(gradients.parameters)                        // of the layer that nothing is dropped from
/// ```
///
/// Gal and Ghahramani, "A theoretically grounded application of dropout in recurrent neural networks" (2016).
public struct RecurrentDropout<Cell: RecurrentCell>: Sendable {
  /// The layer from whose states the mask drops.
  public let layer: RecurrentLayer<Cell>
  /// `m`, [H, 1]: 0 with probability p, else 1 / (1 - p).
  public let mask: Matrix<Cell.Scalar>

  /// A layer with a mask that is drawn for one pass and its backward pass.
  ///
  /// - Precondition: the cell's weights from the state are named `weightHH`, with a row for each unit.
  public init(
    _ layer: RecurrentLayer<Cell>, _ dropout: Dropout, using generator: inout some RandomNumberGenerator
  ) {
    self.init(layer, mask: dropout.mask(MatrixShape(layer.cell.hiddenSize, 1), using: &generator))
  }

  /// A layer with a given mask, [H, 1].
  public init(_ layer: RecurrentLayer<Cell>, mask: Matrix<Cell.Scalar>) {
    require(
      mask.shape == MatrixShape(layer.cell.hiddenSize, 1),
      "a layer of \(layer.cell.hiddenSize) units has a mask of shape [\(layer.cell.hiddenSize), 1], not \(mask.shape)"
    )
    self.mask = mask
    self.layer = Self.masked(layer, mask)
  }

  /// From the gradient of ``layer`` to that of the layer that it was made from: that of `weightHH` times the mask.
  public func gradient(_ gradient: RecurrentLayer<Cell>) -> RecurrentLayer<Cell> {
    Self.masked(gradient, mask)
  }

  private static func masked(
    _ layer: RecurrentLayer<Cell>, _ mask: Matrix<Cell.Scalar>
  ) -> RecurrentLayer<Cell> {
    guard let (_, path) = layer.namedParameters.first(where: { $0.name == "weightHH" }) else {
      stop(
        "a \(Cell.kind) has no weightHH from which recurrent dropout could drop rows", file: #fileID,
        line: #line)
    }
    var result = layer
    result[keyPath: path] *= mask
    return result
  }
}
