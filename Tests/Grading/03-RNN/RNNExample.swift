import LinearAlgebra

/// A random network with inputs, in sizes that are all different, so that no transposed matrix fits by chance.
///
/// This file does not import the exercise: what is computed here, no submission can bend.
struct RNNExample {
  static let (steps, batch, inputSize, hiddenSize, outputSize) = (5, 2, 3, 4, 7)

  let oracle: RNNOracle
  let inputs: [Matrix<Double>]  // 5 of [2, 3]
  let initialState: Matrix<Double>  // [2, 4]

  init(using generator: inout some RandomNumberGenerator) {
    func random(_ rows: Int, _ columns: Int) -> Matrix<Double> {
      .uniform(rows: rows, columns: columns, in: -0.9...0.9, using: &generator)
    }
    oracle = RNNOracle(
      weightIH: random(Self.inputSize, Self.hiddenSize), weightHH: random(Self.hiddenSize, Self.hiddenSize),
      bias: random(1, Self.hiddenSize), weightHQ: random(Self.hiddenSize, Self.outputSize),
      biasQ: random(1, Self.outputSize))
    inputs = (0..<Self.steps).map { _ in random(Self.batch, Self.inputSize) }
    initialState = random(Self.batch, Self.hiddenSize)
  }

  private init(oracle: RNNOracle, inputs: [Matrix<Double>], initialState: Matrix<Double>) {
    self.oracle = oracle
    self.inputs = inputs
    self.initialState = initialState
  }

  /// One unit, one input, one example: H_1 = tanh(1 · 1 + 1 · 2 - 3) = 0.
  static let workedByHand = RNNExample(
    oracle: RNNOracle(weightIH: [[1]], weightHH: [[2]], bias: [[-3]], weightHQ: [[1]], biasQ: [[0]]),
    inputs: [[[1]]], initialState: [[1]])

  /// [H_0, X_1], [B, H + I].
  var stackedInput: Matrix<Double> { concatenate(columns: [initialState, inputs[0]]) }
  /// The same in the wrong order, [X_1, H_0].
  var stackedInputSwapped: Matrix<Double> { concatenate(columns: [inputs[0], initialState]) }
  /// [W_hh ; W_xh], [H + I, H].
  var stackedWeight: Matrix<Double> { concatenate(rows: [oracle.weightHH, oracle.weightIH]) }
  /// The same in the wrong order, [W_xh ; W_hh].
  var stackedWeightSwapped: Matrix<Double> { concatenate(rows: [oracle.weightIH, oracle.weightHH]) }

  /// H_0 · W_hh + X_1 · W_xh, [B, H].
  var sumOfTwoProducts: Matrix<Double> {
    matmul(initialState, oracle.weightHH) + matmul(inputs[0], oracle.weightIH)
  }

  /// A product that no submission can shadow.
  func product(_ a: Matrix<Double>, _ b: Matrix<Double>) -> Matrix<Double> { matmul(a, b) }

  /// An input so large that a state without tanh leaves the range from -1 to 1.
  var hugeInput: Matrix<Double> { inputs[0] * 1000 }
}
