import Formats

/// Whether a console should take what was typed as a whole cell.
struct Completeness: Equatable {
  /// How many brackets are open at the end.
  let depth: Int

  /// Counts the brackets of a source text, those in comments and strings left out.
  init(_ source: String) {
    depth = SwiftScanner(Array(source.utf8)).tokens.reduce(0) { $0 + $1.nesting }
  }

  /// The answer to Jupyter's question.
  var content: JSONValue {
    if depth > 0 {
      return ["status": "incomplete", "indent": .string(String(repeating: "  ", count: depth))]
    }
    return ["status": depth < 0 ? "invalid" : "complete"]
  }
}
