import EarlierUnits
import LinearAlgebra

/// Task 6. A network that reports, at every step, whether the step is between two ones.
///
/// Its inputs are single bits, 0 or 1, each [B, 1]. At step t its prediction [B, 2] must make class 1 more likely if
/// there is a 1 at step t or before *and* a 1 at step t or after, and class 0 otherwise. Any number of hidden units
/// will do. The network must be right for sequences of any length up to 60.
///
/// - Returns: the network, with weights you chose by hand.
public func makeBetweenOnesNetwork() throws -> BidirectionalRNN {
  // A latch: tanh(0) = 0 before the first 1, tanh(10) ≈ 1 at a 1, and tanh(5) ≈ 1 at every later step.
  let latch = RNNLayer(weightIH: [[10]], weightHH: [[5]], bias: [[0]])
  // The logit of class 1 is -15 with no latch set, -5 with one, and only positive, 5, with both.
  let output = LinearLayer(weight: [[0, 10], [0, 10]], bias: [[0, -15]])
  return BidirectionalRNN(forwardLayer: latch, backwardLayer: latch, output: output)
}
