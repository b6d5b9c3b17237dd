import CommandSupport
import Formats
import SequenceTraining

/// The user's options for a training plan.
struct TrainingOptions {
  private let arguments: Arguments

  init(_ arguments: Arguments) { self.arguments = arguments }

  /// Reads every number, so a wrong one is reported before anything else is checked.
  ///
  /// - Throws: `Complaint` naming the first number that is out of its range.
  func check() throws {
    var plan = TrainingPlan()
    try apply(to: &plan)
    _ = try (cell, tokens, batchSize, stepCount, threadCount)
  }

  /// The plan for a new model; options that were not typed are fitted to the text.
  func plan(for text: TrainingText) throws -> TrainingPlan {
    var plan = TrainingPlan()
    try apply(to: &plan)
    plan.fit(to: text, batchSize: try batchSize, stepCount: try stepCount)
    return plan
  }

  /// The fraction of the text to hold out, needed to split the text before there is a plan.
  var heldOutShare: Double {
    get throws { try arguments.double(.heldOut, in: 0.001...0.9) ?? TrainingPlan().heldOutShare }
  }

  /// `--cell`, or the usual kind.
  var cell: CellKind {
    get throws { try arguments.choice(.cell, of: CellKind.self) ?? .usual }
  }

  /// `--tokens`, or characters.
  var tokens: TokenKind {
    get throws { try arguments.choice(.tokens, of: TokenKind.self) ?? .characters }
  }

  /// `--threads`, if it was typed.
  var threadCount: Int? {
    get throws { try arguments.integer(.threads, in: 1...256) }
  }

  /// `--steps`, if it was typed.
  var stepCount: Int? {
    get throws { try arguments.integer(.steps, in: 1...100_000_000) }
  }

  /// Compares the typed options with a checkpoint, whose kind of cell and plan cannot change during training.
  ///
  /// - Throws: `Complaint` naming the first option that differs.
  func checkAgreement(with checkpoint: CommandCheckpoint, on text: TokenKind) throws {
    let plan = checkpoint.plan
    var wished = plan
    try apply(to: &wished)
    wished.batchSize = try batchSize ?? plan.batchSize
    let pairs: [(option: Option.Name, wished: String, kept: String)] = [
      (.cell, try cell.rawValue, checkpoint.model.cellName.lowercased()),
      (.tokens, try tokens.rawValue, text.rawValue),
      (.embedding, Self.size(wished.embeddingSize), Self.size(plan.embeddingSize)),
      (
        .tie, wished.tiesWeights == true ? "given" : "", plan.tiesWeights == true ? "given" : "untied weights"
      ),
      (.dropout, "\(wished.dropout ?? 0)", "\(plan.dropout ?? 0)"),
      (.recurrentDropout, "\(wished.recurrentDropout ?? 0)", "\(plan.recurrentDropout ?? 0)"),
      (.optimizer, (wished.optimizer ?? .usual).rawValue, (plan.optimizer ?? .usual).rawValue),
      (.patience, Self.size(wished.patience), Self.size(plan.patience)),
      (.layers, "\(wished.layerCount)", "\(plan.layerCount)"),
      (.hidden, "\(wished.hiddenSize)", "\(plan.hiddenSize)"),
      (.batch, "\(wished.batchSize)", "\(plan.batchSize)"),
      (.sequence, "\(wished.sequenceLength)", "\(plan.sequenceLength)"),
      (.rate, "\(wished.learningRate)", "\(plan.learningRate)"),
      (.clip, "\(wished.clipNorm)", "\(plan.clipNorm)"),
      (.heldOut, "\(wished.heldOutShare)", "\(plan.heldOutShare)"),
      (.seed, "\(wished.seed)", "\(plan.seed)"),
    ]
    for pair in pairs where arguments.isGiven(pair.option) && pair.wished != pair.kept {
      throw Complaint(
        "\(pair.option.dashed) \(pair.wished): the checkpoint was begun with \(pair.kept); omit the option "
          + "to resume, or start over without --resume")
    }
  }

  private static func size(_ number: Int?) -> String { number.map { "\($0)" } ?? "none" }

  private var batchSize: Int? {
    get throws { try arguments.integer(.batch, in: 1...4096) }
  }

  private func apply(to plan: inout TrainingPlan) throws {
    // An option that was not typed reads as its default, which can differ from a checkpoint's plan.
    let keptLayerCount = arguments.isGiven(.layers) ? nil : plan.layerCount
    plan.hiddenSize = try arguments.integer(.hidden, in: 1...8192) ?? plan.hiddenSize
    plan.layerCount = try arguments.integer(.layers, in: 1...64) ?? plan.layerCount
    plan.sequenceLength = try arguments.integer(.sequence, in: 1...4096) ?? plan.sequenceLength
    plan.learningRate = try arguments.double(.rate, in: 1e-7...10) ?? plan.learningRate
    plan.clipNorm = try arguments.double(.clip, in: 1e-6...1e6) ?? plan.clipNorm
    plan.heldOutShare = try heldOutShare
    plan.embeddingSize = try arguments.integer(.embedding, in: 1...8192) ?? plan.embeddingSize
    if arguments.flag(.tie) {
      (plan.tiesWeights, plan.embeddingSize) = (true, plan.embeddingSize ?? plan.hiddenSize)
    }
    if plan.tiesWeights == true, arguments.isGiven(.embedding), plan.embeddingSize != plan.hiddenSize {
      throw Complaint(
        "\(Option.Name.tie.dashed) needs an embedding of the hidden size \(plan.hiddenSize), not of "
          + "\(plan.embeddingSize ?? 0); omit \(Option.Name.embedding.dashed) or name the same size")
    }
    if arguments.isGiven(.dropout), let p = try arguments.double(.dropout, in: 0...0.95) {
      guard p == 0 || keptLayerCount ?? plan.layerCount > 1 else {
        throw Complaint(
          "\(Option.Name.dropout.dashed) \(p) drops between two layers, and there is one; add \(Option.Name.layers.dashed) 2"
        )
      }
      plan.dropout = p == 0 ? nil : p
    }
    if arguments.isGiven(.recurrentDropout), let p = try arguments.double(.recurrentDropout, in: 0...0.95) {
      plan.recurrentDropout = p == 0 ? nil : p
    }
    if let kind = try arguments.choice(.optimizer, of: OptimizerKind.self) {
      plan.optimizer = kind == .usual ? nil : kind
    }
    plan.patience = try arguments.integer(.patience, in: 1...1_000_000) ?? plan.patience
    plan.seed = try arguments.integer(.seed, in: 0...Int.max).map(UInt64.init) ?? plan.seed
  }
}
