import LinearAlgebra

/// A gated cell of which everything but its two products works element by element: on the sums `X_t · W_x + b` and
/// `H_{t-1} · W_h`, which something else may stand between, as ``LayerNormCell`` does.
public protocol SummedCell: GatedCell {
  /// A cell of the form that has two sums, with fresh parameters.
  static func fresh(
    inputSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator
  ) -> Self

  /// One step from the sums of all gates.
  ///
  /// - Parameters:
  ///   - inputSums: what the input gives to the gates, the bias included, [B, G·H].
  ///   - hiddenSums: what the state gives to them, [B, G·H].
  ///   - input: `X_t`, [B, I], for the cache.
  ///   - state: the state before the step.
  func step(
    inputSums: Matrix<Scalar>, hiddenSums: Matrix<Scalar>, input: Matrix<Scalar>, from state: State
  ) -> (state: State, cache: Cache)

  /// From the gradient of the state to those of both sums and of the state before the step, as far as it is not reached
  /// through the sums.
  ///
  /// - Parameter gradient: where the gradients of parameters are added that are neither weights nor the bias.
  func sumsBackward(_ stateGradient: State, through cache: Cache, adding gradient: inout Self) -> (
    inputSums: Matrix<Scalar>, hiddenSums: Matrix<Scalar>, state: State
  )
}

extension LSTMCell: SummedCell {
  /// A cell with fresh parameters.
  public static func fresh(
    inputSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator
  ) -> Self {
    Self(inputSize: inputSize, hiddenSize: hiddenSize, using: &generator)
  }

  /// One step from the sums of the gates, which only their sum matters of.
  public func step(
    inputSums: Matrix<Scalar>, hiddenSums: Matrix<Scalar>, input: Matrix<Scalar>,
    from state: LSTMState<Scalar>
  ) -> (state: LSTMState<Scalar>, cache: Cache) {
    step(sums: inputSums + hiddenSums, input: input, from: state)
  }

  /// The gradient of the one sum, and `dC_{t-1} = dC_t ⊙ F_t`.
  public func sumsBackward(
    _ stateGradient: LSTMState<Scalar>, through cache: Cache, adding gradient: inout Self
  ) -> (inputSums: Matrix<Scalar>, hiddenSums: Matrix<Scalar>, state: LSTMState<Scalar>) {
    let (sums, memory) = sumsBackward(stateGradient, through: cache)
    return (sums, sums, LSTMState(hidden: .zeros(memory.shape), cell: memory))
  }
}

extension GRUCell: SummedCell {
  /// A cell with fresh parameters that resets after the product: before it, the candidate's sum would need the reset gate.
  public static func fresh(
    inputSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator
  ) -> Self {
    Self(inputSize: inputSize, hiddenSize: hiddenSize, resetPlacement: .afterProduct, using: &generator)
  }

  /// One step from the sums of the gates; `c_h` is added to the candidate's.
  ///
  /// - Precondition: the reset gate stands after the product.
  public func step(
    inputSums: Matrix<Scalar>, hiddenSums: Matrix<Scalar>, input: Matrix<Scalar>, from state: Matrix<Scalar>
  ) -> (state: Matrix<Scalar>, cache: Cache) {
    require(
      resetPlacement == .afterProduct,
      "a GRU with the reset before the product has no sum of its candidate until the gate is known")
    func gate(_ gate: Gate) -> Matrix<Scalar> {
      gateActivation(part(gate, of: inputSums) + part(gate, of: hiddenSums))
    }
    let (resetGate, updateGate) = (gate(.resetGate), gate(.updateGate))
    let resetOperand = part(.candidate, of: hiddenSums) + resetBias
    let candidate = tanh(part(.candidate, of: inputSums) + resetGate * resetOperand)
    let kept = updatePolarity.keptShare(updateGate)
    return (
      kept * state + (1 - kept) * candidate,
      Cache(
        input: input, previousState: state, resetGate: resetGate, updateGate: updateGate,
        candidate: candidate, resetOperand: resetOperand)
    )
  }

  /// The backward step of ``backward(_:through:adding:)`` as far as the sums: the candidate's differ by the reset gate.
  public func sumsBackward(
    _ stateGradient: Matrix<Scalar>, through cache: Cache, adding gradient: inout Self
  ) -> (inputSums: Matrix<Scalar>, hiddenSums: Matrix<Scalar>, state: Matrix<Scalar>) {
    let kept = updatePolarity.keptShare(cache.updateGate)
    let keptGradient = stateGradient * (cache.previousState - cache.candidate)
    let candidateSum = stateGradient * (1 - kept) * tanhDerivative(at: cache.candidate)
    let gates = [
      candidateSum * cache.resetOperand * gateActivation.derivative(at: cache.resetGate),
      updatePolarity.gateGradient(keptGradient) * gateActivation.derivative(at: cache.updateGate),
    ]
    let operandGradient = candidateSum * cache.resetGate
    gradient.resetBias += operandGradient.columnSums()
    return (
      inputSums: concatenate(columns: gates + [candidateSum]),
      hiddenSums: concatenate(columns: gates + [operandGradient]), state: stateGradient * kept
    )
  }
}
