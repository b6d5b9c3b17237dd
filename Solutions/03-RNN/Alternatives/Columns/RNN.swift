import LinearAlgebra

/// As many books write it: an example is a column, and the weights stand on the left.
///
/// The weights are kept that way round, too; the names that the exercise asks for give them back as rows.
public struct RNN: Sendable {
  private var inputWeight: Matrix<Double>
  private var stateWeight: Matrix<Double>
  private var outputWeight: Matrix<Double>
  private var stateBias: Matrix<Double>
  private var outputBias: Matrix<Double>

  /// W_xh, [I, H].
  public var weightIH: Matrix<Double> {
    get { inputWeight.transposed() }
    set { inputWeight = newValue.transposed() }
  }
  /// W_hh, [H, H].
  public var weightHH: Matrix<Double> {
    get { stateWeight.transposed() }
    set { stateWeight = newValue.transposed() }
  }
  /// b_h, [1, H].
  public var bias: Matrix<Double> {
    get { stateBias.transposed() }
    set { stateBias = newValue.transposed() }
  }
  /// W_hq, [H, Q].
  public var weightHQ: Matrix<Double> {
    get { outputWeight.transposed() }
    set { outputWeight = newValue.transposed() }
  }
  /// b_q, [1, Q].
  public var biasQ: Matrix<Double> {
    get { outputBias.transposed() }
    set { outputBias = newValue.transposed() }
  }

  /// A network of the given weights.
  public init(
    weightIH: Matrix<Double>, weightHH: Matrix<Double>, bias: Matrix<Double>, weightHQ: Matrix<Double>,
    biasQ: Matrix<Double>
  ) {
    inputWeight = weightIH.transposed()
    stateWeight = weightHH.transposed()
    stateBias = bias.transposed()
    outputWeight = weightHQ.transposed()
    outputBias = biasQ.transposed()
  }

  /// Inputs and states.
  public final class Cache: Sendable {
    /// X_1 … X_T.
    public let inputs: [Matrix<Double>]
    /// H_0 … H_T.
    public let states: [Matrix<Double>]

    /// The given ones.
    public init(inputs: [Matrix<Double>], states: [Matrix<Double>]) {
      self.inputs = inputs
      self.states = states
    }
  }

  /// W_xhᵀ · X_tᵀ + W_hhᵀ · H_{t-1}ᵀ + b_hᵀ, and back into rows.
  public func step(_ input: Matrix<Double>, from state: Matrix<Double>) throws -> Matrix<Double> {
    let sum = matmul(inputWeight, input.transposed()) + matmul(stateWeight, state.transposed())  // [H, B]
    return tanh(sum + stateBias).transposed()
  }

  /// The softmax over columns, back into rows.
  public func predict(_ state: Matrix<Double>) throws -> Matrix<Double> {
    try softmax((matmul(outputWeight, state.transposed()) + outputBias).transposed())
  }

  /// The states by a fold, which carries their list along.
  public func forward(
    _ inputs: [Matrix<Double>], from initialState: Matrix<Double>
  ) throws -> (predictions: [Matrix<Double>], cache: Cache) {
    let states = try inputs.reduce([initialState]) { states, input in
      states + [try step(input, from: states.last ?? initialState)]
    }
    // Every prediction at once: the stacked states are one large batch.
    let batch = initialState.rows
    guard !inputs.isEmpty else { return ([], Cache(inputs: [], states: states)) }
    let all = try predict(concatenate(rows: Array(states.dropFirst())))
    let predictions = inputs.indices.map { all.rows($0 * batch..<($0 + 1) * batch) }
    return (predictions, Cache(inputs: inputs, states: states))
  }
}
