import LinearAlgebra
import MatrixKernels
import RecurrentNetworks

/// Dropout between the layers of a pass: the masks of a window, and what they leave of the lower layers' outputs.
///
/// The masks of a window are drawn before any thread starts, in the order in which `DeepRNN` draws them: boundary by
/// boundary from the lowest up, in each step by step. So they do not depend on the number of threads, and the engine
/// drops what the layers themselves would drop with the same generator.
final class DroppedOutputs<Scalar: MatrixScalar>: @unchecked Sendable {
  private let dropout: Dropout
  private let sizes: [Int]
  private let batchSize: Int
  /// 0 or 1 / (1 - p), of each boundary [T][B][H].
  private let masks: [NumberBuffer<Scalar>]
  /// The outputs below each boundary times its mask, [T][B][H].
  let outputs: [NumberBuffer<Scalar>]
  private var isOpen = false

  /// - Parameter sizes: H of each layer below a boundary, all layers but the highest.
  init(_ dropout: Dropout, sizes: [Int], stepCount: Int, batchSize: Int) {
    self.dropout = dropout
    self.sizes = sizes
    self.batchSize = batchSize
    masks = sizes.map { NumberBuffer(stepCount * batchSize * $0) }
    outputs = sizes.map { NumberBuffer(stepCount * batchSize * $0) }
  }

  /// Draws the masks of a window of T steps.
  func draw(stepCount: Int, using generator: inout some RandomNumberGenerator) {
    isOpen = false
    for (mask, size) in zip(masks, sizes) {
      let step = batchSize * size
      let drawnSteps = dropout.isSharedAcrossSteps ? 1 : stepCount
      dropout.fill(mask.start, count: drawnSteps * step, using: &generator)
      for later in drawnSteps..<stepCount {
        (mask.start + later * step).update(from: mask.start, count: step)
      }
    }
  }

  /// Drops nothing until masks are drawn again.
  func open() {
    guard !isOpen else { return }
    isOpen = true
    for mask in masks { mask.start.update(repeating: 1, count: mask.count) }
  }

  /// What is left of the outputs of layer `layer` at some steps; all outputs start at `source`, [T][B][H].
  ///
  /// - Returns: where what is left of all outputs starts, [T][B][H].
  func drop(_ source: UnsafeMutablePointer<Scalar>, above layer: Int, rows: Range<Int>, steps: Range<Int>)
    -> UnsafeMutablePointer<Scalar>
  {
    multiply(source, layer, rows, steps, into: outputs[layer].start)
    return outputs[layer].start
  }

  /// The gradients at some steps of what is left become those of the outputs of layer `layer`.
  func mask(
    _ gradients: UnsafeMutablePointer<Scalar>, above layer: Int, rows: Range<Int>, steps: Range<Int>
  ) {
    multiply(gradients, layer, rows, steps, into: gradients)
  }

  private func multiply(
    _ source: UnsafeMutablePointer<Scalar>, _ layer: Int, _ rows: Range<Int>, _ steps: Range<Int>,
    into target: UnsafeMutablePointer<Scalar>
  ) {
    let (size, count) = (sizes[layer], rows.count * sizes[layer])
    let all = mk_layout(row_stride: count, column_stride: 1)
    for step in steps {
      let place = (step * batchSize + rows.lowerBound) * size
      Scalar.kernels.combine(
        MK_MULTIPLY, 1, count, source + place, all, masks[layer].start + place, all, target + place)
    }
  }
}
