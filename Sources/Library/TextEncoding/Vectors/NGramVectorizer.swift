import LinearAlgebra

/// Texts as vectors over all n-grams of some sizes, by default unigrams and bigrams together.
///
/// ```swift
/// let texts = ["The mouse ran up the clock", "The mouse ran down"]
/// let vectorizer = try NGramVectorizer(fitting: texts)
/// vectorizer.nGrams.count                                                            // 6 words, 6 pairs
/// let rows: Matrix<Double> = vectorizer.matrix(of: texts, weighting: .presence)      // [2, 12]
/// ```
///
/// N-grams that did not occur when the vectorizer was fitted are ignored. There is no way back: a vector knows
/// which n-grams a text has, and not in which order.
public struct NGramVectorizer: Sendable {
  /// The sizes of the n-grams: `1...2` for unigrams and bigrams.
  public let sizes: ClosedRange<Int>
  /// The tokenizer for the parts of the n-grams.
  public let tokenizer: any Tokenizer
  /// The n-grams by index: small ones before large ones, and those of a size in the order in which they first
  /// appear in the texts.
  public let nGrams: [[String]]
  /// N, the number of texts that the vectorizer was fitted to.
  public let textCount: Int
  /// For each n-gram the number of texts in which it occurs.
  public let documentFrequencies: [Int]
  private let indices: [[String]: Int]

  /// Collects the n-grams of some texts.
  ///
  /// - Parameters:
  ///   - texts: the texts, whose n-grams become the columns.
  ///   - sizes: the smallest and the largest n.
  ///   - tokenizer: what cuts a text; words in lower case without punctuation unless it is given.
  /// - Throws: ``VectorizerError`` if there are no texts, or no n-grams in them.
  /// - Precondition: the sizes are positive.
  public init(
    fitting texts: [String], sizes: ClosedRange<Int> = 1...2,
    tokenizer: any Tokenizer = WordTokenizer(letterCase: .lowercased, punctuation: .dropped)
  ) throws(VectorizerError) {
    require(sizes.lowerBound > 0, "n-grams of size \(sizes.lowerBound) do not exist; sizes must be positive")
    guard !texts.isEmpty else { throw .noTexts }
    var counts: [[String]: (firstPlace: Int, texts: Int)] = [:]
    for text in texts {
      var ofText: Set<[String]> = []
      for nGram in Self.nGrams(of: tokenizer.tokens(of: text), sizes: sizes)
      where ofText.insert(nGram).inserted {
        let next = counts.count
        counts[nGram, default: (next, 0)].texts += 1
      }
    }
    guard !counts.isEmpty else { throw .noNGrams(sizes) }
    let ordered = counts.sorted { ($0.key.count, $0.value.firstPlace) < ($1.key.count, $1.value.firstPlace) }
    self.sizes = sizes
    self.tokenizer = tokenizer
    nGrams = ordered.map(\.key)
    textCount = texts.count
    documentFrequencies = ordered.map(\.value.texts)
    indices = Dictionary(uniqueKeysWithValues: zip(nGrams, nGrams.indices))
  }

  /// The index of an n-gram, or `nil` if it did not occur when the vectorizer was fitted.
  public func index(of nGram: [String]) -> Int? { indices[nGram] }

  /// How often each known n-gram occurs in a text, by index; those that do not occur are omitted.
  public func counts(of text: String) -> [Int: Int] {
    var counts: [Int: Int] = [:]
    for nGram in Self.nGrams(of: tokenizer.tokens(of: text), sizes: sizes) {
      if let index = indices[nGram] { counts[index, default: 0] += 1 }
    }
    return counts
  }

  /// No size above the number of tokens is tried, however many the range holds.
  private static func nGrams(of tokens: [String], sizes: ClosedRange<Int>) -> some Sequence<[String]> {
    (sizes.lowerBound..<max(sizes.lowerBound, min(sizes.upperBound, tokens.count) + 1)).lazy.flatMap {
      TextEncoding.nGrams(of: tokens, size: $0)
    }
  }
}

/// Why a vectorizer cannot be fitted.
public enum VectorizerError: Error, Equatable, CustomStringConvertible {
  /// There are no texts.
  case noTexts
  /// None of the texts has an n-gram of the sizes asked for.
  case noNGrams(ClosedRange<Int>)

  /// The missing part.
  public var description: String {
    switch self {
    case .noTexts: "there are no texts to take n-grams from"
    case .noNGrams(let sizes):
      "none of the texts holds an n-gram of \(sizes.lowerBound) to \(sizes.upperBound) tokens"
    }
  }
}
