import LinearAlgebra
import RecurrentNetworks

extension Trainer {
  /// A trainer's progress: everything except the parameters and the optimizer's memory.
  public struct Progress: Sendable {
    /// How many updates there have been.
    public var step = 0
    /// The generator, from which the epochs' offsets and the dropout masks are drawn once the weights are made.
    public var generator: SplitMix64
    /// How many tokens this epoch passes over at the start of the text.
    public var offset = 0
    /// The window of this epoch that comes next.
    public var window = 0
    /// The states after the last window, one per layer; `nil` at the start of an epoch.
    public var state: [Model.LayerState]?
    /// The mean loss of the last hundred updates or so, exponentially weighted.
    public var runningLoss = 0.0

    /// The start of a training that draws from this generator.
    public init(generator: SplitMix64) { self.generator = generator }
  }
}

extension Trainer.Progress {
  /// The first number that no training by this plan reaches, with its range; `nil` if there is none.
  func flaw(in plan: TrainingPlan, updateCount: Int) -> String? {
    let counts = [
      ("step", step, TrainingPlan.largestCount), ("updateCount", updateCount, TrainingPlan.largestCount),
      ("window", window, TrainingPlan.largestCount), ("offset", offset, plan.sequenceLength - 1),
    ]
    for (name, count, largest) in counts where count < 0 || count > largest {
      return "\(name) is \(count), which is not from 0 to \(largest)"
    }
    guard runningLoss >= 0, runningLoss.isFinite else {
      return "runningLoss is \(runningLoss), which is not a finite number of at least 0"
    }
    return nil
  }

  /// The problem, if some part does not fit a model that reads batches of a size; otherwise `nil`.
  func stateFlaw(in model: Model, batchSize: Int) -> String? {
    guard let state else { return nil }
    let zeros = model.initialState(batchSize: batchSize)
    guard state.count == zeros.count else { return "its state has \(state.count) layers, not \(zeros.count)" }
    for (layer, (own, zero)) in zip(state, zeros).enumerated() {
      for (name, wanted) in zero.parts.sorted(by: { $0.key < $1.key }) {
        guard let matrix = own.parts[name], matrix.shape == wanted.shape else {
          let shape = own.parts[name].map { "\($0.shape)" } ?? "missing"
          return "state.\(layer).\(name) is \(shape), which is not \(wanted.shape)"
        }
        if let number = matrix.elements.first(where: { !$0.isFinite }) {
          return "state.\(layer).\(name) has the number \(number), which is not finite"
        }
      }
    }
    return nil
  }
}
