import GradingProtocol

/// A known mistake, with the answer it produces: a ``Suspect`` for tokens, labels and other values of the
/// standard library's own types.
///
/// ```swift
/// ValueSuspect("labels start at 1", at: "the last line of encodeLabels(_:categories:)", [3, 1, 2])
/// ```
public struct ValueSuspect<Value: Equatable> {
  /// The mistake as a clause that ends a sentence: "labels start at 1".
  public let mistake: String
  /// Where to look, as a noun: "the loop in encodeLabels(_:categories:)".
  public let place: String
  /// The answer this mistake produces.
  public let value: Value
  /// The number of the task whose mistake it is; `nil` for the check's own.
  public let task: Int?

  /// A suspect for an answer.
  public init(_ mistake: String, at place: String, task: Int? = nil, _ value: Value) {
    self.mistake = mistake
    self.place = place
    self.task = task
    self.value = value
  }

  /// The sentence for a report. For a short answer it is less certain.
  var advice: Advice {
    let isLong = ((value as? any Collection)?.count ?? 1) >= 4
    return Advice(
      "This is \(isLong ? "exactly " : "")what you get when \(mistake): look at \(place).",
      isLong ? .known : .likely, task: task)
  }
}

extension Sequence {
  /// The sentences for a report on the suspects whose wrong answer was given.
  func advice<Value>(on actual: Value, not expected: Value) -> [Advice]
  where Element == ValueSuspect<Value> {
    filter { $0.value == actual && $0.value != expected }.map(\.advice)
  }
}
