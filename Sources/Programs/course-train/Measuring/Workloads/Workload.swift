import SequenceTraining

/// The sizes of one training of a language model, the same for all contestants of a benchmark.
///
/// One step is: forward over T steps of B sequences in `Float`, the mean cross-entropy over T · B
/// predictions, backpropagation through the window, the gradient clipped to a global norm of 1, gradient
/// descent with a rate of 0.1. The state after a window, treated as a constant, is the initial state of the
/// next.
public struct Workload: Hashable, Sendable, Codable {
  /// The kind of cell; a GRU resets after the product, as PyTorch's does.
  public var cell: CellKind
  /// L
  public var layerCount: Int
  /// V
  public var vocabularySize: Int
  /// H
  public var hiddenSize: Int
  /// B
  public var batchSize: Int
  /// T
  public var stepCount: Int

  /// A workload of the given sizes.
  public init(
    cell: CellKind, layerCount: Int, vocabularySize: Int, hiddenSize: Int, batchSize: Int, stepCount: Int
  ) {
    self.cell = cell
    self.layerCount = layerCount
    self.vocabularySize = vocabularySize
    self.hiddenSize = hiddenSize
    self.batchSize = batchSize
    self.stepCount = stepCount
  }

  private enum CodingKeys: String, CodingKey {
    case cell, vocabularySize, hiddenSize, batchSize, stepCount
    case layerCount = "layers"
  }

  /// How many tokens one step of training reads, T · B.
  public var tokensPerStep: Int { stepCount * batchSize }

  /// `LSTM ×2`, or only the cell's name for one layer.
  public var title: String { layerCount == 1 ? cell.name : "\(cell.name) ×\(layerCount)" }

  /// The learning rate of every step.
  public static let learningRate = 0.1
  /// The largest norm of the gradient in every step.
  public static let clipNorm = 1.0
}
