import LinearAlgebra

extension Vocabulary {
  /// What stands for every token outside a vocabulary.
  public static let unknownToken = "<UNK>"
  /// What ends a sequence.
  public static let endToken = "<EOS>"

  /// The most frequent tokens of a text: `<UNK>` at 0, `<EOS>` at 1, then from the most frequent on.
  ///
  /// Of two tokens that are equally frequent, the one that appears first in the text comes first, so that the
  /// same text always gives the same vocabulary. The special tokens come first so that their indices do not
  /// depend on the limit; where they stand in the text itself, they are not counted again.
  ///
  /// ```swift
  /// let words = WordTokenizer().tokens(of: "To be, or not to be")
  /// Vocabulary(mostFrequentOf: words, limit: 3).tokens  // ["<UNK>", "<EOS>", "be", "To", ","]
  /// ```
  ///
  /// - Parameters:
  ///   - tokens: the tokens of the text, in their order.
  ///   - limit: how many tokens to keep besides the special ones; all of them if it is not given.
  /// - Precondition: the limit is not negative.
  public init(mostFrequentOf tokens: some Sequence<String>, limit: Int? = nil) {
    require((limit ?? 0) >= 0, "a vocabulary cannot be limited to \(limit ?? 0) tokens")
    let special = [Self.unknownToken, Self.endToken]
    let ordinary = TokenCounts(tokens).byFrequency.map(\.token).filter { !special.contains($0) }
    self.init(
      distinct: special + ordinary.prefix(limit ?? ordinary.count), unknownIndex: 0, endIndex: 1)
  }
}
