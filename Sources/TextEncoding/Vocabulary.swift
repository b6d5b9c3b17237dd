/// A list of distinct tokens, each with its index.
public struct Vocabulary: Sendable, Equatable {
  /// The tokens in the order of their indices.
  public let tokens: [String]
  private let indices: [String: Int]

  /// A vocabulary of the given tokens, indexed in the given order.
  ///
  /// - Throws: ``DuplicateToken`` where a token stands twice.
  public init(tokens: [String]) throws {
    var indices: [String: Int] = [:]
    for (index, token) in tokens.enumerated() {
      if let first = indices.updateValue(index, forKey: token) {
        throw DuplicateToken(token: token, first: first, second: index)
      }
    }
    self.tokens = tokens
    self.indices = indices
  }

  /// The distinct characters of a text, sorted, so that the same characters give the same vocabulary.
  public init(charactersOf text: String) {
    tokens = Set(text).sorted().map(String.init)
    indices = Dictionary(uniqueKeysWithValues: zip(tokens, tokens.indices))
  }

  /// V, the number of tokens.
  public var count: Int { tokens.count }

  /// The index of a token, or `nil` if it is not in the vocabulary.
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

  /// What happened.
  public var description: String {
    "the token \(token.debugDescription) stands twice in the vocabulary, at \(first) and at \(second)"
  }
}
