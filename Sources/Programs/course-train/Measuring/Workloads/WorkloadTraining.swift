import LinearAlgebra
import RecurrentNetworks
import SequenceTraining

/// The training of a workload through the library's public interface, one step at a time.
public final class WorkloadTraining {
  /// What is trained.
  public let workload: Workload
  private let tokens: WorkloadTokens
  private let engine: any WorkloadEngine
  private var window = 0

  /// A fresh model of the workload with everything that its training needs.
  ///
  /// - Parameters:
  ///   - threadCount: how many threads share the work; none leaves the choice to the engine.
  public init(_ workload: Workload, threadCount: Int? = nil) {
    self.workload = workload
    tokens = WorkloadTokens(workload)
    switch workload.cell {
    case .rnn:
      engine = Self.engine(workload, threadCount) { RNNCell(inputSize: $0, hiddenSize: $1, using: &$2) }
    case .gru:
      engine = Self.engine(workload, threadCount) {
        GRUCell(inputSize: $0, hiddenSize: $1, resetPlacement: .afterProduct, using: &$2)
      }
    case .lstm:
      engine = Self.engine(workload, threadCount) { LSTMCell(inputSize: $0, hiddenSize: $1, using: &$2) }
    }
  }

  private static func engine<Cell: ConvertibleCell>(
    _ workload: Workload, _ threadCount: Int?, makeCell: (Int, Int, inout SplitMix64) -> Cell
  ) -> any WorkloadEngine where Cell.Scalar == Float {
    var generator = SplitMix64(seed: 1)
    let model = LanguageModel(
      vocabularySize: workload.vocabularySize, hiddenSize: workload.hiddenSize,
      layerCount: workload.layerCount, using: &generator, makeCell: makeCell)
    return LanguageModelEngine(
      model, batchSize: workload.batchSize, stepCount: workload.stepCount, threadCount: threadCount)
  }

  /// One step on the next window.
  ///
  /// - Returns: the mean loss of the window before the update, in nats.
  @discardableResult
  public func step() -> Double {
    let (inputs, targets) = tokens.windows[window % tokens.windows.count]
    window += 1
    return engine.step(inputs: inputs, targets: targets)
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
    try engine.store(in: &file, prefix: prefix, gradient: false)
  }

  /// Stores the last step's gradient, after clipping, by the names of the parameters.
  ///
  /// - Throws: what the conversion throws, for a cell that PyTorch cannot express.
  public func storeGradient(in file: inout TensorFile, prefix: String) throws {
    try engine.store(in: &file, prefix: prefix, gradient: true)
  }
}

/// The engine of a kind of cell that is known when the program runs.
private protocol WorkloadEngine: AnyObject {
  func step(inputs: [Int], targets: [Int]) -> Double
  func store(in file: inout TensorFile, prefix: String, gradient: Bool) throws
}

extension LanguageModelEngine: WorkloadEngine where Cell: ConvertibleCell, Cell.Scalar == Float {
  func step(inputs: [Int], targets: [Int]) -> Double {
    let loss = lossAndGradient(inputs: inputs, targets: targets)
    clipGradient(toNorm: Float(Workload.clipNorm))
    descend(learningRate: Float(Workload.learningRate))
    return loss
  }

  func store(in file: inout TensorFile, prefix: String, gradient: Bool) throws {
    let model = gradient ? self.gradient : self.model
    for (index, layer) in model.layers.layers.enumerated() {
      try file.store(layer.cell, in: .pyTorch, prefix: prefix, suffix: "_l\(index)")
    }
    file.tensors["\(prefix)output.weight"] = StoredTensor(model.output.weight.transposed())
    file.tensors["\(prefix)output.bias"] = StoredTensor(vector: model.output.bias)
  }
}
