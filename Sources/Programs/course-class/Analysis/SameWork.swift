import CommandSupport
import GradingEngine

/// Which submissions have the same program text in a unit.
public struct SameWork: Sendable {
  /// Submissions that agree in one file, or in all files they wrote.
  public struct Group: Sendable, Equatable {
    /// `all files` or the file, `03-RNN/RNN.swift`.
    public let what: String
    /// The submissions.
    public let names: [String]
    /// Whether the files are the same byte for byte, or only apart from comments and spaces.
    public let isExact: Bool
    /// How many words and signs they have: short texts agree by chance.
    public let tokenCount: Int
    /// Whether it is the course's own solution.
    public let isSolution: Bool
  }

  private struct Entry {
    var members: [Int] = []
    var exact: Set<String> = []
    var tokenCount = 0
    var isSolution = false
  }

  private static let wholeUnit = "all files"

  private var names: [String] = []
  private var entries: [String: [String: Entry]] = [:]

  /// Adds the fingerprints of one submission's files of the unit. Untouched stubs are ignored.
  mutating func add(_ fingerprints: [SourceFingerprint], of name: String) {
    let written = fingerprints.filter { $0.origin != .stub && $0.tokenCount > 0 }
    guard !written.isEmpty else { return }
    names.append(name)
    for print in written { note(print.file, [print]) }
    if written.count > 1 { note(Self.wholeUnit, written) }
  }

  private mutating func note(_ what: String, _ prints: [SourceFingerprint]) {
    let key = prints.map { "\($0.file) \($0.normalized)" }.joined(separator: " ")
    var entry = entries[what, default: [:]][key] ?? Entry()
    entry.members.append(names.count - 1)
    entry.exact.insert(prints.map(\.exact).joined())
    entry.tokenCount = prints.reduce(0) { $0 + $1.tokenCount }
    entry.isSolution = prints.allSatisfy { $0.origin == .solution }
    entries[what, default: [:]][key] = entry
  }

  /// The groups, whole units first and long texts before short ones. A file is omitted if the same
  /// submissions agree in all files.
  public var groups: [Group] {
    let whole = groups(in: Self.wholeUnit)
    let covered = Set(whole.map(\.names))
    let files = entries.keys.filter { $0 != Self.wholeUnit }.sorted().flatMap(groups)
    return whole + files.filter { !covered.contains($0.names) }.sorted { $0.tokenCount > $1.tokenCount }
  }

  private func groups(in what: String) -> [Group] {
    (entries[what] ?? [:]).values.filter { $0.members.count > 1 || $0.isSolution }.map { entry in
      Group(
        what: what, names: entry.members.map { names[$0] }, isExact: entry.exact.count == 1,
        tokenCount: entry.tokenCount, isSolution: entry.isSolution)
    }.sorted { ($1.tokenCount, $0.names[0]) < ($0.tokenCount, $1.names[0]) }
  }
}
