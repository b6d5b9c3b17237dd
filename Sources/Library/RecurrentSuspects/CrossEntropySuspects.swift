import GradientChecking
import LinearAlgebra
import RecurrentNetworks

/// The gradients that known mistakes of softmax cross-entropy would give.
///
/// - Parameters:
///   - logits: `z`, [N, V].
///   - targets: the N true classes.
///   - reduction: the mean over the rows, or their sum.
///   - backpropagate: from a gradient of the logits [N, V] to the gradient of the model's parameters.
public func crossEntropySuspects<Parameters: ParameterCollection>(
  logits: Matrix<Double>, targets: [Int], reduction: Reduction = .mean,
  backpropagating backpropagate: (Matrix<Double>) -> Parameters
) -> [SuspectGradient] where Parameters.Scalar == Double {
  let divisor = reduction == .mean ? Double(logits.rows) : 1
  let probabilities = softmax(logits)
  let truth = probabilities - crossEntropyGradient(logits: logits, targets: targets, reduction: .sum)
  return [
    SuspectGradient(
      "the 1 of the true class is not subtracted: dZ = Ŷ instead of Ŷ - Y",
      backpropagate(probabilities / divisor)),
    SuspectGradient(
      "the softmax is missing: dZ = Z - Y instead of Ŷ - Y", backpropagate((logits - truth) / divisor)),
    SuspectGradient(
      "only the true class gets a gradient: dZ = -Y instead of Ŷ - Y", backpropagate(-truth / divisor)),
  ]
}
