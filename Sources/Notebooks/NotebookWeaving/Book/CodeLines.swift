import Formats
import Foundation

/// Preformatted text on a page, line by line, so that a line too long for the page wraps with a mark and keeps its
/// indentation.
///
/// The style sheet draws the mark; it has to know the longest line of a block and the indentation of each line.
struct CodeLines {
  /// The page with every block in lines.
  static func marked(in html: String) -> String {
    var result = ""
    var rest = html[...]
    while let start = rest.range(of: "<pre"), let open = rest[start.upperBound...].firstIndex(of: ">"),
      let end = rest[open...].range(of: "</pre>")
    {
      let before = rest[..<start.lowerBound]
      let isOutput = before.suffix(120).contains("output_text")
      result += before
      result += block(rest[rest.index(after: open)..<end.lowerBound], isOutput: isOutput)
      rest = rest[end.upperBound...]
    }
    return result + rest
  }

  private static func block(_ html: Substring, isOutput: Bool) -> String {
    var lines = html.split(separator: "\n", omittingEmptySubsequences: false)
    while let last = lines.last, text(of: last).isEmpty, lines.count > 1, !last.contains("<") {
      lines.removeLast()
    }
    var open: [Substring] = []
    var longest = 0
    // A number such as 2.3e-16 has a hyphen, where a line could end.
    if isOutput {
      lines = lines.map { $0.replacing(#/[\d.]+e-\d+/#) { "<span class=\"keep\">\($0.output)</span>" }[...] }
    }
    let marked = lines.map { line -> String in
      let text = text(of: line)
      longest = max(longest, text.count)
      let start = open.joined()
      follow(line, &open)
      let end = open.reversed().map(closing).joined()
      let indent = text.prefix { $0 == " " }.count
      let style = indent == 0 || text.count == indent ? "" : " style=\"--indent:\(indent)\""
      return "<span class=\"line\"\(style)>\(start)\(line)\(end)</span>\n"
    }
    let kind = isOutput ? "output" : "code"
    // The style sheet indents wrapped lines by three columns.
    return
      "<div class=\"lines \(kind)\" style=\"--columns:\(longest + 3)\"><pre>\(marked.joined())</pre></div>"
  }

  /// The characters that a reader sees.
  private static func text(of line: Substring) -> String {
    XMLText.plain(String(line).replacing(#/<[^>]*>/#, with: ""))
  }

  /// Follows the elements that a line opens and closes.
  private static func follow(_ line: Substring, _ open: inout [Substring]) {
    for tag in line.matches(of: #/<(\/?)[a-z]+[^>]*>/#) {
      if tag.output.1.isEmpty { open.append(tag.output.0) } else { _ = open.popLast() }
    }
  }

  private static func closing(_ tag: Substring) -> String {
    "</\(tag.dropFirst().prefix { $0.isLetter })>"
  }
}
