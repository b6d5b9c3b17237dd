import LinearAlgebra
import MatrixKernels
import RecurrentNetworks

/// The fused way of a stack of layers and an output layer through a window, forward and back, in memory that is
/// allocated once.
///
/// A window costs two forks. In the first each thread takes some of the B sequences forward through all layers, to
/// the loss, and back; in the second the weights' gradients are handed out piece by piece. Where there are few
/// sequences but several layers, the first fork gives way to two, in which each thread has some of the layers.
final class LanguageModelPass<Scalar: MatrixScalar>: @unchecked Sendable {
  let weights: [FusedWeights<Scalar>]
  let layers: [FusedPass<Scalar>]
  let output: OutputPass<Scalar>
  /// The embedding in front of the lowest layer; `nil` if that reads tokens.
  let embedding: EmbeddingPass<Scalar>?
  /// The dropout between layers; `nil` if there is none.
  let dropped: DroppedOutputs<Scalar>?
  /// The tokens that go in, [T][B].
  let inputs: TokenBuffer
  let fork: Fork
  let batchSize: Int
  /// The most steps that there is room for.
  let capacity: Int
  private(set) var stepCount: Int
  private let work: [GradientWork<Scalar>]
  private let rooms: [NumberBuffer<Scalar>]
  /// How many pieces of ``work`` have been taken.
  private let taken = UnsafeMutablePointer<Int>.allocate(capacity: 1)
  private(set) var window = Window()
  /// What the threads do, made once: a closure that is made at each window is allocated at each window.
  private var shared: Shared?
  /// How far the stage that goes first is, see ``LanguageModelPass+Stages``.
  let progress = UnsafeMutablePointer<Int>.allocate(capacity: 1)

  private struct Shared {
    let prepare: SharedWork
    let window: SharedWork
    let gradients: SharedWork
    let forwardStage: SharedWork
    let backwardStage: SharedWork
  }

  /// The layers' parameters and gradients, from the lowest to the highest, and the output layer's.
  struct Places {
    var kinds: [FusedKind]
    /// H of each layer.
    var hiddenSizes: [Int]
    var layers: [(parameters: FusedParameters<Scalar>, gradients: FusedParameters<Scalar>)]
    var output: OutputPass<Scalar>.Places
    /// The embedding, if there is one.
    var embedding: EmbeddingPass<Scalar>.Places?
    /// The dropout between layers in training.
    var dropout: Dropout
  }

  /// The data that the threads need for their window.
  struct Window {
    /// The slot in which the last window's states ended, to go on from; defaults to zero states.
    var carried: Int?
    /// Whether the gradients are wanted.
    var goesBack = false
  }

  init(
    _ places: Places, vocabularySize: Int, stepCount: Int, batchSize: Int, fork: Fork, use: FusedUse
  ) {
    self.stepCount = stepCount
    self.batchSize = batchSize
    self.fork = fork
    capacity = stepCount
    let inputs = TokenBuffer(stepCount * batchSize)
    self.inputs = inputs
    let sizes = places.hiddenSizes
    let embedding = places.embedding.map {
      EmbeddingPass($0, inputs: inputs, stepCount: stepCount, batchSize: batchSize, use: use)
    }
    self.embedding = embedding
    let weights = places.layers.indices.map { layer in
      FusedWeights(
        places.kinds[layer],
        inputSize: layer > 0 ? sizes[layer - 1] : places.embedding?.size ?? vocabularySize,
        hiddenSize: sizes[layer], input: layer == 0 && embedding == nil ? .tokens : .rows,
        parameters: places.layers[layer].parameters, batchSize: batchSize, use: use)
    }
    let layers = weights.map { FusedPass($0, stepCount: stepCount, batchSize: batchSize, use: use) }
    self.weights = weights
    self.layers = layers
    output = OutputPass(
      places.output, hiddenSize: sizes.last ?? 0, vocabularySize: vocabularySize, stepCount: stepCount,
      batchSize: batchSize, use: use)
    let goesBack = use.contains(.backward)
    let dropped =
      goesBack && places.dropout.probability > 0
      ? DroppedOutputs<Scalar>(
        places.dropout, sizes: Array(sizes.dropLast()), stepCount: stepCount, batchSize: batchSize) : nil
    self.dropped = dropped
    let layerWork = (goesBack ? layers.indices : 0..<0).map { layer in
      layers[layer].gradientWork(
        layer == 0
          ? embedding.map { .rows($0.rows, offset: 0) } ?? .tokens(inputs)
          : dropped.map { .rows($0.outputs[layer - 1], offset: 0) }
            ?? .rows(layers[layer - 1].hidden, offset: batchSize * sizes[layer - 1]),
        into: places.layers[layer].gradients, pieces: fork.pieceCount)
    }
    work =
      layerWork.joined()
      + (goesBack ? output.gradientWork(hidden: layers.last?.hidden, embedding, pieces: fork.pieceCount) : [])
    let room = work.map(\.room).max() ?? 0
    rooms = (0..<fork.threadCount).map { _ in NumberBuffer(room) }
    shared = Shared(
      prepare: SharedWork { [unowned self] in prepare(part: $0) },
      window: SharedWork { [unowned self] in runWindow(part: $0) },
      gradients: SharedWork { [unowned self] in makeGradients(thread: $0) },
      forwardStage: SharedWork { [unowned self] in goForward(stage: $0) },
      backwardStage: SharedWork { [unowned self] in runBackward(turn: $0) })
  }

  deinit {
    taken.deallocate()
    progress.deallocate()
  }

  /// In how many shares the sequences go through the layers. A product with few rows costs nearly as much as with
  /// one, so few sequences stay together, on the caller's thread, whose caches hold the weights.
  private var rowShareCount: Int { batchSize < 4 ? 1 : min(batchSize, fork.threadCount) }

  /// Takes over the parameters as they are now.
  func prepare() { run(shared?.prepare) }

  private func prepare(part: Int) {
    for layer in weights { layer.prepare(part: part, of: fork.threadCount) }
    output.prepare(part: part, of: fork.threadCount)
  }

  private func run(_ work: SharedWork?) {
    if let work { fork.run(fork.threadCount, work) }
  }

  /// The next window has this many steps.
  private func setStepCount(_ count: Int) {
    stepCount = count
    for layer in layers { layer.stepCount = count }
    output.stepCount = count
  }
}

extension LanguageModelPass {
  /// The mean loss of the window whose tokens stand in ``inputs`` and ``OutputPass/targets``.
  ///
  /// - Parameters:
  ///   - stepCount: T, the window's steps.
  ///   - carriesState: whether it goes on from where the last window ended, or from zero.
  ///   - goesBack: whether the gradients are wanted.
  ///
  /// Dropout multiplies by the masks that ``DroppedOutputs`` holds: draw them, or open them all, first.
  func run(stepCount count: Int, carriesState: Bool, goesBack: Bool) -> Double {
    window = Window(carried: carriesState ? stepCount : nil, goesBack: goesBack)
    setStepCount(count)
    if hasStages {
      runStages()
    } else if let work = shared?.window {
      fork.run(rowShareCount, work)
    }
    if goesBack {
      taken.pointee = 0
      run(shared?.gradients)
    }
    return output.meanLoss()
  }

  /// All sequences by stages.
  private func runStages() {
    guard let shared else { return }
    progress.pointee = 0
    fork.run(2, shared.forwardStage)
    guard window.goesBack else { return }
    progress.pointee = 0
    fork.run(2, shared.backwardStage)
  }

  /// One thread's part of the B sequences.
  private func runWindow(part: Int) {
    let rows = batchSize * part / rowShareCount..<batchSize * (part + 1) / rowShareCount
    forward(rows)
    if window.goesBack { backward(rows) }
  }

  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  private func forward(_ rows: Range<Int>) {
    for index in layers.indices {
      layers[index].startState(rows: rows, fromSlot: window.carried)
      layers[index].forward(input(of: index, rows: rows, steps: 0..<stepCount), rows: rows)
    }
    output.forward(from: layers[layers.count - 1].firstOutput, rows: rows)
  }

  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  private func backward(_ rows: Range<Int>) {
    output.backward(into: layers[layers.count - 1].firstOutputGradient, rows: rows)
    for index in layers.indices.reversed() {
      layers[index].clearStateGradients(rows: rows)
      layers[index].backward(rows: rows)
      passInputGradients(of: index, rows: rows, steps: 0..<stepCount)
    }
  }

  /// Takes pieces of the work on weight gradients until none is left.
  private func makeGradients(thread: Int) {
    while true {
      let next = mk_take_next(taken)
      guard next < work.count else { return }
      work[next].run(rooms[thread].start)
    }
  }
}
