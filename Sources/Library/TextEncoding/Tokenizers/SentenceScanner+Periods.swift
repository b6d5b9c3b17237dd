extension SentenceScanner {
  /// Whether a single period belongs to an abbreviation, an initial or a list label rather than to the end of a
  /// sentence.
  func goesOn(after run: MarkRun, before next: Int, sentenceStart: Int) -> Bool {
    guard run.marksEnd == run.start + 1, text[run.start] == "." else { return false }
    var start = run.start
    while start > sentenceStart, Self.belongsToWord(text[start - 1]) { start -= 1 }
    while start < run.start, Self.apostrophes.contains(text[start]) { start += 1 }
    let word = text[start..<run.start]
    let closers = text[run.marksEnd..<run.end]
    // Numbers that follow one another, as in `18. 19.`, are counted aloud.
    if closers.allSatisfy({ $0 == ")" }), !text[next].isNumber, Self.isListLabel(word),
      isFirstOfLine(start, from: sentenceStart)
    {
      return true
    }
    guard closers.isEmpty else { return false }
    let name = String(word).lowercased()
    if abbreviations.contains(name) { return true }
    if startsNumber(at: next),
      numberAbbreviations.contains(name) || word.count == 1 && word.first!.isLowercase
    {
      return true
    }
    guard Self.isInitials(word), !Self.timesOfDay.contains(name) else { return false }
    guard word.count == 1 else { return true }
    return !text[next].isNumber && (name != "i" || isPlaceOfName(start, from: sentenceStart))
  }

  /// Whether capital letters with periods between them are all that a word is: `J`, `J.R.R`, `U.S`.
  private static func isInitials(_ word: ArraySlice<Character>) -> Bool {
    word.count % 2 == 1
      && word.enumerated().allSatisfy { $0 % 2 == 0 ? $1.isUppercase : $1 == "." }
  }

  /// Whether a word can number a list's entry: `1`, `12`, `2.1`, `a`, `iv`; years are too long, and `I` is a word.
  private static func isListLabel(_ word: ArraySlice<Character>) -> Bool {
    if isRoman(word) || word.count == 1 && word.first!.isLetter { return word.first != "I" || word.count > 1 }
    let parts = word.split(separator: ".", omittingEmptySubsequences: false)
    return parts.allSatisfy { (1...3).contains($0.count) && $0.allSatisfy(\.isNumber) }
  }

  /// Whether nothing but opening quotes and spaces comes before `index` in its line or its sentence.
  private func isFirstOfLine(_ index: Int, from sentenceStart: Int) -> Bool {
    let last = text[sentenceStart..<index].last {
      $0.isNewline || !$0.isWhitespace && !Self.openers.contains($0)
    }
    return last?.isNewline ?? true
  }

  /// Whether digits start at `index`, or a Roman number of at least two letters: one might be `I`.
  private func startsNumber(at index: Int) -> Bool {
    text[index].isNumber || Self.isRoman(text[index...].prefix { $0.isLetter })
  }

  private static func isRoman(_ word: ArraySlice<Character>) -> Bool {
    word.count > 1 && word.allSatisfy { "IVXivx".contains($0) }
  }

  /// Whether what comes before `index` is the start of the sentence or a word that starts with a capital letter.
  private func isPlaceOfName(_ index: Int, from sentenceStart: Int) -> Bool {
    let before = text[sentenceStart..<index]
    guard let last = before.lastIndex(where: Self.belongsToWord) else { return true }
    let first = before[...last].lastIndex { !Self.belongsToWord($0) }.map { $0 + 1 } ?? sentenceStart
    return text[first].isUppercase
  }

  private static func belongsToWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "." || apostrophes.contains(character)
  }

  private static let apostrophes: Set<Character> = ["'", "’"]
  /// Spelled like initials, they often come last in a sentence.
  private static let timesOfDay: Set<String> = ["a.m", "p.m"]
}
