import LinearAlgebra

/// A random GRU with inputs, in sizes that are all different, so no transposed matrix fits by chance.
///
/// This file does not import the exercise: no submission can change these results.
struct GRUExample {
  static let (stepCount, batch, inputSize, hiddenSize) = (5, 2, 3, 4)

  /// The parameters in the order of `GRUOracle.matrices`.
  static let parameterNames = ["W_xr", "W_hr", "b_r", "W_xz", "W_hz", "b_z", "W_xh", "W_hh", "b_h"]

  var oracle: GRUOracle
  let inputs: [Matrix<Double>]  // 5 of [2, 3]
  let initialState: Matrix<Double>  // [2, 4]
  let resetGate: Matrix<Double>  // [2, 4], numbers between 0 and 1
  let outputGradients: [Matrix<Double>]  // 5 of [2, 4]
  let earlierShare: GRUOracle  // gradients stored before a step adds its own

  init(using generator: inout some RandomNumberGenerator) {
    func random(_ rows: Int, _ columns: Int, in range: ClosedRange<Double> = -1.2...1.2) -> Matrix<Double> {
      .uniform(rows: rows, columns: columns, in: range, using: &generator)
    }
    func randomGate() -> GRUOracle.Gate {
      GRUOracle.Gate(
        weightIH: random(Self.inputSize, Self.hiddenSize), weightHH: random(Self.hiddenSize, Self.hiddenSize),
        bias: random(1, Self.hiddenSize))
    }
    oracle = GRUOracle(reset: randomGate(), update: randomGate(), candidate: randomGate())
    inputs = (0..<Self.stepCount).map { _ in random(Self.batch, Self.inputSize) }
    initialState = random(Self.batch, Self.hiddenSize, in: -0.9...0.9)
    resetGate = random(Self.batch, Self.hiddenSize, in: 0.1...0.9)
    outputGradients = (0..<Self.stepCount).map { _ in random(Self.batch, Self.hiddenSize) }
    earlierShare = GRUOracle(reset: randomGate(), update: randomGate(), candidate: randomGate())
  }

  /// The oracle's results at the first step.
  var firstStep: GRUOracle.Step { oracle.step(inputs[0], from: initialState) }
  /// The oracle's results at every step.
  var steps: [GRUOracle.Step] { oracle.steps(inputs, from: initialState) }

  /// One backward step, correct or with a mistake.
  func backwardStep(_ mistake: GRUBackwardMistake = .none, from earlier: GRUOracle? = nil) -> GRUGradients {
    var gradient = earlier ?? oracle.zeroed()
    let before = oracle.backward(outputGradients[0], through: firstStep, mistake: mistake, adding: &gradient)
    return GRUGradients(inputs: [before.input], state: before.state, parameters: gradient)
  }

  /// The backward pass over the whole sequence, correct or with a mistake.
  func backwardPass(_ mistake: GRUBackwardMistake = .none, loop: GRULoopMistake = .none) -> GRUGradients {
    oracle.backward(outputGradients, through: steps, mistake: mistake, loop: loop)
  }

  /// The loss of only the first step, as a function of its previous state.
  func lossOfFirstStep(from state: Matrix<Double>) -> Double {
    oracle.step(inputs[0], from: state).state.dot(outputGradients[0])
  }
}
