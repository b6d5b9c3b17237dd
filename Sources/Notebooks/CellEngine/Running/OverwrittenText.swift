/// Text with carriage returns: each starts its line again, as in a terminal.
package enum OverwrittenText {
  /// The visible text: the last character written to each column, without trailing blanks.
  package static func visible(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\r")) else { return text }
    // By scalars: a carriage return followed by a line end is one `Character`.
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map(line).joined(separator: "\n")
  }

  private static func line(_ text: Substring.UnicodeScalarView) -> String {
    guard text.contains("\r") else { return String(text) }
    var seen: [Character] = []
    for part in text.split(separator: "\r") {
      let part = Array(Substring(part))
      seen = part + seen.dropFirst(part.count)
    }
    while seen.last == " " { seen.removeLast() }
    return String(seen)
  }
}
