extension BPTTOracle {
  /// A mistake that can be made in one backward step.
  enum StepMistake: CaseIterable {
    case derivativeLeftOut, derivativeAtPreviousState, derivativeWithoutSquare, derivativeOfSigmoid
    case newStateInWeight, weightGradientTransposed, biasAveraged, weightsAveraged, weightNotTransposed
    case weightLeftOut, derivativeWithPlus, derivativeTwice, gradientLeftOut, bracketSquared
    case biasOfFirstRow, biasOverUnits, weightsOfStateGradient

    var description: String {
      switch self {
      case .derivativeLeftOut: "the derivative of tanh is missing"
      case .derivativeAtPreviousState: "the derivative of tanh is taken at H_{t-1} instead of H_t"
      case .derivativeWithoutSquare: "1 - H_t is used instead of 1 - H_t²"
      case .derivativeOfSigmoid:
        "H_t (1 - H_t), the derivative of the sigmoid, is used instead of 1 - H_t²"
      case .newStateInWeight: "H_t is used instead of H_{t-1} in dW_hh"
      case .weightGradientTransposed: "dW_hh is transposed: it is H_{t-1}ᵀ · dA and not dAᵀ · H_{t-1}"
      case .biasAveraged: "the gradient of the bias is averaged over the batch instead of summed"
      case .weightsAveraged: "the gradients of the weights are averaged over the batch instead of summed"
      case .weightNotTransposed: "W_hh is not transposed in the backward pass"
      case .weightLeftOut: "W_hh is missing in the backward pass to H_{t-1}"
      case .derivativeWithPlus: "1 + H_t² is written instead of 1 - H_t²"
      case .derivativeTwice: "the derivative of tanh is multiplied in twice"
      case .gradientLeftOut: "dH_t is missing: dA is only the derivative of tanh"
      case .bracketSquared: "(1 - H_t)² is written instead of 1 - H_t²"
      case .biasOfFirstRow: "only the first row of dA is kept for db_h, and not the sum of the rows"
      case .biasOverUnits:
        "db_h sums each row of dA instead of each column: it needs one number per hidden unit"
      case .weightsOfStateGradient:
        "the gradients of the weights are computed from dH_t instead of dA_t, so the derivative of tanh is missing"
      }
    }
  }

  /// A mistake that can be made in the loop over the steps.
  enum LoopMistake: CaseIterable {
    case horizontalMissing, oneStepOnly, lastLossOnly, forwardOrder, previousStateInOutput, laterCountedTwice
    case laterSubtracted, laterSummed, laterWithoutStep, verticalMissing, firstStepSkipped, lastStepSkipped
    case outputOfOneStep

    var description: String {
      switch self {
      case .horizontalMissing:
        "nothing is passed from a step to the previous one: the horizontal path is missing"
      case .oneStepOnly: "each step's gradients replace those of the other steps instead of being added"
      case .lastLossOnly: "only the loss of the last step is propagated back"
      case .forwardOrder: "the backward pass goes through the steps from the first to the last"
      case .previousStateInOutput: "H_{t-1} is used instead of H_t in dW_hq"
      case .laterCountedTwice: "the gradient from the next step is added twice"
      case .laterSubtracted: "the gradient from the next step is subtracted instead of added"
      case .laterSummed:
        "the gradients passed back are summed over all later steps: each step already passes back all of them"
      case .laterWithoutStep: "dH_t itself is passed back instead of the gradient that stepBackward returns"
      case .verticalMissing: "the gradient of each step's own output, dZ_t · W_hqᵀ, is missing from dH_t"
      case .firstStepSkipped: "the loop ends before the first step"
      case .lastStepSkipped: "the loop skips the last step"
      case .outputOfOneStep:
        "each step's dW_hq and db_q replace those of the other steps instead of being added"
      }
    }
  }
}
