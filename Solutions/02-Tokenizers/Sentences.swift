/// Task 2. The sentences of a text, without the whitespace around them.
///
/// A sentence ends after a run of the marks `.` `!` `?` `…`, together with the quotes and brackets that close right
/// after it (`"` `”` `’` `)`), if whitespace or the end of the text comes next. It continues all the same
///
/// - if the next letter after the whitespace is lowercase: `"Stop!" he said.`, `Well... perhaps.`
/// - if the run is a single period and the word before it, lowercased, is one of the abbreviations:
///   `Dr. No arrived.` The word reaches back to the last whitespace, quote, or bracket.
///
/// The rest after the last sentence is also a sentence, unless it is only whitespace.
///
/// - Parameters:
///   - text: any text.
///   - abbreviations: in lowercase and without their last period, such as `dr` and `e.g`.
public func sentences(in text: String, abbreviations: Set<String>) throws -> [String] {
  let characters = Array(text)
  var sentences: [String] = []
  var (start, index) = (0, 0)
  while index < characters.count {
    let afterMarks = end(of: ".!?…", from: index, in: characters)
    let afterClosers = afterMarks > index ? end(of: "\"”’)", from: afterMarks, in: characters) : index + 1
    let isPoint = afterMarks == index + 1 && characters[index] == "."
    let isAbbreviation = isPoint && abbreviations.contains(word(before: index, in: characters))
    if afterMarks > index, !isAbbreviation, mayEnd(at: afterClosers, in: characters) {
      sentences.append(trimmed(characters[start..<afterClosers]))
      start = afterClosers
    }
    index = afterClosers
  }
  let rest = trimmed(characters[start...])
  return rest.isEmpty ? sentences : sentences + [rest]
}

/// The first index from `index` on whose character is none of the marks.
private func end(of marks: String, from index: Int, in characters: [Character]) -> Int {
  characters[index...].firstIndex { !marks.contains($0) } ?? characters.count
}

/// Whether whitespace or nothing comes next, and no lowercase letter follows.
private func mayEnd(at index: Int, in characters: [Character]) -> Bool {
  guard index < characters.count else { return true }
  let next = characters[index...].first { $0.isLetter || $0.isNumber }
  return characters[index].isWhitespace && next?.isLowercase != true
}

private func word(before index: Int, in characters: [Character]) -> String {
  let reversed = characters[..<index].reversed().prefix { !$0.isWhitespace && !"\"“”‘’(".contains($0) }
  return String(reversed.reversed()).lowercased()
}

private func trimmed(_ characters: ArraySlice<Character>) -> String {
  let body = characters.drop(while: \.isWhitespace)
  return String(body.prefix(upTo: (body.lastIndex { !$0.isWhitespace } ?? body.startIndex - 1) + 1))
}
