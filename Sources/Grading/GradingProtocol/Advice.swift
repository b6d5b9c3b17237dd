/// A sentence after a check's message: the mistake that explains the answer, or where to look.
///
/// A suite has no access to the results of other tasks. So it offers all that fit, the surest first, and the
/// engine takes the first sentence that holds in this run.
public struct Advice: Codable, Sendable, Equatable {
  /// How much a sentence knows.
  public enum Kind: Int, Codable, Sendable, Comparable {
    /// Where to look, whatever the mistake is.
    case hint
    /// The numbers speak for a mistake.
    case likely
    /// The answer equals the result of a known mistake.
    case known

    /// Whether one is less certain than the other.
    public static func < (one: Kind, other: Kind) -> Bool { one.rawValue < other.rawValue }
  }

  /// The sentence; empty if the finding already contains it.
  public var sentence: String
  /// How much it knows.
  public var kind: Kind
  /// The number of the task it blames; `nil` for the check's own. It is shown only if that task did not pass.
  public var task: Int?

  /// The text after the message.
  public var continuation: String { sentence.isEmpty ? "" : " " + sentence }

  /// A sentence of the given kind.
  public init(_ sentence: String, _ kind: Kind, task: Int? = nil) {
    self.sentence = sentence
    self.kind = kind
    self.task = task
  }
}
