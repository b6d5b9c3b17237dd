import LinearAlgebra
import RecurrentNetworks

/// A model in training, with the moments of Adam and the states that it carries from window to window.
///
/// There are two: ``FusedUpdater`` holds them in an engine and is fast, ``SteppedUpdater`` holds them as values and
/// serves every cell.
protocol ModelUpdater<Cell>: AnyObject {
  associatedtype Cell: RecurrentCell

  /// The model as it is now.
  var model: LanguageModel<Cell> { get }
  /// The optimizer with its moments as they are now.
  var optimizer: Adam<LanguageModel<Cell>> { get }
  /// The states from which the next window begins, one a layer; none means zero states.
  var state: LanguageModel<Cell>.State? { get set }

  /// One update along the clipped gradient of a window; none if the loss or a number of the gradient is not finite.
  ///
  /// - Returns: the mean loss of the window before the update, in nats; the norm of the gradient before clipping; and
  ///   whether the update was made.
  func update(
    on window: TokenWindow, learningRate: Double, clipNorm: Cell.Scalar,
    droppingWith generator: inout SplitMix64
  ) -> (loss: Double, gradientNorm: Cell.Scalar, isMade: Bool)

  /// The mean loss over all windows, one after another from zero states, in nats.
  func loss(over windows: SequentialWindows) -> Double
}

extension ModelUpdater {
  /// The mean of the windows' losses, each counted as often as it has predictions.
  func mean(over windows: SequentialWindows, _ loss: (TokenWindow) -> Double) -> Double {
    require(windows.windowCount > 0, "there are no windows to take the mean of")
    var (sum, count) = (0.0, 0)
    for index in 0..<windows.windowCount {
      let window = windows[index]
      sum += loss(window) * Double(window.predictionCount)
      count += window.predictionCount
    }
    return sum / Double(count)
  }
}

/// Updates step by step, for cells that have no fused form.
final class SteppedUpdater<Cell: RecurrentCell>: ModelUpdater {
  private(set) var model: LanguageModel<Cell>
  private(set) var optimizer: Adam<LanguageModel<Cell>>
  var state: LanguageModel<Cell>.State?

  init(_ model: LanguageModel<Cell>, _ optimizer: Adam<LanguageModel<Cell>>) {
    self.model = model
    self.optimizer = optimizer
  }

  func update(
    on window: TokenWindow, learningRate: Double, clipNorm: Cell.Scalar,
    droppingWith generator: inout SplitMix64
  ) -> (loss: Double, gradientNorm: Cell.Scalar, isMade: Bool) {
    var (loss, gradient, finalState) = model.lossAndGradient(
      of: window, from: state, droppingWith: &generator)
    let norm = gradient.clipped(toNorm: clipNorm)
    guard loss.isFinite, norm.isFinite else { return (loss, norm.value, false) }
    optimizer.learningRate = learningRate
    optimizer.update(&model, along: gradient)
    state = finalState
    return (loss, norm.value, true)
  }

  func loss(over windows: SequentialWindows) -> Double {
    var state: LanguageModel<Cell>.State?
    return mean(over: windows) { window in
      let (loss, next) = model.loss(of: window, from: state)
      state = next
      return loss
    }
  }
}

/// Updates on the fused path, in memory that is allocated once.
final class FusedUpdater<Cell: RecurrentCell>: ModelUpdater {
  private let engine: LanguageModelEngine<Cell>
  private let threadCount: Int?
  /// All of the optimizer but its moments, which the engine holds.
  private var settings: Adam<LanguageModel<Cell>>
  /// Reads the held-out text, in batches of another size; made when it is first asked for.
  private var judge: LanguageModelEngine<Cell>?

  init(
    _ model: LanguageModel<Cell>, _ optimizer: Adam<LanguageModel<Cell>>, batchSize: Int, stepCount: Int,
    threadCount: Int?
  ) {
    engine = LanguageModelEngine(
      model, batchSize: batchSize, stepCount: stepCount, threadCount: threadCount)
    engine.adamMoments = (optimizer.mean, optimizer.meanSquare)
    settings = optimizer
    self.threadCount = threadCount
  }

  var model: LanguageModel<Cell> { engine.model }

  var optimizer: Adam<LanguageModel<Cell>> {
    var result = settings
    if let moments = engine.adamMoments { (result.mean, result.meanSquare) = moments }
    return result
  }

  var state: LanguageModel<Cell>.State? {
    get { engine.state }
    set { engine.state = newValue }
  }

  func update(
    on window: TokenWindow, learningRate: Double, clipNorm: Cell.Scalar,
    droppingWith generator: inout SplitMix64
  ) -> (loss: Double, gradientNorm: Cell.Scalar, isMade: Bool) {
    let loss = engine.lossAndGradient(
      inputs: Array(window.inputs.joined()), targets: Array(window.targets.joined()),
      droppingWith: &generator)
    let (norm, isFinite) = engine.clippedGradient(toNorm: clipNorm)
    guard loss.isFinite, isFinite else { return (loss, norm, false) }
    settings.learningRate = learningRate
    settings.updateCount += 1
    engine.descendByAdam(
      learningRate: learningRate, updateCount: settings.updateCount, meanDecay: settings.meanDecay,
      squareDecay: settings.squareDecay, epsilon: settings.epsilon)
    return (loss, norm, true)
  }

  func loss(over windows: SequentialWindows) -> Double {
    let judge = self.judge.flatMap { $0.batchSize == windows.batchSize ? $0 : nil } ?? makeJudge(windows)
    self.judge = judge
    judge.model = engine.model
    judge.resetState()
    return mean(over: windows) { window in
      judge.loss(inputs: Array(window.inputs.joined()), targets: Array(window.targets.joined()))
    }
  }

  private func makeJudge(_ windows: SequentialWindows) -> LanguageModelEngine<Cell> {
    LanguageModelEngine(
      engine.model, batchSize: windows.batchSize, stepCount: windows.stepCount, threadCount: threadCount,
      use: .forward)
  }
}

extension LanguageModelEngine {
  /// The moments of Adam as values; none before the first update.
  fileprivate var adamMoments: (mean: LanguageModel<Cell>, meanSquare: LanguageModel<Cell>)? {
    get {
      moments.map { (arena.model($0.mean, like: template), arena.model($0.meanSquare, like: template)) }
    }
    set {
      moments = newValue.map { value in
        template.checkShapes(of: value.mean)
        template.checkShapes(of: value.meanSquare)
        let buffers = (mean: arena.makeBuffer(), meanSquare: arena.makeBuffer())
        arena.copy(value.mean, to: buffers.mean)
        arena.copy(value.meanSquare, to: buffers.meanSquare)
        return buffers
      }
    }
  }
}
