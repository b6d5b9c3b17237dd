/// Task 1. The words of a text and its punctuation, in order.
///
/// A word is a run of letters and digits, of any alphabet. An apostrophe (`'` or `’`) or a hyphen between two letters
/// belongs to the word: `don't` and `well-known` are one token each. Every other character that is not whitespace is
/// its own token: `?!` is two.
///
/// - Parameters:
///   - text: any text.
///   - lowercased: whether letters become lowercase, so `The` and `the` are the same token.
public func words(in text: String, lowercased: Bool) throws -> [String] {
  let characters = Array(lowercased ? text.lowercased() : text)
  var tokens: [String] = []
  var word = ""
  for (index, character) in characters.enumerated() {
    if belongsToWord(index, in: characters) {
      word.append(character)
    } else {
      if !word.isEmpty { tokens.append(word) }
      word = ""
      if !character.isWhitespace { tokens.append(String(character)) }
    }
  }
  if !word.isEmpty { tokens.append(word) }  // the text may end inside a word
  return tokens
}

private func belongsToWord(_ index: Int, in characters: [Character]) -> Bool {
  let character = characters[index]
  if character.isLetter || character.isNumber { return true }
  guard "'’-".contains(character), index > 0, index + 1 < characters.count else { return false }
  return characters[index - 1].isLetter && characters[index + 1].isLetter
}

/// Task 1. The characters of a text as a reader sees them: é, 한 and 👩‍👩‍👧 are one each, whatever they are made of.
public func characters(in text: String) throws -> [String] {
  text.map { String($0) }  // a Character is what a reader sees; its unicodeScalars are what it is made of
}
