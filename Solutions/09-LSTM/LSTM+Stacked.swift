import LinearAlgebra

/// The LSTM in stacked form: one matrix holds the weights of all gates, one product computes all pre-activations.
///
///     A = [H_{t-1}, X_t] · W + b, [B, 4H]
///
/// The columns of A, W and b are in the order input gate, forget gate, candidate, output gate, H columns each.
public struct StackedLSTM: Sendable {
  /// [W_h ; W_x]: [H + I, 4H], the H rows for the state on top.
  public var weight: Matrix<Double>
  /// [1, 4H].
  public var bias: Matrix<Double>

  /// A network of the given parameters.
  public init(weight: Matrix<Double>, bias: Matrix<Double>) {
    self.weight = weight
    self.bias = bias
  }

  /// Task 6. One step, with a single matrix product.
  ///
  /// - Parameters:
  ///   - input: X_t, [B, I].
  ///   - state: H_{t-1} and C_{t-1}, each [B, H].
  /// - Returns: H_t and C_t, each [B, H].
  public func step(_ input: Matrix<Double>, from state: LSTMState) throws -> LSTMState {
    let sums = matmul(concatenate(columns: [state.hidden, input]), weight) + bias  // [B, H + I] · [H + I, 4H]
    let size = state.hidden.columns
    let inputGate = sigmoid(sums.columns(0..<size))
    let forgetGate = sigmoid(sums.columns(size..<2 * size))
    let candidate = tanh(sums.columns(2 * size..<3 * size))
    let outputGate = sigmoid(sums.columns(3 * size..<4 * size))
    let cell = forgetGate * state.cell + inputGate * candidate
    return LSTMState(hidden: outputGate * tanh(cell), cell: cell)
  }

  /// Task 6. The same network with separate weights for each gate.
  public func unstacked() throws -> LSTM {
    let size = bias.columns / 4
    func gate(_ index: Int) -> GateWeights {
      let columns = index * size..<(index + 1) * size
      let weights = weight.columns(columns)
      return GateWeights(
        weightIH: weights.rows(size..<weight.rows), weightHH: weights.rows(0..<size),
        bias: bias.columns(columns))
    }
    return LSTM(inputGate: gate(0), forgetGate: gate(1), candidate: gate(2), outputGate: gate(3))
  }
}

extension LSTM {
  /// Task 6. The same network in stacked form.
  public func stacked() throws -> StackedLSTM {
    let gates = [inputGate, forgetGate, candidate, outputGate]
    return StackedLSTM(
      weight: concatenate(rows: [
        concatenate(columns: gates.map(\.weightHH)),  // [H, 4H]
        concatenate(columns: gates.map(\.weightIH)),  // [I, 4H]
      ]),
      bias: concatenate(columns: gates.map(\.bias)))
  }
}
