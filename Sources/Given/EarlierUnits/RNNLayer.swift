import LinearAlgebra

/// The recurrent layer of chapter 03, without an output layer: `H_t = tanh(X_t · W_xh + H_{t-1} · W_hh +
/// b_h)`.
///
/// Later exercises build on it, so no one has to copy files from one exercise to the next:
///
/// ```swift
/// let layer = RNNLayer(inputSize: 3, hiddenSize: 4, using: &generator)
/// let (states, cache) = layer.forward(inputs, from: layer.initialState(batchSize: 2))
/// let gradients = layer.backward(stateGradients, through: cache)
/// ```
///
/// B is the batch, I the input size, H the hidden size, T the number of steps.
public struct RNNLayer: ParameterCollection {
  /// `W_xh`, [I, H].
  public var weightIH: Matrix<Double>
  /// `W_hh`, [H, H].
  public var weightHH: Matrix<Double>
  /// `b_h`, [1, H].
  public var bias: Matrix<Double>

  /// A layer of the given parameters: [I, H], [H, H] and [1, H].
  public init(weightIH: Matrix<Double>, weightHH: Matrix<Double>, bias: Matrix<Double>) {
    self.weightIH = weightIH
    self.weightHH = weightHH
    self.bias = bias
  }

  /// A layer whose parameters are drawn uniformly from ±1/√H.
  public init(inputSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator) {
    let bound = 1 / Double(hiddenSize).squareRoot()
    self.init(
      weightIH: .uniform(rows: inputSize, columns: hiddenSize, in: -bound...bound, using: &generator),
      weightHH: .uniform(rows: hiddenSize, columns: hiddenSize, in: -bound...bound, using: &generator),
      bias: .uniform(rows: 1, columns: hiddenSize, in: -bound...bound, using: &generator))
  }

  /// I.
  public var inputSize: Int { weightIH.rows }
  /// H.
  public var hiddenSize: Int { weightIH.columns }

  /// The three matrices by name, for optimizers and gradient checks.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Double>>)] {
    [("weightIH", \.weightIH), ("weightHH", \.weightHH), ("bias", \.bias)]
  }

  /// `H_0 = 0`, [B, H].
  public func initialState(batchSize: Int) -> Matrix<Double> { .zeros(rows: batchSize, columns: hiddenSize) }

  /// One step.
  ///
  /// - Parameters:
  ///   - input: `X_t`, [B, I].
  ///   - state: `H_{t-1}`, [B, H].
  /// - Returns: `H_t`, [B, H].
  public func step(_ input: Matrix<Double>, from state: Matrix<Double>) -> Matrix<Double> {
    tanh(matmul(input, weightIH) + matmul(state, weightHH) + bias)
  }

  /// The values the forward pass caches for the backward pass.
  public struct Cache: Sendable {
    /// `X_1 … X_T`, each [B, I].
    public var inputs: [Matrix<Double>]
    /// `H_0, H_1 … H_T`, each [B, H]: one more than there are inputs.
    public var states: [Matrix<Double>]

    /// A cache of the given inputs and states.
    public init(inputs: [Matrix<Double>], states: [Matrix<Double>]) {
      self.inputs = inputs
      self.states = states
    }
  }

  /// The whole sequence.
  ///
  /// - Parameters:
  ///   - inputs: `X_1 … X_T`, each [B, I].
  ///   - initialState: `H_0`, [B, H].
  /// - Returns: `H_1 … H_T`, each [B, H], and the cache.
  public func forward(
    _ inputs: [Matrix<Double>], from initialState: Matrix<Double>
  ) -> (states: [Matrix<Double>], cache: Cache) {
    var states = [initialState]
    for input in inputs { states.append(step(input, from: states[states.count - 1])) }
    return (Array(states.dropFirst()), Cache(inputs: inputs, states: states))
  }
}
