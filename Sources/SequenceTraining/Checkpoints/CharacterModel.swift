import Foundation
import LinearAlgebra
import RecurrentNetworks
import TextEncoding

/// A trained character model whose kind of cell nobody needs to know, as ``CellKind/checkpoint(contentsOf:)`` reads it.
public protocol CharacterModel: Sendable {
  /// The kind of cell in one word, `LSTM`.
  var cellName: String { get }
  /// The characters that the model knows.
  var vocabulary: Vocabulary { get }
  /// The plan that it was trained by.
  var plan: TrainingPlan { get }

  /// A trainer that goes on from here on the same text.
  ///
  /// - Parameters:
  ///   - stepCount: a new number of updates in all, if the training is to be longer or shorter than planned.
  ///   - threadCount: how many threads share the work; none means as many as it is worth.
  /// - Throws: ``UnusableInput`` if the text is another one.
  func resumed(on text: TrainingText, stepCount: Int?, threadCount: Int?) throws -> any CharacterTrainer

  /// Draws tokens, each fed back as the next input.
  ///
  /// - Parameters:
  ///   - prompt: what the model reads first; at least one token.
  ///   - length: how many tokens to draw.
  ///   - emit: called with each token as it is drawn; `false` ends the drawing.
  func sample(
    after prompt: [Int], length: Int, with sampler: Sampler, using generator: inout SplitMix64,
    emit: (Int) -> Bool)
}

extension ModelCheckpoint: CharacterModel {
  /// The kind of cell in one word, `LSTM`.
  public var cellName: String { Cell.kind }

  /// A trainer that goes on from here on the same text.
  ///
  /// - Parameters:
  ///   - stepCount: a new number of updates in all, if the training is to be longer or shorter than planned.
  ///   - threadCount: how many threads share the work; none means as many as it is worth.
  /// - Throws: ``UnusableInput`` if the text is another one.
  public func resumed(on text: TrainingText, stepCount: Int?, threadCount: Int?) throws
    -> any CharacterTrainer
  {
    try trainer(on: text, stepCount: stepCount, threadCount: threadCount)
  }

  /// Draws tokens, each fed back as the next input.
  ///
  /// - Parameters:
  ///   - prompt: what the model reads first; at least one token.
  ///   - length: how many tokens to draw.
  ///   - emit: called with each token as it is drawn; `false` ends the drawing.
  public func sample(
    after prompt: [Int], length: Int, with sampler: Sampler, using generator: inout SplitMix64,
    emit: (Int) -> Bool
  ) {
    model.sample(after: prompt, length: length, with: sampler, using: &generator, emit: emit)
  }
}

extension CellKind {
  /// Reads a checkpoint of any of the kinds, which the file itself names.
  ///
  /// - Throws: ``UnusableInput`` naming the file and what is missing or does not fit.
  public static func checkpoint(contentsOf file: URL) throws -> any CharacterModel {
    let contents = try TensorFile(contentsOf: file).upgradedFromFirstVersion()
    let name = file.relativePath
    let format = contents.metadata[CheckpointKey.format]
    switch allCases.first(where: { format == CheckpointKey.formatName(ofKind: $0.name) }) {
    case .rnn: return try ModelCheckpoint<RNNCell<Float>>(contents, named: name)
    case .gru: return try ModelCheckpoint<GRUCell<Float>>(contents, named: name)
    case .lstm: return try ModelCheckpoint<LSTMCell<Float>>(contents, named: name)
    case nil:
      throw CheckpointReader(contents, named: name).flaw(
        "its format is \(format.map { shown($0) } ?? "not named"), and not one that this version of the course reads"
      )
    }
  }
}
