/// What the texts of a checkpoint are named.
enum CheckpointKey {
  static let format = "course.format"
  static let plan = "course.plan"
  static let layers = "course.layers"
  static let vocabulary = "course.vocabulary"
  static let text = "course.text"
  static let counters = "course.counters"

  /// How the value of ``format`` begins, whatever the kind of cell and the version.
  static let formatBeginning = "character model, "

  /// The value of ``format`` for a kind of cell.
  static func formatName(ofKind kind: String) -> String { "\(formatBeginning)\(kind) cells, version 2" }
}
