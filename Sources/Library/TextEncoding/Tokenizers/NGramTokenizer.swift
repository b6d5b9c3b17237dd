import LinearAlgebra

/// The n-grams of a sequence: every n neighbours, as an array of n.
///
/// ```swift
/// nGrams(of: ["to", "be", "or", "not"], size: 2)  // [["to", "be"], ["be", "or"], ["or", "not"]]
/// ```
///
/// A sequence of N gives N - n + 1 of them, and none where N < n.
///
/// - Precondition: `size` is positive.
public func nGrams<Element>(of elements: [Element], size: Int) -> [[Element]] {
  require(size > 0, "n-grams of size \(size) do not exist; the size must be positive")
  guard elements.count >= size else { return [] }
  return (0...elements.count - size).map { Array(elements[$0..<$0 + size]) }
}

/// A text as its n-grams, over the tokens of another tokenizer: of words or of characters.
///
/// N-grams keep a little of the order that a bag of words loses: `not good` is one bigram. There are many more
/// of them than words, and most are rare.
///
/// The round trip holds as far as that of the base tokenizer, for texts of at least n tokens: neighbours share
/// n - 1 tokens, so the first n-gram and the last token of each of the others are the whole. Of a shorter text
/// nothing is left.
public struct NGramTokenizer<Base: Tokenizer>: Sendable {
  /// What cuts the text into the parts of the n-grams.
  public let base: Base
  /// n.
  public let size: Int

  /// A tokenizer for n-grams of the given size.
  ///
  /// - Precondition: `size` is positive.
  public init(_ base: Base, size: Int) {
    require(size > 0, "n-grams of size \(size) do not exist; the size must be positive")
    self.base = base
    self.size = size
  }

  /// The n-grams of a text, in order.
  public func nGrams(of text: String) -> [[String]] {
    TextEncoding.nGrams(of: base.tokens(of: text), size: size)
  }

  /// The text of n-grams that follow one another as ``nGrams(of:)`` gives them.
  public func text(of nGrams: [[String]]) -> String {
    guard let first = nGrams.first else { return "" }
    return base.text(of: first + nGrams.dropFirst().compactMap(\.last))
  }
}
