/// A sentence after what a check found: the mistake that explains the answer, or where to look.
///
/// A suite cannot know how the other tasks end. So it offers all that fits, the surest first, and the engine takes the
/// first sentence that holds in this very run.
public struct Advice: Codable, Sendable, Equatable {
  /// How much a sentence knows.
  public enum Kind: Int, Codable, Sendable, Comparable {
    /// Where to look, whatever the mistake is.
    case hint
    /// The numbers speak for a mistake.
    case likely
    /// The answer is what a known mistake gives.
    case known

    /// Whether one knows less than the other.
    public static func < (one: Kind, other: Kind) -> Bool { one.rawValue < other.rawValue }
  }

  /// What it says; empty where what was found says it already.
  public var sentence: String
  /// How much it knows.
  public var kind: Kind
  /// The number of the task that it accuses; `nil` for the check's own. It is only said where that task did not pass.
  public var task: Int?

  /// What follows after the message.
  public var continuation: String { sentence.isEmpty ? "" : " " + sentence }

  /// A sentence of the given kind.
  public init(_ sentence: String, _ kind: Kind, task: Int? = nil) {
    self.sentence = sentence
    self.kind = kind
    self.task = task
  }
}
