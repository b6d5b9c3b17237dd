import GradingSupport
import LinearAlgebra

extension GRUExample {
  /// tanh(X · W_xh + H · W_hh + b_h): a step without any gate, [B, H].
  var plainStep: Matrix<Double> {
    oracle.candidate(inputs[0], initialState, resetGate: ones)
  }

  /// The network with an update gate that is 1 for every input.
  var keeping: GRUOracle {
    var result = oracle
    result.update = GRUOracle.Gate(
      weightIH: .zeros(oracle.update.weightIH.shape), weightHH: .zeros(oracle.update.weightHH.shape),
      bias: Matrix(rows: 1, columns: Self.hiddenSize, repeating: 60))
    return result
  }

  private var ones: Matrix<Double> { Matrix(rows: Self.batch, columns: Self.hiddenSize, repeating: 1) }

  /// How a simplified step blends, from its gate, candidate and old state.
  typealias Blend = (_ gate: Double, _ new: Double, _ old: Double) -> Double

  /// A step without a reset gate, with the polarity that takes the candidate for a gate near 1, [B, H].
  func simplifiedStep(
    _ step: Int = 0, from state: Matrix<Double>? = nil, mistake: GRUMistake = .none, in part: GRUPart? = nil,
    blend: Blend = { $0 * $1 + (1 - $0) * $2 }
  ) -> Matrix<Double> {
    let state = state ?? initialState
    let gate = oracle.gate(oracle.update, inputs[step], state, mistake: part == .candidate ? .none : mistake)
    let new = oracle.candidate(
      inputs[step], state, resetGate: ones, mistake: part == .update ? .none : mistake)
    var next = state
    for row in 0..<next.rows {
      for unit in 0..<next.columns {
        next[row, unit] = blend(gate[row, unit], new[row, unit], state[row, unit])
      }
    }
    return next
  }

  /// The states of the whole sequence without a reset gate, each [B, H].
  func simplifiedStates() -> [Matrix<Double>] {
    inputs.indices.reduce(into: []) { states, step in
      states.append(simplifiedStep(step, from: states.last))
    }
  }

  /// The results of a simplified step with each known mistake.
  func simplifiedSuspects() -> [Suspect] {
    let place = "SimplifiedGRU.step(_:from:)"
    let blends: [(String, Blend)] = [
      (
        "the gate has the polarity of the full GRU: here a gate near 1 takes the candidate",
        { (1 - $0) * $1 + $0 * $2 }
      ),
      ("the share of the old state, (1 - Γ_u) ⊙ C_{t-1}, is missing", { gate, new, _ in gate * new }),
      ("the share of the candidate, Γ_u ⊙ C̃_t, is missing", { gate, _, old in (1 - gate) * old }),
      ("the share of the old state is subtracted instead of added", { $0 * $1 - (1 - $0) * $2 }),
      ("the old state is kept in full, without the factor 1 - Γ_u", { $0 * $1 + $2 }),
      ("the candidate is taken in full, without the factor Γ_u", { $1 + (1 - $0) * $2 }),
      ("the old state is multiplied by 1 + Γ_u instead of 1 - Γ_u", { $0 * $1 + (1 + $0) * $2 }),
      ("the old state is multiplied by 1 - C̃_t instead of 1 - Γ_u", { $0 * $1 + (1 - $1) * $2 }),
      ("1 - Γ_u is added itself, without the old state", { gate, new, _ in gate * new + (1 - gate) }),
      ("Γ_u is added itself, without the candidate", { gate, _, old in gate + (1 - gate) * old }),
    ]
    let mistakes: [(GRUMistake, GRUPart?)] =
      GRUMistake.ofSums.map { ($0, nil) } + GRUMistake.ofGates.map { ($0, .update) }
      + (GRUMistake.ofSums + [.candidateTanhLeftOut, .sigmoidInCandidate]).map { ($0, .candidate) }
    return mistakes.map { mistake, part in
      Suspect(
        part.map { "\(mistake.rawValue) (in \($0.name))" } ?? mistake.rawValue, at: place,
        simplifiedStep(mistake: mistake, in: part))
    } + blends.map { Suspect($0, at: place, simplifiedStep(blend: $1)) }
  }

  /// The ways to invert a gate only partly.
  private var halfTurned: [(mistake: String, gate: GRUOracle.Gate)] {
    let gate = oracle.update
    return [
      ("the bias keeps its sign", turned(gate, weightIH: -1, weightHH: -1, bias: 1)),
      ("W_h keeps its sign", turned(gate, weightIH: -1, weightHH: 1, bias: -1)),
      ("W_x keeps its sign", turned(gate, weightIH: 1, weightHH: -1, bias: -1)),
      ("only the bias changes its sign", turned(gate, weightIH: 1, weightHH: 1, bias: -1)),
      ("only W_h changes its sign", turned(gate, weightIH: 1, weightHH: -1, bias: 1)),
      ("only W_x changes its sign", turned(gate, weightIH: -1, weightHH: 1, bias: 1)),
      ("the bias is missing", turned(gate, weightIH: -1, weightHH: -1, bias: 0)),
      ("W_h is missing", turned(gate, weightIH: -1, weightHH: 0, bias: -1)),
      ("W_x is missing", turned(gate, weightIH: 0, weightHH: -1, bias: -1)),
    ]
  }

  /// The values of a gate whose parameters were inverted only partly.
  func oppositeSuspects() -> [Suspect] {
    let mistakes =
      halfTurned + [
        ("the parameters are unchanged", oracle.update),
        ("all parameters are zeros", turned(oracle.update, weightIH: 0, weightHH: 0, bias: 0)),
      ]
    return mistakes.map { text, gate in
      Suspect(text, at: "opposite()", oracle.gate(gate, inputs[0], initialState))
    }
  }

  /// The states after an incomplete conversion.
  func conversionSuspects() -> [Suspect] {
    let opposite = turned(oracle.update, weightIH: -1, weightHH: -1, bias: -1)
    func states(
      _ update: GRUOracle.Gate, resetBias: Double = 60, candidate: GRUOracle.Gate? = nil
    ) -> [Matrix<Double>] {
      var gates = keeping
      gates.reset = gates.update
      gates.reset.bias = gates.update.bias.map { _ in resetBias }
      gates.update = update
      gates.candidate = candidate ?? gates.candidate
      return gates.steps(inputs, from: initialState).map(\.state)
    }
    let place = "asGRU()"
    let zeros = turned(oracle.update, weightIH: 0, weightHH: 0, bias: 0)
    let turnedCandidate = turned(oracle.candidate, weightIH: -1, weightHH: -1, bias: -1)
    return [
      Suspect("the update gate keeps its polarity", at: place, states(oracle.update)),
      Suspect("the update gate's parameters are zeros", at: place, states(zeros)),
      Suspect(
        "the candidate is inverted too; it must stay unchanged", at: place,
        states(opposite, candidate: turnedCandidate)),
      Suspect(
        "the candidate has the parameters of the update gate", at: place,
        states(opposite, candidate: oracle.update)),
      Suspect("the reset gate is shut instead of open", at: place, states(opposite, resetBias: -60)),
      Suspect(
        "the reset gate is half open: σ(0) is 0.5, not 1", at: place, states(opposite, resetBias: 0)),
      Suspect(
        "the reset gate is not quite open: σ(1) is 0.73, not 1", at: place, states(opposite, resetBias: 1)),
    ]
      + halfTurned.map { text, gate in
        Suspect(
          "the update gate is inverted only partly (\(text))", at: "opposite() and asGRU()", states(gate))
      }
      + [2.0, 3, 4, 5, 6, 8, 10, 12, 15, 16, 18, 20].map { bias in
        Suspect(
          "the reset gate is not open enough: a bias of \(Int(bias)) leaves it below 1 by more than nine digits allow",
          at: place, states(opposite, resetBias: bias))
      }
  }

  private func turned(
    _ gate: GRUOracle.Gate, weightIH: Double, weightHH: Double, bias: Double
  ) -> GRUOracle.Gate {
    GRUOracle.Gate(
      weightIH: gate.weightIH * weightIH, weightHH: gate.weightHH * weightHH, bias: gate.bias * bias)
  }

  /// Requires a gate to have the shapes of another, so later code cannot trap.
  func assertShapes(
    _ gate: GRUOracle.Gate, like model: GRUOracle.Gate, in test: GradedTestCase
  ) throws {
    try test.assertEqual(gate.weightIH.shape, model.weightIH.shape, "the shape of W_x")
    try test.assertEqual(gate.weightHH.shape, model.weightHH.shape, "the shape of W_h")
    try test.assertEqual(gate.bias.shape, model.bias.shape, "the shape of b")
  }
}
