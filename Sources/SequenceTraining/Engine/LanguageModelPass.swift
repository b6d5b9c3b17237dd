import LinearAlgebra
import MatrixKernels
import RecurrentNetworks

/// The fused way of a stack of layers and an output layer through a window, forward and back, in memory that is
/// allocated once.
///
/// A window costs two forks. In the first each thread takes some of the B sequences forward through all layers, to
/// the loss, and back; in the second the weights' gradients are handed out piece by piece.
final class LanguageModelPass<Scalar: MatrixScalar>: @unchecked Sendable {
  let weights: [FusedWeights<Scalar>]
  let layers: [FusedPass<Scalar>]
  let output: OutputPass<Scalar>
  /// The tokens that go in, [T][B].
  let inputs: TokenBuffer
  let fork: Fork
  let batchSize: Int
  /// The most steps that there is room for.
  let capacity: Int
  private(set) var stepCount: Int
  private let work: [GradientWork<Scalar>]
  private let rooms: [NumberBuffer<Scalar>]

  /// The layers' parameters and gradients, from the lowest to the highest, and the output layer's.
  struct Places {
    var kinds: [FusedKind]
    /// H of each layer.
    var hiddenSizes: [Int]
    var layers: [(parameters: FusedParameters<Scalar>, gradients: FusedParameters<Scalar>)]
    var output: OutputPass<Scalar>.Places
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
    let weights = places.layers.indices.map { layer in
      FusedWeights(
        places.kinds[layer], inputSize: layer == 0 ? vocabularySize : sizes[layer - 1],
        hiddenSize: sizes[layer], input: layer == 0 ? .tokens : .rows,
        parameters: places.layers[layer].parameters, batchSize: batchSize, use: use)
    }
    let layers = weights.map { FusedPass($0, stepCount: stepCount, batchSize: batchSize, use: use) }
    self.weights = weights
    self.layers = layers
    output = OutputPass(
      places.output, hiddenSize: sizes.last ?? 0, vocabularySize: vocabularySize, stepCount: stepCount,
      batchSize: batchSize, use: use)
    guard use.contains(.backward) else {
      work = []
      rooms = []
      return
    }
    let layerWork = layers.indices.map { layer in
      layers[layer].gradientWork(
        layer == 0
          ? .tokens(inputs) : .rows(layers[layer - 1].hidden, offset: batchSize * sizes[layer - 1]),
        into: places.layers[layer].gradients, columns: Self.columnsOfPiece(sizes[layer], fork.threadCount))
    }
    work = layerWork.joined() + output.gradientWork(hidden: layers.last?.hidden)
    let room = work.map(\.room).max() ?? 0
    rooms = (0..<fork.threadCount).map { _ in NumberBuffer(room) }
  }

  /// How many columns a piece of a weight gradient has: few enough that no thread waits long for another, and many
  /// enough that what each piece lays out anew for its product does not count.
  private static func columnsOfPiece(_ hiddenSize: Int, _ threadCount: Int) -> Int {
    threadCount == 1 ? .max : max(128, hiddenSize)
  }

  /// Takes over the parameters as they are now.
  func prepare() {
    fork.run(fork.threadCount) { part in
      for layer in weights { layer.prepare(part: part, of: fork.threadCount) }
      output.prepare(part: part, of: fork.threadCount)
    }
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
  func run(stepCount count: Int, carriesState: Bool, goesBack: Bool) -> Double {
    let carried = carriesState ? stepCount : nil
    setStepCount(count)
    fork.run(fork.threadCount) { index in
      let rows = fork.share(index, of: batchSize)
      guard !rows.isEmpty else { return }
      forward(rows, carrying: carried)
      if goesBack { backward(rows) }
    }
    if goesBack { makeGradients() }
    return output.meanLoss()
  }

  /// - Parameter carried: the slot in which the last window's states ended, to go on from; none means zero states.
  private func forward(_ rows: Range<Int>, carrying carried: Int?) {
    for (index, layer) in layers.enumerated() {
      layer.startState(rows: rows, fromSlot: carried)
      layer.forward(
        index == 0 ? .tokens(inputs.start) : .rows(layers[index - 1].firstOutput), rows: rows)
    }
    guard let top = layers.last else { return }
    output.forward(from: top.firstOutput, rows: rows)
  }

  private func backward(_ rows: Range<Int>) {
    guard let top = layers.last else { return }
    output.backward(into: top.firstOutputGradient, rows: rows)
    for (index, layer) in layers.enumerated().reversed() {
      layer.clearStateGradients(rows: rows)
      layer.backward(rows: rows)
      if index > 0 { layer.inputGradients(rows: rows, into: layers[index - 1].firstOutputGradient) }
    }
  }

  private func makeGradients() {
    var taken = 0
    withUnsafeMutablePointer(to: &taken) { counter in
      nonisolated(unsafe) let counter = counter
      fork.run(fork.threadCount) { thread in
        while true {
          let next = mk_take_next(counter)
          guard next < work.count else { return }
          work[next].run(rooms[thread].start)
        }
      }
    }
  }
}
