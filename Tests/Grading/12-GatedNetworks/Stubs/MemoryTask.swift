import CourseSupport
import Foundation

/// One sequence of a memory task: the input and the target at each step.
public struct MemorySequence: Sendable, Equatable {
  /// The T input tokens, one per step.
  public var inputs: [Int]
  /// The T target tokens, one per step.
  public var targets: [Int]

  /// A sequence of the given tokens.
  public init(inputs: [Int], targets: [Int]) {
    self.inputs = inputs
    self.targets = targets
  }
}

/// Task 3. The copy task: a message is shown, then nothing for a while, and at a signal it must be repeated.
///
/// The symbols of messages are the tokens 0 … S - 1; `blank` is S and `signal` is S + 1. With a message of M symbols
/// and a distance D the sequence has T = 2 M + D - 1 steps:
///
///     inputs   m_1 … m_M   blank (D - 1 times)   signal   blank (M - 1 times)
///     targets  blank (M + D - 1 times)           m_1 … m_M
///
/// The first symbol is the target at the very step of the signal. Each symbol is the target M + D - 1 steps after it is
/// shown.
///
/// - Parameters:
///   - message: the M symbols, at least one.
///   - symbolCount: S.
///   - distance: D, at least 1.
public func copyTask(message: [Int], symbolCount: Int, distance: Int) throws -> MemorySequence {
  // TODO: Task 3, the sequences of the copy task.
  throw NotImplemented()
}
