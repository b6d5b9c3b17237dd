import LinearAlgebra

extension LSTMExample {
  /// Where a wrong step back goes wrong, told from which of its gradients are right: where no known mistake fits.
  ///
  /// - Parameters:
  ///   - answer: all gradients that were returned, in the order of `LSTMGradients.matrices`.
  ///   - index: which of them is compared.
  func localHint(_ answer: [Matrix<Double>], at index: Int) -> String {
    let right = stepBack().matrices
    let isRight = zip(answer, right).map {
      $0.isApproximatelyEqual(to: $1, absoluteTolerance: 1e-11, relativeTolerance: 1e-9)
    }
    func ofPart(_ part: LSTMPart) -> ArraySlice<Bool> {
      isRight[3 + 3 * part.rawValue..<6 + 3 * part.rawValue]
    }
    // A sum's gradient that is wrong spoils all that is made of it.
    let wrong = LSTMPart.allCases.filter { part in !ofPart(part).contains(true) }
    if Set(wrong).isSuperset(of: [.input, .forget, .candidate]), !isRight[2] {
      return
        "Begin with dC_t, which three of the sums need: dC from the next step plus dH ⊙ O ⊙ (1 - tanh²(C_t))."
    }
    if index == 2 { return "The gates' gradients say that dC_t is right: dC_{t-1} is dC_t ⊙ F." }
    if !wrong.isEmpty, isRight[0], isRight[1] {
      let names = wrong.map(\.name).joined(separator: ", ")
      return
        "dX_t and dH_{t-1} are right, and so is every dA: the parameters' gradients of \(names) are not made from it."
    }
    if !wrong.isEmpty {
      let formulas = wrong.map { Self.formula(of: $0) }.joined(separator: ", ")
      return "All that is made from one sum is wrong, so begin there: \(formulas)."
    }
    switch index {
    case 0: return "All four sums' gradients dA are right: dX_t is the sum of four products dA · W_xᵀ."
    case 1: return "All four sums' gradients dA are right: dH_{t-1} is the sum of four products dA · W_hᵀ."
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
