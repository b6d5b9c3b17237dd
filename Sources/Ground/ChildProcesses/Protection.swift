/// What keeps student code from doing harm, one point of it, and whether it holds here.
public struct Protection: Sendable, Equatable, Codable {
  /// What is protected, in a word or two.
  public let name: String
  /// Whether an attempt against it was stopped just now.
  public let holds: Bool
  /// What holds, or what does not.
  public let words: String
}
