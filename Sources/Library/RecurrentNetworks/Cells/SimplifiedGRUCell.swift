import LinearAlgebra

/// The GRU with its update gate alone: the candidate always uses the whole state.
///
/// ```
/// Z_t = σ(X_t · W_xz + H_{t-1} · W_hz + b_z)
/// H̃_t = tanh(X_t · W_xh + H_{t-1} · W_hh + b_h)
/// H_t = Z_t ⊙ H̃_t + (1 - Z_t) ⊙ H_{t-1}
/// ```
///
/// ``weightIH`` is [I, 2H], ``weightHH`` [H, 2H] and ``bias`` [1, 2H], in the order z h̃.
///
/// It is the form in which courses introduce the GRU, `c_t = Γ_u ⊙ c̃_t + (1 - Γ_u) ⊙ c_{t-1}`, so a gate near 1
/// takes the candidate unless ``updatePolarity`` says otherwise. With a GRU whose reset gate is open, `R_t = 1`, it
/// computes the same.
public struct SimplifiedGRUCell<Scalar: MatrixScalar>: GatedCell {
  /// The gates in the order of their columns.
  public enum Gate: Int, CaseIterable, Sendable {
    /// `Z_t` and `H̃_t`.
    case updateGate, candidate
  }

  /// `[W_xz W_xh]`, [I, 2H].
  public var weightIH: Matrix<Scalar>
  /// `[W_hz W_hh]`, [H, 2H].
  public var weightHH: Matrix<Scalar>
  /// `[b_z b_h]`, [1, 2H].
  public var bias: Matrix<Scalar>
  /// The activation of the gates: σ, unless it is set to something else.
  public var gateActivation = GateActivation.sigmoid
  /// Which way the update gate works.
  public let updatePolarity: UpdatePolarity

  /// A cell with given parameters.
  ///
  /// - Precondition: the shapes are [I, 2H], [H, 2H] and [1, 2H].
  public init(
    weightIH: Matrix<Scalar>, weightHH: Matrix<Scalar>, bias: Matrix<Scalar>,
    updatePolarity: UpdatePolarity = .takesCandidate
  ) {
    self.weightIH = weightIH
    self.weightHH = weightHH
    self.bias = bias
    self.updatePolarity = updatePolarity
    checkParameterShapes()
  }

  /// A cell whose parameters are drawn uniformly from ±1/√H.
  public init(inputSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator) {
    let fresh = Self.freshParameters(inputSize, hiddenSize, using: &generator)
    self.init(weightIH: fresh[0], weightHH: fresh[1], bias: fresh[2])
  }

  /// `SimplifiedGRU`
  public static var kind: String { "SimplifiedGRU" }

  /// The parameters by name.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] {
    [("weightIH", \.weightIH), ("weightHH", \.weightHH), ("bias", \.bias)]
  }

  /// `H_0 = 0`, [B, H].
  public func initialState(batchSize: Int) -> Matrix<Scalar> {
    .zeros(rows: batchSize, columns: hiddenSize)
  }

  /// A cell of the given polarity that computes the same states.
  public func converted(to polarity: UpdatePolarity) -> SimplifiedGRUCell {
    var result = SimplifiedGRUCell(
      weightIH: weightIH, weightHH: weightHH, bias: bias, updatePolarity: polarity)
    result.gateActivation = gateActivation
    if polarity != updatePolarity { result[.updateGate] = -self[.updateGate] }
    return result
  }
}

extension SimplifiedGRUCell {
  /// The values a step caches. Everything but the input is [B, H].
  public struct Cache: Sendable {
    /// `X_t`, [B, I].
    public let input: Matrix<Scalar>
    /// `H_{t-1}`
    public let previousState: Matrix<Scalar>
    /// `Z_t`
    public let updateGate: Matrix<Scalar>
    /// `H̃_t`
    public let candidate: Matrix<Scalar>
  }

  /// The values of a gate, or of the candidate, at a step: [B, H].
  public func values(of gate: Gate, in cache: Cache) -> Matrix<Scalar> {
    switch gate {
    case .updateGate: cache.updateGate
    case .candidate: cache.candidate
    }
  }

  /// `H_t = Z_t ⊙ H̃_t + (1 - Z_t) ⊙ H_{t-1}`
  ///
  /// - Parameters:
  ///   - input: `X_t`, [B, I].
  ///   - state: `H_{t-1}`, [B, H].
  /// - Returns: `H_t`, [B, H], and what ``backward(_:through:adding:)`` needs.
  public func step(_ input: Matrix<Scalar>, from state: Matrix<Scalar>) -> (
    state: Matrix<Scalar>, cache: Cache
  ) {
    checkStep(input, state)
    let sums = gateSums(input, state)  // [B, 2H]
    let updateGate = gateActivation(part(.updateGate, of: sums))
    let candidate = tanh(part(.candidate, of: sums))
    let kept = updatePolarity.keptShare(updateGate)
    return (
      kept * state + (1 - kept) * candidate,
      Cache(input: input, previousState: state, updateGate: updateGate, candidate: candidate)
    )
  }

  /// From `dH_t` to the gradients of what went in, with K the kept share, `1 - Z_t` or `Z_t`:
  ///
  /// `dK = dH_t ⊙ (H_{t-1} - H̃_t)` · `dH̃ = dH_t ⊙ (1 - K)` · `dH_{t-1} = dH_t ⊙ K +` what the sums add
  ///
  /// - Returns: `dX_t` [B, I] and `dH_{t-1}` [B, H].
  public func backward(
    _ stateGradient: Matrix<Scalar>, through cache: Cache, adding gradient: inout Self
  ) -> (input: Matrix<Scalar>, state: Matrix<Scalar>) {
    checkBackward(stateGradient, through: cache.previousState)
    checkGradient(gradient)
    let kept = updatePolarity.keptShare(cache.updateGate)
    let keptGradient = stateGradient * (cache.previousState - cache.candidate)
    let sumGradients = concatenate(columns: [  // [B, 2H], in the order of Gate
      updatePolarity.gateGradient(keptGradient) * gateActivation.derivative(at: cache.updateGate),
      stateGradient * (1 - kept) * tanhDerivative(at: cache.candidate),
    ])
    let before = gateSumsBackward(sumGradients, cache.input, cache.previousState, adding: &gradient)
    return (before.input, before.hidden + stateGradient * kept)
  }
}
