extension BPTTOracle {
  /// A mistake that can be made in one step back.
  enum StepSlip: CaseIterable {
    case derivativeLeftOut, derivativeAtPreviousState, derivativeWithoutSquare, derivativeOfSigmoid
    case newStateInWeight, weightGradientTransposed, biasAveraged, weightsAveraged, weightNotTransposed
    case weightLeftOut, derivativeWithPlus, derivativeTwice, gradientLeftOut, bracketSquared
    case biasOfFirstRow, biasOverUnits, weightsOfStateGradient

    var mistake: String {
      switch self {
      case .derivativeLeftOut: "the derivative of tanh is left out"
      case .derivativeAtPreviousState: "the derivative of tanh is taken at H_{t-1} instead of H_t"
      case .derivativeWithoutSquare: "1 - H_t stands in the place of 1 - H_t²"
      case .derivativeOfSigmoid:
        "H_t (1 - H_t), the derivative of the sigmoid, stands in the place of 1 - H_t²"
      case .newStateInWeight: "H_t stands in the place of H_{t-1} in dW_hh"
      case .weightGradientTransposed: "dW_hh is transposed: it is H_{t-1}ᵀ · dA and not dAᵀ · H_{t-1}"
      case .biasAveraged: "the gradient of the bias is averaged over the batch instead of summed"
      case .weightsAveraged: "the gradients of the weights are averaged over the batch instead of summed"
      case .weightNotTransposed: "W_hh is not transposed on the way back"
      case .weightLeftOut: "W_hh is left out on the way back to H_{t-1}"
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
  enum LoopSlip: CaseIterable {
    case horizontalMissing, oneStepOnly, lastLossOnly, forwardOrder, previousStateInOutput, laterCountedTwice
    case laterSubtracted, laterSummed, laterWithoutStep, verticalMissing, firstStepSkipped, lastStepSkipped
    case outputOfOneStep

    var mistake: String {
      switch self {
      case .horizontalMissing:
        "nothing is passed on from a step to the one before it: the horizontal path is missing"
      case .oneStepOnly: "each step's gradients replace those of the other steps instead of being added"
      case .lastLossOnly: "only the loss of the last step goes back"
      case .forwardOrder: "the way back goes through the steps from the first to the last"
      case .previousStateInOutput: "H_{t-1} stands in the place of H_t in dW_hq"
      case .laterCountedTwice: "what comes from the later steps is added twice"
      case .laterSubtracted: "what comes from the next step is subtracted instead of added"
      case .laterSummed:
        "what the steps pass back is summed over all later steps: each passes back all of it already"
      case .laterWithoutStep: "dH_t itself is passed back instead of the dH_{t-1} that stepBackward returns"
      case .verticalMissing: "the gradient of each step's own output, dZ_t · W_hqᵀ, is missing from dH_t"
      case .firstStepSkipped: "the loop ends before the first step"
      case .lastStepSkipped: "the loop leaves out the last step"
      case .outputOfOneStep:
        "each step's dW_hq and db_q replace those of the other steps instead of being added"
      }
    }
  }
}
