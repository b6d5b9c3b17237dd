/// The names of the texts in a checkpoint.
enum CheckpointKey {
  static let format = "course.format"
  static let plan = "course.plan"
  static let layers = "course.layers"
  static let vocabulary = "course.vocabulary"
  static let tokenizer = "course.tokenizer"
  static let optimizer = "course.optimizer"
  static let text = "course.text"
  static let counters = "course.counters"

  /// How the value of ``format`` begins, whatever the kind of cell and the version.
  static let formatBeginning = "character model, "

  private static let formatEnd = " cells, version 2"

  /// The value of ``format`` for a kind of cell.
  static func formatName(ofKind kind: String) -> String { formatBeginning + kind + formatEnd }

  /// The kind of cell that a value of ``format`` names; `nil` if it is a value of another version.
  static func kind(ofFormat format: String) -> String? {
    guard format.hasPrefix(formatBeginning), format.hasSuffix(formatEnd) else { return nil }
    return String(format.dropFirst(formatBeginning.count).dropLast(formatEnd.count))
  }
}
