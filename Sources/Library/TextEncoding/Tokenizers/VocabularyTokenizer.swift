import LinearAlgebra

/// A tokenizer together with a vocabulary: words or sentences as indices and back.
///
/// ```swift
/// let words = WordTokenizer(letterCase: .lowercased)
/// let tokenizer = VocabularyTokenizer(words, mostFrequentOf: text, limit: 10_000, addsEnd: true)
/// let indices = try tokenizer.encode("The cat sat.")  // ends with the index of <EOS>
/// tokenizer.decode(indices)                           // "the cat sat."
/// ```
public struct VocabularyTokenizer<Base: Tokenizer>: IndexedTokenizer {
  /// The tokenizer for the text.
  public let base: Base
  /// The tokens by index.
  public let vocabulary: Vocabulary
  /// Whether an encoded text ends with the end token.
  public let addsEnd: Bool

  /// A tokenizer with a vocabulary for its tokens.
  ///
  /// - Precondition: the vocabulary has an end token if it is to be added.
  public init(_ base: Base, vocabulary: Vocabulary, addsEnd: Bool = false) {
    require(!addsEnd || vocabulary.endIndex != nil, "the vocabulary has no end token to add")
    self.base = base
    self.vocabulary = vocabulary
    self.addsEnd = addsEnd
  }

  /// A tokenizer with the most frequent tokens of a text, `<UNK>` and `<EOS>`.
  ///
  /// - Parameters:
  ///   - base: what cuts a text into tokens.
  ///   - text: whose tokens are counted.
  ///   - limit: how many tokens to keep besides `<UNK>` and `<EOS>`; all of them if it is not given.
  ///   - minimumCount: how often a token occurs at least, to be kept.
  ///   - specialTokens: the names of further control tokens.
  ///   - addsEnd: whether an encoded text ends with `<EOS>`.
  public init(
    _ base: Base, mostFrequentOf text: String, limit: Int? = nil, minimumCount: Int = 1,
    specialTokens: [String] = [], addsEnd: Bool = false
  ) {
    let vocabulary = Vocabulary(
      mostFrequentOf: base.tokens(of: text), limit: limit, minimumCount: minimumCount,
      specialTokens: specialTokens)
    self.init(base, vocabulary: vocabulary, addsEnd: addsEnd)
  }

  /// The tokens of a text, in order.
  public func tokens(of text: String) -> [String] { base.tokens(of: text) }

  /// A text that consists of the tokens.
  public func text(of tokens: [String]) -> String { base.text(of: tokens) }

  /// The index of each token of a text, and then of `<EOS>` if it is to be added.
  ///
  /// - Throws: ``UnknownTokens`` if the vocabulary lacks tokens and has no unknown token.
  public func encode(_ text: String) throws(UnknownTokens) -> [Int] {
    try vocabulary.encode(tokens(of: text), addsEnd: addsEnd)
  }
}
