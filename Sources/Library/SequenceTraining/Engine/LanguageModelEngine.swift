import LinearAlgebra
import RecurrentNetworks

/// Trains a language model at the machine's speed: parameters, gradients and everything between them lie in memory
/// that is allocated once, tokens go in as indices, and the work is shared by threads.
///
/// It computes what ``LanguageModel/lossAndGradient(of:from:)`` and the optimizers compute, to rounding. The numbers
/// are the same to the last bit from run to run, and for any number of threads.
///
/// ```swift
/// let engine = LanguageModelEngine(model, batchSize: 32, stepCount: 64)
/// let loss = engine.lossAndGradient(inputs: inputs, targets: targets)
/// engine.clipGradient(toNorm: 1)
/// engine.descend(learningRate: 0.1)
/// ```
public final class LanguageModelEngine<Cell: RecurrentCell> {
  /// The scalar type.
  public typealias Scalar = Cell.Scalar

  /// B
  public let batchSize: Int
  /// The most steps that a window may have.
  public let stepCount: Int
  let arena: ParameterArena<LanguageModel<Cell>>
  let gradients: NumberBuffer<Scalar>
  let pass: LanguageModelPass<Scalar>
  let update: ParameterUpdate<Scalar>
  /// Dropout on the states; `nil` if there is none.
  private let stateMasks: StateMasks<Scalar>?
  /// The model that the engine began with, for its shapes and what is no parameter.
  let template: LanguageModel<Cell>
  /// Adam's moments, once there are some.
  var moments: (mean: NumberBuffer<Scalar>, meanSquare: NumberBuffer<Scalar>)?
  /// Whether the next window goes on from a state.
  var carriesState = false
  private var isPrepared = false
  /// By what the gradient has still to be multiplied: clipping leaves that to the next reader.
  var gradientScale: Scalar = 1

  /// An engine that holds a copy of a model's parameters.
  ///
  /// - Parameters:
  ///   - model: the model, which stays as it is.
  ///   - batchSize: B, the number of sequences.
  ///   - stepCount: T, the most steps of a window.
  ///   - threadCount: how many threads share the work; defaults to `WorkerThreads.count`, but one where the work is too
  ///     small to share.
  /// - Precondition: the cell is an `RNNCell`, `LSTMCell` or `GRUCell`, the model's parts fit together, and the sizes
  ///   are positive.
  public convenience init(
    _ model: LanguageModel<Cell>, batchSize: Int, stepCount: Int, threadCount: Int? = nil
  ) {
    self.init(
      model, batchSize: batchSize, stepCount: stepCount, threadCount: threadCount, use: .training)
  }

  init(
    _ model: LanguageModel<Cell>, batchSize: Int, stepCount: Int, threadCount: Int?, use: FusedUse
  ) {
    model.checkParts()
    let widest = model.layers.layers.map(\.outputSize).reduce(
      max(model.vocabularySize, model.embedding?.size ?? 0), max)
    require(
      batchSize > 0 && stepCount > 0
        && Self.hasRoom(for: stepCount, batchSize, widest),
      "there are no windows of \(batchSize) sequences of \(stepCount) steps")
    self.batchSize = batchSize
    self.stepCount = stepCount
    template = model
    arena = ParameterArena(model)
    gradients = use.contains(.backward) ? arena.makeBuffer() : NumberBuffer(0)
    pass = LanguageModelPass(
      Self.places(model, arena, gradients), vocabularySize: model.vocabularySize,
      stepCount: stepCount, batchSize: batchSize,
      fork: Self.fork(model, batchSize, stepCount, threadCount), use: use)
    update = ParameterUpdate(of: arena.parameters, along: gradients, fork: pass.fork)
    stateMasks = Self.stateMasks(model, arena)
  }

  /// Whether what is kept of a window can be counted: six numbers at most for each place of a row of `width` numbers.
  private static func hasRoom(for stepCount: Int, _ batchSize: Int, _ width: Int) -> Bool {
    let most = MatrixShape.largestCount / (6 * max(1, width))
    return batchSize <= most && stepCount < most && (stepCount + 1) <= most / batchSize
  }

  private static func places(
    _ model: LanguageModel<Cell>, _ arena: ParameterArena<LanguageModel<Cell>>,
    _ gradients: NumberBuffer<Scalar>
  ) -> LanguageModelPass<Scalar>.Places {
    func offset(_ name: String) -> Int {
      guard let offset = arena.offset(of: name) else {
        stop("a language model has no parameter \(name)", file: #fileID, line: #line)
      }
      return offset
    }
    func parameters(_ layer: Int, in memory: NumberBuffer<Scalar>) -> FusedParameters<Scalar> {
      let name = "layers.\(layer)."
      return FusedParameters(
        memory: memory, weightIHOffset: offset(name + "weightIH"), weightHHOffset: offset(name + "weightHH"),
        biasOffset: offset(name + "bias"), resetBiasOffset: arena.offset(of: name + "resetBias"))
    }
    let cells = model.layers.layers.map(\.cell)
    return LanguageModelPass.Places(
      kinds: cells.map { cell in
        guard let form = cell.fusedForm else {
          stop("a \(Cell.kind) has no fused form: train it by steps", file: #fileID, line: #line)
        }
        return form.kind
      },
      hiddenSizes: cells.map(\.hiddenSize),
      layers: cells.indices.map { (parameters($0, in: arena.parameters), parameters($0, in: gradients)) },
      output: OutputPass.Places(
        parameters: arena.parameters, gradients: gradients,
        weight: offset(model.isTied ? "embedding.weight" : "output.weight"), bias: offset("output.bias"),
        isTied: model.isTied),
      embedding: model.embedding.map {
        EmbeddingPass.Places(
          parameters: arena.parameters, gradients: gradients, weight: offset("embedding.weight"),
          vocabularySize: $0.vocabularySize, size: $0.size)
      },
      dropout: model.layers.dropout)
  }

  private static func stateMasks(
    _ model: LanguageModel<Cell>, _ arena: ParameterArena<LanguageModel<Cell>>
  ) -> StateMasks<Scalar>? {
    guard model.recurrentDropout.probability > 0 else { return nil }
    return StateMasks(
      model.recurrentDropout,
      places: arena.places.filter { $0.name.hasSuffix(".weightHH") }.map { ($0.offset, $0.shape) })
  }

  /// The threads that a window is worth: to hand work over takes some microseconds, three times a window. Few
  /// sequences keep two threads busy if there are layers for both, else their weights are better left in the caches of
  /// one processor.
  private static func fork(
    _ model: LanguageModel<Cell>, _ batchSize: Int, _ stepCount: Int, _ wanted: Int?
  ) -> Fork {
    if let wanted { return Fork(threadCount: wanted) }
    let multiplications = batchSize * stepCount * model.parameterCount
    let most = multiplications < 1_000_000 ? 1 : batchSize >= 4 ? Int.max : min(2, model.layerCount)
    return Fork(threadCount: min(most, Fork.machine.threadCount))
  }
}

extension LanguageModelEngine {
  /// The mean loss of a window, and inside the engine its gradient with respect to every parameter.
  ///
  /// The state after the window is where the next one begins, as a constant, until ``resetState()``.
  ///
  /// - Parameters:
  ///   - inputs: the tokens that go in, step after step, the B sequences of a step side by side: [T][B].
  ///   - targets: the tokens that are to come out, in the same order.
  /// - Returns: the mean cross-entropy over T · B predictions in nats.
  /// - Precondition: there are as many targets as inputs, a multiple of B and at most as many as there is room for;
  ///   all are tokens of the model.
  public func lossAndGradient(inputs: [Int], targets: [Int]) -> Double {
    let steps = take(inputs, targets)
    pass.dropped?.open()
    return run(stepCount: steps, goesBack: true)
  }

  /// The mean loss of a window in training, and inside the engine its gradient: masks are drawn for the states of each
  /// layer and for the steps between two layers, as the model draws them. Without dropout nothing is drawn.
  ///
  /// It takes a few percent longer than a window without dropout: T · B · H numbers are drawn for each pair of layers.
  ///
  /// - Parameters:
  ///   - inputs: the tokens that go in, step after step, the B sequences of a step side by side: [T][B].
  ///   - targets: the tokens that are to come out, in the same order.
  ///   - generator: where the masks are drawn from.
  /// - Returns: the mean cross-entropy over T · B predictions in nats.
  /// - Precondition: there are as many targets as inputs, a multiple of B and at most as many as there is room for;
  ///   all are tokens of the model.
  public func lossAndGradient(
    inputs: [Int], targets: [Int], droppingWith generator: inout some RandomNumberGenerator
  ) -> Double {
    let steps = take(inputs, targets)
    guard let stateMasks else {
      pass.dropped?.draw(stepCount: steps, using: &generator)
      return run(stepCount: steps, goesBack: true)
    }
    stateMasks.drop(from: arena.parameters, using: &generator)
    invalidate()
    pass.dropped?.draw(stepCount: steps, using: &generator)
    let loss = run(stepCount: steps, goesBack: true)
    stateMasks.putBack(arena.parameters, gradients: gradients)
    invalidate()
    return loss
  }

  /// The mean loss of a window, without its gradient.
  public func loss(inputs: [Int], targets: [Int]) -> Double {
    let steps = take(inputs, targets)
    pass.dropped?.open()
    return run(stepCount: steps, goesBack: false)
  }

  /// The next window begins from the zero state.
  public func resetState() { carriesState = false }

  /// Runs the window that stands in the pass's memory.
  func run(stepCount: Int, goesBack: Bool) -> Double {
    if !isPrepared {
      pass.prepare()
      isPrepared = true
    }
    defer { carriesState = true }
    if goesBack { gradientScale = 1 }
    return pass.run(stepCount: stepCount, carriesState: carriesState, goesBack: goesBack)
  }

  /// The parameters have changed.
  func invalidate() { isPrepared = false }

  private func take(_ inputs: [Int], _ targets: [Int]) -> Int {
    let steps = inputs.count / batchSize
    require(
      inputs.count == targets.count && inputs.count == steps * batchSize && steps <= stepCount && steps > 0,
      """
      a window of up to \(stepCount) steps of \(batchSize) sequences has as many targets as inputs, a multiple of \
      \(batchSize), not \(inputs.count) and \(targets.count)
      """)
    let size = template.vocabularySize
    for index in inputs.indices {
      let (input, target) = (inputs[index], targets[index])
      require(
        input >= 0 && input < size && target >= 0 && target < size,
        "tokens run from 0 to \(size - 1), so \(input) and \(target) at place \(index) are not both tokens")
      pass.inputs.start[index] = Int32(truncatingIfNeeded: input)
      pass.output.targets.start[index] = Int32(truncatingIfNeeded: target)
    }
    return steps
  }
}
