/// A mistake that learners really make on the way forward.
enum GRUSlip: String, CaseIterable {
  case none = "nothing is wrong"
  case tanhInGates = "a tanh stands where the gate's sigmoid belongs"
  case sigmoidLeftOut = "the gate's sigmoid is left out"
  case biasLeftOut = "the bias is left out"
  case biasTwice = "the bias is added twice"
  case inputIgnored = "the input is ignored"
  case stateIgnored = "the previous state is ignored"
  case weightTransposed = "W_h is transposed"
  case gatesSwapped = "the reset gate and the update gate are swapped"
  case resetIgnored = "the reset gate is not used"
  case resetInverted = "1 - R stands where R belongs"
  case resetAfterProduct =
    "the reset gate multiplies the product H · W_hh, after it, instead of the state before it"
  case candidateTanhLeftOut = "the candidate's tanh is left out"
  case sigmoidInCandidate = "a sigmoid stands where the candidate's tanh belongs"
  case polarityInverted = "the update gate is inverted: Z near 1 keeps the old state here"
  case candidateTakenWhole = "the candidate is added whole, without the factor 1 - Z"

  /// What can go wrong in a gate.
  static let ofGates: [GRUSlip] = [
    .tanhInGates, .sigmoidLeftOut, .biasLeftOut, .biasTwice, .inputIgnored, .stateIgnored, .weightTransposed,
  ]
  /// What can go wrong in the candidate.
  static let ofCandidate: [GRUSlip] = [
    .biasLeftOut, .biasTwice, .inputIgnored, .stateIgnored, .weightTransposed, .resetIgnored, .resetInverted,
    .resetAfterProduct, .candidateTanhLeftOut, .sigmoidInCandidate,
  ]
}

/// A mistake that learners really make on the way back.
enum GRUBackSlip: String, CaseIterable {
  case none = "nothing is wrong"
  case keptShareMissing =
    "the share of H_{t-1} that the update gate keeps gets no gradient (dH_t ⊙ Z_t)"
  case sharesSwapped = "Z and 1 - Z are swapped in the gradients of the blend"
  case updateSign = "dZ has the wrong sign: it is dH_t ⊙ (H_{t-1} - H̃_t)"
  case updateWithoutCandidate = "the candidate is left out of dZ = dH_t ⊙ (H_{t-1} - H̃_t)"
  case updateDerivativeMissing = "the derivative of the update gate's sigmoid is missing"
  case resetDerivativeMissing = "the derivative of the reset gate's sigmoid is missing"
  case tanhDerivativeMissing = "the derivative of the candidate's tanh is missing"
  case resetWithoutState = "H_{t-1} is left out of dR = d(R ⊙ H_{t-1}) ⊙ H_{t-1}"
  case candidatePathWithoutReset = "the reset gate is left out of the path from the candidate to H_{t-1}"
  case candidateWeightWithoutReset = "dW_hh of the candidate is made with H_{t-1} in place of R ⊙ H_{t-1}"
  case updatePathMissing = "the path through the update gate to H_{t-1} is missing"
  case resetPathMissing = "the path through the reset gate to H_{t-1} is missing"
  case candidatePathMissing = "the path through the candidate to H_{t-1} is missing"
  case weightsUntransposed = "the gates' W_h are not transposed on the way back"
  case biasMean = "the gradients of the biases are means over the batch instead of sums"
  case signTurned = "every sign is turned"
}
