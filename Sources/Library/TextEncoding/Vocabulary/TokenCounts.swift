/// A token and how often it occurs.
public struct TokenCount: Sendable, Equatable {
  /// The token.
  public let token: String
  /// How often it occurs.
  public let count: Int

  /// A token that occurs `count` times.
  public init(token: String, count: Int) {
    self.token = token
    self.count = count
  }
}

/// The distinct tokens of a text and how often each occurs.
public struct TokenCounts: Sendable, Equatable {
  /// The tokens in the order in which they first appear.
  public let inOrderOfAppearance: [TokenCount]

  /// Counts tokens, in time linear in their number.
  public init(_ tokens: some Sequence<String>) {
    var places: [String: Int] = [:]
    var distinct: [(token: String, count: Int)] = []
    for token in tokens {
      if let place = places[token] {
        distinct[place].count += 1
      } else {
        places[token] = distinct.count
        distinct.append((token, 1))
      }
    }
    inOrderOfAppearance = distinct.map { TokenCount(token: $0.token, count: $0.count) }
  }

  /// The tokens from the most frequent to the rarest; of two that are equally frequent, the one that appears
  /// first in the text comes first.
  public var byFrequency: [TokenCount] {
    // The standard sort keeps the order of equals, but does not promise it.
    inOrderOfAppearance.enumerated()
      .sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
      .map(\.element)
  }
}
