/// A list of distinct tokens, each with its index.
///
/// Some of them can be control tokens: one stands for every token that is not in the list, one ends a sequence, and others
/// mean what their user wants, such as `<PAD>` and `<BOS>`.
/// No token of a text becomes a control token by its spelling: a text that contains the word `<EOS>` does not end
/// there. Control tokens are known by ``unknownIndex``, ``endIndex`` and ``specialIndices``; ``index(of:)`` does not find
/// them.
///
/// Tokens are compared as Swift compares strings: `é` is one token, whether it is written as one code point or
/// as `e` with an accent.
public struct Vocabulary: Sendable, Equatable {
  /// The tokens in the order of their indices.
  public let tokens: [String]
  /// The index of the token that stands for all that are not in the list, if there is one.
  public let unknownIndex: Int?
  /// The index of the token that ends a sequence, if there is one.
  public let endIndex: Int?
  /// The indices of the other control tokens by the names under which they were asked for.
  public let specialIndices: [String: Int]
  private let indices: [String: Int]

  /// A vocabulary of the given tokens, indexed in the given order.
  ///
  /// - Parameters:
  ///   - tokens: the tokens, the first at index 0.
  ///   - unknownToken: which of the tokens stands for all others, if any.
  ///   - endToken: which of the tokens ends a sequence, if any.
  ///   - specialTokens: which of the tokens are other control tokens.
  /// - Throws: ``DuplicateToken`` if a token is listed twice, and ``UnknownTokens`` if a control token is not among
  ///   the tokens.
  public init(
    tokens: [String], unknownToken: String? = nil, endToken: String? = nil, specialTokens: [String] = []
  ) throws {
    var indices: [String: Int] = [:]
    for (index, token) in tokens.enumerated() {
      if let first = indices.updateValue(index, forKey: token) {
        throw DuplicateToken(token: token, first: first, second: index)
      }
    }
    let missing = ([unknownToken, endToken].compactMap { $0 } + specialTokens).filter { indices[$0] == nil }
    guard missing.isEmpty else { throw UnknownTokens(tokens: missing) }
    self.init(
      distinct: tokens, unknownIndex: unknownToken.flatMap { indices[$0] },
      endIndex: endToken.flatMap { indices[$0] },
      specialIndices: indices.filter { specialTokens.contains($0.key) })
  }

  /// The distinct characters of a text, sorted, so that the same characters give the same vocabulary.
  public init(charactersOf text: String) {
    self.init(distinct: Set(text).sorted().map(String.init), unknownIndex: nil, endIndex: nil)
  }

  /// A vocabulary of tokens that are known to be distinct.
  package init(
    distinct tokens: [String], unknownIndex: Int?, endIndex: Int?, specialIndices: [String: Int] = [:]
  ) {
    self.specialIndices = specialIndices
    self.tokens = tokens
    self.unknownIndex = unknownIndex
    self.endIndex = endIndex
    let indices = Dictionary(uniqueKeysWithValues: zip(tokens, tokens.indices))
    self.indices = indices.filter { _, index in
      index != unknownIndex && index != endIndex && !specialIndices.values.contains(index)
    }
  }

  /// The number of control tokens.
  public var controlCount: Int {
    Set([unknownIndex, endIndex].compactMap { $0 } + specialIndices.values).count
  }

  /// V, the number of tokens.
  public var count: Int { tokens.count }

  /// The index of a token of a text, or `nil` if it is not in the vocabulary; control tokens are not found.
  public func index(of token: String) -> Int? { indices[token] }
}

/// A token that was to enter a vocabulary twice.
public struct DuplicateToken: Error, Equatable, CustomStringConvertible {
  /// The token.
  public let token: String
  /// Where it stood first.
  public let first: Int
  /// Where it stood again.
  public let second: Int

  /// The message.
  public var description: String {
    "the token \(token.debugDescription) stands twice in the vocabulary, at \(first) and at \(second)"
  }
}
