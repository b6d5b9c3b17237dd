/// What the compiler says about a cell, told by the cell's own lines.
struct CellDiagnostics: Equatable {
  /// The text of the first error.
  let firstError: String
  /// All of it, line by line, excerpts of the source among them.
  let lines: [String]
  /// Warnings alone, for a cell that runs all the same.
  let warnings: [String]

  /// The lines on which something is worked out and not used.
  let unusedLines: [Int]

  /// Reads the compiler's output, each message with the lines of source and marks under it.
  ///
  /// - Parameter label: what the compiler was told to call the cell.
  init(_ output: String, label: String) {
    var lines: [String] = []
    var warnings: [String] = []
    var firstError: String?
    var isWarning = false
    var unusedLines: [Int] = []
    for line in output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      var text = line
      if let message = Message(line) {
        text = message.text(label: label).withoutModules
        if message.kind != "note" { isWarning = message.kind == "warning" }
        if message.isUnusedValue { unusedLines += [message.line].compactMap(\.self) }
        if message.kind == "error", firstError == nil { firstError = message.words.withoutModules }
      }
      if text.isEmpty { continue }
      if isWarning { warnings.append(text) }
      lines.append(text)
    }
    self.firstError = firstError ?? lines.last ?? "the compiler gave no reason"
    self.lines = lines
    self.warnings = warnings
    self.unusedLines = unusedLines
  }

  /// `cell 3:7:14: error: cannot find 'x' in scope`, taken apart.
  private struct Message {
    var place = ""
    var kind = ""
    var words = ""

    /// `nil` for a line that is no message but a part of one.
    init?(_ line: String) {
      for kind in ["error", "warning", "note"] {
        let mark = line.range(of: (line.hasPrefix(kind) ? "" : ": ") + "\(kind): ")
        guard let mark, Self.isPlace(line[..<mark.lowerBound]) else { continue }
        place = String(line[..<mark.lowerBound])
        self.kind = kind
        words = String(line[mark.upperBound...])
        return
      }
      return nil
    }

    /// Whether a text says where something is: nothing at all, or a file with line and column.
    private static func isPlace(_ text: Substring) -> Bool {
      let parts = text.split(separator: ":")
      return text.isEmpty || text.hasPrefix("<unknown>")
        || parts.count > 2 && parts.suffix(2).allSatisfy { Int($0) != nil }
    }

    /// The line that it is about.
    var line: Int? {
      let parts = place.split(separator: ":")
      return parts.count >= 2 ? Int(parts[parts.count - 2]) : nil
    }

    /// Whether it warns of a value of an expression that goes nowhere.
    var isUnusedValue: Bool {
      kind == "warning" && words.contains(" is unused")
        && ["expression of", "result of", "variable is", "constant is"].contains { words.hasPrefix($0) }
    }

    /// The message with the cell's line, or with the cell where it is another one.
    func text(label: String) -> String {
      guard let line else { return "\(kind): \(words)" }
      let file = place.prefix { $0 != ":" }
      if file == label { return "line \(line): \(kind): \(words)" }
      return file.hasPrefix("cell ") ? "\(file), line \(line): \(kind): \(words)" : "\(kind): \(words)"
    }
  }
}
