import Answering
import LinearAlgebra
import RecurrentNetworks
import SequenceTraining
import TextEncoding

/// A model by its sizes, its cell's choices and its parameters, in the order of `namedParameters`.
extension LanguageModel: Wire {
  /// Writes the value.
  public func write(to writer: inout WireWriter) {
    writer.add([layerCount, vocabularySize, layers.outputSize, embedding?.size ?? 0, isTied ? 1 : 0])
    writer.add(layers.layers[0].cell.form.choices)
    for (_, path) in namedParameters { writer.add(self[keyPath: path]) }
  }

  /// Reads a value, or throws `Unreadable`.
  public init(from reader: inout WireReader) throws {
    let sizes = try reader.next([Int].self)
    let variant = try reader.next([String: String].self)
    // Never allocate more than what was sent.
    guard sizes.count == 5, sizes[..<3].allSatisfy({ (1...100_000).contains($0) }), sizes[0] <= 64,
      (0...100_000).contains(sizes[3]), sizes[1] * sizes[2] <= reader.rest,
      sizes[2] * sizes[2] <= reader.rest,
      sizes[1] * sizes[3] <= reader.rest, sizes[2] * sizes[3] <= reader.rest
    else { throw Unreadable() }
    let inputSize = sizes[3] > 0 ? sizes[3] : sizes[1]
    var generator = SplitMix64(seed: 0)
    let cells = try (0..<sizes[0]).map { layer in
      try Self.cell(variant, inputSize: layer == 0 ? inputSize : sizes[2], hiddenSize: sizes[2], &generator)
    }
    var output = Linear<Scalar>(inputSize: sizes[2], outputSize: sizes[1], using: &generator)
    if sizes[4] != 0 { output.weight = .zeros(rows: 0, columns: sizes[1]) }
    guard sizes[4] == 0 || sizes[3] == sizes[2] else { throw Unreadable() }
    self.init(
      embedding: sizes[3] > 0 ? Embedding(weight: .zeros(rows: sizes[1], columns: sizes[3])) : nil,
      layers: DeepRNN(cells.map { RecurrentLayer($0) }), output: output)
    for (_, path) in namedParameters {
      let parameter = try reader.next(Matrix<Scalar>.self)
      guard parameter.shape == self[keyPath: path].shape else { throw Unreadable() }
      self[keyPath: path] = parameter
    }
  }

  private static func cell(
    _ variant: [String: String], inputSize: Int, hiddenSize: Int, _ generator: inout SplitMix64
  ) throws -> Cell {
    guard
      let cell = Cell(
        CellForm(kind: Cell.kind, choices: variant), inputSize: inputSize, hiddenSize: hiddenSize,
        using: &generator)
    else { throw Unreadable() }
    return cell
  }
}

extension CharacterTokenizer: Wire {
  /// Writes the value.
  public func write(to writer: inout WireWriter) { writer.add(vocabulary.tokens) }
  /// Reads a value, or throws `Unreadable`.
  public init(from reader: inout WireReader) throws {
    guard let vocabulary = try? Vocabulary(tokens: try reader.next()) else { throw Unreadable() }
    self.init(vocabulary: vocabulary)
  }
}

/// The whole text and its held-out part.
extension TrainingText: Wire {
  /// Writes the value.
  public func write(to writer: inout WireWriter) {
    writer.add(name)
    writer.add(tokenizer.decode(training + heldOut))
    writer.add(heldOut.count)
  }
  /// Reads a value, or throws `Unreadable`.
  public init(from reader: inout WireReader) throws {
    let (name, text) = (try reader.next(String.self), try reader.next(String.self))
    let heldOut = try reader.next(Int.self)
    guard heldOut >= 0, heldOut <= text.count else { throw Unreadable() }
    // Half a character more, so the share does not round down to one less.
    let share = heldOut == 0 ? 0 : min(1, (Double(heldOut) + 0.5) / Double(text.count))
    self.init(text, named: name, heldOutShare: share)
  }
}
