/// Text for a Markdown page, escaped so that nothing a student wrote becomes a heading, a link, a formula or
/// HTML.
package enum MarkdownText {
  /// A text as one paragraph or table cell.
  package static func paragraph(_ text: String) -> String {
    var result = ""
    for character in text.printableLine {
      if "\\`*_[]<>#|~$&".contains(character) { result += "\\" }
      result.append(character)
    }
    return withoutListMark(result)
  }

  /// A text as a block that is shown verbatim.
  package static func block(_ text: String) -> String {
    let text = text.printable
    var (longest, run) = (0, 0)
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)text\n\(text)\n\(fence)"
  }

  /// `- x`, `+ x` and `1. x` would begin a list, `=` would underline a heading.
  private static func withoutListMark(_ text: String) -> String {
    let digits = text.prefix { $0.isNumber }
    let rest = text.dropFirst(digits.count)
    guard let mark = rest.first, digits.isEmpty ? "-+=".contains(mark) : ".)".contains(mark) else {
      return text
    }
    return digits + "\\" + rest
  }
}
