/// A known mistake, with the answer that it gives: what ``Suspect`` is for matrices, for tokens, labels and other
/// values of the standard library's own types.
///
/// ```swift
/// ValueSuspect("labels start at 1", at: "the last line of encodeLabels(_:categories:)", [3, 1, 2])
/// ```
public struct ValueSuspect<Value: Equatable> {
  /// The mistake as a clause that ends a sentence: "labels start at 1".
  public let mistake: String
  /// Where to look, as a noun: "the loop in encodeLabels(_:categories:)".
  public let place: String
  /// What this mistake gives.
  public let value: Value

  /// A suspect for an answer.
  public init(_ mistake: String, at place: String, _ value: Value) {
    self.mistake = mistake
    self.place = place
    self.value = value
  }

  /// What a report says about it.
  var sentence: String { "This is exactly what comes out when \(mistake): look at \(place)." }
}

extension Sequence {
  /// What a report says about the suspect whose answer was given and is wrong, if there is one.
  func sentence<Value>(for actual: Value, not expected: Value) -> String?
  where Element == ValueSuspect<Value> {
    first { $0.value == actual && $0.value != expected }?.sentence
  }
}
