import LinearAlgebra

/// Stochastic gradient descent, with momentum if asked for: `v ← μ v + g`, `θ ← θ - η v`.
///
/// The convention of PyTorch's `SGD` (no dampening, no Nesterov): the first velocity is the first gradient.
public struct SGD<Parameters: ParameterCollection>: Optimizer {
  /// η.
  public var learningRate: Double
  /// μ, how much of the last velocity goes on; 0 is plain gradient descent.
  public let momentum: Double
  /// `v`, one number for each parameter.
  public private(set) var velocity: Parameters

  /// An optimizer for parameters of these shapes.
  public init(for parameters: Parameters, learningRate: Double, momentum: Double = 0) {
    self.learningRate = learningRate
    self.momentum = momentum
    velocity = parameters.zeroed()
  }

  /// `v ← μ v + g`, `θ ← θ - η v`
  public mutating func update(_ parameters: inout Parameters, along gradient: Parameters) {
    guard momentum != 0 else {
      return parameters.add(gradient, times: Parameters.Scalar(-learningRate))
    }
    velocity.scale(by: Parameters.Scalar(momentum))
    velocity.add(gradient, times: 1)
    parameters.add(velocity, times: Parameters.Scalar(-learningRate))
  }
}
