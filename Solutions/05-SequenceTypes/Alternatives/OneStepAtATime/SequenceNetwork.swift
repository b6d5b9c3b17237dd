import EarlierUnits
import LinearAlgebra

/// A recurrent layer with an output layer. All wirings with one sequence of steps are built from it:
///
///     H_t = tanh(X_t · W_xh + H_{t-1} · W_hh + b_h),  H_0 = 0
///     Z_t = H_t · W_hq + b_q                          logits, before any softmax
///
/// They differ only in which X_t exist, and at which steps Z_t is read. B is the batch, I the input size, H the
/// hidden size, Q the output size, T the number of steps, at least 1.
public struct SequenceNetwork: ParameterCollection {
  /// W_xh [I, H], W_hh [H, H] and b_h [1, H].
  public var layer: RNNLayer
  /// W_hq [H, Q] and b_q [1, Q].
  public var output: LinearLayer

  /// A network of the given parts.
  public init(layer: RNNLayer, output: LinearLayer) {
    self.layer = layer
    self.output = output
  }

  /// A network whose parameters are drawn from `generator`.
  public init(
    inputSize: Int, hiddenSize: Int, outputSize: Int,
    using generator: inout some RandomNumberGenerator
  ) {
    layer = RNNLayer(inputSize: inputSize, hiddenSize: hiddenSize, using: &generator)
    output = LinearLayer(inputSize: hiddenSize, outputSize: outputSize, using: &generator)
  }

  /// All five matrices by name, for optimizers and gradient checks.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Double>>)] {
    parameters(of: \.layer, named: "layer") + parameters(of: \.output, named: "output")
  }

  /// Task 3: a sequence of one input.
  public func oneToOne(_ input: Matrix<Double>) throws -> Matrix<Double> {
    try manyToMany([input]).logits[0]
  }

  /// Task 3, a step at a time.
  public func manyToMany(
    _ inputs: [Matrix<Double>]
  ) throws -> (logits: [Matrix<Double>], cache: RNNLayer.Cache) {
    var states = [layer.initialState(batchSize: inputs[0].rows)]
    var logits: [Matrix<Double>] = []
    for input in inputs {
      let state = tanh(
        matmul(input, layer.weightIH) + matmul(states[states.count - 1], layer.weightHH)
          + layer.bias)
      states.append(state)
      logits.append(matmul(state, output.weight) + output.bias)
    }
    return (logits, RNNLayer.Cache(inputs: inputs, states: states))
  }

  /// Task 3: all answers, of which one per row is kept.
  public func manyToOne(
    _ inputs: [Matrix<Double>], lengths: [Int]
  ) throws -> (logits: Matrix<Double>, cache: RNNLayer.Cache) {
    let (logits, cache) = try manyToMany(inputs)
    return (try lastStates(logits, lengths: lengths), cache)
  }
}

/// Task 3: a state is kept while its sequence has tokens.
public func lastStates(_ states: [Matrix<Double>], lengths: [Int]) throws -> Matrix<Double> {
  var result = states[0]
  for (step, state) in states.enumerated() {
    for row in lengths.indices where step < lengths[row] {
      for column in 0..<state.columns { result[row, column] = state[row, column] }
    }
  }
  return result
}
