import LinearAlgebra
import RecurrentNetworks

/// A model's way through windows, one after another, with the states that it carries.
///
/// There are two: an engine holds the model in memory that is allocated once and is fast, ``SteppedPass`` asks the model
/// itself and serves every model.
protocol WindowPass<Model>: AnyObject {
  associatedtype Model: TrainableModel

  /// The model as it is now.
  var model: Model { get set }
  /// The states from which the next window begins, one per layer; `nil` means zero states.
  var state: [Model.LayerState]? { get set }

  /// The mean loss of a window with nothing dropped, in nats.
  func meanLoss(of window: TokenWindow) -> Double
  /// The gradient of the last window, clipped once it was.
  var gradient: Model { get set }

  /// The mean loss of a window in training, in nats; its gradient is kept.
  func lossAndGradient(of window: TokenWindow, droppingWith generator: inout SplitMix64) -> Double
  /// Clips the gradient.
  ///
  /// - Returns: its norm before, and whether all its numbers are finite, even if the norm is not.
  func clipGradient(to limit: Double) -> (norm: Double, isFinite: Bool)
  /// One update of the model along the gradient.
  func update(by optimizer: inout any Optimizer<Model>)
  /// The optimizer with its memory as it is now, which the pass may hold in its own.
  func current(_ optimizer: any Optimizer<Model>) -> any Optimizer<Model>
}

/// A model that has a faster way through windows than its own functions.
protocol FusibleModel: TrainableModel {
  /// The way, in batches of B and windows of up to T steps; `nil` if this model has none.
  func fusedPass(batchSize: Int, stepCount: Int, threadCount: Int?, isTraining: Bool) -> (
    any WindowPass<Self>
  )?
}

extension TrainableModel {
  /// The fastest way through windows that the model has.
  func pass(batchSize: Int, stepCount: Int, threadCount: Int?, isTraining: Bool) -> any WindowPass<Self> {
    func fused<Model: FusibleModel>(_ model: Model) -> Any? {
      model.fusedPass(
        batchSize: batchSize, stepCount: stepCount, threadCount: threadCount, isTraining: isTraining)
    }
    let pass = (self as? any FusibleModel).flatMap { fused($0) } as? any WindowPass<Self>
    return pass ?? SteppedPass(self)
  }
}

extension WindowPass {
  /// The mean loss over all windows, one after another from zero states, in nats.
  func meanLoss(over windows: SequentialWindows) -> Double {
    require(windows.windowCount > 0, "there are no windows to take the mean of")
    state = nil
    var (sum, count) = (0.0, 0)
    for index in 0..<windows.windowCount {
      let window = windows[index]
      sum += meanLoss(of: window) * Double(window.predictionCount)
      count += window.predictionCount
    }
    return sum / Double(count)
  }
}

/// Through windows by the model's own functions.
final class SteppedPass<Model: TrainableModel>: WindowPass {
  var model: Model
  var state: [Model.LayerState]?
  var gradient: Model

  init(_ model: Model) {
    self.model = model
    gradient = model.zeroed()
  }

  func meanLoss(of window: TokenWindow) -> Double {
    let (loss, next) = model.loss(of: window, from: state)
    state = next
    return loss
  }

  func lossAndGradient(of window: TokenWindow, droppingWith generator: inout SplitMix64) -> Double {
    let result = model.lossAndGradient(of: window, from: state, droppingWith: &generator)
    (gradient, state) = (result.gradient, result.finalState)
    return result.loss
  }

  func clipGradient(to limit: Double) -> (norm: Double, isFinite: Bool) {
    let norm = gradient.clipped(toNorm: Model.Scalar(limit))
    return (Double(norm.value), norm.isFinite)
  }

  func update(by optimizer: inout any Optimizer<Model>) { optimizer.update(&model, along: gradient) }

  func current(_ optimizer: any Optimizer<Model>) -> any Optimizer<Model> { optimizer }
}

extension LanguageModel: FusibleModel {
  func fusedPass(batchSize: Int, stepCount: Int, threadCount: Int?, isTraining: Bool) -> (
    any WindowPass<Self>
  )? {
    guard layers.layers.allSatisfy({ $0.cell.fusedForm != nil }) else { return nil }
    return LanguageModelEngine(
      self, batchSize: batchSize, stepCount: stepCount, threadCount: threadCount,
      use: isTraining ? .training : .forward)
  }
}

extension LanguageModelEngine: WindowPass {
  typealias Model = LanguageModel<Cell>

  func meanLoss(of window: TokenWindow) -> Double {
    loss(inputs: Array(window.inputs.joined()), targets: Array(window.targets.joined()))
  }

  func lossAndGradient(of window: TokenWindow, droppingWith generator: inout SplitMix64) -> Double {
    lossAndGradient(
      inputs: Array(window.inputs.joined()), targets: Array(window.targets.joined()),
      droppingWith: &generator)
  }

  /// Adam moves the parameters where they lie; any other rule moves a copy of them.
  func update(by optimizer: inout any Optimizer<Model>) {
    guard var adam = optimizer as? Adam<Model>, adam.weightDecay == 0 else {
      var moved = model
      optimizer.update(&moved, along: gradient)
      model = moved
      return
    }
    if moments == nil { takeMoments(of: adam) }
    adam.updateCount += 1
    descendByAdam(
      learningRate: adam.learningRate, updateCount: adam.updateCount, meanDecay: adam.meanDecay,
      squareDecay: adam.squareDecay, epsilon: adam.epsilon)
    optimizer = adam
  }

  func current(_ optimizer: any Optimizer<Model>) -> any Optimizer<Model> {
    guard var adam = optimizer as? Adam<Model>, let moments else { return optimizer }
    adam.mean = arena.model(moments.mean, like: template)
    adam.meanSquare = arena.model(moments.meanSquare, like: template)
    return adam
  }

  private func takeMoments(of adam: Adam<Model>) {
    let buffers = (mean: arena.makeBuffer(), meanSquare: arena.makeBuffer())
    arena.copy(adam.mean, to: buffers.mean)
    arena.copy(adam.meanSquare, to: buffers.meanSquare)
    moments = buffers
  }
}
