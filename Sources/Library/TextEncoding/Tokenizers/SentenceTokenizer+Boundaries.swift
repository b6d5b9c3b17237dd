extension SentenceTokenizer {
  /// Where a sentence ends if it ends with the character at `index`: past closing quotes, before whitespace.
  func endOfBoundary(at index: Int, in text: [Character], sentenceStart: Int) -> Int? {
    let character = text[index]
    // No space or ASCII letter ends anything: that is told without a look into tables and sets.
    if let byte = character.asciiValue, byte == UInt8(ascii: " ") || byte >= UInt8(ascii: "@") { return nil }
    if character.isNewline { return Self.isBlankLine(after: index, in: text) ? index + 1 : nil }
    guard Self.stops.contains(character) else { return nil }
    var end = index + 1
    while end < text.count, Self.stops.contains(text[end]) { end += 1 }
    let marks = text[index..<end]
    while end < text.count, Self.closers.contains(text[end]) { end += 1 }
    guard end < text.count else { return end }
    if marks.contains(where: Self.fullWidthStops.contains) { return end }
    guard text[end].isWhitespace else { return nil }
    guard let next = Self.nextWord(after: end, in: text) else { return end }
    if text[next].isLowercase { return nil }
    let isPoint = marks.count == 1 && character == "." && end == index + 1
    return isPoint && goesOn(afterPointAt: index, in: text, before: text[next], from: sentenceStart)
      ? nil : end
  }

  /// Whether a single point belongs to an abbreviation or initial rather than to the end of a sentence.
  private func goesOn(
    afterPointAt point: Int, in text: [Character], before next: Character, from sentenceStart: Int
  ) -> Bool {
    var start = point
    while start > sentenceStart, Self.belongsToWord(text[start - 1]) { start -= 1 }
    let word = String(text[start..<point])
    if abbreviations.contains(word.lowercased()) { return true }
    if numberAbbreviations.contains(word.lowercased()) && next.isNumber { return true }
    guard word.count == 1, word.first!.isUppercase, !next.isNumber else { return false }
    return word != "I" || Self.isPlaceOfName(start, in: text, from: sentenceStart)
  }

  /// Whether what stands before `index` is the start of the sentence or a word that starts with a capital.
  private static func isPlaceOfName(_ index: Int, in text: [Character], from sentenceStart: Int) -> Bool {
    var last = index
    while last > sentenceStart, !belongsToWord(text[last - 1]) { last -= 1 }
    guard last > sentenceStart else { return true }
    var first = last
    while first > sentenceStart, belongsToWord(text[first - 1]) { first -= 1 }
    return text[first].isUppercase
  }

  /// The first character after whitespace and opening quotes, unless the end comes first.
  private static func nextWord(after end: Int, in text: [Character]) -> Int? {
    var index = end
    while index < text.count, text[index].isWhitespace || openers.contains(text[index]) {
      index += 1
    }
    return index < text.count ? index : nil
  }

  /// Whether the line that starts after the newline at `index` holds nothing but whitespace.
  private static func isBlankLine(after index: Int, in text: [Character]) -> Bool {
    var next = index + 1
    while next < text.count, text[next].isWhitespace {
      if text[next].isNewline { return true }
      next += 1
    }
    return false
  }

  private static func belongsToWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "." || character == "'" || character == "’"
  }

  private static let fullWidthStops: Set<Character> = ["。", "！", "？"]
  private static let stops: Set<Character> = fullWidthStops.union([".", "!", "?", "…"])
  private static let closers: Set<Character> = ["\"", "'", "”", "’", "»", ")", "]", "}", "」", "』", "*"]
  private static let openers: Set<Character> = ["\"", "'", "“", "‘", "«", "(", "[", "{", "「", "『", "*"]
}

extension ArraySlice<Character> {
  /// The slice without the whitespace at its ends.
  func trimmingWhitespace() -> ArraySlice {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return [] }
    return self[first...last]
  }
}
