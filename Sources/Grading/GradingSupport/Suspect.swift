import GradingProtocol
import LinearAlgebra

/// A known mistake, with the numbers it produces.
///
/// If a wrong answer equals a suspect's numbers, the report contains its sentence: far more useful than "0.41
/// is not 0.37".
///
/// ```swift
/// Suspect("the tanh is missing", at: "the last line of step(_:from:)", [[0.3, -1.2]])
/// ```
public struct Suspect {
  /// The mistake as a clause that ends a sentence: "the tanh is missing".
  public let mistake: String
  /// Where to look, as a noun: "the last line of step(_:from:)".
  public let place: String
  /// The numbers this mistake produces, one matrix for each matrix of the answer.
  public let numbers: [Matrix<Double>]
  /// The number of the task whose mistake it is; `nil` for the check's own.
  public let task: Int?

  /// A suspect for an answer of one matrix.
  public init(_ mistake: String, at place: String, task: Int? = nil, _ numbers: Matrix<Double>) {
    self.init(mistake, at: place, task: task, [numbers])
  }

  /// A suspect for an answer of one number.
  public init(_ mistake: String, at place: String, task: Int? = nil, number: Double) {
    self.init(mistake, at: place, task: task, Matrix(rows: 1, columns: 1, repeating: number))
  }

  /// A suspect for an answer of several matrices, such as the states of a sequence.
  public init(_ mistake: String, at place: String, task: Int? = nil, _ numbers: [Matrix<Double>]) {
    self.mistake = mistake
    self.place = place
    self.task = task
    self.numbers = numbers
  }

  /// The sentence for a report.
  var advice: Advice {
    let isOne = numbers.reduce(0) { $0 + $1.count } == 1
    let subject = isOne ? "This is exactly the number" : "These are exactly the numbers"
    return Advice("\(subject) you get when \(mistake): look at \(place).", .known, task: task)
  }
}
