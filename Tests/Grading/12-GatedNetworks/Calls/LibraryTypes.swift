import Answering
import LinearAlgebra
import RecurrentNetworks
import SequenceTraining
import TextEncoding

/// A model by its sizes, its cell's choices and its parameters, in the order of their names' list.
extension LanguageModel: Wire {
  /// Writes the value.
  public func write(to writer: inout WireWriter) {
    writer.add([layerCount, vocabularySize, layers.outputSize])
    writer.add((layers.layers[0].cell as? any StorableCell)?.variant ?? [:])
    for (_, path) in namedParameters { writer.add(self[keyPath: path]) }
  }

  /// Reads a value, or throws `Unreadable`.
  public init(from reader: inout WireReader) throws {
    let sizes = try reader.next([Int].self)
    let variant = try reader.next([String: String].self)
    // Nothing is made that is larger than what came.
    guard sizes.count == 3, sizes.allSatisfy({ (1...100_000).contains($0) }), sizes[0] <= 64,
      sizes[1] * sizes[2] <= reader.rest, sizes[2] * sizes[2] <= reader.rest
    else { throw Unreadable() }
    var generator = SplitMix64(seed: 0)
    let cells = try (0..<sizes[0]).map { layer in
      try Self.cell(variant, inputSize: layer == 0 ? sizes[1] : sizes[2], hiddenSize: sizes[2], &generator)
    }
    self.init(
      layers: DeepRNN(cells.map { RecurrentLayer($0) }),
      output: Linear(inputSize: sizes[2], outputSize: sizes[1], using: &generator))
    for (_, path) in namedParameters {
      let parameter = try reader.next(Matrix<Scalar>.self)
      guard parameter.shape == self[keyPath: path].shape else { throw Unreadable() }
      self[keyPath: path] = parameter
    }
  }

  private static func cell(
    _ variant: [String: String], inputSize: Int, hiddenSize: Int, _ generator: inout SplitMix64
  ) throws -> Cell {
    guard let type = Cell.self as? any StorableCell.Type,
      let cell = type.init(
        variant: variant, inputSize: inputSize, hiddenSize: hiddenSize, using: &generator) as? Cell
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

/// The whole text and how much of it is held out.
extension TrainingText: Wire {
  /// Writes the value.
  public func write(to writer: inout WireWriter) {
    writer.add(name)
    writer.add((try? tokenizer.decode(training + heldOut)) ?? "")
    writer.add(heldOut.count)
  }
  /// Reads a value, or throws `Unreadable`.
  public init(from reader: inout WireReader) throws {
    let (name, text) = (try reader.next(String.self), try reader.next(String.self))
    let heldOut = try reader.next(Int.self)
    guard heldOut >= 0, heldOut <= text.count else { throw Unreadable() }
    // Half a character more, so that the share does not round down to one less.
    let share = heldOut == 0 ? 0 : min(1, (Double(heldOut) + 0.5) / Double(text.count))
    self.init(text, named: name, heldOutShare: share)
  }
}
