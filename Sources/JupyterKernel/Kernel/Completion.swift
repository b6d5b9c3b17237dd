/// What may be meant by a word that has been begun.
struct Completion: Equatable {
  /// The whole words, in order.
  let matches: [String]
  /// Where the begun word stands, counted in Unicode scalars as Jupyter does.
  let range: Range<Int>

  /// Looks among the names of earlier cells and in the code itself.
  init(code: String, cursor: Int, names: Set<String>) {
    let before = Array(code.unicodeScalars.prefix(max(0, cursor)))
    let word = before.reversed().prefix { $0.properties.isXIDContinue }
    let start = before.count - word.count
    range = start..<before.count
    let begun = String(String.UnicodeScalarView(word.reversed()))
    let known = names.union(CellOutline(code).words)
    matches = begun.isEmpty ? [] : known.filter { $0.hasPrefix(begun) && $0 != begun }.sorted()
  }

  /// The answer to Jupyter's question.
  var content: JSONValue {
    [
      "status": "ok", "matches": .array(matches.map(JSONValue.string)), "metadata": [:],
      "cursor_start": .integer(range.lowerBound), "cursor_end": .integer(range.upperBound),
    ]
  }
}
