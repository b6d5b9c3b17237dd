import CommandSupport
import Formats
import SequenceTraining

/// What the user's options say about a plan.
struct TrainingOptions {
  private let arguments: Arguments

  init(_ arguments: Arguments) { self.arguments = arguments }

  /// Reads every number, so that a wrong one is named before anything else is looked at.
  ///
  /// - Throws: `Complaint` naming the first number that is out of its range.
  func check() throws {
    var plan = TrainingPlan()
    try apply(to: &plan)
    _ = try (cell, batchSize, stepCount, threadCount)
  }

  /// The plan for a new model; what was not typed is fitted to the text.
  func plan(for text: TrainingText) throws -> TrainingPlan {
    var plan = TrainingPlan()
    try apply(to: &plan)
    plan.fit(to: text, batchSize: try batchSize, stepCount: try stepCount)
    return plan
  }

  /// The part of the text to hold out, which cuts the text before there is a plan.
  var heldOutShare: Double {
    get throws { try arguments.double(.heldOut, in: 0.001...0.9) ?? TrainingPlan().heldOutShare }
  }

  /// `--cell`, or the usual kind.
  var cell: CellKind {
    get throws { try arguments.choice(.cell, of: CellKind.self) ?? .usual }
  }

  /// `--threads`, if it was typed.
  var threadCount: Int? {
    get throws { try arguments.integer(.threads, in: 1...256) }
  }

  /// `--steps`, if it was typed.
  var stepCount: Int? {
    get throws { try arguments.integer(.steps, in: 1...100_000_000) }
  }

  /// Holds what was typed against a checkpoint, whose kind of cell and plan cannot change under way.
  ///
  /// - Throws: `Complaint` naming the first option that differs.
  func checkAgreement(with checkpoint: any CharacterCheckpoint) throws {
    let plan = checkpoint.plan
    var wished = plan
    try apply(to: &wished)
    wished.batchSize = try batchSize ?? plan.batchSize
    let pairs: [(option: Option.Name, wished: String, kept: String)] = [
      (.cell, try cell.rawValue, checkpoint.cellName.lowercased()),
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
        "\(pair.option.dashed) \(pair.wished): the checkpoint was begun with \(pair.kept); leave the option out to "
          + "resume, or train anew without --resume")
    }
  }

  private var batchSize: Int? {
    get throws { try arguments.integer(.batch, in: 1...4096) }
  }

  private func apply(to plan: inout TrainingPlan) throws {
    plan.hiddenSize = try arguments.integer(.hidden, in: 1...8192) ?? plan.hiddenSize
    plan.layerCount = try arguments.integer(.layers, in: 1...64) ?? plan.layerCount
    plan.sequenceLength = try arguments.integer(.sequence, in: 1...4096) ?? plan.sequenceLength
    plan.learningRate = try arguments.double(.rate, in: 1e-7...10) ?? plan.learningRate
    plan.clipNorm = try arguments.double(.clip, in: 1e-6...1e6) ?? plan.clipNorm
    plan.heldOutShare = try heldOutShare
    plan.seed = try arguments.integer(.seed, in: 0...Int.max).map(UInt64.init) ?? plan.seed
  }
}
