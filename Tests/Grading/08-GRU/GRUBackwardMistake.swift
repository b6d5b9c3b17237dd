/// A mistake learners really make in one backward step.
enum GRUBackwardMistake: Equatable {
  case none, signTurned, biasMean, stateZero
  case blend(Blend)
  case derivative(GRUPart, Derivative)
  case path(Path, isMissing: Bool)
  case inputPath(GRUPart, isMissing: Bool)
  case reset(Reset)
  /// In one gate or the candidate; in all three if `nil`.
  case untransposed(GRUPart?)
  /// A part whose dA is missing.
  case forgotten(GRUPart)
  /// The gradient of a parameter: 0 is W_x, 1 is W_h, 2 is b, 3 all. Of all gates and the candidate if `nil`.
  case share(GRUPart?, Int, isMissing: Bool)

  /// A gradient passed on through H_t = Z ⊙ H_{t-1} + (1 - Z) ⊙ H̃_t.
  enum Blend: String, CaseIterable {
    case sharesSwapped = "Z and 1 - Z are swapped in the gradients of the blend"
    case updateSign = "dZ has the wrong sign: it is dH_t ⊙ (H_{t-1} - H̃_t)"
    case updateWithoutCandidate = "the candidate is missing from dZ = dH_t ⊙ (H_{t-1} - H̃_t)"
    case updateWithoutState = "the old state is missing from dZ = dH_t ⊙ (H_{t-1} - H̃_t)"
    case updateWithSum = "H_{t-1} + H̃_t is used instead of H_{t-1} - H̃_t in dZ"
    case updateWithoutBoth = "dZ is dH_t itself, without the factor H_{t-1} - H̃_t"
    case candidateWithoutShare = "dH̃ is dH_t itself, without the factor 1 - Z"
    case candidateWithGate = "dH̃ is dH_t ⊙ Z instead of dH_t ⊙ (1 - Z)"
    case candidateWithOnePlus = "1 + Z is used instead of 1 - Z in dH̃ = dH_t ⊙ (1 - Z)"
    case keptWithComplement = "dH_t ⊙ (1 - Z) goes to H_{t-1} instead of dH_t ⊙ Z"
    case keptWithoutGate = "dH_t goes to H_{t-1} in full, without the factor Z_t"
  }

  /// The wrong derivative used for σ or tanh.
  enum Derivative: CaseIterable { case missing, value, complement, plus, other }

  /// A use of d(R ⊙ H_{t-1}).
  enum Reset: String, CaseIterable {
    case withoutState = "H_{t-1} is missing from dR = d(R ⊙ H_{t-1}) ⊙ H_{t-1}"
    case withoutWeight = "d(R ⊙ H_{t-1}) is computed without W_hh: it is dA_h · W_hhᵀ"
    case pathWithoutReset = "the reset gate is missing from the path from the candidate to H_{t-1}"
    case weightWithoutReset = "dW_hh of the candidate uses H_{t-1} instead of R ⊙ H_{t-1}"
    case weightOfResetAlone = "dW_hh of the candidate uses only R instead of R ⊙ H_{t-1}"
    case gateWeightsWithReset = "dW_h of a gate uses R ⊙ H_{t-1} instead of H_{t-1}"
  }

  /// A path from H_t to H_{t-1}.
  enum Path: String, CaseIterable {
    case kept = "the share that the update gate keeps, dH_t ⊙ Z_t,"
    case candidate = "the path through the candidate to H_{t-1}"
    case update = "the path through the update gate to H_{t-1}"
    case reset = "the path through the reset gate to H_{t-1}"
  }

  /// All mistakes, those of a whole group before those of one member.
  static let all: [GRUBackwardMistake] = {
    // In steps: one long list takes Swift 6.0 minutes.
    var all: [GRUBackwardMistake] = [.signTurned, .biasMean, .stateZero, .untransposed(nil)]
    all += Blend.allCases.map(GRUBackwardMistake.blend)
    all += Reset.allCases.map(GRUBackwardMistake.reset)
    for part in GRUPart.allCases {
      all += Derivative.allCases.map { GRUBackwardMistake.derivative(part, $0) }
    }
    for path in Path.allCases { all += [.path(path, isMissing: true), .path(path, isMissing: false)] }
    for part in GRUPart.allCases {
      all += [
        .forgotten(part), .inputPath(part, isMissing: true), .inputPath(part, isMissing: false),
        .untransposed(part),
      ]
    }
    let parts: [GRUPart?] = [nil, .reset, .update, .candidate]
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
    case .stateZero: "dH_{t-1} is returned as zeros: none of its four terms is added"
    case .blend(let blend): blend.rawValue
    case .reset(let reset): reset.rawValue
    case .derivative(.candidate, let form): Self.ofTanh(form)
    case .derivative(let part, let form): Self.ofSigmoid(part, form)
    case .path(.kept, isMissing: true):
      "the share of H_{t-1} that the update gate keeps gets no gradient (dH_t ⊙ Z_t)"
    case .path(let path, let isMissing):
      path.rawValue + (isMissing ? " is missing" : " is subtracted instead of added")
    case .inputPath(let part, let isMissing):
      "the share of \(part.name) in dX, dA_\(part.letter) · W_x\(part.letter)ᵀ, is "
        + (isMissing ? "missing" : "subtracted instead of added")
    case .untransposed(nil): "none of W_hr, W_hz and W_hh is transposed in the backward pass"
    case .untransposed(let part?): "W_h\(part.letter) is not transposed in the backward pass"
    case .forgotten(let part): "dA_\(part.letter) of \(part.name) is zero, or never used"
    case .share(let part, let parameter, let isMissing):
      Self.share(part, parameter) + (isMissing ? " is never added" : " is subtracted instead of added")
    }
  }

  private static func ofTanh(_ form: Derivative) -> String {
    switch form {
    case .missing: "the derivative of the candidate's tanh is missing"
    case .value: "the derivative of the candidate's tanh is H̃² instead of 1 - H̃²"
    case .complement: "the derivative of the candidate's tanh is 1 - H̃ instead of 1 - H̃²"
    case .plus: "the derivative of the candidate's tanh is 1 + H̃² instead of 1 - H̃²"
    case .other: "the candidate's derivative is a sigmoid's: for tanh it is 1 - H̃²"
    }
  }

  private static func ofSigmoid(_ part: GRUPart, _ form: Derivative) -> String {
    let value = part.symbol
    return switch form {
    case .missing: "the derivative of \(part.name)'s sigmoid is missing"
    case .value: "the derivative of \(part.name)'s sigmoid lacks its factor 1 - \(value)"
    case .complement: "the derivative of \(part.name)'s sigmoid lacks its factor \(value)"
    case .plus:
      "the derivative of \(part.name)'s sigmoid is \(value)(1 + \(value)) instead of \(value)(1 - \(value))"
    case .other: "the derivative of \(part.name) is a tanh's: for a sigmoid it is \(value)(1 - \(value))"
    }
  }

  private static func share(_ part: GRUPart?, _ parameter: Int) -> String {
    guard let part else {
      return "a step's share of every gate's \(["W_x", "W_h", "b", "parameters"][parameter])"
    }
    let letter = part.letter
    let names = ["W_x\(letter)", "W_h\(letter)", "b_\(letter)", "W_x\(letter), W_h\(letter) and b_\(letter)"]
    return "a step's share of \(names[parameter])"
  }
}
