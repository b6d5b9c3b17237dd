import TextEncoding

/// The kind of tokens, for a user who chooses at run time.
public enum TokenKind: String, Sendable, Codable, CaseIterable {
  /// Characters as a reader sees them, `CharacterTokenizer`.
  case characters
  /// Words and punctuation, `WordTokenizer` with the 10,000 most frequent words of the training part; the others become
  /// `<UNK>`, and which whitespace stood between two words is lost.
  case words
  /// The pieces of a byte-pair encoding with 1,000 merges learned from the training part, `BytePairTokenizer`; which
  /// whitespace stood between two words is lost.
  case pieces

  /// How many words are kept, and how many merges are learned.
  static let (wordLimit, mergeCount) = (10_000, 1_000)

  /// A tokenizer of the kind that knows the tokens of a text. Words and merges come from its training part only, so that
  /// the held-out part stays unseen.
  ///
  /// - Throws: ``InvalidInputError`` if no pieces can be learned from the text.
  func tokenizer(for text: String, training: () -> Substring) throws(InvalidInputError)
    -> any IndexedTokenizer
  {
    switch self {
    case .characters: return CharacterTokenizer(charactersOf: text)
    case .words:
      return VocabularyTokenizer(WordTokenizer(), mostFrequentOf: String(training()), limit: Self.wordLimit)
    case .pieces:
      do {
        let encoding = try BytePairEncoding(
          learning: Self.mergeCount, from: String(training()), minimumCount: 2)
        return BytePairTokenizer(encoding, alphabet: text)
      } catch {
        throw InvalidInputError("\(error), or train on words or characters")
      }
    }
  }
}

extension IndexedTokenizer {
  /// What a token adds to a text that ends with another token: `" ship"`, or `"ship"` at the start.
  public func continuation(by token: Int, after previous: Int?) -> String {
    guard let previous else { return decode([token]) }
    return String(decode([previous, token]).dropFirst(decode([previous]).count))
  }

  /// The token a model reads first if there is no prompt: a token after which texts begin, such as a line's end or a
  /// period, and the first ordinary one if the text had none.
  public var startToken: Int {
    let ends: [String]
    if let characters = self as? CharacterTokenizer {
      ends = characters.lineEnd.map { [String($0)] } ?? []
    } else {
      ends = [".", ".</w>", "</w>", "Ċ"]
    }
    let firstOrdinary = min(vocabulary.controlCount, vocabulary.count - 1)
    return ends.lazy.compactMap { vocabulary.index(of: $0) }.first ?? firstOrdinary
  }
}
