import LinearAlgebra
import MatrixKernels
import RecurrentNetworks

/// The output layer's way through a window: logits, loss, and the gradient of the states.
final class OutputPass<Scalar: MatrixScalar>: @unchecked Sendable {
  /// Where the parameters and the gradients of `W_hq` [H, V] and `b_q` [1, V] start. A tied `W_hq` is that of the
  /// embedding, [V, H].
  struct Places {
    var parameters: NumberBuffer<Scalar>
    var gradients: NumberBuffer<Scalar>
    var weight: Int
    var bias: Int
    var isTied: Bool
  }

  private let places: Places
  private let hiddenSize: Int
  private let vocabularySize: Int
  private let batchSize: Int
  private let capacity: Int
  private let forwardFactor: PackedFactor<Scalar>
  private let backwardFactor: PackedFactor<Scalar>?
  /// Logits [T][B][V], and after the loss their gradients.
  private let logits: NumberBuffer<Scalar>
  /// The loss of each prediction, [T][B], in nats.
  private let losses: NumberBuffer<Scalar>
  /// The tokens that are to come out, [T][B].
  let targets: TokenBuffer
  private let kernels = Scalar.kernels.sequence
  /// T of the window, which is set before any thread begins.
  var stepCount: Int

  init(
    _ places: Places, hiddenSize: Int, vocabularySize: Int, stepCount: Int, batchSize: Int, use: FusedUse
  ) {
    self.places = places
    self.hiddenSize = hiddenSize
    self.vocabularySize = vocabularySize
    self.batchSize = batchSize
    self.stepCount = stepCount
    capacity = stepCount
    forwardFactor = PackedFactor(rows: hiddenSize, columns: vocabularySize)
    backwardFactor =
      use.contains(.backward) ? PackedFactor(rows: vocabularySize, columns: hiddenSize) : nil
    logits = NumberBuffer(stepCount * batchSize * vocabularySize)
    losses = NumberBuffer(stepCount * batchSize)
    targets = TokenBuffer(stepCount * batchSize)
  }

  /// Takes over one of `parts` parts of the parameters.
  func prepare(part: Int, of parts: Int) {
    let weight = places.parameters.start + places.weight
    let (along, across) = places.isTied ? (1, hiddenSize) : (vocabularySize, 1)
    forwardFactor.pack(weight, rowStride: along, columnStride: across, part: part, of: parts)
    backwardFactor?.pack(weight, rowStride: across, columnStride: along, part: part, of: parts)
  }

  /// Logits, losses and the logits' gradients of some sequences, from states [T][B][H].
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  func forward(from hidden: UnsafeMutablePointer<Scalar>, rows: Range<Int>) {
    let (first, columns) = (rows.lowerBound, vocabularySize)
    forwardFactor.multiply(
      groups: stepCount, rows: rows.count, hidden + first * hiddenSize, group: batchSize * hiddenSize,
      stride: hiddenSize, into: logits.start + first * columns, group: batchSize * columns, stride: columns,
      adding: false)
    for step in 0..<stepCount {
      let place = step * batchSize + first
      kernels.softmax_loss(
        rows.count, columns, 1 / Double(stepCount * batchSize),
        mk_rows(start: logits.start + place * columns, stride: columns),
        places.parameters.start + places.bias, targets.start + place, losses.start + place)
    }
  }

  /// The gradients of the states, written to `gradients` [T][B][H].
  func backward(into gradients: UnsafeMutablePointer<Scalar>, rows: Range<Int>) {
    let (first, columns) = (rows.lowerBound, vocabularySize)
    backwardFactor?.multiply(
      groups: stepCount, rows: rows.count, logits.start + first * columns, group: batchSize * columns,
      stride: columns, into: gradients + first * hiddenSize, group: batchSize * hiddenSize,
      stride: hiddenSize, adding: false)
  }

  /// The mean over all predictions of a window, in nats.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  func meanLoss() -> Double {
    var sum = 0.0
    for index in 0..<stepCount * batchSize { sum += Double(losses.start[index]) }
    return sum / Double(stepCount * batchSize)
  }

  /// The work on the gradients of `W_hq`, `b_q` and `W_e`; `hidden` has the states from its second slot on. A tied weight's
  /// two gradients are one piece of work, so that their sum does not depend on who is first.
  func gradientWork(
    hidden: NumberBuffer<Scalar>?, _ embedding: EmbeddingPass<Scalar>?, pieces: Int
  ) -> [GradientWork<Scalar>] {
    guard let hidden else { return [] }
    if places.isTied { return [tiedWork(hidden, embedding), biasWork()] }
    let embeddingWork = embedding.map { embedding in
      GradientWork<Scalar>(room: 0) { [self] _ in
        embedding.clearGradient()
        embedding.addGradient(stepCount: stepCount)
      }
    }
    return [embeddingWork, biasWork()].compactMap(\.self) + weightWork(hidden, pieces: pieces)
  }

  private func weightWork(_ hidden: NumberBuffer<Scalar>, pieces: Int) -> [GradientWork<Scalar>] {
    let (h, v) = (hiddenSize, vocabularySize)
    return GradientPiece.cut(rows: h, columns: v, into: pieces).map { piece in
      let (m, n) = (piece.rows.count, piece.columns.count)
      let (row, column) = (piece.rows.lowerBound, piece.columns.lowerBound)
      return GradientWork(room: Scalar.kernels.outerRoom(m, n, capacity * batchSize)) { [self] room in
        Scalar.kernels.outerProduct(
          m, n, stepCount * batchSize, hidden.start + batchSize * h + row, h, logits.start + column, v,
          places.gradients.start + places.weight + row * v + column, v, false, room)
      }
    }
  }

  private func tiedWork(_ hidden: NumberBuffer<Scalar>, _ embedding: EmbeddingPass<Scalar>?) -> GradientWork<
    Scalar
  > {
    let (h, v) = (hiddenSize, vocabularySize)
    return GradientWork(room: Scalar.kernels.outerRoom(v, h, capacity * batchSize)) { [self] room in
      Scalar.kernels.outerProduct(
        v, h, stepCount * batchSize, logits.start, v, hidden.start + batchSize * h, h,
        places.gradients.start + places.weight, h, false, room)
      embedding?.addGradient(stepCount: stepCount)
    }
  }

  private func biasWork() -> GradientWork<Scalar> {
    GradientWork(room: 0) { [self] _ in
      kernels.sum_rows(
        stepCount * batchSize, vocabularySize, mk_rows(start: logits.start, stride: vocabularySize),
        places.gradients.start + places.bias)
    }
  }
}
