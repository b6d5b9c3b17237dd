/// One walk with a state: within a sentence, within its marks, after them.
public func sentences(in text: String, abbreviations: Set<String>) throws -> [String] {
  var sentences: [String] = []
  var sentence = ""
  var rest = Substring(text)
  while let character = rest.popFirst() {
    sentence.append(character)
    guard isMark(character) else { continue }
    var marks = String(character)
    while let next = rest.first, isMark(next) { marks.append(rest.removeFirst()) }
    sentence += marks.dropFirst()
    let word = lastWord(of: sentence.dropLast(marks.count))
    while let next = rest.first, ["\"", "”", "’", ")"].contains(next) { sentence.append(rest.removeFirst()) }
    if marks == ".", abbreviations.contains(word) { continue }
    if let next = rest.first, !next.isWhitespace { continue }
    if let letter = rest.first(where: { $0.isLetter || $0.isNumber }), letter.isLowercase { continue }
    sentences.append(stripped(sentence))
    sentence = ""
  }
  if sentence.contains(where: { !$0.isWhitespace }) { sentences.append(stripped(sentence)) }
  return sentences
}

private func isMark(_ character: Character) -> Bool {
  switch character {
  case ".", "!", "?", "…": return true
  default: return false
  }
}

private func lastWord(of text: Substring) -> String {
  var word = ""
  for character in text.lowercased() {
    if character.isWhitespace || "\"“”‘’(".contains(character) { word = "" } else { word.append(character) }
  }
  return word
}

private func stripped(_ text: String) -> String {
  var text = Substring(text)
  while text.first?.isWhitespace == true { text.removeFirst() }
  while text.last?.isWhitespace == true { text.removeLast() }
  return String(text)
}
