/// By places in the text, without a copy of it: a word is cut out when its end is found.
public func words(in text: String, lowercased: Bool) throws -> [String] {
  let text = lowercased ? text.lowercased() : text
  var tokens: [String] = []
  var place = text.startIndex
  while place < text.endIndex {
    let start = place
    while place < text.endIndex {
      if text[place].isLetter || text[place].isNumber {
        place = text.index(after: place)
        continue
      }
      let next = text.index(after: place)
      guard "-'’".contains(text[place]), place > start, next < text.endIndex,
        text[text.index(before: place)].isLetter, text[next].isLetter
      else { break }
      place = next
    }
    if place > start {
      tokens.append(String(text[start..<place]))
    } else {
      if !text[place].isWhitespace { tokens.append(String(text[place])) }
      place = text.index(after: place)
    }
  }
  return tokens
}

/// One after another.
public func characters(in text: String) throws -> [String] {
  var characters: [String] = []
  for character in text { characters.append("\(character)") }
  return characters
}
