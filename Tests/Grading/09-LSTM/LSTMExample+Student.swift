import Exercise09LSTM
import LinearAlgebra

extension LSTMOracle.Gate {
  /// The same parameters as the student's type.
  var student: GateWeights { GateWeights(weightIH: weightIH, weightHH: weightHH, bias: bias) }

  /// The parameters a student's function returned.
  init(_ gate: GateWeights) {
    self.init(weightIH: gate.weightIH, weightHH: gate.weightHH, bias: gate.bias)
  }
}

extension LSTMOracle.State {
  /// The same state as the student's type.
  var student: LSTMState { LSTMState(hidden: hidden, cell: cell) }

  /// The state returned by a student's function.
  init(_ state: LSTMState) { self.init(hidden: state.hidden, cell: state.cell) }
}

extension LSTMOracle {
  /// The same parameters as the student's type.
  var student: LSTM {
    LSTM(
      inputGate: gates[0].student, forgetGate: gates[1].student, candidate: gates[2].student,
      outputGate: gates[3].student)
  }

  /// The parameters a student's function returned.
  init(_ network: LSTM) {
    self.init(
      gates: [network.inputGate, network.forgetGate, network.candidate, network.outputGate].map(Gate.init))
  }
}

extension LSTMOracle.Step {
  /// The same step as the student's cache.
  var studentCache: LSTMCache {
    LSTMCache(
      input: input, previousState: previous.student,
      gates: LSTMGates(input: gates[0], forget: gates[1], candidate: gates[2], output: gates[3]),
      cell: state.cell)
  }
}

extension LSTMGates {
  /// Input gate, forget gate, candidate, output gate.
  var matrices: [Matrix<Double>] { [input, forget, candidate, output] }
}
