/// The first sentence, and then those of the rest.
public func sentences(in text: String, abbreviations: Set<String>) throws -> [String] {
  let text = Substring(text).drop(while: \.isWhitespace)
  guard !text.isEmpty else { return [] }
  let end = end(of: text, from: text.startIndex, abbreviations)
  let body = text[..<end]
  let last = body.lastIndex { !$0.isWhitespace }!
  return [String(body[...last])] + (try sentences(in: String(text[end...]), abbreviations: abbreviations))
}

private func end(of text: Substring, from start: String.Index, _ abbreviations: Set<String>) -> String.Index {
  guard let mark = text[start...].firstIndex(where: ".!?…".contains) else { return text.endIndex }
  let behind = text[mark...].firstIndex { !".!?…".contains($0) } ?? text.endIndex
  let closed = text[behind...].firstIndex { !"\"”’)".contains($0) } ?? text.endIndex
  let word = text[..<mark].split(omittingEmptySubsequences: false) {
    $0.isWhitespace || "\"“”‘’(".contains($0)
  }
  let isShort = text[mark..<behind] == "." && abbreviations.contains(word.last?.lowercased() ?? "")
  let letter = text[closed...].first { $0.isLetter || $0.isNumber }
  let isOver = closed == text.endIndex || text[closed].isWhitespace && !(letter?.isLowercase ?? false)
  return isOver && !isShort ? closed : end(of: text, from: closed, abbreviations)
}
