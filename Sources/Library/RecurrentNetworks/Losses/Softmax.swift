import LinearAlgebra

/// `softmax(z)_k = e^{z_k} / Σ_j e^{z_j}`, row by row: each row of [N, V] becomes probabilities that sum to 1.
///
/// The row's largest logit is subtracted first, which changes no probability and keeps `e^z` from overflowing. A logit
/// of -∞ has probability 0. A row has no probabilities, and becomes NaN, if one of its logits is NaN or ∞ or all are -∞.
public func softmax<Scalar>(_ logits: Matrix<Scalar>) -> Matrix<Scalar> {
  let powers = exp(logits - logits.rowMaxima())
  return powers / powers.rowSums()
}

/// `log softmax(z)_k = z_k - log Σ_j e^{z_j}`, row by row, finite even where the probability rounds to 0.
///
/// As in ``softmax(_:)``, a logit of -∞ stays -∞, and a row without probabilities becomes NaN.
public func logSoftmax<Scalar>(_ logits: Matrix<Scalar>) -> Matrix<Scalar> {
  let shifted = logits - logits.rowMaxima()
  return shifted - exp(shifted).rowSums().map { Scalar(logarithm(Double($0))) }
}
