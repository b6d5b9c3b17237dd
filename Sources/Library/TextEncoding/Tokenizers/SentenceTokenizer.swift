/// Text as sentences.
///
/// A sentence ends at `.`, `!`, `?`, `…` or a run of them (`?!`, `...`), together with the quotes and brackets
/// that close after it, where whitespace follows; at `。`, `！`, `？` also without whitespace; and at a blank
/// line. It goes on
///
/// - where the next word starts in lower case: `“Stop!” he said.`, `Well... perhaps.`
/// - after a title or another abbreviation that asks for more: `Dr. No arrived.`, `e.g. Paris`
/// - after `No.`, `Fig.` and the like before a digit: `No. 7`
/// - after an initial: `J. R. R. Tolkien`; a single `I` counts as one only where a name may stand, at the start
///   of a sentence or after another capital: `So did I. He left.` is two
/// - inside decimals, times and addresses, which have no whitespace: `3.14`, `example.org`
///
/// An abbreviation that may stand at the end, such as `etc.` or `p.m.`, ends the sentence where a capital
/// follows. These are rules, not understanding: `at 5 p.m. Mr. Holmes called` is cut after `p.m.`, and
/// `vitamin C. It` is not cut.
///
/// Sentences keep what stands in them, line breaks included, and lose the whitespace around them.
public struct SentenceTokenizer: Tokenizer, Equatable {
  /// Abbreviations, in lower case and without their last point, after which a sentence goes on.
  public let abbreviations: Set<String>
  /// Abbreviations, in lower case and without their point, after which a sentence goes on before a digit.
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
    "vs", "viz", "ca", "approx",
  ]

  /// Abbreviations that stand before a number.
  public static let englishNumberAbbreviations: Set<String> = [
    "no", "nos", "fig", "figs", "vol", "p", "pp", "ch", "sec", "art", "op", "eq",
  ]

  /// The sentences of a text, without the whitespace around them.
  public func tokens(of text: String) -> [String] {
    let characters = Array(text)
    var sentences: [String] = []
    var start = 0
    var index = 0
    func close(at end: Int) {
      let sentence = characters[start..<end].trimmingWhitespace()
      if !sentence.isEmpty { sentences.append(String(sentence)) }
      start = end
    }
    while index < characters.count {
      let end = endOfBoundary(at: index, in: characters, sentenceStart: start)
      if let end { close(at: end) }
      index = end ?? index + 1
    }
    close(at: characters.count)
    return sentences
  }

  /// The sentences with a space between any two.
  public func text(of tokens: [String]) -> String { tokens.joined(separator: " ") }
}
