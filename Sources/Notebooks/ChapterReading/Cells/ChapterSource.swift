import Formats

/// Reads a chapter's `main.swift` into its cells.
///
/// A line `// %% [markdown]` opens prose, written as comment lines; a line `// %%` opens code, `// %% [timed]` code
/// that measures time, and `// %% [folded] How the plot is drawn` code hidden under that summary until a reader
/// unfolds it. Code can be both: `// %% [timed] [folded] The stopwatch`.
public enum ChapterSource {
  /// The cells of a chapter, in order.
  ///
  /// - Parameters:
  ///   - text: the whole file.
  ///   - file: its path, for messages.
  /// - Throws: `Complaint` with file and line if text precedes the first mark, if a mark is unknown, or if a line of
  ///   prose has no comment mark.
  public static func cells(of text: String, file: String) throws -> [ChapterCell] {
    var cells: [ChapterCell] = []
    var open: (mark: CellMark, start: Int, lines: [String])?
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (index, line) in lines.enumerated() {
      if let mark = try CellMark(line, at: "\(file):\(index + 1)") {
        if let open { cells.append(try cell(open, end: index, file: file)) }
        open = (mark, index + 1, [])
      } else if open != nil {
        open?.lines.append(line)
      } else if !isBlank(line) {
        throw Complaint(
          "\(file):\(index + 1): text before the first cell; open one with '// %% [markdown]'")
      }
    }
    guard let open else { throw Complaint("\(file): there is no cell; open one with '// %% [markdown]'") }
    cells.append(try cell(open, end: lines.count, file: file))
    return cells.filter { !$0.source.isEmpty }
  }

  private static func cell(
    _ open: (mark: CellMark, start: Int, lines: [String]), end: Int, file: String
  ) throws -> ChapterCell {
    var lines = open.lines
    if open.mark.isProse {
      lines = try lines.enumerated().map { try prose($1, file: file, line: open.start + 1 + $0) }
    }
    let body = lines.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
    return ChapterCell(
      kind: open.mark.isProse ? .markdown : .code, source: body.joined(separator: "\n"),
      firstLine: open.start + 1 + lines.prefix(while: isBlank).count,
      isTimed: open.mark.isTimed, fold: open.mark.fold)
  }

  private static func prose(_ line: String, file: String, line number: Int) throws -> String {
    if line.hasPrefix("// ") { return String(line.dropFirst(3)) }
    if line == "//" || isBlank(line) { return "" }
    throw Complaint(
      "\(file):\(number): prose is written as comment lines '// …'; a line '// %%' before this one opens code"
    )
  }

  private static func isBlank(_ line: String) -> Bool { line.allSatisfy(\.isWhitespace) }
}
