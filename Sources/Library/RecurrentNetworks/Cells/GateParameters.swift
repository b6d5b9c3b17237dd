import LinearAlgebra

/// The parameters of one gate: the separate-weights form in which the equations are written, `W_xf`, `W_hf`, `b_f`.
public struct GateParameters<Scalar: MatrixScalar>: Sendable, Equatable {
  /// From the input, [I, H].
  public var weightIH: Matrix<Scalar>
  /// From the previous hidden state, [H, H].
  public var weightHH: Matrix<Scalar>
  /// The bias, [1, H].
  public var bias: Matrix<Scalar>

  /// The parameters of one gate.
  ///
  /// - Precondition: the shapes are [I, H], [H, H] and [1, H].
  public init(weightIH: Matrix<Scalar>, weightHH: Matrix<Scalar>, bias: Matrix<Scalar>) {
    let hiddenSize = weightIH.columns
    require(
      weightHH.shape == MatrixShape(hiddenSize, hiddenSize) && bias.shape == MatrixShape(1, hiddenSize),
      """
      a gate with weightIH of shape \(weightIH.shape) has weightHH of shape [\(hiddenSize), \(hiddenSize)] and \
      bias of shape [1, \(hiddenSize)], not \(weightHH.shape) and \(bias.shape)
      """)
    self.weightIH = weightIH
    self.weightHH = weightHH
    self.bias = bias
  }

  /// The parameters with every sign turned: `σ(-a) = 1 - σ(a)`, so a gate with them is open where it was shut.
  public static prefix func - (gate: GateParameters) -> GateParameters {
    GateParameters(weightIH: -gate.weightIH, weightHH: -gate.weightHH, bias: -gate.bias)
  }
}
