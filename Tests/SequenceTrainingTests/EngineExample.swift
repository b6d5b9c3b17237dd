import LinearAlgebra
import RecurrentNetworks
import SequenceTraining

/// A cell whose numbers are exact enough to check gradients with.
protocol ExactCell: RecurrentCell where Scalar == Double {}
extension RNNCell: ExactCell where Scalar == Double {}
extension GRUCell: ExactCell where Scalar == Double {}
extension LSTMCell: ExactCell where Scalar == Double {}

/// A cell whose numbers are those of training.
protocol TrainingCell: RecurrentCell where Scalar == Float {}
extension RNNCell: TrainingCell where Scalar == Float {}
extension GRUCell: TrainingCell where Scalar == Float {}
extension LSTMCell: TrainingCell where Scalar == Float {}

/// A cell of every form that an engine trains.
func exactCells(hiddenSize: Int) -> [any ExactCell] {
  var generator = SplitMix64(seed: 81)
  return [
    RNNCell<Double>(inputSize: 1, hiddenSize: hiddenSize, activation: .tanh, using: &generator),
    RNNCell<Double>(inputSize: 1, hiddenSize: hiddenSize, activation: .relu, using: &generator),
    LSTMCell<Double>(inputSize: 1, hiddenSize: hiddenSize, outputActivation: .tanh, using: &generator),
    LSTMCell<Double>(inputSize: 1, hiddenSize: hiddenSize, outputActivation: .identity, using: &generator),
    GRUCell<Double>(inputSize: 1, hiddenSize: hiddenSize, resetPlacement: .beforeProduct, using: &generator),
    GRUCell<Double>(inputSize: 1, hiddenSize: hiddenSize, resetPlacement: .afterProduct, using: &generator),
    GRUCell<Double>(
      inputSize: 1, hiddenSize: hiddenSize, resetPlacement: .afterProduct, updatePolarity: .takesCandidate,
      using: &generator),
  ]
}

/// The usual forms in the precision of training.
func trainingCells(hiddenSize: Int) -> [any TrainingCell] {
  var generator = SplitMix64(seed: 82)
  return [
    RNNCell<Float>(inputSize: 1, hiddenSize: hiddenSize, using: &generator),
    LSTMCell<Float>(inputSize: 1, hiddenSize: hiddenSize, using: &generator),
    GRUCell<Float>(inputSize: 1, hiddenSize: hiddenSize, resetPlacement: .beforeProduct, using: &generator),
    GRUCell<Float>(inputSize: 1, hiddenSize: hiddenSize, resetPlacement: .afterProduct, using: &generator),
  ]
}

/// A model of newly initialized cells of the form of `prototype`, which also sets H.
func makeModel<Cell: RecurrentCell>(
  of prototype: Cell, vocabularySize: Int = 7, layerCount: Int, seed: UInt64 = 83
) -> LanguageModel<Cell> {
  var generator = SplitMix64(seed: seed)
  return LanguageModel(
    vocabularySize: vocabularySize, hiddenSize: prototype.hiddenSize, layerCount: layerCount,
    using: &generator
  ) { inputSize, hiddenSize, generator in
    let bound = 1 / Double(hiddenSize).squareRoot()
    var cell = prototype
    for (name, path) in prototype.namedParameters {
      let shape = prototype[keyPath: path].shape
      cell[keyPath: path] = .uniform(
        rows: name == "weightIH" ? inputSize : shape.rows, columns: shape.columns, in: -bound...bound,
        using: &generator)
    }
    return cell
  }
}

/// Windows of random tokens, the last one short.
func makeWindows(
  _ count: Int, vocabularySize: Int = 7, batchSize: Int, stepCount: Int, shortEnd: Int = 0, seed: UInt64 = 84
) -> [TokenWindow] {
  var generator = SplitMix64(seed: seed)
  let length = count * stepCount - (stepCount - shortEnd) * (shortEnd > 0 ? 1 : 0)
  let tokens = (0...length * batchSize).map { _ in Int.random(in: 0..<vocabularySize, using: &generator) }
  let windows = SequentialWindows(
    tokens, batchSize: batchSize, stepCount: stepCount, includesPartialWindow: shortEnd > 0)
  return (0..<windows.windowCount).map { windows[$0] }
}

extension TokenWindow {
  /// The tokens as an engine takes them, step after step.
  var flatInputs: [Int] { Array(inputs.joined()) }
  /// The targets in the same order.
  var flatTargets: [Int] { Array(targets.joined()) }
}

extension LanguageModelEngine {
  /// The loss of a window, with its gradient left in the engine.
  func lossAndGradient(of window: TokenWindow) -> Double {
    lossAndGradient(inputs: window.flatInputs, targets: window.flatTargets)
  }

  /// The loss of a window.
  func loss(of window: TokenWindow) -> Double {
    loss(inputs: window.flatInputs, targets: window.flatTargets)
  }
}

extension Matrix {
  /// The largest absolute value; NaN if there is one.
  var largestSize: Double { Double(Swift.max(maximum(), (-self).maximum())) }
}

extension LanguageModel {
  /// The name of the model in a message.
  var label: String {
    "\(Cell.kind)\(Cell.Scalar.self) H\(layers.outputSize) L\(layerCount) \(namedParameters.count) parameters"
  }
}
