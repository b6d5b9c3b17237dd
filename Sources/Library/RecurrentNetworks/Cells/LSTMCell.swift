import LinearAlgebra

/// The long short-term memory cell: a memory `C_t` that is passed along, and three gates that decide what is
/// written into it, what is kept in it and what is shown of it.
///
/// ```
/// I_t = σ(X_t · W_xi + H_{t-1} · W_hi + b_i)     input gate: how much is written
/// F_t = σ(X_t · W_xf + H_{t-1} · W_hf + b_f)     forget gate: how much is kept
/// C̃_t = tanh(X_t · W_xc + H_{t-1} · W_hc + b_c)  candidate: what may be written
/// O_t = σ(X_t · W_xo + H_{t-1} · W_ho + b_o)     output gate: how much is shown
/// C_t = F_t ⊙ C_{t-1} + I_t ⊙ C̃_t
/// H_t = O_t ⊙ tanh(C_t)
/// ```
///
/// | symbol | here | shape |
/// |---|---|---|
/// | `X_t` | `input` | [B, I] |
/// | `H_t`, `C_t` | ``LSTMState/hidden``, ``LSTMState/cell`` | [B, H] |
/// | `[W_xi W_xf W_xc W_xo]` | ``weightIH`` | [I, 4H] |
/// | `[W_hi W_hf W_hc W_ho]` | ``weightHH`` | [H, 4H] |
/// | `[b_i b_f b_c b_o]` | ``bias`` | [1, 4H], added to every row |
///
/// Unit k of the memory meets unit k of the gates and no other: all that is between `C_{t-1}` and `C_t` works
/// element by element.
///
/// ## Example
///
/// One step of B = 2 sequences, from the zero state:
///
/// ```swift
/// var generator = SplitMix64(seed: 1)
/// let cell = LSTMCell<Double>(inputSize: 3, hiddenSize: 4, forgetBias: 1, using: &generator)
/// let input = Matrix<Double>.normal(rows: 2, columns: 3, using: &generator)      // [B, I]
/// let (state, _) = cell.step(input, from: cell.initialState(batchSize: 2))
/// print(state.hidden.shape, state.cell.shape)                                    // [B, H], [B, H]
/// print(cell[.forgetGate].weightHH.shape)                                        // W_hf, [H, H]
/// ```
///
/// ## Sources
///
/// Hochreiter and Schmidhuber, "Long short-term memory" (1997), with the forget gate of Gers, Schmidhuber and
/// Cummins, "Learning to forget" (2000). The columns stand in PyTorch's order, i f g o, where g is our C̃;
/// `nn.LSTMCell` has transposed weights and two biases, whose sum is ``bias``.
public struct LSTMCell<Scalar: MatrixScalar>: GatedCell {
  /// The gates in the order of their columns.
  public enum Gate: Int, CaseIterable, Sendable {
    /// `I_t`, `F_t`, `C̃_t` and `O_t`.
    case inputGate, forgetGate, candidate, outputGate
  }

  /// `[W_xi W_xf W_xc W_xo]`, [I, 4H].
  public var weightIH: Matrix<Scalar>
  /// `[W_hi W_hf W_hc W_ho]`, [H, 4H].
  public var weightHH: Matrix<Scalar>
  /// `[b_i b_f b_c b_o]`, [1, 4H].
  public var bias: Matrix<Scalar>
  /// The activation of the gates: σ, unless it is set to something else.
  public var gateActivation = GateActivation.sigmoid
  /// The activation of the cell state before the output gate: tanh, or none in the variant `H_t = O_t ⊙ C_t`.
  public let outputActivation: OutputActivation

  /// A cell with given parameters, all gates side by side.
  ///
  /// - Precondition: the shapes are [I, 4H], [H, 4H] and [1, 4H].
  public init(
    weightIH: Matrix<Scalar>, weightHH: Matrix<Scalar>, bias: Matrix<Scalar>,
    outputActivation: OutputActivation = .tanh
  ) {
    self.weightIH = weightIH
    self.weightHH = weightHH
    self.bias = bias
    self.outputActivation = outputActivation
    checkParameterShapes()
  }

  /// A cell with given parameters, gate by gate.
  public init(
    inputGate: GateParameters<Scalar>, forgetGate: GateParameters<Scalar>, candidate: GateParameters<Scalar>,
    outputGate: GateParameters<Scalar>, outputActivation: OutputActivation = .tanh
  ) {
    let gates = [inputGate, forgetGate, candidate, outputGate]
    self.init(
      weightIH: concatenate(columns: gates.map(\.weightIH)),
      weightHH: concatenate(columns: gates.map(\.weightHH)),
      bias: concatenate(columns: gates.map(\.bias)), outputActivation: outputActivation)
  }

  /// A standard cell whose parameters are drawn uniformly from ±1/√H, as PyTorch does.
  public init(inputSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator) {
    self.init(inputSize: inputSize, hiddenSize: hiddenSize, outputActivation: .tanh, using: &generator)
  }

  /// A cell whose parameters are drawn uniformly from ±1/√H, as PyTorch does.
  ///
  /// - Parameters:
  ///   - inputSize: I, the length of an input.
  ///   - hiddenSize: H, the length of a state.
  ///   - outputActivation: what the memory goes through before it is shown.
  ///   - forgetBias: if given, `b_f` instead of what was drawn. With 1 a fresh cell keeps most of its memory,
  ///     which helps it to learn long distances (Jozefowicz, Zaremba and Sutskever, 2015).
  ///   - generator: where the random numbers come from.
  public init(
    inputSize: Int, hiddenSize: Int, outputActivation: OutputActivation = .tanh, forgetBias: Scalar? = nil,
    using generator: inout some RandomNumberGenerator
  ) {
    let fresh = Self.freshParameters(inputSize, hiddenSize, using: &generator)
    self.init(
      weightIH: fresh[0], weightHH: fresh[1], bias: fresh[2], outputActivation: outputActivation)
    if let forgetBias {
      self[.forgetGate].bias = Matrix(rows: 1, columns: hiddenSize, repeating: forgetBias)
    }
  }

  /// `LSTM`
  public static var kind: String { "LSTM" }

  /// The parameters by name.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] {
    [("weightIH", \.weightIH), ("weightHH", \.weightHH), ("bias", \.bias)]
  }

  /// `H_0 = 0` and `C_0 = 0`, each [B, H].
  public func initialState(batchSize: Int) -> LSTMState<Scalar> {
    .zeros(batchSize: batchSize, hiddenSize: hiddenSize)
  }
}
