/// The reset gate, the update gate or the candidate, in the order of `GRUOracle.matrices`.
enum GRUPart: Int, CaseIterable {
  case reset, update, candidate

  /// The letter of its value, and the last letter of its parameters: W_xr, W_hz.
  var symbol: String { ["R", "Z", "H̃"][rawValue] }
  var letter: String { ["r", "z", "h"][rawValue] }
  var name: String { ["the reset gate", "the update gate", "the candidate"][rawValue] }
}

/// A mistake learners really make in the forward pass.
enum GRUMistake: String, CaseIterable {
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
  case resetAlone = "only R is multiplied by W_hh, without H_{t-1}: the candidate uses R ⊙ H_{t-1}"
  case resetAfterProduct =
    "the reset gate multiplies the product H · W_hh, after it, instead of the previous state"
  case updateForReset = "the candidate uses the update gate instead of the reset gate"
  case candidateTanhLeftOut = "the candidate's tanh is missing"
  case sigmoidInCandidate = "a sigmoid is used where the candidate needs a tanh"
  case polarityInverted = "the update gate is inverted: Z near 1 keeps the old state here"
  case candidateTakenWhole = "the candidate is added in full, without the factor 1 - Z"
  case candidateSubtracted = "the candidate's share is subtracted from the old state's share instead of added"
  case candidateMissing = "the candidate's share (1 - Z) ⊙ H̃ is missing"
  case candidateTimesOnePlus = "the candidate is multiplied by 1 + Z instead of 1 - Z"
  case stateKeptWhole = "the old state is kept in full, without the factor Z"
  case stateMissing = "the old state's share Z ⊙ H_{t-1} is missing"
  case gateWithoutState = "the update gate itself is added, without multiplying the old state"
  case shareWithoutCandidate = "1 - Z itself is added, without multiplying the candidate"

  /// The mistakes in a gate.
  static let ofGates: [GRUMistake] = [.tanhInGates, .sigmoidLeftOut] + ofSums
  /// The mistakes in the pre-activation of a gate or of the candidate.
  static let ofSums: [GRUMistake] = [
    .biasLeftOut, .biasTwice, .biasSubtracted, .inputIgnored, .stateIgnored, .stateSubtracted,
    .weightTransposed,
  ]
  /// The mistakes in the candidate.
  static let ofCandidate: [GRUMistake] =
    ofSums + [
      .resetIgnored, .resetInverted, .resetAlone, .resetAfterProduct, .candidateTanhLeftOut,
      .sigmoidInCandidate,
    ]
  /// The mistakes in a step whose gates and candidate are right.
  static let ofBlend: [GRUMistake] = [
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
enum GRULoopMistake: String, CaseIterable {
  case none = "nothing is wrong"
  case horizontalMissing = "nothing is passed from step t + 1 to step t: the horizontal path is missing"
  case nothingStored =
    "the gradient passed back by a step is never stored, so nothing reaches the previous step and dH_0 stays zero"
  case horizontalSubtracted =
    "the gradient from step t + 1 is subtracted from the output gradient instead of added"
  case lastOutputOnly = "only the last output's gradient is used"
  case outputsIgnoredAtLast = "the gradient of the last output is not used"
  case inputsReversed = "the gradients of the inputs are in the order of the backward pass"
  case meanOverSteps = "the gradients of the parameters are means over the steps instead of sums"
  case lastShareOnly = "each step overwrites the gradients of the parameters instead of adding to them"
  case forwardOrder = "the loop goes from the first step to the last"
  case firstStepSkipped = "the loop ends before it reaches the first step"
  case initialStateZero = "dH_0 is returned as zeros instead of the gradient the first step passes back"
}
