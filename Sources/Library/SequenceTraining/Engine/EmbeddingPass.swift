import LinearAlgebra
import MatrixKernels
import RecurrentNetworks

/// The embedding's way through a window: from tokens to the rows that the lowest layer reads, and back.
final class EmbeddingPass<Scalar: MatrixScalar>: @unchecked Sendable {
  /// Where the parameters and the gradients of `W_e` [V, E] start.
  struct Places {
    var parameters: NumberBuffer<Scalar>
    var gradients: NumberBuffer<Scalar>
    var weight: Int
    /// V
    var vocabularySize: Int
    /// E
    var size: Int
  }

  private let places: Places
  private let inputs: TokenBuffer
  private let batchSize: Int
  private let kernels = Scalar.kernels.sequence
  /// The rows of the tokens, [T][B][E].
  let rows: NumberBuffer<Scalar>
  /// Their gradients, if the pass goes back.
  let rowGradients: NumberBuffer<Scalar>

  init(_ places: Places, inputs: TokenBuffer, stepCount: Int, batchSize: Int, use: FusedUse) {
    self.places = places
    self.inputs = inputs
    self.batchSize = batchSize
    let count = stepCount * batchSize * places.size
    rows = NumberBuffer(count)
    rowGradients = NumberBuffer(use.contains(.backward) ? count : 0)
  }

  /// Looks up the tokens of some sequences at some steps.
  func lookUp(rows range: Range<Int>, steps: Range<Int>) {
    for step in steps {
      let place = step * batchSize + range.lowerBound
      kernels.gather(
        range.count, places.size,
        mk_rows(start: places.parameters.start + places.weight, stride: places.size),
        inputs.start + place, mk_rows(start: rows.start + place * places.size, stride: places.size))
    }
  }

  /// Sets the gradient of `W_e` to zero.
  func clearGradient() {
    (places.gradients.start + places.weight).update(repeating: 0, count: places.vocabularySize * places.size)
  }

  /// Adds the gradient of each row of the window to that of its token, in the order of the window.
  func addGradient(stepCount: Int) {
    kernels.scatter_add(
      stepCount * batchSize, places.size, mk_rows(start: rowGradients.start, stride: places.size),
      inputs.start,
      mk_rows(start: places.gradients.start + places.weight, stride: places.size))
  }
}
