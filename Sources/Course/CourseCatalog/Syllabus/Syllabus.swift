/// One thing that the course teaches, and the places where it is computed, explained and asked for.
public struct SyllabusRow: Sendable, Equatable, Codable {
  /// The unit's number, `"03"`.
  public let unit: String
  /// What is taught, in a sentence's worth of words.
  public let concept: String
  /// The library's symbols that compute it, module first and without argument labels:
  /// `"RecurrentNetworks.RNNCell.step"`.
  public let symbols: [String]
  /// The heading in the unit's chapter under which it is explained and shown.
  public let section: String
  /// The ids of the tasks that ask for it; empty where it is only shown.
  public let tasks: [String]

  init(_ unit: String, _ concept: String, symbols: [String], section: String, tasks: [String] = []) {
    self.unit = unit
    self.concept = concept
    self.symbols = symbols
    self.section = section
    self.tasks = tasks.map { "\(unit).\($0)" }
  }
}

/// The table of everything that the course teaches. A checker walks it: every symbol, heading and task has to be there.
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
  ].flatMap(\.self)
}
