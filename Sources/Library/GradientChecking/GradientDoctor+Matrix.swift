import LinearAlgebra

extension GradientDoctor {
  /// Examines the gradient of one matrix, by finite differences of the loss; elements at a kink of the loss are left
  /// out, and what is wrong with the loss itself is said first.
  ///
  /// - Parameters:
  ///   - analytic: the gradient that a backward pass computed. Its shape may be wrong too.
  ///   - loss: the loss as a function of the matrix.
  ///   - point: where the gradient was computed.
  ///   - name: what the sentences call it.
  ///   - step: h of the finite differences.
  /// - Returns: the diagnosis, and both gradients as they were compared.
  public func examine(
    _ analytic: Matrix<Double>, of loss: (Matrix<Double>) throws -> Double, at point: Matrix<Double>,
    named name: String, step: Double = 1e-5
  ) rethrows -> (diagnosis: GradientDiagnosis, comparison: GradientComparison) {
    let comparison = try GradientComparison(name: name, analytic: analytic, of: loss, at: point, step: step)
    return (diagnose([comparison]), comparison)
  }
}

extension GradientComparison {
  /// The elements that are wrong, counted row after row: the relative error is `tolerance` or more, or there is no
  /// number. Elements at a kink are not judged.
  public func wrong(_ tolerance: Double) -> [ElementIndex] {
    guard analytic.shape == numeric.shape else { return [] }
    return wrongElements(tolerance).map { ElementIndex($0, columns: numeric.columns) }
  }

  /// How many elements lie at a kink of the loss, where a finite difference does not approximate the derivative.
  public var kinkCount: Int { leftOut.count }
}
