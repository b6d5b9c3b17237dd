/// The reset gate, the update gate or the candidate, in the order of `GRUOracle.matrices`.
enum GRUPart: Int, CaseIterable {
  case reset, update, candidate

  /// The letter of its value, and the last letter of its parameters: W_xr, W_hz.
  var symbol: String { ["R", "Z", "H̃"][rawValue] }
  var letter: String { ["r", "z", "h"][rawValue] }
  var name: String { ["the reset gate", "the update gate", "the candidate"][rawValue] }
}

/// A mistake that learners really make on the way forward.
enum GRUSlip: String, CaseIterable {
  case none = "nothing is wrong"
  case tanhInGates = "tanh is used where the gate needs a sigmoid"
  case sigmoidLeftOut = "the gate's sigmoid is missing"
  case biasLeftOut = "the bias is missing"
  case biasTwice = "the bias is added twice"
  case biasSubtracted = "the bias is subtracted instead of added"
  case inputIgnored = "the input is ignored"
  case stateIgnored = "the previous state is ignored"
  case stateSubtracted = "the product with W_h is subtracted instead of added"
  case weightTransposed = "W_h is transposed"
  case gatesSwapped = "the reset gate and the update gate are swapped"
  case resetIgnored = "the reset gate is not used"
  case resetInverted = "1 - R is used instead of R"
  case resetAlone = "R alone meets W_hh, without H_{t-1}: the candidate sees R ⊙ H_{t-1}"
  case resetAfterProduct =
    "the reset gate multiplies the product H · W_hh, after it, instead of the previous state"
  case updateForReset = "the candidate is made with the update gate instead of the reset gate"
  case candidateTanhLeftOut = "the candidate's tanh is missing"
  case sigmoidInCandidate = "a sigmoid is used where the candidate needs a tanh"
  case polarityInverted = "the update gate is inverted: Z near 1 keeps the old state here"
  case candidateTakenWhole = "the candidate is added whole, without the factor 1 - Z"
  case candidateSubtracted = "the candidate's share is subtracted from the old state's instead of added to it"
  case candidateMissing = "the candidate's share (1 - Z) ⊙ H̃ is missing"
  case candidateTimesOnePlus = "the candidate is multiplied by 1 + Z instead of 1 - Z"
  case stateKeptWhole = "the old state is kept whole, without the factor Z"
  case stateMissing = "the old state's share Z ⊙ H_{t-1} is missing"
  case gateWithoutState = "the update gate is added itself, without the old state that it multiplies"
  case shareWithoutCandidate = "the share 1 - Z is added itself, without the candidate that it multiplies"

  /// What can go wrong in a gate.
  static let ofGates: [GRUSlip] = [.tanhInGates, .sigmoidLeftOut] + ofSums
  /// What can go wrong in the sum of a gate and of the candidate alike.
  static let ofSums: [GRUSlip] = [
    .biasLeftOut, .biasTwice, .biasSubtracted, .inputIgnored, .stateIgnored, .stateSubtracted,
    .weightTransposed,
  ]
  /// What can go wrong in the candidate.
  static let ofCandidate: [GRUSlip] =
    ofSums + [
      .resetIgnored, .resetInverted, .resetAlone, .resetAfterProduct, .candidateTanhLeftOut,
      .sigmoidInCandidate,
    ]
  /// What can go wrong in a step whose gates and candidate are right.
  static let ofBlend: [GRUSlip] = [
    .gatesSwapped, .updateForReset, .polarityInverted, .candidateTakenWhole, .candidateSubtracted,
    .candidateMissing, .candidateTimesOnePlus, .stateKeptWhole, .stateMissing, .gateWithoutState,
    .shareWithoutCandidate,
  ]

  /// The new state of one unit from its update gate, old state and candidate.
  func blended(_ gate: Double, _ old: Double, _ new: Double) -> Double {
    switch self {
    case .polarityInverted: (1 - gate) * old + gate * new
    case .candidateTakenWhole: gate * old + new
    case .candidateSubtracted: gate * old - (1 - gate) * new
    case .candidateMissing: gate * old
    case .candidateTimesOnePlus: gate * old + (1 + gate) * new
    case .stateKeptWhole: old + (1 - gate) * new
    case .stateMissing: (1 - gate) * new
    case .gateWithoutState: gate + (1 - gate) * new
    case .shareWithoutCandidate: gate * old + (1 - gate)
    default: gate * old + (1 - gate) * new
    }
  }
}

/// A mistake of the loop over the steps.
enum GRULoopSlip: String, CaseIterable {
  case none = "nothing is wrong"
  case horizontalMissing = "nothing is passed from step t + 1 to step t: the horizontal path is missing"
  case nothingStored =
    "what a step passes back is never stored, so nothing reaches the step before it and dH_0 stays zero"
  case horizontalSubtracted =
    "what step t + 1 passes back is subtracted from the output's gradient instead of added"
  case lastOutputOnly = "only the last output's gradient is used"
  case outputsIgnoredAtLast = "the gradient of the last output is not used"
  case inputsReversed = "the gradients of the inputs are in the order of the backward pass"
  case meanOverSteps = "the gradients of the parameters are means over the steps instead of sums"
  case lastShareOnly = "each step overwrites the gradients of the parameters instead of adding to them"
  case forwardOrder = "the loop goes from the first step to the last"
  case firstStepSkipped = "the loop ends before it comes to the first step"
  case initialStateZero = "dH_0 is returned as zeros, and not as what the first step passes back"
}
