import LinearAlgebra

extension LSTMExample {
  /// Where a backward step goes wrong, inferred from the gradients that are right; used when no known mistake fits.
  ///
  /// - Parameters:
  ///   - answer: all returned gradients, in the order of `LSTMGradients.matrices`.
  ///   - index: which gradient is compared.
  func localHint(_ answer: [Matrix<Double>], at index: Int) -> String {
    let right = backwardStep().matrices
    let isRight = zip(answer, right).map {
      $0.isApproximatelyEqual(to: $1, absoluteTolerance: 1e-11, relativeTolerance: 1e-9)
    }
    func ofPart(_ part: LSTMPart) -> ArraySlice<Bool> {
      isRight[3 + 3 * part.rawValue..<6 + 3 * part.rawValue]
    }
    // A wrong dA spoils everything computed from it.
    let wrong = LSTMPart.allCases.filter { part in !ofPart(part).contains(true) }
    if Set(wrong).isSuperset(of: [.input, .forget, .candidate]), !isRight[2] {
      return
        "Begin with dC_t, which three of the dA need: dC from the next step plus dH ⊙ O ⊙ (1 - tanh²(C_t))."
    }
    if index == 2 { return "The gradients of the gates show that dC_t is right: dC_{t-1} is dC_t ⊙ F." }
    if !wrong.isEmpty, isRight[0], isRight[1] {
      let names = wrong.map(\.name).joined(separator: ", ")
      return
        "dX_t and dH_{t-1} are right, and so is every dA: the parameter gradients of \(names) are not computed from it."
    }
    if !wrong.isEmpty {
      let formulas = wrong.map { Self.formula(of: $0) }.joined(separator: ", ")
      return "Everything computed from one pre-activation is wrong, so start there: \(formulas)."
    }
    switch index {
    case 0:
      return "All four pre-activation gradients dA are right: dX_t is the sum of four products dA · W_xᵀ."
    case 1:
      return "All four pre-activation gradients dA are right: dH_{t-1} is the sum of four products dA · W_hᵀ."
    default:
      return "dA is right: dW_x is X_tᵀ · dA, dW_h is H_{t-1}ᵀ · dA, and db is the sum of dA over the batch."
    }
  }

  private static func formula(of part: LSTMPart) -> String {
    switch part {
    case .input: "dA_i = dC_t ⊙ C̃ ⊙ I ⊙ (1 - I)"
    case .forget: "dA_f = dC_t ⊙ C_{t-1} ⊙ F ⊙ (1 - F)"
    case .candidate: "dA_c = dC_t ⊙ I ⊙ (1 - C̃²)"
    case .output: "dA_o = dH_t ⊙ tanh(C_t) ⊙ O ⊙ (1 - O)"
    }
  }
}
