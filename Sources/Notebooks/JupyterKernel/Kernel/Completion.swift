import Formats

/// The word at the cursor of a cell.
struct CursorWord: Equatable {
  /// The part before the cursor.
  let beginning: String
  /// Where that part stands, counted in Unicode scalars as Jupyter does.
  let range: Range<Int>
  /// Where it begins, in bytes.
  let offset: Int
  /// Whether a dot stands before it.
  let isMember: Bool
  /// Whether an argument can begin here: after an opening parenthesis or a comma.
  let isArgument: Bool
  /// Whether a parenthesis follows the cursor, so none has to be added.
  let isCalled: Bool

  /// Looks at the code up to the cursor.
  init(code: String, cursor: Int) {
    let scalars = Array(code.unicodeScalars)
    let before = scalars.prefix(max(0, cursor))
    let word = before.reversed().prefix { $0.properties.isXIDContinue }
    let start = before.count - word.count
    range = start..<before.count
    beginning = String(String.UnicodeScalarView(word.reversed()))
    offset = String(String.UnicodeScalarView(before[..<start])).utf8.count
    let sign = before[..<start].last { $0 != " " && $0 != "\n" }
    isMember = start > 0 && before[start - 1] == "."
    isArgument = sign == "(" || sign == ","
    isCalled = before.count < scalars.count && scalars[before.count] == "("
  }
}

extension CursorWord {
  /// The code with a call of the word, unless it is called already or empty.
  func called(in code: String) -> String {
    let scalars = Array(code.unicodeScalars)
    let end = scalars[range.lowerBound...].firstIndex { !$0.properties.isXIDContinue } ?? scalars.count
    guard end > range.lowerBound, end == scalars.count || scalars[end] != "(" else { return code }
    return String(String.UnicodeScalarView(scalars[..<end] + Array("()".unicodeScalars) + scalars[end...]))
  }
}

/// What may be meant by a word that has been begun.
struct Completion: Equatable {
  let word: CursorWord
  let candidates: [SymbolAnswer.Candidate]

  /// What the toolchain offers; where it offers nothing, the names of earlier cells and those in the code itself.
  init(_ word: CursorWord, offered: [SymbolAnswer.Candidate], names: Set<String>) {
    self.word = word
    let matching = offered.filter { $0.name.hasPrefix(word.beginning) }
    // Before the first letter a label comes first: it cannot be omitted.
    let labels = word.beginning.isEmpty && !word.isMember ? matching.filter(\.isLabel) : []
    let fitting = labels.isEmpty ? matching : labels
    let known = word.beginning.isEmpty || word.isMember ? [] : names.sorted()
    let plain = known.filter { $0.hasPrefix(word.beginning) && $0 != word.beginning }
      .map { SymbolAnswer.Candidate(name: $0, kind: "", signature: $0) }
    candidates = (fitting.isEmpty ? plain : fitting).map(word.isCalled ? Self.withoutCall : { $0 })
  }

  /// A candidate without the parenthesis that follows the cursor.
  private static func withoutCall(_ candidate: SymbolAnswer.Candidate) -> SymbolAnswer.Candidate {
    var candidate = candidate
    candidate.name = String(candidate.name.prefix { $0 != "(" })
    return candidate
  }

  /// The answer to Jupyter's question.
  var content: JSONValue {
    let (start, end): (JSONValue, JSONValue) = (
      .integer(word.range.lowerBound), .integer(word.range.upperBound)
    )
    let types = candidates.map { candidate -> JSONValue in
      [
        "text": .string(candidate.name), "type": .string(candidate.kind),
        "signature": .string(candidate.signature), "start": start, "end": end,
      ]
    }
    return [
      "status": "ok", "matches": .array(candidates.map { .string($0.name) }), "cursor_start": start,
      "cursor_end": end, "metadata": ["_jupyter_types_experimental": .array(types)],
    ]
  }
}
