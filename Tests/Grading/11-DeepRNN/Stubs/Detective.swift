import CourseSupport
import EarlierUnits
import Foundation
import LinearAlgebra

/// Task 6. Train a deep network, with your own functions, to answer at every step: *are the bits of this step and of two
/// steps ago different?*
///
/// The inputs are single bits, 0 or 1, each [B, 1]; before the first step everything is 0. The prediction [B, 2] gives
/// class 1 the larger probability where they differ. The network has at least two recurrent layers, and has to be right
/// on at least 95 % of fresh sequences of 20 steps. You have ten seconds.
///
/// - Parameter generator: where the weights and the training data come from.
/// - Returns: the trained network.
public func trainDetective(using generator: inout SplitMix64) throws -> DeepRNN {
  // TODO: Task 6, a network that you train.
  throw NotImplemented()
}
