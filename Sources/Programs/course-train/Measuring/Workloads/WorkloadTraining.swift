import LinearAlgebra
import RecurrentNetworks
import SequenceTraining

/// The training of a workload through the library's public interface, one step at a time.
public final class WorkloadTraining {
  /// What is trained.
  public let workload: Workload
  private let tokens: WorkloadTokens
  private let engine: LanguageModelEngine<AnyCell<Float>>
  private var window = 0

  /// A newly initialized model of the workload with everything its training needs.
  ///
  /// - Parameters:
  ///   - threadCount: how many threads share the work; `nil` leaves the choice to the engine.
  public init(_ workload: Workload, threadCount: Int? = nil) {
    self.workload = workload
    tokens = WorkloadTokens(workload)
    var generator = SplitMix64(seed: 1)
    let model = LanguageModel(
      vocabularySize: workload.vocabularySize, hiddenSize: workload.hiddenSize,
      layerCount: workload.layerCount, using: &generator
    ) { AnyCell<Float>(workload.cell, inputSize: $0, hiddenSize: $1, using: &$2) }
    engine = LanguageModelEngine(
      model, batchSize: workload.batchSize, stepCount: workload.stepCount, threadCount: threadCount)
  }

  /// One step on the next window.
  ///
  /// - Returns: the mean loss of the window before the update, in nats.
  @discardableResult
  public func step() -> Double {
    let (inputs, targets) = tokens.windows[window % tokens.windows.count]
    window += 1
    let loss = engine.lossAndGradient(inputs: inputs, targets: targets)
    engine.clipGradient(toNorm: Float(Workload.clipNorm))
    engine.descend(learningRate: Float(Workload.learningRate))
    return loss
  }

  /// Tokens per second over whole steps, as many as fit into a time, at least one.
  public func speed(seconds: Double) -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    var count = 0
    while true {
      step()
      count += 1
      let elapsed = (clock.now - start) / .seconds(1)
      if elapsed >= seconds { return Double(count * workload.tokensPerStep) / elapsed }
    }
  }

  /// Stores the parameters as PyTorch names and lays them out: `weight_ih_l0` … and `output.weight`, `output.bias`.
  ///
  /// - Throws: what the conversion throws, for a cell that PyTorch cannot express.
  public func store(in file: inout TensorFile, prefix: String) throws {
    try store(engine.model, in: &file, prefix: prefix)
  }

  /// Stores the last step's gradient, after clipping, by the names of the parameters.
  ///
  /// - Throws: what the conversion throws, for a cell that PyTorch cannot express.
  public func storeGradient(in file: inout TensorFile, prefix: String) throws {
    try store(engine.gradient, in: &file, prefix: prefix)
  }

  private func store(_ model: LanguageModel<AnyCell<Float>>, in file: inout TensorFile, prefix: String) throws
  {
    for (index, layer) in model.layers.layers.enumerated() {
      func store(_ cell: (some ConvertibleCell)?) throws {
        if let cell { try file.store(cell, in: .pyTorch, prefix: prefix, suffix: "_l\(index)") }
      }
      try store(layer.cell.rnn)
      try store(layer.cell.gru)
      try store(layer.cell.lstm)
    }
    file.tensors["\(prefix)output.weight"] = StoredTensor(model.output.weight.transposed())
    file.tensors["\(prefix)output.bias"] = StoredTensor(vector: model.output.bias)
  }
}
