import LinearAlgebra

extension GRUExample {
  /// Where a backward step goes wrong, inferred from the gradients that are right; used when no known mistake fits.
  ///
  /// - Parameters:
  ///   - answer: all returned gradients, in the order of `GRUGradients.matrices`.
  ///   - index: which gradient is compared.
  func localHint(_ answer: [Matrix<Double>], at index: Int) -> String {
    let right = backwardStep().matrices
    let isRight = zip(answer, right).map {
      $0.isApproximatelyEqual(to: $1, absoluteTolerance: 1e-11, relativeTolerance: 1e-9)
    }
    // A wrong dA spoils everything computed from it, and the reset gate's dA needs the candidate's.
    let wrong = GRUPart.allCases.filter { part in
      !isRight[2 + 3 * part.rawValue..<5 + 3 * part.rawValue].contains(true)
    }
    let first = wrong.contains(.candidate) ? wrong.filter { $0 != .reset } : wrong
    if !first.isEmpty, isRight[0], isRight[1] {
      let names = first.map(\.name).joined(separator: ", ")
      return
        "dX_t and dH_{t-1} are right, and so is every dA: the parameter gradients of \(names) are not computed from it."
    }
    if !first.isEmpty {
      let formulas = first.map { Self.formula(of: $0) }.joined(separator: ", ")
      return "Everything computed from one pre-activation is wrong, so start there: \(formulas)."
    }
    switch index {
    case 0:
      return "All three pre-activation gradients dA are right: dX_t is the sum of three products dA · W_xᵀ."
    case 1:
      return
        "All three pre-activation gradients dA are right: dH_{t-1} is dH ⊙ Z + dA_z · W_hzᵀ + dA_r · W_hrᵀ + d(R ⊙ H_{t-1}) ⊙ R."
    default:
      return
        "dA is right: dW_x is Xᵀ · dA, dW_h is Hᵀ · dA (for the candidate with R ⊙ H), and db is the sum of dA over "
        + "the batch."
    }
  }

  private static func formula(of part: GRUPart) -> String {
    switch part {
    case .reset: "dA_r = (dA_h · W_hhᵀ) ⊙ H_{t-1} ⊙ R ⊙ (1 - R)"
    case .update: "dA_z = dH ⊙ (H_{t-1} - H̃) ⊙ Z ⊙ (1 - Z)"
    case .candidate: "dA_h = dH ⊙ (1 - Z) ⊙ (1 - H̃²)"
    }
  }
}
