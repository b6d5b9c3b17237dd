/// What the texts of a checkpoint are named.
enum CheckpointKey {
  static let format = "course.format"
  static let plan = "course.plan"
  static let layers = "course.layers"
  static let vocabulary = "course.vocabulary"
  static let text = "course.text"
  static let counters = "course.counters"

  /// The value of ``format`` for a kind of cell.
  static func formatName(ofKind kind: String) -> String { "character model, \(kind) cells, version 2" }
}
