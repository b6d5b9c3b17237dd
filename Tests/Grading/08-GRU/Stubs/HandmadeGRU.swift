import CourseSupport
import Foundation
import LinearAlgebra

/// Task 7. A GRU, its weights chosen by you, that keeps a bit until it is told to take another.
///
/// An input has two columns. The first is a value, -1 or 1, different from step to step. The second says *write*: it
/// is 1 at some steps and 0 at all others. After every step, unit 0 of the state is to be within 0.1 of the value of
/// the last step at which write was 1, however many steps ago. Sequences have 300 steps, begin with a write, and
/// start from H_0 = 0.
///
/// - Returns: a GRU of input size 2, and of any hidden size.
public func makeBitKeeper() throws -> GRU {
  // TODO: Task 7, a memory set by hand (part 1 of 2).
  throw NotImplemented()
}

/// Task 7. A GRU, its weights chosen by you, that counts modulo 2.
///
/// An input has one column: 1 at some steps, a pulse, and 0 at all others. After every step, unit 0 of the state is
/// to be at least 0.9 if the number of pulses so far is odd, and at most 0.1 if it is even (0 counts as even).
/// Sequences have 300 steps and start from H_0 = 0.
///
/// - Returns: a GRU of input size 1, and of any hidden size.
public func makeToggle() throws -> GRU {
  // TODO: Task 7, a memory set by hand (part 2 of 2).
  throw NotImplemented()
}
