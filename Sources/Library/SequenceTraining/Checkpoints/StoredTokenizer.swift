import TextEncoding

/// A tokenizer as a checkpoint keeps it besides its vocabulary: what cuts a text and which tokens are control tokens.
///
/// A file without one has a tokenizer of characters, as the first checkpoints had.
struct StoredTokenizer: Codable {
  private var kind: TokenKind
  private var unknown: Int?
  private var end: Int?
  private var special: [String: Int]?
  private var letterCase: WordTokenizer.LetterCase?
  private var punctuation: WordTokenizer.Punctuation?
  private var merges: [[String]]?
  private var convention: String?

  /// The stored form of a tokenizer; `nil` for characters without control tokens.
  ///
  /// - Throws: ``InvalidInputError`` for a type of tokenizer that a file cannot name.
  static func describing(_ tokenizer: any IndexedTokenizer) throws -> StoredTokenizer? {
    let vocabulary = tokenizer.vocabulary
    let (unknown, end) = (vocabulary.unknownIndex, vocabulary.endIndex)
    let special = vocabulary.specialIndices.isEmpty ? nil : vocabulary.specialIndices
    switch tokenizer {
    case is CharacterTokenizer:
      return vocabulary.controlCount == 0
        ? nil : StoredTokenizer(kind: .characters, unknown: unknown, end: end, special: special)
    case let words as VocabularyTokenizer<WordTokenizer>:
      return StoredTokenizer(
        kind: .words, unknown: unknown, end: end, special: special,
        letterCase: words.base.letterCase, punctuation: words.base.punctuation)
    case let pieces as BytePairTokenizer:
      return StoredTokenizer(
        kind: .pieces, merges: pieces.encoding.merges.map { [$0.first, $0.second] },
        convention: pieces.encoding.convention.rawValue)
    default:
      throw InvalidInputError(
        "a checkpoint cannot describe a \(type(of: tokenizer)); write the model's matrices with TensorFile")
    }
  }

  /// The tokenizer again; `nil` if the parts do not fit together.
  static func tokenizer(_ stored: StoredTokenizer?, tokens: [String]) throws -> (any IndexedTokenizer)? {
    guard let stored else { return CharacterTokenizer(vocabulary: try Vocabulary(tokens: tokens)) }
    let special = stored.special ?? [:]
    let controls = [stored.unknown, stored.end].compactMap { $0 } + special.values
    guard controls.allSatisfy(tokens.indices.contains), Set(controls).count == controls.count else {
      return nil
    }
    let vocabulary = Vocabulary(
      distinct: try Vocabulary(tokens: tokens).tokens, unknownIndex: stored.unknown, endIndex: stored.end,
      specialIndices: special)
    switch stored.kind {
    case .characters: return CharacterTokenizer(vocabulary: vocabulary)
    case .words:
      guard let letterCase = stored.letterCase, let punctuation = stored.punctuation else { return nil }
      return VocabularyTokenizer(
        WordTokenizer(letterCase: letterCase, punctuation: punctuation), vocabulary: vocabulary)
    case .pieces:
      guard let pairs = stored.merges, pairs.allSatisfy({ $0.count == 2 }),
        let convention = stored.convention.flatMap(BytePairEncoding.Convention.init)
      else { return nil }
      let encoding = try BytePairEncoding(
        merges: pairs.map { BytePairEncoding.Merge($0[0], $0[1]) }, convention: convention)
      // Merges make pieces of several code points, so single ones are the alphabet.
      let alphabet = tokens.filter { $0.unicodeScalars.count == 1 }.joined()
      let pieces = BytePairTokenizer(encoding, alphabet: alphabet)
      return pieces.vocabulary.tokens == tokens ? pieces : nil
    }
  }
}
