/// A gate, or the candidate, in the order of `LSTMOracle.gates`.
enum LSTMPart: Int, CaseIterable {
  case input, forget, candidate, output

  /// The letter of its value, and the last letter of its parameters: W_xi, W_hf.
  var symbol: String { ["I", "F", "C̃", "O"][rawValue] }
  var letter: String { ["i", "f", "c", "o"][rawValue] }
  var name: String { ["the input gate", "the forget gate", "the candidate", "the output gate"][rawValue] }
}

/// A mistake learners really make in one backward step.
enum LSTMBackwardMistake: Equatable {
  case none, signTurned, biasMean, newHiddenInWeights
  case cell(Cell)
  /// The gradients returned as zeros.
  case zero(hidden: Bool, cell: Bool)
  case factor(Factor)
  case derivative(LSTMPart, Derivative)
  /// The share of one part in dH_{t-1}, or in dX_t.
  case hiddenPath(LSTMPart, isMissing: Bool)
  case inputPath(LSTMPart, isMissing: Bool)
  case onlyPath(LSTMPart)
  /// Of one part; of all parts if `nil`.
  case untransposed(LSTMPart?)
  /// A part whose dA is missing.
  case forgotten(LSTMPart)
  /// The gradient of a parameter: 0 is W_x, 1 is W_h, 2 is b, 3 all. Of all parts if `nil`.
  case share(LSTMPart?, Int, isMissing: Bool)

  /// A term of dC_t, or a use of dC_t.
  enum Cell: String, CaseIterable {
    case laterIgnored = "the gradient of C_t that comes from the next step is not added"
    case shownPathMissing = "the memory C_t gets no gradient from H_t = O ⊙ tanh(C_t)"
    case shownPathSubtracted =
      "the gradient through H_t = O ⊙ tanh(C_t) is subtracted from dC_t instead of added"
    case outputGateMissing = "the output gate is missing from dC_t = dC + dH ⊙ O ⊙ tanh′(C_t)"
    case hiddenMissing = "dH is missing from the second term of dC_t = dC + dH ⊙ O ⊙ tanh′(C_t)"
    case derivativeMissing = "the derivative of tanh(C_t) is missing in dC_t"
    case derivativeOfCell = "tanh′ is computed as 1 - C_t² instead of 1 - tanh²(C_t)"
    case derivativePlus = "1 + tanh²(C_t) is used instead of 1 - tanh²(C_t) in dC_t"
    case derivativeUnsquared = "1 - tanh(C_t) is used instead of 1 - tanh²(C_t) in dC_t"
    case forgetLeftOut = "the forget gate is missing from dC_{t-1} = dC_t ⊙ F"
    case forgetInverted = "dC_{t-1} is dC_t ⊙ (1 - F) instead of dC_t ⊙ F"
    case inputForForget = "dC_{t-1} uses the input gate instead of the forget gate"
    case laterPassedOn = "dC_{t-1} uses only the dC of the next step instead of the whole dC_t"
  }

  /// The factor in the gradient of each part.
  enum Factor: String, CaseIterable {
    case inputCandidateSwapped = "dI and dC̃ are swapped: dI is dC_t ⊙ C̃, dC̃ is dC_t ⊙ I"
    case inputWithoutCandidate = "the candidate is missing from dI = dC_t ⊙ C̃"
    case forgetWithNewCell = "dF uses C_t instead of C_{t-1}"
    case forgetWithoutCell = "the old memory is missing from dF = dC_t ⊙ C_{t-1}"
    case forgetWithHidden = "dF uses H_{t-1} instead of C_{t-1}"
    case candidateWithoutGate = "the input gate is missing from dC̃ = dC_t ⊙ I"
    case outputWithoutTanh = "dO uses C_t instead of tanh(C_t)"
    case outputWithoutShown = "tanh(C_t) is missing from dO = dH_t ⊙ tanh(C_t)"
  }

  /// The wrong derivative used for σ or tanh.
  enum Derivative: CaseIterable { case missing, value, complement, plus, other }

  /// All mistakes, those of a whole group before those of one member.
  static let all: [LSTMBackwardMistake] = {
    // In steps: one long list takes Swift 6.0 minutes.
    var all: [LSTMBackwardMistake] = [.signTurned, .biasMean, .newHiddenInWeights, .untransposed(nil)]
    all += [
      .zero(hidden: true, cell: false), .zero(hidden: false, cell: true), .zero(hidden: true, cell: true),
    ]
    all += Cell.allCases.map(LSTMBackwardMistake.cell)
    all += Factor.allCases.map(LSTMBackwardMistake.factor)
    for part in LSTMPart.allCases {
      all += Derivative.allCases.map { LSTMBackwardMistake.derivative(part, $0) }
      all += [
        .onlyPath(part), .forgotten(part), .untransposed(part),
        .hiddenPath(part, isMissing: true), .hiddenPath(part, isMissing: false),
        .inputPath(part, isMissing: true), .inputPath(part, isMissing: false),
      ]
    }
    let parts: [LSTMPart?] = [nil] + LSTMPart.allCases
    for part in parts {
      for index in 0..<4 {
        all += [.share(part, index, isMissing: true), .share(part, index, isMissing: false)]
      }
    }
    return all
  }()

  /// Whether it is only believed if it explains every gradient: zeros and flipped signs have many causes.
  var isOfShares: Bool {
    if case .share = self { return true }
    return false
  }

  /// The mistake as a clause.
  var description: String {
    switch self {
    case .none: "nothing is wrong"
    case .signTurned: "every sign is flipped"
    case .biasMean: "the gradients of the biases are means over the batch instead of sums"
    case .newHiddenInWeights: "dW_h uses H_t instead of H_{t-1}"
    case .cell(let cell): cell.rawValue
    case .zero(true, false): "nothing is added to dH_{t-1}, so it is returned as zeros"
    case .zero(false, _): "dC_{t-1} is returned as zeros instead of dC_t ⊙ F"
    case .zero: "dH_{t-1} and dC_{t-1} are returned as zeros"
    case .factor(let factor): factor.rawValue
    case .derivative(.candidate, let form): Self.ofTanh(form)
    case .derivative(let part, let form): Self.ofSigmoid(part, form)
    case .hiddenPath(let part, let isMissing):
      "the share of \(part.name) in dH_{t-1}, dA_\(part.letter) · W_h\(part.letter)ᵀ, is "
        + Self.verb(isMissing)
    case .inputPath(let part, let isMissing):
      "the share of \(part.name) in dX_t, dA_\(part.letter) · W_x\(part.letter)ᵀ, is "
        + Self.verb(isMissing)
    case .onlyPath(let part):
      "dH_{t-1} comes from only \(part.name): all four pre-activations used H_{t-1}"
    case .untransposed(nil): "W_h is not transposed in the backward pass"
    case .untransposed(let part?): "W_h\(part.letter) is not transposed in the backward pass"
    case .forgotten(let part): "dA_\(part.letter) of \(part.name) is zero, or never used"
    case .share(let part, let parameter, let isMissing):
      Self.share(part, parameter) + (isMissing ? " is never added" : " is subtracted instead of added")
    }
  }

  private static func verb(_ isMissing: Bool) -> String {
    isMissing ? "missing" : "subtracted instead of added"
  }

  private static func ofTanh(_ form: Derivative) -> String {
    switch form {
    case .missing: "the derivative of the candidate's tanh is missing"
    case .value: "the derivative of the candidate's tanh is C̃² instead of 1 - C̃²"
    case .complement: "the derivative of the candidate's tanh is 1 - C̃ instead of 1 - C̃²"
    case .plus: "the derivative of the candidate's tanh is 1 + C̃² instead of 1 - C̃²"
    case .other: "the candidate's derivative is a sigmoid's: for tanh it is 1 - C̃²"
    }
  }

  private static func ofSigmoid(_ part: LSTMPart, _ form: Derivative) -> String {
    let value = part.symbol
    return switch form {
    case .missing: "the derivative of \(part.name)'s sigmoid is missing"
    case .value: "the derivative of \(part.name)'s sigmoid lacks its factor 1 - \(value)"
    case .complement: "the derivative of \(part.name)'s sigmoid lacks its factor \(value)"
    case .plus:
      "the derivative of \(part.name)'s sigmoid is \(value)(1 + \(value)) instead of \(value)(1 - \(value))"
    case .other:
      "the derivative of \(part.name) is a tanh's: for a sigmoid it is \(value)(1 - \(value))"
    }
  }

  private static func share(_ part: LSTMPart?, _ parameter: Int) -> String {
    guard let part else {
      return "a step's share of every gate's \(["W_x", "W_h", "b", "parameters"][parameter])"
    }
    let letter = part.letter
    let names = ["W_x\(letter)", "W_h\(letter)", "b_\(letter)", "W_x\(letter), W_h\(letter) and b_\(letter)"]
    return "a step's share of \(names[parameter])"
  }
}
