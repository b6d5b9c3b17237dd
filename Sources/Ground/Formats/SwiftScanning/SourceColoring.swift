/// Marks keywords and comments of Swift source, for a terminal.
public struct SourceColoring {
  private static let keywords: Set = [
    "let", "var", "func", "return", "if", "else", "guard", "for", "in", "while", "switch", "case", "default",
    "struct",
    "class", "enum", "extension", "protocol", "init", "self", "Self", "throw", "throws", "try", "where",
    "import",
    "public", "private", "fileprivate", "static", "mutating", "true", "false", "nil", "repeat", "break",
    "continue",
    "inout", "some", "any", "as", "is", "do", "catch", "defer",
  ]

  private let keyword: (String) -> String
  private let comment: (String) -> String

  /// A coloring by two functions that put marks around a text.
  public init(keyword: @escaping (String) -> String, comment: @escaping (String) -> String) {
    self.keyword = keyword
    self.comment = comment
  }

  /// The source with its marks.
  public func text(_ source: String) -> String {
    let bytes = Array(source.utf8)
    var result = ""
    var place = 0
    for token in SwiftScanner(bytes).tokens where token.offset >= place {
      result += gap(String(decoding: bytes[place..<token.offset], as: UTF8.self))
      let text = String(decoding: bytes[token.offset..<token.end], as: UTF8.self)
      result += token.kind == .word && Self.keywords.contains(token.text) ? keyword(text) : text
      place = token.end
    }
    return result + gap(String(decoding: bytes[place...], as: UTF8.self))
  }

  /// The text between tokens is space or comment.
  private func gap(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let blank = line.prefix { $0 == " " }
      let rest = line.dropFirst(blank.count)
      return blank + (rest.isEmpty ? "" : comment(String(rest)))
    }.joined(separator: "\n")
  }
}
