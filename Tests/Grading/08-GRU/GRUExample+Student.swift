import Exercise08GRU
import LinearAlgebra

extension GRUOracle.Gate {
  /// The same parameters as the student's type.
  var student: GateWeights { GateWeights(weightIH: weightIH, weightHH: weightHH, bias: bias) }

  /// The parameters a student's function returned.
  init(_ gate: GateWeights) {
    self.init(weightIH: gate.weightIH, weightHH: gate.weightHH, bias: gate.bias)
  }
}

extension GRUOracle {
  /// The same parameters as the student's type.
  var student: GRU { GRU(reset: reset.student, update: update.student, candidate: candidate.student) }

  /// The parameters a student's function returned.
  init(_ network: GRU) {
    self.init(
      reset: Gate(network.reset), update: Gate(network.update), candidate: Gate(network.candidate))
  }
}

extension GRUOracle.Step {
  /// The same step as the student's cache.
  var studentCache: GRU.Cache {
    GRU.Cache(
      input: input, previousState: previousState, resetGate: resetGate, updateGate: updateGate,
      candidate: candidate)
  }
}
