import CourseSupport
import Foundation
import LinearAlgebra

/// Task 6. Trains a network until it does what the sequences show.
///
/// The sequences repeat their input some steps later: what was read at step t is the target at step t + 1, or at
/// step t + 2. The network that comes out has to foretell such targets of sequences that it has never seen, with less
/// than 0.2 nats a step. How you get there is up to you: step by step against the gradient is enough.
///
/// - Parameters:
///   - network: where to start from: small random weights.
///   - inputs: X_1 … X_T, each [B, I], all B sequences at once.
///   - targets: for each step the B true classes.
/// - Returns: the trained network.
public func trained(
  _ network: RNN, on inputs: [Matrix<Double>], targets: [[Int]]
) throws -> RNN {
  // TODO: Task 6, a network that learns to remember.
  throw NotImplemented()
}
