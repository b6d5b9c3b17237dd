import LinearAlgebra
import RecurrentNetworks

/// Dropout on the states of an engine's layers: for one window the rows of each `weightHH` are multiplied by a mask, and
/// so are those of its gradient, as `RecurrentDropout` does with a layer. Then the weights are put back.
final class StateMasks<Scalar: MatrixScalar> {
  private let dropout: Dropout
  /// Where each layer's `weightHH` starts, and its shape, [H, …].
  private let places: [(offset: Int, shape: MatrixShape)]
  /// m of each layer, [H, 1].
  private var masks: [Matrix<Scalar>] = []
  /// The weights with nothing dropped.
  private var kept: [Matrix<Scalar>]

  /// - Parameter places: where the layers' `weightHH` start, and their shapes, from the lowest to the highest.
  init(_ dropout: Dropout, places: [(offset: Int, shape: MatrixShape)]) {
    self.dropout = dropout
    self.places = places
    kept = places.map { .zeros($0.shape) }
  }

  /// Draws the masks of a window, from the lowest layer to the highest, and drops from the weights.
  func drop(from parameters: NumberBuffer<Scalar>, using generator: inout some RandomNumberGenerator) {
    masks = places.map { dropout.mask(MatrixShape($0.shape.rows, 1), using: &generator) }
    for (index, place) in places.enumerated() {
      parameters.read(into: &kept[index], at: place.offset)
      parameters.copy(kept[index] * masks[index], of: place.shape, to: place.offset)
    }
  }

  /// Puts the weights back, and masks the rows of their gradients.
  func putBack(_ parameters: NumberBuffer<Scalar>, gradients: NumberBuffer<Scalar>) {
    for (index, place) in places.enumerated() {
      parameters.copy(kept[index], of: place.shape, to: place.offset)
      gradients.read(into: &kept[index], at: place.offset)
      gradients.copy(kept[index] * masks[index], of: place.shape, to: place.offset)
    }
  }
}
