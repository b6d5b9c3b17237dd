import Foundation
import LinearAlgebra
import RecurrentNetworks
import TextEncoding

/// The part of a checkpoint that writes text: the model and its characters, without the training's memory.
public struct StoredModel<Cell: StorableCell>: Sendable where Cell.Scalar == Float {
  /// The characters that the model knows.
  public let vocabulary: Vocabulary
  /// The plan that it was trained by.
  public let plan: TrainingPlan
  /// The model.
  public let model: LanguageModel<Cell>

  /// - Throws: ``UnusableInput`` naming the file and what is missing or does not fit.
  init(_ reader: CheckpointReader) throws {
    let formatName = CheckpointKey.formatName(ofKind: Cell.kind)
    guard reader.format == formatName else {
      throw reader.flaw(
        "its format is \(reader.format.map { shown($0) } ?? "not named"), not \"\(formatName)\"")
    }
    plan = try reader.read(CheckpointKey.plan, as: TrainingPlan.self)
    let tokens = try reader.read(CheckpointKey.vocabulary, as: [String].self)
    do { vocabulary = try Vocabulary(tokens: tokens) } catch { throw reader.flaw("\(error)") }
    if let flaw = plan.flaw { throw reader.flaw("its \(CheckpointKey.plan): \(flaw)") }
    guard !tokens.isEmpty else { throw reader.flaw("its \(CheckpointKey.vocabulary) has no characters") }
    model = try reader.load(reader.pattern(plan, vocabularySize: tokens.count), from: "model")
  }
}
