import Exercise09LSTM
import GradingSupport
import LinearAlgebra

/// Task 6: separate and stacked weights. B = 2, I = 3, H = 4, so the stacked weight is [7, 16].
final class StackedTests: GradedTestCase {
  private func makeExample() -> LSTMExample {
    var generator = makeGenerator()
    return LSTMExample(using: &generator)
  }

  private func network(_ example: LSTMExample) -> StackedLSTM {
    StackedLSTM(weight: example.stackedWeight, bias: example.stackedBias)
  }

  func testTask6_theStackedStepGivesTheSameState() throws {
    try grade {
      let example = makeExample()
      let state = try network(example).step(example.inputs[0], from: example.initialState.student)
      let right = example.firstStep.state
      try assertClose(
        [state.hidden, state.cell], [right.hidden, right.cell], "[H_t, C_t] of StackedLSTM.step(_:from:)",
        suspects: example.stackedStepSuspects(),
        hint: "[H, X] · W + b has 4H columns: input gate, forget gate, candidate, output gate.")
    }
  }

  func testTask6_theWeightsAreStackedInTheirOrder() throws {
    try grade {
      let example = makeExample()
      let stacked = try example.oracle.student.stacked()
      try assertClose(
        stacked.weight, example.stackedWeight, "the weight of stacked()", suspects: example.stackedSuspects(),
        hint: "W_h above W_x; the gates from left to right in the order i f c̃ o.")
      try assertClose(
        stacked.bias, example.stackedBias, "the bias of stacked()", suspects: example.stackedBiasSuspects(),
        hint: "The biases are side by side, in the same order as the weights.")
    }
  }

  func testTask6_theWeightsCanBeUnstackedAgain() throws {
    try grade {
      let example = makeExample()
      let separated = try LSTMOracle(network(example).unstacked()).matrices
      for (index, name) in LSTMExample.parameterNames.enumerated() {
        try assertClose(
          separated[index], example.oracle.matrices[index], "\(name) of unstacked()",
          suspects: example.separatedSuspects(index),
          hint: "The first H rows are W_h, the others W_x; gate k owns the columns from k · H on.")
      }
    }
  }

  func testTask6_otherSizesAndLargeInputsAreStackedAlike() throws {
    try grade {
      var generator = makeGenerator()
      func random(_ rows: Int, _ columns: Int) -> Matrix<Double> {
        .uniform(rows: rows, columns: columns, in: -1...1, using: &generator)
      }
      // I = 5, H = 2, B = 3.
      let oracle = LSTMOracle(
        gates: (0..<4).map { _ in
          LSTMOracle.Gate(weightIH: random(5, 2), weightHH: random(2, 2), bias: random(1, 2))
        })
      let (input, state) = (random(3, 5), LSTMOracle.State(hidden: random(3, 2), cell: random(3, 2)))
      let stacked = StackedLSTM(
        weight: concatenate(columns: oracle.gates.map { concatenate(rows: [$0.weightHH, $0.weightIH]) }),
        bias: concatenate(columns: oracle.gates.map(\.bias)))
      let hint = "H is a quarter of the columns of the bias; nothing else determines it."
      let next = try stacked.step(input, from: state.student)
      let right = oracle.step(input, from: state).state
      try assertClose(
        [next.hidden, next.cell], [right.hidden, right.cell],
        "[H_t, C_t] of StackedLSTM.step(_:from:) with I = 5 and H = 2", hint: hint)
      try assertClose(
        LSTMOracle(stacked.unstacked()).matrices, oracle.matrices, "unstacked() with I = 5 and H = 2",
        hint: hint)
      let loud = try stacked.step(input * 2000, from: state.student)
      let rightAndLoud = oracle.step(input * 2000, from: state).state
      try assertClose(
        [loud.hidden, loud.cell], [rightAndLoud.hidden, rightAndLoud.cell],
        "[H_t, C_t] of StackedLSTM.step(_:from:) with inputs in the thousands",
        hint: "exp(1000) is infinite: use tanh and sigmoid of LinearAlgebra.")
    }
  }
}
