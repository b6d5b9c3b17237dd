import CourseSupport
import Foundation
import LinearAlgebra

/// The token that ends a sentence, `<EOS>`: index 0 in every vocabulary of this exercise.
public let endToken = 0

/// What a language model reads and what it must predict at each step.
public struct TeacherForcing: Sendable {
  /// x_1 … x_{T+1}, each [1, V].
  public var inputs: [Matrix<Double>]
  /// The token that is right at each step: T + 1 of them.
  public var targets: [Int]

  /// The given inputs and targets.
  public init(inputs: [Matrix<Double>], targets: [Int]) {
    self.inputs = inputs
    self.targets = targets
  }
}

/// Task 2. The inputs and targets of a sentence, for teacher forcing: whatever the model would have said, the true
/// token goes in at the next step.
///
/// - `x_1 = 0`, a row of zeros: before the first token there is nothing to read.
/// - `x_t` is the one-hot row of y_{t-1}, the previous token.
/// - The target of step t is y_t; that of the last step, T + 1, is `<EOS>`.
///
/// - Parameters:
///   - sentence: y_1 … y_T, without `<EOS>`; it can be empty.
///   - vocabularySize: V.
/// - Returns: T + 1 inputs, each [1, V], and T + 1 targets.
public func teacherForcing(_ sentence: [Int], vocabularySize: Int) throws -> TeacherForcing {
  // TODO: Task 2, inputs and targets by teacher forcing.
  throw NotImplemented()
}
