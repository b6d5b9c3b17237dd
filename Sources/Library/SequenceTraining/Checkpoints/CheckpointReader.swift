import Foundation
import LinearAlgebra
import RecurrentNetworks

/// Takes a checkpoint out of a file of tensors part by part, and says which part is missing or does not fit.
struct CheckpointReader {
  private let contents: TensorFile
  private let name: String

  /// - Parameters:
  ///   - name: what messages call the file.
  init(_ contents: TensorFile, named name: String) {
    self.contents = contents
    self.name = name
  }

  /// The error that names the file.
  func flaw(_ text: String) -> UnusableInput { UnusableInput("\(name) is no checkpoint: \(text)") }

  /// What the file says of its format and kind of cell.
  var format: String? { contents.metadata[CheckpointKey.format] }

  /// A text of the metadata, which is JSON.
  func read<Value: Decodable>(_ key: String, as type: Value.Type) throws -> Value {
    guard let text = contents.metadata[key],
      let value = try? JSONDecoder().decode(type, from: Data(text.utf8))
    else { throw flaw("its \(key) cannot be read") }
    return value
  }

  /// A model of the cells that the file describes and the sizes that its plan asks for.
  ///
  /// The sizes are held against matrices that are there before anything of such a size is made.
  func pattern<Cell: StorableCell>(_ plan: TrainingPlan, vocabularySize: Int) throws -> LanguageModel<Cell>
  where Cell.Scalar == Float {
    let size = plan.hiddenSize
    let variants = try read(CheckpointKey.layers, as: [[String: String]].self)
    guard variants.count == plan.layerCount else {
      throw flaw("it describes \(variants.count) layers, and its plan asks for \(plan.layerCount)")
    }
    guard let output = matrix("model.output.weight"), output.rows == size, output.count > 0 else {
      throw flaw("its plan asks for a hidden size of \(size), which its matrices do not have")
    }
    guard output.columns == vocabularySize else {
      throw flaw(
        "its model.output.weight has shape \(output.shape), and it knows \(vocabularySize) characters")
    }
    var generator = Zeros()
    let layers = try variants.enumerated().map { index, variant in
      guard let weight = matrix("model.layers.\(index).weightHH"), weight.rows == size, weight.columns >= size
      else { throw flaw("it holds no model.layers.\(index).weightHH of \(size) rows") }
      guard
        let cell = Cell(
          variant: variant, inputSize: index == 0 ? vocabularySize : size, hiddenSize: size, using: &generator
        )
      else {
        throw flaw("its layer \(index) is a \(Cell.kind) of an unknown variant, \(shown("\(variant)"))")
      }
      return RecurrentLayer(cell)
    }
    return LanguageModel(
      layers: DeepRNN(layers, dropout: Dropout(probability: plan.dropout ?? 0)),
      output: Linear(inputSize: size, outputSize: vocabularySize, using: &generator))
  }

  /// The parameters stored under `prefix`, with the names and shapes of `pattern`, all of them finite.
  func load<Parameters: ParameterCollection>(_ pattern: Parameters, from prefix: String) throws -> Parameters
  where Parameters.Scalar == Float {
    var result = pattern
    for (name, path) in pattern.namedParameters {
      let shape = pattern[keyPath: path].shape
      guard let matrix = matrix("\(prefix).\(name)") else { throw flaw("it holds no \(prefix).\(name)") }
      guard matrix.shape == shape else {
        throw flaw("its \(prefix).\(name) has shape \(matrix.shape), and its plan asks for \(shape)")
      }
      if let number = matrix.elements.first(where: { !$0.isFinite }) {
        throw flaw("its \(prefix).\(name) has the number \(number), which is not finite")
      }
      result[keyPath: path] = matrix
    }
    return result
  }

  /// The carried states, if the training stopped within an epoch: none at all, or every part of every layer's.
  func state<Cell: RecurrentCell>(like model: LanguageModel<Cell>) throws -> LanguageModel<Cell>.State?
  where Cell.Scalar == Float {
    guard contents.tensors.keys.contains(where: { $0.hasPrefix("state.") }) else { return nil }
    var shape: MatrixShape?
    return try model.initialState(batchSize: 1).enumerated().map { layer, zero in
      var parts: [String: Matrix<Float>] = [:]
      for part in zero.parts.keys {
        guard let matrix = matrix("state.\(layer).\(part)"), matrix.columns == zero.hidden.columns,
          matrix.shape == shape ?? matrix.shape
        else { throw flaw("its state.\(layer).\(part) is missing or of another size than the rest") }
        shape = matrix.shape
        parts[part] = matrix
      }
      guard let state = Cell.State(parts: parts) else { throw flaw("its state.\(layer) is not whole") }
      return state
    }
  }

  private func matrix(_ name: String) -> Matrix<Float>? { contents.tensors[name]?.matrix(of: Float.self) }
}

/// No chance at all: for parameters that are about to be replaced.
private struct Zeros: RandomNumberGenerator {
  mutating func next() -> UInt64 { 0 }
}
