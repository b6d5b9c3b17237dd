import EarlierUnits
import LinearAlgebra

/// A network that reports, at every step, whether the step is between two ones.
///
/// Its inputs are single bits, 0 or 1, each [B, 1]. At step t its prediction [B, 2] must make class 1 more likely if
/// there is a 1 at step t or before *and* a 1 at step t or after, and class 0 otherwise. Any number of hidden units
/// will do. The network must be right for sequences of any length up to 60.
///
/// - Returns: the network, with weights you chose by hand.
public func makeBetweenOnesNetwork() throws -> BidirectionalRNN {
  // Two units per direction; the second is always 0. Each latch is steeper, and the output requires both.
  let latch = RNNLayer(weightIH: [[20, 0]], weightHH: [[8, 0], [0, 0]], bias: [[0, 0]])
  let output = LinearLayer(
    weight: [[-12, 12], [0, 0], [-12, 12], [0, 0]], bias: [[18, -18]])
  return BidirectionalRNN(forwardLayer: latch, backwardLayer: latch, output: output)
}
