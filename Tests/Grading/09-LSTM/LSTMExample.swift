import LinearAlgebra

/// A random LSTM with inputs, in sizes that are all different, so no transposed matrix fits by chance.
///
/// This file does not import the exercise: no submission can change these results.
struct LSTMExample {
  static let (stepCount, batch, inputSize, hiddenSize) = (5, 2, 3, 4)
  /// The parameters in the order of `LSTMOracle.matrices`.
  static let parameterNames = ["i", "f", "c", "o"].flatMap { ["W_x\($0)", "W_h\($0)", "b_\($0)"] }

  let oracle: LSTMOracle
  let inputs: [Matrix<Double>]  // 5 of [2, 3]
  let initialState: LSTMOracle.State  // two of [2, 4]
  let outputGradients: [Matrix<Double>]  // 5 of [2, 4]
  let laterGradient: Matrix<Double>  // [2, 4], of C_1 from a later step
  let earlierShare: LSTMOracle  // gradients stored before a step adds its own

  init(using generator: inout some RandomNumberGenerator) {
    func random(_ rows: Int, _ columns: Int, in range: ClosedRange<Double> = -1.2...1.2) -> Matrix<Double> {
      .uniform(rows: rows, columns: columns, in: range, using: &generator)
    }
    func randomNetwork() -> LSTMOracle {
      LSTMOracle(
        gates: (0..<4).map { _ in
          LSTMOracle.Gate(
            weightIH: random(Self.inputSize, Self.hiddenSize),
            weightHH: random(Self.hiddenSize, Self.hiddenSize), bias: random(1, Self.hiddenSize))
        })
    }
    oracle = randomNetwork()
    inputs = (0..<Self.stepCount).map { _ in random(Self.batch, Self.inputSize) }
    initialState = LSTMOracle.State(
      hidden: random(Self.batch, Self.hiddenSize, in: -0.9...0.9),
      cell: random(Self.batch, Self.hiddenSize, in: -1.5...1.5))
    outputGradients = (0..<Self.stepCount).map { _ in random(Self.batch, Self.hiddenSize) }
    laterGradient = random(Self.batch, Self.hiddenSize)
    earlierShare = randomNetwork()
  }

  /// The oracle's results at the first step.
  var firstStep: LSTMOracle.Step { oracle.step(inputs[0], from: initialState) }
  /// The oracle's results at every step.
  var steps: [LSTMOracle.Step] { oracle.steps(inputs, from: initialState) }
  /// dH_1 from its output, and dC_1 from a later step.
  var stateGradient: LSTMOracle.State {
    LSTMOracle.State(hidden: outputGradients[0], cell: laterGradient)
  }
  /// A state of zeros.
  var zeroState: LSTMOracle.State {
    let zero = Matrix<Double>.zeros(initialState.cell.shape)
    return LSTMOracle.State(hidden: zero, cell: zero)
  }

  /// One backward step, correct or with a mistake.
  func backwardStep(_ mistake: LSTMBackwardMistake = .none, from earlier: LSTMOracle? = nil) -> LSTMGradients
  {
    var gradient = earlier ?? oracle.zeroed()
    let before = oracle.backward(stateGradient, through: firstStep, mistake: mistake, adding: &gradient)
    return LSTMGradients(inputs: [before.input], state: before.state, parameters: gradient)
  }

  /// The backward pass over the whole sequence, correct or with a mistake.
  func backwardPass(_ mistake: LSTMBackwardMistake = .none, loop: LSTMLoopMistake = .none) -> LSTMGradients {
    oracle.backward(outputGradients, through: steps, mistake: mistake, loop: loop)
  }

  /// The loss of only the first step, as a function of its previous cell state.
  func lossOfFirstStep(fromCell cell: Matrix<Double>) -> Double {
    let state = LSTMOracle.State(hidden: initialState.hidden, cell: cell)
    let next = oracle.step(inputs[0], from: state).state
    return next.hidden.dot(outputGradients[0]) + next.cell.dot(laterGradient)
  }

  /// The network with gates held by their biases: each gate's pre-activation is the given number, whatever the input;
  /// `nil` leaves it unchanged.
  func held(input: Double? = nil, forget: Double? = nil, output: Double? = nil) -> LSTMOracle {
    var result = oracle
    for (index, bias) in [input, forget, nil, output].enumerated() {
      guard let bias else { continue }
      let gate = result.gates[index]
      result.gates[index] = LSTMOracle.Gate(
        weightIH: .zeros(gate.weightIH.shape), weightHH: .zeros(gate.weightHH.shape),
        bias: gate.bias.map { _ in bias })
    }
    return result
  }
}
