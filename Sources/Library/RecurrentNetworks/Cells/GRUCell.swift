import LinearAlgebra

/// The gated recurrent unit: a plain cell that decides, unit by unit, how much of its state to use and to replace.
///
/// ```
/// R_t = σ(X_t · W_xr + H_{t-1} · W_hr + b_r)                    reset gate: how much of the state is used
/// Z_t = σ(X_t · W_xz + H_{t-1} · W_hz + b_z)                    update gate: how much of the state is kept
/// H̃_t = tanh(X_t · W_xh + (R_t ⊙ H_{t-1}) · W_hh + b_h)         candidate, reset before the product
/// H̃_t = tanh(X_t · W_xh + b_h + R_t ⊙ (H_{t-1} · W_hh + c_h))   candidate, reset after the product
/// H_t = Z_t ⊙ H_{t-1} + (1 - Z_t) ⊙ H̃_t
/// ```
///
/// | symbol | here | shape |
/// |---|---|---|
/// | `X_t` | `input` | [B, I] |
/// | `H_t` | `state` | [B, H] |
/// | `[W_xr W_xz W_xh]` | ``weightIH`` | [I, 3H] |
/// | `[W_hr W_hz W_hh]` | ``weightHH`` | [H, 3H] |
/// | `[b_r b_z b_h]` | ``bias`` | [1, 3H], added to every row |
/// | `c_h` | ``resetBias`` | [1, H], only where the reset comes after the product |
///
/// At the extremes: `R → 1` with `Z → 0` is the plain cell, `R → 0` with `Z → 0` a feed-forward layer on `X_t`, and
/// `Z → 1` keeps the state and ignores `X_t`.
///
/// Cho et al., "Learning phrase representations using RNN encoder–decoder for statistical machine translation"
/// (2014), with the reset before the product, as in d2l, ONNX and Keras with `reset_after=False`. The reset after
/// the product is cuDNN's, so PyTorch's and Keras's default; its `c_h` cannot be added to `b_h`, since the gate is
/// between them. The columns stand in PyTorch's order, r z n, where n is our H̃.
public struct GRUCell<Scalar: MatrixScalar>: GatedCell {
  /// The gates in the order of their columns.
  public enum Gate: Int, CaseIterable, Sendable {
    /// `R_t`, `Z_t` and `H̃_t`.
    case resetGate, updateGate, candidate
  }

  /// Where the reset gate stands in the candidate.
  public enum ResetPlacement: String, Sendable, Codable, CaseIterable {
    /// `(R_t ⊙ H_{t-1}) · W_hh`
    case beforeProduct
    /// `R_t ⊙ (H_{t-1} · W_hh + c_h)`, which lets one product serve all gates.
    case afterProduct
  }

  /// `[W_xr W_xz W_xh]`, [I, 3H].
  public var weightIH: Matrix<Scalar>
  /// `[W_hr W_hz W_hh]`, [H, 3H].
  public var weightHH: Matrix<Scalar>
  /// `[b_r b_z b_h]`, [1, 3H].
  public var bias: Matrix<Scalar>
  /// The activation of the gates: σ, unless it is set to something else.
  public var gateActivation = GateActivation.sigmoid
  /// `c_h`, [1, H]: what is added to `H_{t-1} · W_hh` before the reset gate. With the reset before the product it
  /// is neither used nor learned.
  public var resetBias: Matrix<Scalar>
  /// Where the reset gate stands.
  public let resetPlacement: ResetPlacement
  /// Which way the update gate works.
  public let updatePolarity: UpdatePolarity

  /// A cell with given parameters, all gates side by side.
  ///
  /// - Parameters:
  ///   - weightIH: from the input to the gates, [I, 3H].
  ///   - weightHH: from the state to the gates, [H, 3H].
  ///   - bias: of the gates, [1, 3H].
  ///   - resetBias: `c_h`; defaults to zero.
  ///   - resetPlacement: on which side of the product with the state the reset gate stands.
  ///   - updatePolarity: whether an update gate near 1 keeps the state or replaces it.
  /// - Precondition: the shapes are [I, 3H], [H, 3H], [1, 3H] and [1, H].
  public init(
    weightIH: Matrix<Scalar>, weightHH: Matrix<Scalar>, bias: Matrix<Scalar>,
    resetBias: Matrix<Scalar>? = nil, resetPlacement: ResetPlacement = .beforeProduct,
    updatePolarity: UpdatePolarity = .keepsState
  ) {
    self.weightIH = weightIH
    self.weightHH = weightHH
    self.bias = bias
    self.resetBias = resetBias ?? .zeros(rows: 1, columns: weightHH.rows)
    self.resetPlacement = resetPlacement
    self.updatePolarity = updatePolarity
    checkParameterShapes()
  }

  /// A cell of the first form, the reset before the product, with parameters drawn uniformly from ±1/√H.
  public init(inputSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator) {
    self.init(
      inputSize: inputSize, hiddenSize: hiddenSize, resetPlacement: .beforeProduct, using: &generator)
  }

  /// A cell whose parameters are drawn uniformly from ±1/√H, as PyTorch does.
  public init(
    inputSize: Int, hiddenSize: Int, resetPlacement: ResetPlacement,
    updatePolarity: UpdatePolarity = .keepsState, using generator: inout some RandomNumberGenerator
  ) {
    let fresh = Self.freshParameters(inputSize, hiddenSize, using: &generator)
    let resetBias: Matrix<Scalar>? =
      resetPlacement == .beforeProduct
      ? nil : .uniform(rows: 1, columns: hiddenSize, in: freshRange(over: hiddenSize), using: &generator)
    self.init(
      weightIH: fresh[0], weightHH: fresh[1], bias: fresh[2], resetBias: resetBias,
      resetPlacement: resetPlacement, updatePolarity: updatePolarity)
  }

  /// `GRU`
  public static var kind: String { "GRU" }

  /// The parameters by name; `resetBias` only where it is used.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] {
    [("weightIH", \.weightIH), ("weightHH", \.weightHH), ("bias", \.bias)]
      + (resetPlacement == .afterProduct ? [("resetBias", \.resetBias)] : [])
  }

  /// `H_0 = 0`, [B, H].
  public func initialState(batchSize: Int) -> Matrix<Scalar> {
    .zeros(rows: batchSize, columns: hiddenSize)
  }

  /// A cell of the given polarity that computes the same states: the signs of the update gate's parameters turn
  /// where the polarity does.
  public func converted(to polarity: UpdatePolarity) -> GRUCell {
    var result = GRUCell(
      weightIH: weightIH, weightHH: weightHH, bias: bias, resetBias: resetBias,
      resetPlacement: resetPlacement, updatePolarity: polarity)
    result.gateActivation = gateActivation
    if polarity != updatePolarity { result[.updateGate] = -self[.updateGate] }
    return result
  }
}

extension GRUCell {
  /// Traps unless all parameters have the shapes of a GRU.
  func checkParameterShapes() {
    checkGateShapes()
    require(
      resetBias.shape == MatrixShape(1, hiddenSize),
      "a GRU of hidden size \(hiddenSize) has a resetBias of shape [1, \(hiddenSize)], not \(resetBias.shape)"
    )
  }
}
