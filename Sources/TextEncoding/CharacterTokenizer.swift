/// Text as the characters that a reader sees: é, 한 and 👩‍👩‍👧 are one token each (grapheme clusters).
public struct CharacterTokenizer: Sendable, Equatable {
  /// The characters, by index.
  public let vocabulary: Vocabulary
  private let indices: [Character: Int]

  /// A tokenizer over a vocabulary whose tokens are single characters.
  public init(vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    indices = Dictionary(
      vocabulary.tokens.enumerated().compactMap { index, token in
        token.count == 1 ? (token.first!, index) : nil
      }, uniquingKeysWith: { first, _ in first })
  }

  /// A tokenizer for the characters of a text.
  public init(charactersOf text: String) { self.init(vocabulary: Vocabulary(charactersOf: text)) }

  /// The index of each character.
  ///
  /// - Throws: ``UnknownCharacters`` naming those that the vocabulary lacks.
  public func encode(_ text: String) throws(UnknownCharacters) -> [Int] {
    var result: [Int] = []
    var unknown: Set<Character> = []
    for character in text {
      if let index = indices[character] { result.append(index) } else { unknown.insert(character) }
    }
    guard unknown.isEmpty else { throw UnknownCharacters(characters: unknown.sorted()) }
    return result
  }

  /// The text of the indices.
  ///
  /// - Precondition: every index lies in 0 ..< V.
  public func decode(_ tokens: [Int]) -> String { tokens.map { vocabulary.tokens[$0] }.joined() }
}

/// Characters that a vocabulary does not hold.
public struct UnknownCharacters: Error, Equatable, CustomStringConvertible {
  /// The characters, sorted.
  public let characters: [Character]

  /// Up to eight of them, quoted.
  public var description: String {
    let shown = characters.prefix(8).map { String($0).debugDescription }.joined(separator: " ")
    let more = characters.count > 8 ? " and \(characters.count - 8) more" : ""
    return "the vocabulary does not know \(shown)\(more)"
  }
}
