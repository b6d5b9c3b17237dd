import LinearAlgebra

extension Vocabulary {
  /// The name of the token that stands for every token outside a vocabulary.
  public static let unknownToken = "<UNK>"
  /// The name of the token that ends a sequence.
  public static let endToken = "<EOS>"

  /// The most frequent tokens of a text: `<UNK>` at 0, `<EOS>` at 1, then from the most frequent on.
  ///
  /// Of two tokens that are equally frequent, the one that appears first in the text comes first, so that the
  /// same text always gives the same vocabulary. The control tokens come first so that their indices do not
  /// depend on the limit. If one of the kept tokens is spelled like a control token, the control token is named
  /// `<<EOS>>` or `<<UNK>>`: both are listed, and decoding does not confuse them.
  ///
  /// ```swift
  /// let words = WordTokenizer().tokens(of: "To be, or not to be")
  /// Vocabulary(mostFrequentOf: words, limit: 3).tokens  // ["<UNK>", "<EOS>", "be", "To", ","]
  /// ```
  ///
  /// - Parameters:
  ///   - tokens: the tokens of the text, in their order.
  ///   - limit: how many tokens to keep besides the control tokens; all of them if it is not given.
  /// - Precondition: the limit is not negative.
  public init(mostFrequentOf tokens: some Sequence<String>, limit: Int? = nil) {
    require((limit ?? 0) >= 0, "a vocabulary cannot be limited to \(limit ?? 0) tokens")
    let ordinary = TokenCounts(tokens).byFrequency.prefix(limit ?? Int.max).map(\.token)
    let control = [Self.unknownToken, Self.endToken].map { Self.controlName($0, apartFrom: Set(ordinary)) }
    self.init(distinct: control + ordinary, unknownIndex: 0, endIndex: 1)
  }

  /// A control token's name, in as many more angle brackets as set it apart from the tokens of a text.
  static func controlName(_ name: String, apartFrom tokens: Set<String>) -> String {
    var name = name
    while tokens.contains(name) { name = "<\(name)>" }
    return name
  }
}
