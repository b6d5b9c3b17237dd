import LinearAlgebra

/// The cross-entropy of a batch of sequences, over all predictions of all steps: `-log softmax(Z_t)_{y_t}`, in nats.
///
/// Long sequences count more than short ones, because each *prediction* counts the same; the steps after a sequence's end
/// do not count.
///
/// - Parameters:
///   - logits: `Z_1 … Z_T`, each [B, V].
///   - targets: `y_1 … y_T`, T lists of B classes.
///   - classWeights: V numbers of at least 0; defaults to 1 for all.
///   - ignoredTarget: what marks the padding of short sequences.
///   - reduction: the mean over the predictions that count, weighted by their classes, or their sum.
/// - Precondition: there is at least one step, and for the mean at least one prediction that counts.
public func crossEntropy<Scalar>(
  logits: [Matrix<Scalar>], targets: [[Int]], classWeights: [Scalar]? = nil, ignoredTarget: Int? = nil,
  reduction: Reduction = .mean
) -> Scalar {
  checkSteps(logits, targets)
  return crossEntropy(
    logits: concatenate(rows: logits), targets: Array(targets.joined()), classWeights: classWeights,
    ignoredTarget: ignoredTarget, reduction: reduction)
}

/// The gradient of the cross-entropy of a batch of sequences with respect to the logits of each step, T matrices [B, V];
/// zero where a target is ignored.
public func crossEntropyGradient<Scalar>(
  logits: [Matrix<Scalar>], targets: [[Int]], classWeights: [Scalar]? = nil, ignoredTarget: Int? = nil,
  reduction: Reduction = .mean
) -> [Matrix<Scalar>] {
  checkSteps(logits, targets)
  let gradient = crossEntropyGradient(
    logits: concatenate(rows: logits), targets: Array(targets.joined()), classWeights: classWeights,
    ignoredTarget: ignoredTarget, reduction: reduction)
  return StackedSteps(gradient, stepCount: logits.count, batchSize: logits[0].rows).steps
}

private func checkSteps<Scalar>(_ logits: [Matrix<Scalar>], _ targets: [[Int]]) {
  require(
    !logits.isEmpty && logits.map(\.rows) == targets.map(\.count),
    "the logits of \(logits.map(\.rows)) sequences per step need as many targets, not \(targets.map(\.count))"
  )
}
