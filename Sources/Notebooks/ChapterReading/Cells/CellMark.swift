import Formats

/// The line that opens a cell: `// %% [markdown]`, `// %%`, or `// %%` with properties of the code.
struct CellMark {
  /// The forms that a mark can have, for messages.
  static let forms = "'// %% [markdown]', '// %%', '// %% [timed]' or '// %% [folded] What the code does'"

  /// Whether the cell is prose.
  let isProse: Bool
  /// Whether the cell measures time.
  let isTimed: Bool
  /// The summary of folded code; `nil` for visible code.
  let fold: String?

  /// The mark on a line; `nil` if the line opens no cell.
  ///
  /// - Parameters:
  ///   - line: a line of `main.swift`.
  ///   - location: its file and number, for messages.
  /// - Throws: `Complaint` if the line starts like a mark but is not one.
  init?(_ line: String, at location: String) throws {
    guard line == "// %%" || line.hasPrefix("// %% ") else { return nil }
    var rest = line.dropFirst("// %%".count).drop { $0 == " " }
    var words: [Substring] = []
    while rest.first == "[", let end = rest.firstIndex(of: "]") {
      words.append(rest[rest.index(after: rest.startIndex)..<end])
      rest = rest[rest.index(after: end)...].drop { $0 == " " }
    }
    let isFolded = words.contains("folded")
    isProse = words == ["markdown"]
    isTimed = words.contains("timed")
    fold = isFolded ? (rest.isEmpty ? "Code" : String(rest)) : nil
    let isKnown = isProse || words.allSatisfy { ["timed", "folded"].contains($0) }
    guard isKnown, isFolded || rest.isEmpty else {
      throw Complaint("\(location): '\(line)' opens no cell; a cell opens with \(CellMark.forms)")
    }
  }
}
