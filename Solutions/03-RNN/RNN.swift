import LinearAlgebra

/// A recurrent network with one layer:
///
///     H_t = tanh(X_t · W_xh + H_{t-1} · W_hh + b_h)
///     Ŷ_t = softmax(H_t · W_hq + b_q)
///
/// B is the batch, I the input size, H the hidden size, Q the output size. Every step uses the same weights.
public struct RNN: Sendable {
  /// W_xh, from input to hidden state: [I, H].
  public var weightIH: Matrix<Double>
  /// W_hh, from hidden state to hidden state: [H, H].
  public var weightHH: Matrix<Double>
  /// b_h: [1, H]. Adding a [1, H] row to a [B, H] matrix adds it to every row.
  public var bias: Matrix<Double>
  /// W_hq, from hidden state to output: [H, Q].
  public var weightHQ: Matrix<Double>
  /// b_q: [1, Q].
  public var biasQ: Matrix<Double>

  /// A network with the given weights.
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

  /// The values the forward pass keeps for the backward pass (exercise 04).
  public struct Cache: Sendable {
    /// X_1 … X_T, each [B, I].
    public var inputs: [Matrix<Double>]
    /// H_0, H_1 … H_T, each [B, H]: one more than there are inputs.
    public var states: [Matrix<Double>]

    /// A cache with the given inputs and states.
    public init(inputs: [Matrix<Double>], states: [Matrix<Double>]) {
      self.inputs = inputs
      self.states = states
    }
  }

  /// Task 2. One step of the recurrence.
  ///
  /// - Parameters:
  ///   - input: X_t, [B, I].
  ///   - state: H_{t-1}, [B, H].
  /// - Returns: H_t, [B, H].
  public func step(_ input: Matrix<Double>, from state: Matrix<Double>) throws -> Matrix<Double> {
    let fromInput = matmul(input, weightIH)  // [B, I] · [I, H] → [B, H]
    let fromState = matmul(state, weightHH)  // [B, H] · [H, H] → [B, H]
    return tanh(fromInput + fromState + bias)  // the [1, H] row is added to every row
  }

  /// Task 3. The network's prediction from a state.
  ///
  /// - Parameter state: H_t, [B, H].
  /// - Returns: Ŷ_t, [B, Q]; every row sums to 1.
  public func predict(_ state: Matrix<Double>) throws -> Matrix<Double> {
    try softmax(matmul(state, weightHQ) + biasQ)  // [B, H] · [H, Q] → [B, Q]
  }

  /// Task 4. The whole sequence: step after step, each from the previous state.
  ///
  /// - Parameters:
  ///   - inputs: X_1 … X_T, each [B, I]; there may be none.
  ///   - initialState: H_0, [B, H]; it is not necessarily zero.
  /// - Returns: the predictions Ŷ_1 … Ŷ_T, each [B, Q], and the cache.
  public func forward(
    _ inputs: [Matrix<Double>], from initialState: Matrix<Double>
  ) throws -> (predictions: [Matrix<Double>], cache: Cache) {
    var states = [initialState]
    var predictions: [Matrix<Double>] = []
    for input in inputs {
      let state = try step(input, from: states[states.count - 1])  // from the newest state, not from H_0
      states.append(state)
      predictions.append(try predict(state))
    }
    return (predictions, Cache(inputs: inputs, states: states))
  }
}
