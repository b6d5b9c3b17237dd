import Foundation
import LinearAlgebra
import RecurrentNetworks
import TextEncoding

/// A trained character model whose kind of cell nobody needs to know, as ``CellKind/model(contentsOf:)`` reads it.
public protocol CharacterModel: Sendable {
  /// The kind of cell in one word, `LSTM`.
  var cellName: String { get }
  /// The characters that the model knows.
  var vocabulary: Vocabulary { get }
  /// The plan that it was trained by.
  var plan: TrainingPlan { get }

  /// Draws tokens, each fed back as the next input.
  ///
  /// - Parameters:
  ///   - prompt: what the model reads first; at least one token.
  ///   - length: how many tokens to draw.
  ///   - sampler: how a token is drawn from the scores.
  ///   - generator: where the random numbers come from.
  ///   - emit: called with each token as it is drawn; `false` ends the drawing.
  /// - Throws: ``UnusableInput`` if the model's logits give no probabilities.
  func sample(
    after prompt: [Int], length: Int, with sampler: Sampler, using generator: inout SplitMix64,
    emit: (Int) -> Bool) throws
}

/// A training that was saved, whose kind of cell nobody needs to know, as ``CellKind/checkpoint(contentsOf:)`` reads
/// it.
public protocol CharacterCheckpoint: Sendable {
  /// The kind of cell in one word, `LSTM`.
  var cellName: String { get }
  /// The plan that it follows.
  var plan: TrainingPlan { get }

  /// A trainer that goes on from here on the same text.
  ///
  /// - Parameters:
  ///   - text: the text that the training began with.
  ///   - stepCount: a new number of updates in all, if the training is to be longer or shorter than planned.
  ///   - threadCount: how many threads share the work; none means as many as it is worth.
  /// - Throws: ``UnusableInput`` if the text is another one.
  func resumed(on text: TrainingText, stepCount: Int?, threadCount: Int?) throws -> any CharacterTrainer
}

extension StoredModel: CharacterModel {
  /// The kind of cell in one word, `LSTM`.
  public var cellName: String { Cell.kind }

  /// Draws tokens, each fed back as the next input.
  ///
  /// - Parameters:
  ///   - prompt: what the model reads first; at least one token.
  ///   - length: how many tokens to draw.
  ///   - sampler: how a token is drawn from the scores.
  ///   - generator: where the random numbers come from.
  ///   - emit: called with each token as it is drawn; `false` ends the drawing.
  /// - Throws: ``UnusableInput`` if the model's logits give no probabilities.
  public func sample(
    after prompt: [Int], length: Int, with sampler: Sampler, using generator: inout SplitMix64,
    emit: (Int) -> Bool
  ) throws {
    try model.draw(after: prompt, length: length, with: sampler, using: &generator, emit: emit)
  }
}

extension ModelCheckpoint: CharacterCheckpoint {
  /// The kind of cell in one word, `LSTM`.
  public var cellName: String { Cell.kind }

  /// A trainer that goes on from here on the same text.
  ///
  /// - Parameters:
  ///   - text: the text that the training began with.
  ///   - stepCount: a new number of updates in all, if the training is to be longer or shorter than planned.
  ///   - threadCount: how many threads share the work; none means as many as it is worth.
  /// - Throws: ``UnusableInput`` if the text is another one.
  public func resumed(on text: TrainingText, stepCount: Int?, threadCount: Int?) throws
    -> any CharacterTrainer
  {
    try trainer(on: text, stepCount: stepCount, threadCount: threadCount)
  }
}

extension CellKind {
  /// Reads the model of a checkpoint, and nothing of its training; the file itself names the kind of cell.
  ///
  /// - Throws: ``UnusableInput`` naming the file and what is missing or does not fit.
  public static func model(contentsOf file: URL) throws -> any CharacterModel {
    let contents = try TensorFile(contentsOf: file) { $0.hasPrefix("model.") }
    let reader = CheckpointReader(contents, named: file.relativePath)
    switch try kind(of: reader) {
    case .rnn: return try StoredModel<RNNCell<Float>>(reader)
    case .gru: return try StoredModel<GRUCell<Float>>(reader)
    case .lstm: return try StoredModel<LSTMCell<Float>>(reader)
    }
  }

  /// Reads a checkpoint to go on from; the file itself names the kind of cell.
  ///
  /// - Throws: ``UnusableInput`` naming the file and what is missing or does not fit.
  public static func checkpoint(contentsOf file: URL) throws -> any CharacterCheckpoint {
    let contents = try TensorFile(contentsOf: file)
    let name = file.relativePath
    switch try kind(of: CheckpointReader(contents, named: name)) {
    case .rnn: return try ModelCheckpoint<RNNCell<Float>>(contents, named: name)
    case .gru: return try ModelCheckpoint<GRUCell<Float>>(contents, named: name)
    case .lstm: return try ModelCheckpoint<LSTMCell<Float>>(contents, named: name)
    }
  }

  /// Whether a file is a checkpoint of any kind of cell and any version, by its header and its length. What is not
  /// one, such as a text, should not be written over.
  public static func isCheckpoint(_ file: URL) -> Bool {
    guard let contents = try? TensorFile(contentsOf: file, where: { _ in false }) else { return false }
    return contents.metadata[CheckpointKey.format]?.hasPrefix(CheckpointKey.formatBeginning) == true
  }

  private static func kind(of reader: CheckpointReader) throws -> CellKind {
    let format = reader.format
    guard let kind = allCases.first(where: { format == CheckpointKey.formatName(ofKind: $0.name) }) else {
      throw reader.flaw(
        "its format is \(format.map { shown($0) } ?? "not named"), and not one that this version of the course reads"
      )
    }
    return kind
  }
}
