import Formats

/// The line that opens a cell: `// %% [markdown]`, `// %%`, or `// %%` with what the code is like.
struct CellMark {
  /// The forms that a mark can have, for messages.
  static let forms = "'// %% [markdown]', '// %%', '// %% [timed]' or '// %% [folded] What the code does'"

  /// Whether the cell is prose.
  let isProse: Bool
  /// Whether the cell measures time.
  let isTimed: Bool
  /// The line that stands for folded code; `nil` for code that is shown.
  let fold: String?

  /// The mark on a line; `nil` if the line opens no cell.
  ///
  /// - Parameters:
  ///   - line: a line of `main.swift`.
  ///   - place: its file and number, for messages.
  /// - Throws: `Complaint` if the line begins as a mark does and goes on with something else.
  init?(_ line: String, at place: String) throws {
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
      throw Complaint("\(place): '\(line)' opens no cell; a cell opens with \(CellMark.forms)")
    }
  }
}
