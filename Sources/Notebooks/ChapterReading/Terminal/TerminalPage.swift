/// A chapter as lines for a terminal.
public struct TerminalPage: Sendable {
  let width: Int
  let isStyled: Bool

  /// A page of the given width; with bold, dim and italic type if `isStyled`.
  public init(width: Int, isStyled: Bool) {
    self.width = max(36, min(width, 92))
    self.isStyled = isStyled
  }

  /// The whole chapter: prose wrapped, formulas in Unicode, code indented, outputs below it behind a bar.
  ///
  /// Folded code is one line. Folded prose, such as an answer, comes at the end.
  public func text(of cells: [ChapterCell]) -> String {
    var notes: [MarkdownBlock.Details] = []
    var parts = cells.map { cell in
      cell.kind == .markdown ? prose(cell.source, notes: &notes) : code(cell)
    }
    if !notes.isEmpty { parts.append(heading("Unfolded", level: 2).joined(separator: "\n")) }
    var shown = 0
    while shown < notes.count {
      // A note inside a note comes last.
      let body = prose(notes[shown].body, notes: &notes)
      shown += 1
      parts.append(styled("[\(shown)] \(notes[shown - 1].summary)", "1") + "\n\n" + body)
    }
    return parts.joined(separator: "\n\n").drop { $0 == "\n" } + "\n"
  }

  /// The lines of some Markdown without folded parts.
  func lines(of markdown: String) -> [String] {
    var notes: [MarkdownBlock.Details] = []
    return prose(markdown, notes: &notes).split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
  }

  private func prose(_ source: String, notes: inout [MarkdownBlock.Details]) -> String {
    let blocks = MarkdownBlock.all(in: source)
    var text = ""
    for (index, block) in blocks.enumerated() {
      if index > 0 { text += isTight(blocks[index - 1], block) ? "\n" : "\n\n" }
      text += lines(of: block, notes: &notes).joined(separator: "\n")
    }
    return text
  }

  /// Items of one list stand without blank lines.
  private func isTight(_ first: MarkdownBlock, _ second: MarkdownBlock) -> Bool {
    if case .item = first, case .item = second { return true }
    return false
  }

  private func lines(of block: MarkdownBlock, notes: inout [MarkdownBlock.Details]) -> [String] {
    switch block {
    case .heading(let level, let text): return heading(text, level: level)
    case .paragraph(let text): return wrapped(text, first: "", rest: "")
    case .quote(let text): return wrapped(text, first: "  │ ", rest: "  │ ")
    case .formula(let latex): return FormulaText.lines(latex).map { "    " + $0 }
    case .code(let lines): return lines.map { "    " + $0 }
    case .table(let rows): return table(rows)
    case .details(let details):
      notes.append(details)
      return ["  " + styled("▸ \(details.summary)", "1") + "  [\(notes.count), at the end]"]
    case .item(let marker, let indent, let text):
      let space = String(repeating: " ", count: indent + 2)
      let hang = space + String(repeating: " ", count: marker.count + 1)
      return wrapped(text, first: "\(space)\(marker) ", rest: hang)
    }
  }

  private func heading(_ text: String, level: Int) -> [String] {
    let plain = StyledText(markdown: text).text
    let rule = String(repeating: level == 1 ? "═" : "─", count: min(plain.count, width))
    return level <= 2 ? ["", styled(plain, "1"), styled(rule, "2")] : ["", styled(plain, "1")]
  }

  private func wrapped(_ text: String, first: String, rest: String) -> [String] {
    StyledText(markdown: text).wrapped(to: width - rest.count).enumerated().map { index, line in
      (index == 0 ? first : rest) + styled(line)
    }
  }

  /// A table with its cells wrapped where the columns would be wider than the page.
  private func table(_ rows: [[String]]) -> [String] {
    let cells = rows.map { $0.map { StyledText(markdown: $0) } }
    let widths = TableWidths(cells.map { $0.map(\.characters.count) }, page: width - 2).widths
    var lines: [String] = []
    for (index, row) in cells.enumerated() {
      let wrapped = widths.indices.map { $0 < row.count ? row[$0].wrapped(to: widths[$0]) : [] }
      for line in 0..<(wrapped.map(\.count).max() ?? 0) {
        let parts = widths.indices.map { column -> String in
          let text = line < wrapped[column].count ? wrapped[column][line] : StyledText(markdown: "")
          return styled(text) + String(repeating: " ", count: max(0, widths[column] - text.characters.count))
        }
        lines.append("  " + parts.joined(separator: "  ").trimmingTrailingSpaces())
      }
      if index == 0 {
        lines.append(
          "  " + styled(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "), "2"))
      }
    }
    return lines
  }

  private func styled(_ text: StyledText) -> String {
    guard isStyled else { return text.text }
    var result = ""
    var look = StyledText.Look.plain
    for (character, next) in text.characters {
      if next != look { result += "\u{1B}[0m" + TerminalPage.codes(next) }
      look = next
      result.append(character)
    }
    return look == .plain ? result : result + "\u{1B}[0m"
  }

  private static func codes(_ look: StyledText.Look) -> String {
    switch look {
    case .plain, .formula: ""
    case .bold: "\u{1B}[1m"
    case .italic: "\u{1B}[3m"
    case .code: "\u{1B}[36m"
    }
  }

  func styled(_ text: String, _ code: String) -> String {
    isStyled ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

/// The widths of a table's columns: as wide as their cells, the widest cut where the page is too narrow.
struct TableWidths {
  let widths: [Int]

  init(_ lengths: [[Int]], page: Int) {
    let columns = lengths.map(\.count).max() ?? 0
    var widths = (0..<columns).map { column in lengths.map { column < $0.count ? $0[column] : 0 }.max() ?? 0 }
    while widths.reduce(0, +) + 2 * (columns - 1) > page, let widest = widths.max(), widest > 8 {
      widths[widths.firstIndex(of: widest) ?? 0] -= 1
    }
    self.widths = widths
  }
}

extension String {
  /// The text without spaces at its end.
  func trimmingTrailingSpaces() -> String {
    String(reversed().drop { $0 == " " }.reversed())
  }

  /// The text without line ends at its end.
  func trimmingNewlines() -> String {
    String(reversed().drop { $0 == "\n" }.reversed())
  }
}
