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

  /// One step, with a single matrix product.
  ///
  /// - Parameters:
  ///   - input: X_t, [B, I].
  ///   - state: H_{t-1} and C_{t-1}, each [B, H].
  /// - Returns: H_t and C_t, each [B, H].
  public func step(_ input: Matrix<Double>, from state: LSTMState) throws -> LSTMState {
    try unstacked().step(input, from: state).state
  }

  /// The same network with separate weights for each gate.
  public func unstacked() throws -> LSTM {
    let size = bias.columns / 4
    let zero = GateWeights(
      weightIH: .zeros(rows: weight.rows - size, columns: size), weightHH: .zeros(rows: size, columns: size),
      bias: .zeros(rows: 1, columns: size))
    var gates = [zero, zero, zero, zero]
    for column in 0..<bias.columns {
      let (gate, unit) = column.quotientAndRemainder(dividingBy: size)
      gates[gate].bias[0, unit] = bias[0, column]
      for row in 0..<size { gates[gate].weightHH[row, unit] = weight[row, column] }
      for row in size..<weight.rows { gates[gate].weightIH[row - size, unit] = weight[row, column] }
    }
    return LSTM(inputGate: gates[0], forgetGate: gates[1], candidate: gates[2], outputGate: gates[3])
  }
}

extension LSTM {
  /// The same network in stacked form.
  public func stacked() throws -> StackedLSTM {
    let columns = [inputGate, forgetGate, candidate, outputGate].map { gate in
      concatenate(rows: [gate.weightHH, gate.weightIH, gate.bias])
    }
    let all = concatenate(columns: columns)  // [H + I + 1, 4H]
    return StackedLSTM(weight: all.rows(0..<all.rows - 1), bias: all.row(all.rows - 1))
  }
}
