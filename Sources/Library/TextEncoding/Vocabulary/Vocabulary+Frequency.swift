import LinearAlgebra

extension Vocabulary {
  /// The name of the token that stands for every token outside a vocabulary.
  public static let unknownToken = "<UNK>"
  /// The name of the token that ends a sequence.
  public static let endToken = "<EOS>"

  /// The most frequent tokens of a text: `<UNK>` at 0, `<EOS>` at 1, special tokens, then from the most frequent on.
  ///
  /// Of two tokens that are equally frequent, the one that appears first in the text comes first, so that the
  /// same text always gives the same vocabulary. The control tokens come first so that their indices do not
  /// depend on the limit. If one of the kept tokens is spelled like a control token, the control token is named
  /// `<<EOS>>` or `<<UNK>>`: both are listed, and decoding does not confuse them. The key in ``specialIndices`` stays the
  /// name that was asked for.
  ///
  /// ```swift
  /// let words = WordTokenizer().tokens(of: "To be, or not to be")
  /// Vocabulary(mostFrequentOf: words, limit: 3).tokens  // ["<UNK>", "<EOS>", "be", "To", ","]
  /// ```
  ///
  /// - Parameters:
  ///   - tokens: the tokens of the text, in their order.
  ///   - limit: how many tokens to keep besides the control tokens; all of them if it is not given.
  ///   - minimumCount: how often a token occurs at least, to be kept; the rarer ones are unknown.
  ///   - specialTokens: the names of further control tokens, such as `<PAD>` and `<BOS>`, in the order of their indices
  ///     from 2 on.
  /// - Precondition: the limit is not negative, and no two control tokens have one name.
  public init(
    mostFrequentOf tokens: some Sequence<String>, limit: Int? = nil, minimumCount: Int = 1,
    specialTokens: [String] = []
  ) {
    require((limit ?? 0) >= 0, "a vocabulary cannot be limited to \(limit ?? 0) tokens")
    let ordinary = TokenCounts(tokens).byFrequency.prefix { $0.count >= minimumCount }
      .prefix(limit ?? Int.max).map(\.token)
    let names = [Self.unknownToken, Self.endToken] + specialTokens
    require(
      Set(names).count == names.count, "each control token has a name of its own, not \(names)")
    var taken = Set(ordinary)
    let control = names.map { name in
      let apart = Self.controlName(name, apartFrom: taken)
      taken.insert(apart)
      return apart
    }
    let special = Dictionary(uniqueKeysWithValues: zip(specialTokens, 2...))
    self.init(distinct: control + ordinary, unknownIndex: 0, endIndex: 1, specialIndices: special)
  }

  /// A control token's name, in as many more angle brackets as set it apart from the tokens of a text.
  static func controlName(_ name: String, apartFrom tokens: Set<String>) -> String {
    var name = name
    while tokens.contains(name) { name = "<\(name)>" }
    return name
  }
}
