import GradingSupport
import LinearAlgebra

extension LSTMExample {
  /// [W_h ; W_x] of all gates side by side, [H + I, 4H].
  var stackedWeight: Matrix<Double> {
    concatenate(columns: oracle.gates.map { concatenate(rows: [$0.weightHH, $0.weightIH]) })
  }
  /// The biases side by side, [1, 4H].
  var stackedBias: Matrix<Double> { concatenate(columns: oracle.gates.map(\.bias)) }

  /// What the stacked weights are with each known slip.
  func stackedSuspects() -> [Suspect] {
    let place = "stacked()"
    let upsideDown = concatenate(
      columns: oracle.gates.map { concatenate(rows: [$0.weightIH, $0.weightHH]) })
    let blocks = oracle.gates.map { concatenate(rows: [$0.weightHH, $0.weightIH]) }
    return [
      Suspect("W_x stands on top of W_h", at: place, upsideDown),
      Suspect(
        "the output gate stands before the candidate", at: place,
        concatenate(columns: [blocks[0], blocks[1], blocks[3], blocks[2]])),
      Suspect(
        "the forget gate stands before the input gate", at: place,
        concatenate(columns: [blocks[1], blocks[0], blocks[2], blocks[3]])),
    ]
  }

  /// What H_1 and C_1 are when the stacked step mixes something up.
  func stackedStepSuspects() -> [Suspect] {
    let rows = Self.hiddenSize + Self.inputSize
    // The input stands left of the state: the first I rows of the weights meet X, the others H.
    let mixed = LSTMOracle(
      gates: oracle.gates.map { gate in
        let weight = concatenate(rows: [gate.weightHH, gate.weightIH])
        return LSTMOracle.Gate(
          weightIH: weight.rows(0..<Self.inputSize), weightHH: weight.rows(Self.inputSize..<rows),
          bias: gate.bias)
      })
    let state = mixed.step(inputs[0], from: initialState).state
    return stepSuspects("StackedLSTM.step(_:from:)") + [
      Suspect(
        "the input stands left of the state", at: "StackedLSTM.step(_:from:)", [state.hidden, state.cell])
    ]
  }
}
