import LinearAlgebra

/// The step is the stacked one, and a sequence is its first step followed by a shorter sequence.
public struct RNN: Sendable {
  /// W_xh, [I, H].
  public var weightIH: Matrix<Double>
  /// W_hh, [H, H].
  public var weightHH: Matrix<Double>
  /// b_h, [1, H].
  public var bias: Matrix<Double>
  /// W_hq, [H, Q].
  public var weightHQ: Matrix<Double>
  /// b_q, [1, Q].
  public var biasQ: Matrix<Double>

  /// A network of the given weights.
  public init(
    weightIH: Matrix<Double>, weightHH: Matrix<Double>, bias: Matrix<Double>, weightHQ: Matrix<Double>,
    biasQ: Matrix<Double>
  ) {
    self.weightIH = weightIH
    self.weightHH = weightHH
    self.bias = bias
    self.weightHQ = weightHQ
    self.biasQ = biasQ
  }

  /// Inputs and states.
  public struct Cache: Sendable {
    /// X_1 … X_T.
    public var inputs: [Matrix<Double>]
    /// H_0 … H_T.
    public var states: [Matrix<Double>]

    /// The given ones.
    public init(inputs: [Matrix<Double>], states: [Matrix<Double>]) {
      self.inputs = inputs
      self.states = states
    }
  }

  /// A dense layer over a column of ones, so that the bias is one more row of the weight.
  private func affine(_ rows: Matrix<Double>, _ weight: Matrix<Double>, _ bias: Matrix<Double>) -> Matrix<
    Double
  > {
    let ones = Matrix<Double>(rows: rows.rows, columns: 1, repeating: 1)
    return matmul(concatenate(columns: [rows, ones]), concatenate(rows: [weight, bias]))
  }

  /// One product over state, input and one.
  public func step(_ input: Matrix<Double>, from state: Matrix<Double>) throws -> Matrix<Double> {
    let sum = affine(try stacked(state, input), try stackedWeight(), bias)
    return 2 * sigmoid(2 * sum) - 1  // which is tanh
  }

  /// One product over state and one.
  public func predict(_ state: Matrix<Double>) throws -> Matrix<Double> {
    try softmax(affine(state, weightHQ, biasQ))
  }

  /// The first step, and then the rest from there.
  public func forward(
    _ inputs: [Matrix<Double>], from initialState: Matrix<Double>
  ) throws -> (predictions: [Matrix<Double>], cache: Cache) {
    guard let first = inputs.first else { return ([], Cache(inputs: [], states: [initialState])) }
    let state = try step(first, from: initialState)
    let rest = try forward(Array(inputs.dropFirst()), from: state)
    return (
      [try predict(state)] + rest.predictions,
      Cache(inputs: [first] + rest.cache.inputs, states: [initialState] + rest.cache.states)
    )
  }
}
