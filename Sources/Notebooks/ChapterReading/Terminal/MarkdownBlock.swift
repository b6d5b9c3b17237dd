/// A block of prose: what lies between blank lines.
enum MarkdownBlock: Equatable {
  case heading(level: Int, text: String)
  case paragraph(String)
  case item(marker: String, indent: Int, text: String)
  case quote(String)
  case table([[String]])
  case formula(String)
  case code([String])
  case details(Details)

  /// A folded passage: `<details><summary>…</summary>`, a body of blocks, `</details>`.
  struct Details: Equatable {
    let summary: String
    let body: String
  }

  /// The blocks of a cell's prose.
  static func all(in prose: String) -> [MarkdownBlock] {
    var lines = prose.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    var blocks: [MarkdownBlock] = []
    while let line = lines.first {
      if line.allSatisfy(\.isWhitespace) {
        lines.removeFirst()
      } else {
        blocks.append(next(&lines, first: line))
      }
    }
    return blocks
  }

  private static func next(_ lines: inout ArraySlice<String>, first line: String) -> MarkdownBlock {
    if line == "$$" { return .formula(fenced(&lines, until: "$$").joined(separator: "\n")) }
    if line.hasPrefix("```") { return .code(fenced(&lines, until: "```")) }
    if line.hasPrefix("|") { return table(&lines) }
    if line.hasPrefix("<details") { return details(&lines) }
    let level = line.prefix { $0 == "#" }.count
    if (1...6).contains(level), line.dropFirst(level).hasPrefix(" ") {
      lines.removeFirst()
      return .heading(level: level, text: String(line.dropFirst(level + 1)))
    }
    if let (marker, indent, text) = item(line) {
      lines.removeFirst()
      return .item(
        marker: marker, indent: indent, text: ([text] + continuation(&lines)).joined(separator: " "))
    }
    if line.hasPrefix(">") {
      var texts: [String] = []
      while let next = lines.first, next.hasPrefix(">") {
        texts.append(next.dropFirst().drop { $0 == " " }.description)
        lines.removeFirst()
      }
      return .quote(texts.joined(separator: " "))
    }
    lines.removeFirst()
    return .paragraph(([line] + continuation(&lines)).joined(separator: " "))
  }

  private static func fenced(_ lines: inout ArraySlice<String>, until end: String) -> [String] {
    lines.removeFirst()
    let body = Array(lines.prefix { $0 != end })
    lines = lines.dropFirst(body.count + 1)
    return body
  }

  /// The tags can be on separate lines or share lines with the text.
  private static func details(_ lines: inout ArraySlice<String>) -> MarkdownBlock {
    let count = lines.firstIndex { $0.contains("</details>") }.map { $0 - lines.startIndex + 1 }
    let whole = lines.prefix(count ?? lines.count).joined(separator: "\n")
    lines = lines.dropFirst(count ?? lines.count)
    let inside = whole.replacing(#/<\/?details[^>]*>/#, with: "")
    guard let summary = inside.firstMatch(of: #/(?s)<summary>(.*?)<\/summary>/#) else {
      return .details(Details(summary: "More", body: inside))
    }
    return .details(
      Details(
        summary: summary.output.1.split(whereSeparator: \.isWhitespace).joined(separator: " "),
        body: String(inside[summary.range.upperBound...]).trimmingSpaces()))
  }

  private static func table(_ lines: inout ArraySlice<String>) -> MarkdownBlock {
    let rows = Array(lines.prefix { $0.hasPrefix("|") })
    lines = lines.dropFirst(rows.count)
    let cells = rows.map(cells(of:))
    return .table(cells.filter { row in !row.allSatisfy { cell in cell.allSatisfy { ":- ".contains($0) } } })
  }

  /// The cells of a table's line; a bar inside code or after a backslash does not part cells.
  private static func cells(of line: String) -> [String] {
    var cells = [""]
    var inCode = false
    var escaped = false
    for character in line.trimmingSpaces().dropFirst() {
      if character == "`" { inCode.toggle() }
      if character == "|" && !inCode && !escaped {
        cells.append("")
      } else if character != "\\" || inCode || escaped {
        if escaped && character != "|" { cells[cells.count - 1] += "\\" }
        cells[cells.count - 1].append(character)
      }
      escaped = character == "\\" && !escaped && !inCode
    }
    if cells.last?.allSatisfy({ $0 == " " }) == true { cells.removeLast() }
    return cells.map { $0.trimmingSpaces() }
  }

  private static func item(_ line: String) -> (marker: String, indent: Int, text: String)? {
    let indent = line.prefix { $0 == " " }.count
    let rest = line.dropFirst(indent)
    if rest.hasPrefix("- ") || rest.hasPrefix("* ") { return ("•", indent, String(rest.dropFirst(2))) }
    let digits = rest.prefix { $0.isNumber }
    guard !digits.isEmpty, rest.dropFirst(digits.count).hasPrefix(". ") else { return nil }
    return ("\(digits).", indent, String(rest.dropFirst(digits.count + 2)))
  }

  /// The lines that go on with a paragraph or an item.
  private static func continuation(_ lines: inout ArraySlice<String>) -> [String] {
    var texts: [String] = []
    while let line = lines.first, !line.allSatisfy(\.isWhitespace), !opensBlock(line) {
      texts.append(line.trimmingSpaces())
      lines.removeFirst()
    }
    return texts
  }

  private static func opensBlock(_ line: String) -> Bool {
    line == "$$" || ["```", "|", "#", ">", "<details"].contains { line.hasPrefix($0) } || item(line) != nil
  }
}
