import ChildProcesses

/// Why a cell of a session did not come to its end.
public struct CellStop: Error, Equatable, Sendable {
  /// What happened to it.
  public enum Kind: Equatable, Sendable {
    /// The compiler does not take it.
    case doesNotCompile
    /// It trapped or ended the process.
    case stopped
    /// The compiler, the loader or the process that holds the state failed.
    case failed
  }

  /// What happened.
  public let kind: Kind
  /// The cell in which it happened, counted from 0: where a function trapped, the function's.
  public let cell: Int
  /// The line of that cell, counted from 1; `nil` where it is not known.
  public let line: Int?
  /// The reason, without a full stop.
  public let reason: String

  package init(_ kind: Kind, cell: Int, line: Int? = nil, reason: String) {
    self.kind = kind
    self.cell = cell
    self.line = line
    self.reason = reason
  }

  /// A cell that the compiler does not take.
  package init(_ said: CellDiagnostics, in cell: Int) {
    let first = said.lines.lazy.compactMap { line -> Int? in
      guard line.hasPrefix("line "), line.contains(": error: ") else { return nil }
      return Int(line.dropFirst("line ".count).prefix { $0.isNumber })
    }.first
    self.init(.doesNotCompile, cell: cell, line: first, reason: said.firstError)
  }

  /// A cell that ended its process.
  package init(_ crash: CrashReport?, lastWords: String?, in cell: Int) {
    let place = crash?.place { Self.cell(ofFile: $0) != nil }
    let endless = crash?.endlessFunction.map { "\($0) calls itself without end" }
    let reason = lastWords ?? endless ?? crash?.description ?? "it ended its process"
    self.init(
      .stopped, cell: place.flatMap { Self.cell(ofFile: $0.file) } ?? cell, line: place?.line,
      reason: reason.withoutModules.withCatching)
  }

  /// The place of the cell that messages call `cell 3`: 2.
  private static func cell(ofFile path: String) -> Int? {
    guard let name = path.split(separator: "/").last, name.hasPrefix("cell ") else { return nil }
    return Int(name.dropFirst("cell ".count)).map { $0 - 1 }
  }
}
