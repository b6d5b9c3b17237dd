/// Tokens that a vocabulary does not hold and has no stand-in for.
public struct UnknownTokens: Error, Equatable, CustomStringConvertible {
  /// The tokens, each once, sorted.
  public let tokens: [String]

  /// An error about the given tokens.
  public init(tokens: some Sequence<String>) { self.tokens = Set(tokens).sorted() }

  /// Up to eight of them, quoted.
  public var description: String {
    let shown = tokens.prefix(8).map(\.debugDescription).joined(separator: " ")
    let more = tokens.count > 8 ? " and \(tokens.count - 8) more" : ""
    return "the vocabulary does not know \(shown)\(more)"
  }
}
