/// A mistake learners really make in the forward pass.
enum LSTMMistake: String, CaseIterable {
  case none = "nothing is wrong"
  case biasLeftOut = "the bias is missing"
  case biasTwice = "the bias is added twice"
  case biasSubtracted = "the bias is subtracted instead of added"
  case inputIgnored = "the input is ignored"
  case stateIgnored = "the previous hidden state is ignored"
  case stateSubtracted = "the product with W_h is subtracted instead of added"
  case weightTransposed = "W_h is transposed"
  case sigmoidLeftOut = "the sigmoid of the gates is missing"
  case tanhInGates = "tanh is used where a gate needs a sigmoid"
  case sigmoidInCandidate = "a sigmoid is used where the candidate needs a tanh"
  case candidateTanhLeftOut = "the candidate's tanh is missing"
  case gatesSeeCell = "the gates look at C_{t-1} instead of H_{t-1}"
  case inputForgetSwapped = "the input gate and the forget gate are swapped"
  case forgetOutputSwapped = "the forget gate and the output gate are swapped"
  case inputOutputSwapped = "the input gate and the output gate are swapped"
  case candidateOutputSwapped =
    "the candidate and the output gate are swapped: the order is input gate, forget gate, candidate, output gate"
  case forgetNotUsed = "the forget gate is not used"
  case inputNotUsed = "the input gate is not used"
  case coupled = "1 - F is used instead of the input gate"
  case candidateTimesWhole = "the candidate multiplies the kept memory too: (F ⊙ C + I) ⊙ C̃"
  case hiddenForCell = "H_{t-1} is used instead of C_{t-1}"
  case shownWithoutTanh = "the tanh around C_t is missing from H_t"
  case oldCellShown = "H_t is computed from C_{t-1} instead of the new C_t"
  case outputNotUsed = "the output gate is not used"
  case outputForInput = "the output gate writes where the input gate belongs"
  case forgetForInput = "the forget gate writes where the input gate belongs"
  case inputForForget = "the input gate keeps the memory where the forget gate belongs"
  case outputForForget = "the output gate keeps the memory where the forget gate belongs"
  case inputForOutput = "the input gate shows the memory where the output gate belongs"
  case forgetForOutput = "the forget gate shows the memory where the output gate belongs"
  case writtenSubtracted = "the written part, I ⊙ C̃, is subtracted from the memory instead of added"
  case writtenMissing = "the written part, I ⊙ C̃, is missing from C_t"
  case keptMissing = "the kept part, F ⊙ C_{t-1}, is missing from C_t"
  case keptWithoutCell = "the forget gate itself is added, without multiplying the memory"
  case writtenWithoutCandidate = "the input gate itself is added, without multiplying the candidate"
  case candidateShown = "H_t is computed from the candidate instead of C_t"
  case memoryNotShown = "H_t is the output gate itself, without tanh(C_t)"
  case sigmoidShown = "a sigmoid is used for the tanh around C_t in H_t"

  /// The mistakes in the pre-activation of any gate or of the candidate.
  static let ofSums: [LSTMMistake] = [
    .biasLeftOut, .biasTwice, .biasSubtracted, .inputIgnored, .stateIgnored, .stateSubtracted,
    .weightTransposed,
  ]
  /// The mistakes in the gates as a whole.
  static let ofGates: [LSTMMistake] =
    ofSums + [
      .sigmoidLeftOut, .tanhInGates, .sigmoidInCandidate, .candidateTanhLeftOut, .gatesSeeCell,
      .inputForgetSwapped, .forgetOutputSwapped, .inputOutputSwapped, .candidateOutputSwapped,
    ]
  /// The mistakes in a step whose gates are right.
  static let ofStep: [LSTMMistake] = allCases.filter { $0 != .none && !ofGates.contains($0) }
}

/// A mistake of the loop over the steps.
enum LSTMLoopMistake: String, CaseIterable {
  case none = "nothing is wrong"
  case nothingStored =
    "the gradients passed back by a step are never stored, so dH_0 and dC_0 come from no step"
  case nothingHandedOn = "nothing is passed from step t + 1 to step t"
  case cellNotHandedOn = "dC is not passed from step t + 1 to step t"
  case hiddenNotHandedOn = "dH is not passed from step t + 1 to step t"
  case outputToCell = "the output's gradient is added to dC too: an output sees only H_t"
  case outputSubtracted = "the output's gradient is subtracted from dH instead of added"
  case outputsMissing = "the output gradients are never added to dH"
  case lastOutputOnly = "only the last output's gradient is used"
  case inputsReversed = "the gradients of the inputs are in the order of the backward pass"
  case meanOverSteps = "the gradients of the parameters are means over the steps instead of sums"
  case lastShareOnly = "each step overwrites the gradients of the parameters instead of adding to them"
  case forwardOrder = "the loop goes from the first step to the last"
  case firstStepSkipped = "the loop ends before it reaches the first step"
}
