/// Finds where sentences end, in time linear in the text: every step moves past what it has looked at.
struct SentenceScanner {
  /// The text without what a reader does not see.
  let text: [Character]
  /// For each of its characters where it ends in the text itself, invisible followers included.
  let ends: [Int]
  let abbreviations: Set<String>
  let numberAbbreviations: Set<String>

  init(_ characters: [Character], _ tokenizer: SentenceTokenizer) {
    var text: [Character] = []
    var ends: [Int] = []
    for (index, character) in characters.enumerated() {
      if !character.isInvisible {
        text.append(character.visiblePart)
        ends.append(index + 1)
      } else if !ends.isEmpty {
        ends[ends.count - 1] = index + 1
      }
    }
    self.text = text
    self.ends = ends
    abbreviations = tokenizer.abbreviations
    numberAbbreviations = tokenizer.numberAbbreviations
  }

  /// What was looked at from one place on.
  struct Step {
    /// The first character that was not looked at.
    let end: Int
    /// Whether a sentence ends before it.
    let endsSentence: Bool
  }

  /// Looks at the character at `index`, and if it is a mark, at the whole run of marks that it starts.
  func step(at index: Int, sentenceStart: Int) -> Step {
    let character = text[index]
    // No space or ASCII letter ends anything, which is clear without a look into tables and sets.
    if let byte = character.asciiValue, byte == UInt8(ascii: " ") || byte >= UInt8(ascii: "@") {
      return Step(end: index + 1, endsSentence: false)
    }
    if character.isNewline { return Step(end: index + 1, endsSentence: isBlankLine(after: index)) }
    guard Self.stops.contains(character) else { return Step(end: index + 1, endsSentence: false) }
    let run = spacedRun(at: index)
    return Step(end: run.end, endsSentence: endsSentence(run, sentenceStart: sentenceStart))
  }

  private func endsSentence(_ run: MarkRun, sentenceStart: Int) -> Bool {
    guard run.end < text.count, !run.isFullWidth else { return true }
    guard text[run.end].isWhitespace else { return false }
    guard let next = nextWord(after: run.end) else { return true }
    return !text[next].isLowercase && !Self.neverFirst.contains(text[next])
      && !goesOn(after: run, before: next, sentenceStart: sentenceStart)
  }

  /// Marks, and the quotes and brackets that close after them.
  struct MarkRun {
    let start: Int
    /// The place after the last mark.
    var marksEnd: Int
    /// The place after the closing quotes and brackets.
    var end: Int
    /// Whether one of the marks needs no space after it.
    var isFullWidth: Bool
  }

  /// The run of marks at `start`, together with the marks that follow it after spaces: `. . .`
  private func spacedRun(at start: Int) -> MarkRun {
    var run = run(at: start)
    while let mark = mark(after: run.end) {
      let next = self.run(at: mark)
      // A mark before a letter, as in `.net`, belongs to what follows.
      guard next.end == text.count || text[next.end].isWhitespace else { break }
      run = MarkRun(
        start: start, marksEnd: next.marksEnd, end: next.end, isFullWidth: run.isFullWidth || next.isFullWidth
      )
    }
    return run
  }

  private func run(at start: Int) -> MarkRun {
    var marksEnd = start
    while marksEnd < text.count, Self.stops.contains(text[marksEnd]) { marksEnd += 1 }
    var end = marksEnd
    while end < text.count, Self.closers.contains(text[end]) { end += 1 }
    return MarkRun(
      start: start, marksEnd: marksEnd, end: end,
      isFullWidth: text[start..<marksEnd].contains(where: Self.fullWidthStops.contains))
  }

  /// The mark that comes next after whitespace in which no line is blank.
  private func mark(after end: Int) -> Int? {
    var index = end
    var newlines = 0
    while index < text.count, text[index].isWhitespace, newlines < 2 {
      if text[index].isNewline { newlines += 1 }
      index += 1
    }
    return index < text.count && newlines < 2 && Self.stops.contains(text[index]) ? index : nil
  }

  /// The first character after whitespace and opening quotes, unless the end comes first.
  private func nextWord(after end: Int) -> Int? {
    text[end...].firstIndex { !$0.isWhitespace && !Self.openers.contains($0) }
  }

  /// Whether the line that starts after the newline at `index` holds nothing but whitespace.
  private func isBlankLine(after index: Int) -> Bool {
    text[(index + 1)...].first { !$0.isWhitespace || $0.isNewline }?.isNewline ?? false
  }

  private static let fullWidthStops: Set<Character> = ["。", "！", "？"]
  private static let stops: Set<Character> = fullWidthStops.union([".", "!", "?", "…"])
  private static let closers = Set("\"'”’“‘»«›‹)]}」』*_")
  /// Characters that no sentence starts with.
  private static let neverFirst = Set(",)]}")
  static let openers = Set("\"'“‘„‚«»‹›([{「『*_")
}
