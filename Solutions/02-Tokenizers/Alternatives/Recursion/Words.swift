/// The first token, and then those of the rest.
public func words(in text: String, lowercased: Bool) throws -> [String] {
  tokens(of: Array(lowercased ? text.lowercased() : text)[...])
}

private func tokens(of text: ArraySlice<Character>) -> [String] {
  guard let first = text.first else { return [] }
  if first.isWhitespace { return tokens(of: text.dropFirst()) }
  let length = max(1, wordLength(text))
  return [String(text.prefix(length))] + tokens(of: text.dropFirst(length))
}

/// The number of characters of a word at the start; 0 if there is none.
private func wordLength(_ text: ArraySlice<Character>) -> Int {
  let run = text.prefix { $0.isLetter || $0.isNumber }
  guard let last = run.last, last.isLetter else { return run.count }
  let rest = text.dropFirst(run.count)
  guard let mark = rest.first, "'’-".contains(mark), rest.dropFirst().first?.isLetter == true else {
    return run.count
  }
  return run.count + 1 + wordLength(rest.dropFirst())
}

/// By the sequence's own way to make an array.
public func characters(in text: String) throws -> [String] { Array(text).map { String([$0]) } }
