extension Table: Displayable {
  /// The table as aligned text, as a Markdown table and as HTML.
  public func mimeBundle(caption: String?) -> MimeBundle {
    var bundle = MimeBundle(
      plain: [caption.map(TypesetText.unmarked), text].compactMap(\.self).joined(separator: "\n"))
    bundle.markdown = [caption.map { "*\(TypesetText($0).markdown)*" }, markdown].compactMap(\.self).joined(
      separator: "\n\n")
    bundle.html = html(caption: caption)
    return bundle
  }

  /// The table as lines of text, two spaces between its columns and a rule below its header.
  var text: String {
    let header = header.map(TypesetText.unmarked)
    let cells = cells.map { $0.map(TypesetText.unmarked) }
    let widths = header.indices.map { column in
      ([header[column]] + cells.map { $0[column] }).map(\.count).max() ?? 0
    }
    let rule = widths.map { String(repeating: "─", count: $0) }
    let head = header.contains { !$0.isEmpty } ? [line(header, widths), rule.joined(separator: "  ")] : []
    return (head + cells.map { line($0, widths) }).joined(separator: "\n")
  }

  private func line(_ texts: [String], _ widths: [Int]) -> String {
    let padded = texts.indices.map { column in
      let space = String(repeating: " ", count: widths[column] - texts[column].count)
      return isNumeric[column] ? space + texts[column] : texts[column] + space
    }
    let line = padded.joined(separator: "  ")
    return String(line.reversed().drop { $0 == " " }.reversed())
  }

  private var markdown: String {
    let marks = isNumeric.map { $0 ? "---:" : ":---" }
    return ([header.map(Table.markdown), marks] + cells.map { $0.map(Table.markdown) })
      .map { "| " + $0.joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }

  private static func markdown(_ text: String) -> String {
    TypesetText(NumberText.typeset(NumberText.unfilled(text))).markdown
  }

  private func html(caption: String?) -> String {
    let captionLine =
      caption.map { ["<caption style=\"text-align:left\">\(TypesetText($0).html)</caption>"] } ?? []
    let head = ["<thead>", htmlRow(header, tag: "th"), "</thead>"]
    let body = ["<tbody>"] + cells.map { htmlRow($0, tag: "td") } + ["</tbody>"]
    return (["<table>"] + captionLine + head + body + ["</table>"]).joined(separator: "\n")
  }

  private func htmlRow(_ texts: [String], tag: String) -> String {
    let items = texts.indices.map { column in
      let side = isNumeric[column] ? "right" : "left"
      let text = TypesetText(NumberText.typeset(NumberText.filledForPage(texts[column]))).html
      return "<\(tag) align=\"\(side)\" style=\"text-align:\(side)\">\(text)</\(tag)>"
    }
    return "<tr>" + items.joined() + "</tr>"
  }
}
