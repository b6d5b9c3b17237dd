import Foundation
import LinearAlgebra
import RecurrentNetworks
import TextEncoding

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
  func flaw(_ text: String) -> InvalidInputError { InvalidInputError("\(name) is no checkpoint: \(text)") }

  /// The kind of cell that the file names.
  var kind: String {
    get throws {
      let format = contents.metadata[CheckpointKey.format]
      guard let kind = format.flatMap(CheckpointKey.kind) else {
        throw flaw(
          "its format is \(format.map { shown($0) } ?? "not named"), and not one that this version of the course reads"
        )
      }
      return kind
    }
  }

  /// Holds the kind of cell that the file names against a type of cell.
  func check<Cell: RecurrentCell>(_ type: Cell.Type) throws {
    let kind = try self.kind
    var generator = Zeros()
    guard Cell(CellForm(kind: kind), inputSize: 1, hiddenSize: 1, using: &generator) != nil else {
      throw flaw(
        "its format is \(shown(CheckpointKey.formatName(ofKind: kind))), and not one that a model of "
          + "\(Cell.kind) cells reads")
    }
  }

  /// The fingerprint of the text.
  var textFingerprint: String { contents.metadata[CheckpointKey.text] ?? "" }

  /// A text of the metadata, which is JSON.
  func read<Value: Decodable>(_ key: String, as type: Value.Type) throws -> Value {
    guard let text = contents.metadata[key],
      let value = try? JSONDecoder().decode(type, from: Data(text.utf8))
    else { throw flaw("its \(key) cannot be read") }
    return value
  }

  /// A text of the metadata, which is JSON and may be missing.
  func readIfPresent<Value: Decodable>(_ key: String, as type: Value.Type) throws -> Value? {
    guard contents.metadata[key] != nil else { return nil }
    return try read(key, as: type)
  }

  /// The tokenizer that the file describes.
  func tokenizer() throws -> any IndexedTokenizer {
    let tokens = try read(CheckpointKey.vocabulary, as: [String].self)
    guard !tokens.isEmpty else { throw flaw("its \(CheckpointKey.vocabulary) has no tokens") }
    let stored = try readIfPresent(CheckpointKey.tokenizer, as: StoredTokenizer.self)
    let tokenizer: (any IndexedTokenizer)?
    do { tokenizer = try StoredTokenizer.tokenizer(stored, tokens: tokens) } catch { throw flaw("\(error)") }
    guard let tokenizer else {
      throw flaw("its \(CheckpointKey.tokenizer) does not fit its \(CheckpointKey.vocabulary)")
    }
    return tokenizer
  }

  /// A model of the cells that the file describes and the sizes that its plan asks for.
  ///
  /// The sizes are held against matrices that are there before anything of such a size is made.
  func pattern<Cell: RecurrentCell>(_ plan: TrainingPlan, vocabularySize: Int) throws -> LanguageModel<Cell> {
    let size = plan.hiddenSize
    let kind = try self.kind
    let variants = try read(CheckpointKey.layers, as: [[String: String]].self)
    guard variants.count == plan.layerCount else {
      throw flaw("it describes \(variants.count) layers, and its plan asks for \(plan.layerCount)")
    }
    let isTied = plan.tiesWeights == true
    let last = isTied ? "model.embedding.weight" : "model.output.weight"
    guard let output: Matrix<Cell.Scalar> = matrix(last), output.count > 0,
      (isTied ? output.columns : output.rows) == size
    else { throw flaw("its plan asks for a hidden size of \(size), which its matrices do not have") }
    guard (isTied ? output.rows : output.columns) == vocabularySize else {
      throw flaw("its \(last) has shape \(output.shape), and it knows \(vocabularySize) tokens")
    }
    var embedding: Embedding<Cell.Scalar>?
    if let width = plan.embeddingSize {
      guard let table: Matrix<Cell.Scalar> = matrix("model.embedding.weight"), table.columns == width,
        table.rows == vocabularySize
      else { throw flaw("it holds no model.embedding.weight of shape [\(vocabularySize), \(width)]") }
      embedding = Embedding(weight: table)
    }
    var generator = Zeros()
    let layers = try variants.enumerated().map { index, variant in
      // What a cell of another package has is not known here.
      if CellKind.allCases.map(\.name).contains(kind) {
        guard let weight: Matrix<Cell.Scalar> = matrix("model.layers.\(index).weightHH"), weight.rows == size,
          weight.columns >= size
        else { throw flaw("it holds no model.layers.\(index).weightHH of \(size) rows") }
      }
      guard
        let cell = Cell(
          CellForm(kind: kind, choices: variant),
          inputSize: index > 0 ? size : plan.embeddingSize ?? vocabularySize, hiddenSize: size,
          using: &generator)
      else {
        throw flaw("its layer \(index) is a \(kind) of an unknown variant, \(shown("\(variant)"))")
      }
      return RecurrentLayer(cell)
    }
    var model = LanguageModel(
      embedding: embedding, layers: DeepRNN(layers, dropout: plan.dropoutBetweenLayers),
      output: Linear(
        weight: .zeros(rows: isTied ? 0 : size, columns: vocabularySize),
        bias: .zeros(rows: 1, columns: vocabularySize)))
    model.recurrentDropout = plan.dropoutOfStates
    return model
  }

  /// The parameters stored under `prefix`, with the names and shapes of `pattern`, all of them finite.
  func load<Parameters: ParameterCollection>(_ pattern: Parameters, from prefix: String) throws -> Parameters
  {
    var result = pattern
    for (name, path) in pattern.namedParameters {
      let shape = pattern[keyPath: path].shape
      guard let matrix: Matrix<Parameters.Scalar> = matrix("\(prefix).\(name)") else {
        throw flaw("it holds no \(prefix).\(name)")
      }
      guard matrix.shape == shape else {
        throw flaw("its \(prefix).\(name) has shape \(matrix.shape), and its plan asks for \(shape)")
      }
      if !matrix.isQuicklyFinite, let number = matrix.elements.first(where: { !$0.isFinite }) {
        throw flaw("its \(prefix).\(name) has the number \(number), which is not finite")
      }
      result[keyPath: path] = matrix
    }
    return result
  }

  /// The carried states, if the training stopped within an epoch: none at all, or every part of every layer's.
  func state<Cell: RecurrentCell>(like model: LanguageModel<Cell>) throws -> LanguageModel<Cell>.State? {
    guard contents.tensors.keys.contains(where: { $0.hasPrefix("state.") }) else { return nil }
    var shape: MatrixShape?
    return try model.initialState(batchSize: 1).enumerated().map { layer, zero in
      var parts: [String: Matrix<Cell.Scalar>] = [:]
      for part in zero.parts.keys {
        guard let matrix: Matrix<Cell.Scalar> = matrix("state.\(layer).\(part)"),
          matrix.columns == zero.hidden.columns,
          matrix.shape == shape ?? matrix.shape
        else { throw flaw("its state.\(layer).\(part) is missing or of another size than the rest") }
        shape = matrix.shape
        parts[part] = matrix
      }
      guard let state = Cell.State(parts: parts) else { throw flaw("its state.\(layer) is not whole") }
      return state
    }
  }

  private func matrix<Scalar: MatrixScalar>(_ name: String) -> Matrix<Scalar>? {
    contents.tensors[name]?.matrix()
  }
}

/// No chance at all: for parameters that are about to be replaced.
private struct Zeros: RandomNumberGenerator {
  mutating func next() -> UInt64 { 0 }
}
