/// Text as sentences.
///
/// A sentence ends at `.`, `!`, `?`, `…` or a run of them (`?!`, `...`, `. . .`), together with the quotes and
/// brackets that close after it, where whitespace follows; at `。`, `！`, `？` also without whitespace; and at a
/// blank line. It goes on
///
/// - where the next word starts in lower case: `“Stop!” he said.`, `Well... perhaps.`; or where a comma or closing
///   bracket comes next
/// - after a title or another abbreviation that asks for more: `Dr. No arrived.`, `e.g. Paris`
/// - after `No.`, `Fig.`, `Jan.` and the like, or a single lowercase letter, before a number: `No. 7`, `Vol. II`,
///   `c. 1900`
/// - after an initial: `J. R. R. Tolkien`; a single `I` counts as one only where a name can be, at the start of a
///   sentence or after another capital: `So did I. He left.` is two
/// - after several initials without spaces: `J.R.R. Tolkien`, `the U.S. Army`
/// - after the label of a list's entry, at the start of a sentence or line: `1. First`, `2.1. Next`, `b.) Last`
/// - inside decimals, times and addresses, which have no whitespace: `3.14`, `example.org`
///
/// An abbreviation that can be last in a sentence, such as `etc.` or `p.m.`, ends it where a capital follows. These
/// are rules, not understanding: `at 5 p.m. Mr. Holmes called` is cut after `p.m.`; not cut are `I live in the U.S.
/// It is big.`, `vitamin C. It` and `How many? 42. He laughed.`
///
/// Sentences keep what is in them, line breaks and invisible characters included, and lose the whitespace around
/// them. Invisible characters, such as a zero-width space after a mark, change nothing about where a sentence ends.
public struct SentenceTokenizer: Tokenizer, Equatable {
  /// Abbreviations, in lower case and without their last point, after which a sentence goes on.
  public let abbreviations: Set<String>
  /// Abbreviations, in lower case and without their last point, after which a sentence goes on before a number.
  public let numberAbbreviations: Set<String>

  /// A tokenizer that knows the given abbreviations; those of English by default.
  public init(
    abbreviations: Set<String> = Self.englishAbbreviations,
    numberAbbreviations: Set<String> = Self.englishNumberAbbreviations
  ) {
    self.abbreviations = abbreviations
    self.numberAbbreviations = numberAbbreviations
  }

  /// Titles and abbreviations that ask for more.
  public static let englishAbbreviations: Set<String> = [
    "dr", "mr", "mrs", "ms", "mx", "messrs", "prof", "st", "rev", "fr", "hon", "gen", "col", "maj", "capt",
    "cmdr", "lt", "sgt", "cpl", "pvt", "gov", "sen", "rep", "pres", "supt", "mt", "ft", "e.g", "i.e", "cf",
    "vs", "viz", "ca", "approx", "mme", "mlle", "adm", "a.k.a", "esp", "incl",
  ]

  /// Abbreviations that come before a number, those of months and weekdays included unless they are words.
  public static let englishNumberAbbreviations: Set<String> = [
    "no", "nos", "nr", "fig", "figs", "vol", "vols", "p", "pp", "ch", "chap", "sec", "sect", "art", "op",
    "eq",
    "eqs", "pt", "ver", "al", "est", "tel", "ext",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "mon", "tue", "tues", "thu", "thur", "thurs", "fri",
  ]

  /// The sentences of a text, without the whitespace around them.
  public func tokens(of text: String) -> [String] {
    let characters = Array(text)
    let scanner = SentenceScanner(characters, self)
    var sentences: [String] = []
    var (start, index, keptUpTo) = (0, 0, 0)
    func close(at end: Int) {
      let sentence = characters[keptUpTo..<end].trimmingWhitespace()
      if sentence.contains(where: { !$0.isInvisible }) { sentences.append(String(sentence)) }
      keptUpTo = end
    }
    while index < scanner.text.count {
      let step = scanner.step(at: index, sentenceStart: start)
      index = step.end
      if step.endsSentence {
        start = index
        close(at: scanner.ends[index - 1])
      }
    }
    close(at: characters.count)
    return sentences
  }

  /// The sentences with a space between any two.
  public func text(of tokens: [String]) -> String { tokens.joined(separator: " ") }
}

extension ArraySlice<Character> {
  /// The slice without the whitespace at its ends.
  fileprivate func trimmingWhitespace() -> ArraySlice {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return [] }
    return self[first...last]
  }
}
