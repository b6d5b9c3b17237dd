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

  /// A step without a reset gate, in the polarity in which a gate near 1 takes the candidate, [B, H].
  func simplifiedStep(
    _ step: Int = 0, from state: Matrix<Double>? = nil, slip: GRUSlip = .none
  ) -> Matrix<Double> {
    let state = state ?? initialState
    let gate = oracle.gate(oracle.update, inputs[step], state, slip: slip)
    let new = oracle.candidate(inputs[step], state, resetGate: ones, slip: slip)
    var next = state
    for row in 0..<next.rows {
      for unit in 0..<next.columns {
        let taken = slip == .polarityInverted ? 1 - gate[row, unit] : gate[row, unit]
        next[row, unit] = taken * new[row, unit] + (1 - taken) * state[row, unit]
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

  /// What a simplified step is with each known slip.
  func simplifiedSuspects() -> [Suspect] {
    let place = "SimplifiedGRU.step(_:from:)"
    let slips = GRUSlip.ofGates + [.candidateTanhLeftOut, .sigmoidInCandidate]
    return slips.map { Suspect($0.rawValue, at: place, simplifiedStep(slip: $0)) } + [
      Suspect(
        "the gate has the polarity of the full GRU: here a gate near 1 takes the candidate", at: place,
        simplifiedStep(slip: .polarityInverted))
    ]
  }

  /// What a gate is whose parameters were turned in part.
  func oppositeSuspects() -> [Suspect] {
    let gate = oracle.update
    let mistakes: [(String, GRUOracle.Gate)] = [
      ("the parameters are as they were", gate),
      ("the bias keeps its sign", turned(gate, weightIH: -1, weightHH: -1, bias: 1)),
      ("W_h keeps its sign", turned(gate, weightIH: -1, weightHH: 1, bias: -1)),
      ("W_x keeps its sign", turned(gate, weightIH: 1, weightHH: -1, bias: -1)),
      ("only the bias turns its sign", turned(gate, weightIH: 1, weightHH: 1, bias: -1)),
    ]
    return mistakes.map { text, gate in
      Suspect(text, at: "opposite()", oracle.gate(gate, inputs[0], initialState))
    }
  }

  /// What the states are after a conversion that was made in part.
  func conversionSuspects() -> [Suspect] {
    let opposite = turned(oracle.update, weightIH: -1, weightHH: -1, bias: -1)
    func states(_ update: GRUOracle.Gate, resetBias: Double) -> [Matrix<Double>] {
      var gates = keeping
      gates.reset = gates.update
      gates.reset.bias = gates.update.bias.map { _ in resetBias }
      gates.update = update
      return gates.steps(inputs, from: initialState).map(\.state)
    }
    let place = "asGRU()"
    return [
      Suspect("the update gate keeps its polarity", at: place, states(oracle.update, resetBias: 60)),
      Suspect("the reset gate is shut instead of open", at: place, states(opposite, resetBias: -60)),
      Suspect(
        "the reset gate is half open: σ(0) is 0.5, not 1", at: place, states(opposite, resetBias: 0)),
      Suspect(
        "the reset gate is not quite open: σ(1) is 0.73, not 1", at: place, states(opposite, resetBias: 1)),
    ]
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

  /// Requires a gate to have the shapes of another, so that what follows cannot trap.
  func assertShapes(
    _ gate: GRUOracle.Gate, like model: GRUOracle.Gate, in test: GradedTestCase
  ) throws {
    try test.assertEqual(gate.weightIH.shape, model.weightIH.shape, "the shape of W_x")
    try test.assertEqual(gate.weightHH.shape, model.weightHH.shape, "the shape of W_h")
    try test.assertEqual(gate.bias.shape, model.bias.shape, "the shape of b")
  }
}
