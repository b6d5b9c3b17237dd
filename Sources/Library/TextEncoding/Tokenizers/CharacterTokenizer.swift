/// Text as the characters that a reader sees: é, 한 and 👩‍👩‍👧 are one token each (grapheme clusters).
///
/// Decoding undoes encoding for every text whose characters are in the vocabulary.
public struct CharacterTokenizer: IndexedTokenizer, Equatable {
  /// The characters, by index.
  public let vocabulary: Vocabulary
  private let indices: [Character: Int]

  /// A tokenizer over a vocabulary whose tokens are single characters.
  ///
  /// Longer tokens and control tokens never come out of a text, except that a vocabulary's unknown token stands
  /// for the characters that it lacks.
  public init(vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    indices = Dictionary(
      uniqueKeysWithValues: vocabulary.tokens.compactMap { token in
        token.count == 1 ? vocabulary.index(of: token).map { (token.first!, $0) } : nil
      })
  }

  /// A tokenizer for the characters of a text.
  public init(charactersOf text: String) { self.init(vocabulary: Vocabulary(charactersOf: text)) }

  /// The characters of a text.
  public func tokens(of text: String) -> [String] { text.map(String.init) }

  /// The characters, one after another.
  public func text(of tokens: [String]) -> String { tokens.joined() }

  /// The index of each character.
  ///
  /// - Throws: ``UnknownTokens`` naming those that the vocabulary lacks, if it has no unknown token.
  public func encode(_ text: String) throws(UnknownTokens) -> [Int] {
    var result: [Int] = []
    result.reserveCapacity(text.utf8.count)
    var missing: Set<Character> = []
    for character in text {
      if let index = indices[character] ?? vocabulary.unknownIndex {
        result.append(index)
      } else {
        missing.insert(character)
      }
    }
    guard missing.isEmpty else { throw UnknownTokens(tokens: missing.map(String.init)) }
    return result
  }
}
