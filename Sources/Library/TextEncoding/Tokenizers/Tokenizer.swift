/// Cuts a text into tokens and puts tokens together again.
///
/// Which round trips hold:
///
/// | tokenizer | `text(of: tokens(of: text)) == text` |
/// |---|---|
/// | ``CharacterTokenizer`` | always |
/// | ``BytePairTokenizer`` | where single spaces stand between the words and nothing at the ends; always with bytes |
/// | ``WordTokenizer`` | where case is kept, the spacing is the one that joining gives, and nothing is invisible outside words |
/// | ``SentenceTokenizer`` | where single spaces stand between the sentences and nothing at the ends |
///
/// The others cannot: which whitespace stood between two tokens is not in the tokens. What holds for all of them
/// is that the joined text has the same tokens again, except that sentences which only a blank line set apart
/// flow together.
public protocol Tokenizer: Sendable {
  /// The tokens of a text, in order.
  func tokens(of text: String) -> [String]
  /// A text that consists of the tokens.
  func text(of tokens: [String]) -> String
}

/// A tokenizer that knows an index for each of its tokens.
///
/// `decode(encode(text))` is `text(of: tokens(of: text))` where the vocabulary holds every token, even one that is
/// spelled like a control token; a token that became `<UNK>` is lost.
public protocol IndexedTokenizer: Tokenizer {
  /// The tokens by index.
  var vocabulary: Vocabulary { get }
  /// The index of each token of a text.
  ///
  /// - Throws: ``UnknownTokens`` if the vocabulary lacks tokens and has no unknown token.
  func encode(_ text: String) throws(UnknownTokens) -> [Int]
  /// The text of the indices, up to the first end token.
  ///
  /// - Precondition: every index lies in 0 ..< V.
  func decode(_ indices: [Int]) -> String
}

extension IndexedTokenizer {
  /// The index of each token of a text.
  ///
  /// - Throws: ``UnknownTokens`` if the vocabulary lacks tokens and has no unknown token.
  public func encode(_ text: String) throws(UnknownTokens) -> [Int] {
    try vocabulary.encode(tokens(of: text))
  }

  /// The text of the indices, up to the first end token.
  ///
  /// - Precondition: every index lies in 0 ..< V.
  public func decode(_ indices: [Int]) -> String { text(of: vocabulary.decode(indices)) }
}
