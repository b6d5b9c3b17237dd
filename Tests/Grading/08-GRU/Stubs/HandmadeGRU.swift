import CourseSupport
import Foundation
import LinearAlgebra

/// Task 7. A GRU with weights you choose, which keeps a bit until the next write.
///
/// An input has two columns. The first is a value, -1 or 1, different from step to step. The second is the *write*
/// signal: 1 at some steps and 0 at all others. After every step, unit 0 of the state must be within 0.1 of the value
/// at the last write, no matter how many steps ago it was. Sequences have 300 steps, begin with a write, and start from
/// H_0 = 0.
///
/// - Returns: a GRU of input size 2, and of any hidden size.
public func makeBitKeeper() throws -> GRU {
  // TODO: Task 7, a memory set by hand (part 1 of 2).
  throw NotImplemented()
}

/// Task 7. A GRU with weights you choose, which counts modulo 2.
///
/// An input has one column: 1 at some steps, a pulse, and 0 at all others. After every step, unit 0 of the state must
/// be at least 0.9 if the number of pulses so far is odd, and at most 0.1 if it is even (0 counts as even). Sequences
/// have 300 steps and start from H_0 = 0.
///
/// - Returns: a GRU of input size 1, and of any hidden size.
public func makeToggle() throws -> GRU {
  // TODO: Task 7, a memory set by hand (part 2 of 2).
  throw NotImplemented()
}
