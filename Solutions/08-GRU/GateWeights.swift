import LinearAlgebra

/// The parameters of one gate, or of the candidate, as used in `X_t · W_x + H_{t-1} · W_h + b`.
public struct GateWeights: Sendable {
  /// W_x, from the input: [I, H].
  public var weightIH: Matrix<Double>
  /// W_h, from the previous state: [H, H].
  public var weightHH: Matrix<Double>
  /// b: [1, H]. Adding a [1, H] row to a [B, H] matrix adds it to every row.
  public var bias: Matrix<Double>

  /// The parameters of one gate.
  public init(weightIH: Matrix<Double>, weightHH: Matrix<Double>, bias: Matrix<Double>) {
    self.weightIH = weightIH
    self.weightHH = weightHH
    self.bias = bias
  }

  /// The same shapes, all zero: the start of a gradient sum.
  public func zeroed() -> GateWeights {
    GateWeights(
      weightIH: .zeros(weightIH.shape), weightHH: .zeros(weightHH.shape), bias: .zeros(bias.shape))
  }

  /// Task 6. The opposite gate, open when this one is shut: its value is `1 - σ(a)` when this one's is `σ(a)`.
  ///
  /// - Returns: parameters of the same shapes.
  public func opposite() throws -> GateWeights {
    // 1 - σ(a) = σ(-a), and flipping every sign, including the bias, gives -a.
    GateWeights(weightIH: -weightIH, weightHH: -weightHH, bias: -bias)
  }
}
