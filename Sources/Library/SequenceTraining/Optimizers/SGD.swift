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
  ///
  /// - Precondition: η is finite and at least 0; μ is at least 0 and less than 1.
  public init(for parameters: Parameters, learningRate: Double, momentum: Double = 0) {
    OptimizerSettings.check(learningRate: learningRate, in: Parameters.Scalar.self)
    OptimizerSettings.check("momentum", momentum, in: Parameters.Scalar.self)
    self.learningRate = learningRate
    self.momentum = momentum
    velocity = parameters.zeroed()
  }

  /// `velocity`, with momentum.
  public var memory: OptimizerMemory<Parameters> {
    get { OptimizerMemory(averages: momentum > 0 ? ["velocity": velocity] : [:]) }
    set { if momentum > 0 { velocity = newValue.average("velocity", like: velocity) } }
  }

  /// `v ← μ v + g`, `θ ← θ - η v`
  public mutating func update(_ parameters: inout Parameters, along gradient: Parameters) {
    OptimizerSettings.check(learningRate: learningRate, in: Parameters.Scalar.self)
    guard momentum != 0 else {
      return parameters.add(gradient, times: Parameters.Scalar(-learningRate))
    }
    velocity.scale(by: Parameters.Scalar(momentum))
    velocity.add(gradient, times: 1)
    parameters.add(velocity, times: Parameters.Scalar(-learningRate))
  }
}
