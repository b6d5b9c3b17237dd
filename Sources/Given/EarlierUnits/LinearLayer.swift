import LinearAlgebra

/// A linear layer, `Y = X · W + b`: from states to logits, like `W_hq` and `b_q` in chapter 03.
///
/// N is the number of rows, I the input size, O the output size.
public struct LinearLayer: ParameterCollection {
  /// `W`, [I, O].
  public var weight: Matrix<Double>
  /// `b`, [1, O].
  public var bias: Matrix<Double>

  /// A layer of the given parameters: [I, O] and [1, O].
  public init(weight: Matrix<Double>, bias: Matrix<Double>) {
    self.weight = weight
    self.bias = bias
  }

  /// A layer whose parameters are drawn uniformly from ±1/√I.
  public init(inputSize: Int, outputSize: Int, using generator: inout some RandomNumberGenerator) {
    let bound = 1 / Double(inputSize).squareRoot()
    self.init(
      weight: .uniform(rows: inputSize, columns: outputSize, in: -bound...bound, using: &generator),
      bias: .uniform(rows: 1, columns: outputSize, in: -bound...bound, using: &generator))
  }

  /// Both matrices by name, for optimizers and gradient checks.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Double>>)] {
    [("weight", \.weight), ("bias", \.bias)]
  }

  /// `X · W + b`, [N, O].
  ///
  /// - Parameter input: `X`, [N, I].
  public func forward(_ input: Matrix<Double>) -> Matrix<Double> { matmul(input, weight) + bias }

  /// The gradients of what went in.
  ///
  /// - Parameters:
  ///   - outputGradient: `dL/dY`, [N, O].
  ///   - input: `X` of the forward pass, [N, I].
  /// - Returns: `dL/dX` [N, I], and those of the parameters, in their shapes.
  public func backward(
    _ outputGradient: Matrix<Double>, input: Matrix<Double>
  ) -> (input: Matrix<Double>, parameters: LinearLayer) {
    (
      input: matmul(outputGradient, weight, transposingSecond: true),
      parameters: LinearLayer(
        weight: matmul(input, outputGradient, transposingFirst: true), bias: outputGradient.columnSums())
    )
  }
}
