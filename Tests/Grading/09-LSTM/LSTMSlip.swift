/// A mistake that learners really make on the way forward.
enum LSTMSlip: String, CaseIterable {
  case none = "nothing is wrong"
  case biasLeftOut = "the bias is left out"
  case biasTwice = "the bias is added twice"
  case inputIgnored = "the input is ignored"
  case stateIgnored = "the previous hidden state is ignored"
  case weightTransposed = "W_h is transposed"
  case tanhInGates = "a tanh stands where a gate's sigmoid belongs"
  case sigmoidInCandidate = "a sigmoid stands where the candidate's tanh belongs"
  case candidateTanhLeftOut = "the candidate's tanh is left out"
  case gatesSeeCell = "the gates look at C_{t-1} instead of H_{t-1}"
  case inputForgetSwapped = "the input gate and the forget gate are swapped"
  case forgetOutputSwapped = "the forget gate and the output gate are swapped"
  case inputOutputSwapped = "the input gate and the output gate are swapped"
  case candidateOutputSwapped =
    "the candidate and the output gate are swapped: the order is input gate, forget gate, candidate, output gate"
  case forgetNotUsed = "the forget gate is not used"
  case inputNotUsed = "the input gate is not used"
  case coupled = "1 - F stands where the input gate belongs"
  case candidateTimesWhole = "the candidate multiplies the kept memory too: (F ⊙ C + I) ⊙ C̃"
  case hiddenForCell = "H_{t-1} stands where C_{t-1} belongs"
  case shownWithoutTanh = "the tanh around C_t is left out of H_t"
  case oldCellShown = "H_t is made from C_{t-1} instead of the new C_t"
  case outputNotUsed = "the output gate is not used"

  /// What can go wrong in the gates.
  static let ofGates: [LSTMSlip] = [
    .biasLeftOut, .biasTwice, .inputIgnored, .stateIgnored, .weightTransposed, .tanhInGates,
    .sigmoidInCandidate, .candidateTanhLeftOut, .inputForgetSwapped, .forgetOutputSwapped,
    .inputOutputSwapped, .candidateOutputSwapped,
  ]
}

/// A mistake that learners really make on the way back.
enum LSTMBackSlip: String, CaseIterable {
  case none = "nothing is wrong"
  case laterCellIgnored = "the gradient of C_t that comes from the later step is not added"
  case shownPathMissing = "the memory C_t gets no gradient from H_t = O ⊙ tanh(C_t)"
  case outputGateMissing = "the output gate is left out of dC_t = dC + dH ⊙ O ⊙ tanh′(C_t)"
  case shownDerivativeMissing = "the derivative of tanh(C_t) is missing in dC_t"
  case derivativeOfCell = "tanh′ is taken as 1 - C_t² instead of 1 - tanh²(C_t)"
  case outputWithoutTanh = "dO is made with C_t instead of tanh(C_t)"
  case inputCandidateSwapped = "dI and dC̃ are swapped: dI is dC_t ⊙ C̃, dC̃ is dC_t ⊙ I"
  case forgetWithNewCell = "dF is made with C_t instead of C_{t-1}"
  case inputDerivativeMissing = "the derivative of the input gate's sigmoid is missing"
  case forgetDerivativeMissing = "the derivative of the forget gate's sigmoid is missing"
  case candidateDerivativeMissing = "the derivative of the candidate's tanh is missing"
  case outputDerivativeMissing = "the derivative of the output gate's sigmoid is missing"
  case candidateSigmoidDerivative = "the candidate's derivative is a sigmoid's: for tanh it is 1 - C̃²"
  case forgetLeftOut = "the forget gate is left out of dC_{t-1} = dC_t ⊙ F"
  case oneGateOnly = "dH_{t-1} comes from the candidate alone: all four sums were made with H_{t-1}"
  case newHiddenInWeights = "dW_h is made with H_t instead of H_{t-1}"
  case weightsUntransposed = "W_h is not transposed on the way back"
  case biasMean = "the gradients of the biases are means over the batch instead of sums"
  case signTurned = "every sign is turned"
}

/// A mistake of the loop over the steps.
enum LSTMLoopSlip: String, CaseIterable {
  case none = "nothing is wrong"
  case nothingHandedOn = "nothing is handed on from step t + 1 to step t"
  case cellNotHandedOn = "dC is not handed on from step t + 1 to step t"
  case hiddenNotHandedOn = "dH is not handed on from step t + 1 to step t"
  case outputToCell = "the output's gradient is added to dC too: an output sees H_t alone"
  case lastOutputOnly = "only the last output's gradient is used"
  case inputsReversed = "the gradients of the inputs stand in the order of the way back"
  case meanOverSteps = "the gradients of the parameters are means over the steps instead of sums"
  case lastShareOnly = "each step overwrites the gradients of the parameters instead of adding to them"
  case forwardOrder = "the loop goes from the first step to the last"
}
