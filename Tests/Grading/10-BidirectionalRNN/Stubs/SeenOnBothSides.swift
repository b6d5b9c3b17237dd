import CourseSupport
import EarlierUnits
import Foundation
import LinearAlgebra

/// Task 6. A network that says, at every step, whether it stands between two ones.
///
/// Its inputs are single bits, 0 or 1, each [B, 1]. At step t its prediction [B, 2] has to give class 1 the larger
/// probability where there is a 1 at step t or before *and* a 1 at step t or after, and class 0 everywhere else. Any number
/// of hidden units will do. It has to be right for sequences of any length up to 60.
///
/// - Returns: the network, with weights that you chose by hand.
public func seenOnBothSides() throws -> BidirectionalRNN {
  // TODO: Task 6, weights by hand: between two ones.
  throw NotImplemented()
}
