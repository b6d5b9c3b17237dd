import LinearAlgebra

/// The n-grams of a sequence: every n neighbors, as an array of n.
///
/// ```swift
/// nGrams(of: ["to", "be", "or", "not"], size: 2)                // [["to", "be"], ["be", "or"], ["or", "not"]]
/// nGrams(of: ["to", "be", "or", "not"], size: 2, skipping: 1)   // and ["to", "or"], ["be", "not"]
/// ```
///
/// A sequence of N gives N - n + 1 of them, and none if N < n. With `skipping` k they are the k-skip-n-grams of Guthrie
/// et al., "A closer look at skip-gram modelling" (2006): n tokens in their order with at most k others skipped between
/// the first and the last. They stand in the order of their first tokens, and those with the same first token in the order
/// of the next.
///
/// - Parameters:
///   - elements: the sequence.
///   - size: n.
///   - skipping: k, the number of elements an n-gram can skip; defaults to none.
/// - Precondition: `size` is positive, and `skipping` is not negative.
public func nGrams<Element>(of elements: [Element], size: Int, skipping: Int = 0) -> [[Element]] {
  require(size > 0, "n-grams of size \(size) do not exist; the size must be positive")
  require(skipping >= 0, "\(skipping) elements cannot be left out of an n-gram; use 0 or more")
  guard elements.count >= size else { return [] }
  return (0...elements.count - size).flatMap { start in
    tails(of: elements, from: start + 1, size: size - 1, skipping: skipping).map { [elements[start]] + $0 }
  }
}

/// Every `size` elements from a place on, of which at most `skipping` before the last are left out.
private func tails<Element>(of elements: [Element], from start: Int, size: Int, skipping: Int) -> [[Element]]
{
  guard size > 0 else { return [[]] }
  let most = min(skipping, elements.count - start - size)
  guard most >= 0 else { return [] }
  return (0...most).flatMap { skipped in
    let place = start + skipped
    return tails(of: elements, from: place + 1, size: size - 1, skipping: skipping - skipped)
      .map { [elements[place]] + $0 }
  }
}

/// A text as its n-grams, over the tokens of another tokenizer: of words or of characters.
///
/// N-grams keep a little of the order that a bag of words loses: `not good` is one bigram. There are many more
/// of them than words, and most are rare.
///
/// The round trip holds as far as that of the base tokenizer, for texts of at least n tokens: neighbors share
/// n - 1 tokens, so the first n-gram and the last token of each of the others are the whole. Of a shorter text
/// nothing is left.
public struct NGramTokenizer<Base: Tokenizer>: Sendable {
  /// The tokenizer for the parts of the n-grams.
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
