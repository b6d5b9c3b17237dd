import LinearAlgebra

/// RMSprop: `v ← α v + (1 - α) g²`, `θ ← θ - η g / (√v + ε)`: each parameter at a speed of its own, which follows
/// the recent size of its gradient.
///
/// Tieleman and Hinton, lecture 6.5 of "Neural networks for machine learning" (2012). As in PyTorch, ε is added
/// after the root.
///
/// The square of a gradient beyond 1e19 is too large for `Float`, and its parameter would never move again: clip first.
public struct RMSprop<Parameters: ParameterCollection>: Optimizer {
  /// η.
  public var learningRate: Double
  /// α, the memory of the mean square.
  public let decay: Double
  /// ε, which bounds the step where gradients vanish.
  public let epsilon: Double
  /// `v`, the running mean of each squared gradient.
  public private(set) var meanSquare: Parameters

  /// An optimizer for parameters of these shapes.
  ///
  /// - Precondition: η is finite and at least 0; α is at least 0 and less than 1; ε is finite and positive.
  public init(
    for parameters: Parameters, learningRate: Double = 1e-2, decay: Double = 0.99, epsilon: Double = 1e-8
  ) {
    OptimizerSettings.check(learningRate: learningRate, in: Parameters.Scalar.self)
    OptimizerSettings.check("decay", decay, in: Parameters.Scalar.self)
    OptimizerSettings.check(epsilon: epsilon, in: Parameters.Scalar.self)
    self.learningRate = learningRate
    self.decay = decay
    self.epsilon = epsilon
    meanSquare = parameters.zeroed()
  }

  /// `meanSquare`.
  public var memory: OptimizerMemory<Parameters> {
    get { OptimizerMemory(averages: ["meanSquare": meanSquare]) }
    set { meanSquare = newValue.average("meanSquare", like: meanSquare) }
  }

  /// One update of every parameter.
  public mutating func update(_ parameters: inout Parameters, along gradient: Parameters) {
    OptimizerSettings.check(learningRate: learningRate, in: Parameters.Scalar.self)
    for (_, path) in parameters.namedParameters(sharedWith: [gradient, meanSquare]) {
      let g = gradient[keyPath: path]
      meanSquare[keyPath: path] *= Parameters.Scalar(decay)
      meanSquare[keyPath: path].add(g * g, times: Parameters.Scalar(1 - decay))
      parameters[keyPath: path].descend(
        along: g, scaledBy: meanSquare[keyPath: path], rate: learningRate, epsilon: epsilon)
    }
  }
}

extension Matrix {
  /// `θ ← θ - η g / (√s + ε)`, element by element.
  mutating func descend(along gradient: Matrix, scaledBy squares: Matrix, rate: Double, epsilon: Double) {
    add(gradient / (squares.map { $0.squareRoot() } + Scalar(epsilon)), times: Scalar(-rate))
  }
}
