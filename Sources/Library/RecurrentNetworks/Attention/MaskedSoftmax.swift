import LinearAlgebra

/// The softmax over the source steps that take part: `α_s = e^{z_s} / Σ_j e^{z_j}`, where j runs over the visible steps
/// of the row; a step that is masked has weight 0, whatever its score is.
///
/// A row that is masked entirely becomes zeros. PyTorch's `scaled_dot_product_attention` also gives zeros there since
/// 2.5; d2l's `masked_softmax` and Keras set the scores to a large negative number, so that such a row becomes uniform.
///
/// - Parameters:
///   - scores: `z`, [B, S].
///   - mask: which steps take part; defaults to all.
/// - Returns: `α`, [B, S]; each row sums to 1, or to 0 if everything is masked. A row in which the score of a visible
///   step is NaN or ∞ becomes NaN at its visible steps.
public func maskedSoftmax<Scalar>(_ scores: Matrix<Scalar>, mask: AttentionMask? = nil) -> Matrix<Scalar> {
  guard scores.columns > 0 else { return scores }
  guard let mask else { return softmax(scores) }
  // The rows that are masked entirely come out as NaN here, and are replaced with all others.
  return mask.hiding(softmax(mask.hiding(scores, by: -.infinity)), by: 0)
}

/// The softmax over the first `length` steps of each row: ``maskedSoftmax(_:mask:)`` of padded sequences, d2l's
/// `masked_softmax(X, valid_lens)`.
///
/// - Precondition: there is one length per row, each from 0 to S.
public func maskedSoftmax<Scalar>(_ scores: Matrix<Scalar>, lengths: [Int]) -> Matrix<Scalar> {
  maskedSoftmax(scores, mask: AttentionMask(lengths: lengths, stepCount: scores.columns))
}

/// The gradient of ``maskedSoftmax(_:mask:)`` with respect to the scores: `dz_s = α_s (dα_s - Σ_j α_j dα_j)`.
///
/// A step of weight 0 has gradient 0, whatever `dα` is there, so the mask is not needed again.
///
/// - Parameters:
///   - weightGradient: `dα`, [B, S].
///   - weights: `α`, [B, S], the result of the forward pass.
/// - Returns: `dz`, [B, S].
public func maskedSoftmaxGradient<Scalar>(_ weightGradient: Matrix<Scalar>, weights: Matrix<Scalar>)
  -> Matrix<Scalar>
{
  require(
    weightGradient.shape == weights.shape,
    "weights of shape \(weights.shape) have a gradient of that shape, not \(weightGradient.shape)")
  // Left out instead of multiplied by 0, because 0 times a NaN would stay NaN.
  let shares = zip(weights.elements, weightGradient.elements).map { $0 == 0 ? 0 : $0 * $1 }
  let products = Matrix(rows: weights.rows, columns: weights.columns, elements: shares)
  return products - weights * products.rowSums()
}
