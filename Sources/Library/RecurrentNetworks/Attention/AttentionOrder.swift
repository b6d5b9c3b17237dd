/// When a decoder looks at the source: before a step or after it.
public enum AttentionOrder: String, Sendable, Codable, CaseIterable {
  /// The state *before* the step asks, and the step reads the context: Bahdanau, Cho and Bengio (2015), and d2l.
  case beforeStep
  /// The state *after* the step asks; the step itself reads the context of the previous step (input feeding): Luong,
  /// Pham and Manning (2015). Luong feeds the context after one more layer; here it is fed as it is.
  case afterStep
}
