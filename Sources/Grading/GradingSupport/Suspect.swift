import LinearAlgebra

/// A known mistake, with the numbers that it gives.
///
/// Where a wrong answer equals a suspect's numbers, the report says its sentence: far more useful than "0.41 is not
/// 0.37".
///
/// ```swift
/// Suspect("the tanh is left out", at: "the last line of step(_:from:)", [[0.3, -1.2]])
/// ```
public struct Suspect {
  /// The mistake as a clause that ends a sentence: "the tanh is left out".
  public let mistake: String
  /// Where to look, as a noun: "the last line of step(_:from:)".
  public let place: String
  /// The numbers that this mistake gives, one matrix for each matrix of the answer.
  public let numbers: [Matrix<Double>]

  /// A suspect for an answer of one matrix.
  public init(_ mistake: String, at place: String, _ numbers: Matrix<Double>) {
    self.init(mistake, at: place, [numbers])
  }

  /// A suspect for an answer of several matrices, such as the states of a sequence.
  public init(_ mistake: String, at place: String, _ numbers: [Matrix<Double>]) {
    self.mistake = mistake
    self.place = place
    self.numbers = numbers
  }

  /// What a report says about it.
  var sentence: String { "These are exactly the numbers that come out when \(mistake): look at \(place)." }
}
