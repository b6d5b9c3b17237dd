/// One thing the course teaches, and where it is computed, explained and practiced.
public struct SyllabusRow: Sendable, Equatable, Codable {
  /// The unit's number, `"03"`.
  public let unit: String
  /// The concept, in one sentence.
  public let concept: String
  /// The library's symbols that compute it, module first and without argument labels:
  /// `"RecurrentNetworks.RNNCell.step"`.
  public let symbols: [String]
  /// The heading of the section that explains and shows it, in the unit's chapter.
  public let section: String
  /// The ids of the tasks that require it; empty if it is only shown.
  public let tasks: [String]

  init(_ unit: String, _ concept: String, symbols: [String], section: String, tasks: [String] = []) {
    self.unit = unit
    self.concept = concept
    self.symbols = symbols
    self.section = section
    self.tasks = tasks.map { "\(unit).\($0)" }
  }
}

/// The table of everything the course teaches. A checker walks it: every symbol, heading and task must exist.
public enum Syllabus {
  /// Every row, in teaching order.
  public static let rows: [SyllabusRow] = [
    categories,
    tokens,
    recurrentNetwork,
    backpropagationThroughTime,
    sequenceTypes,
    languageModels,
    vanishingGradients,
    gatedRecurrentUnit,
    longShortTermMemory,
    bidirectionalNetwork,
    deepNetwork,
    gatedNetworksCompared,
    attention,
  ].flatMap(\.self)
}
