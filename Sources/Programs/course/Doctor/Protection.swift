/// One protection against harm by student code, and whether it holds here.
struct Protection: Sendable, Equatable, Codable {
  /// The protected resource, in a word or two.
  let name: String
  /// Whether an attempt against it was stopped just now.
  let holds: Bool
  /// What holds, or what does not.
  let words: String
}
