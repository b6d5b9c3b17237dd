import LinearAlgebra

/// Task 6. A network with weights chosen by you that reports whether it has seen an odd or an even number of ones.
///
/// An input has one column, which is 0 or 1. After every step, column 0 of the prediction must be the probability that
/// the number of ones so far is even, column 1 the probability that it is odd, and the correct one of the two must be
/// 0.99 or more. Sequences have up to 1000 steps and start from H_0 = 0. Zero ones counts as even.
///
/// - Returns: a network of input size 1 and output size 2, and of any hidden size up to 64.
public func makeParityNetwork() throws -> RNN {
  // Let s be the new bit, plus 1 if the previous ones were odd. Unit 0 shows whether s is at least 1, unit 1 whether
  // it is 2, each by 1 or -1. So (unit 0 - unit 1) / 2 is 1 if the ones are odd now and 0 if not, also from H_0 = 0.
  let (yes, sure) = (40.0, 10.0)
  return RNN(
    weightIH: [[yes, yes]],
    weightHH: [[yes / 2, yes / 2], [-yes / 2, -yes / 2]],
    bias: [[-0.5 * yes, -1.5 * yes]],  // the thresholds: s ≥ 1, s ≥ 2
    weightHQ: [[-sure, sure], [sure, -sure]],
    biasQ: [[sure, -sure]])
}
