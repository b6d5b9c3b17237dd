import LinearAlgebra

/// Adagrad: `s ← s + g²`, `θ ← θ - η g / (√s + ε)`: what has moved much moves ever less, what is rare keeps its pace.
///
/// Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and stochastic optimization" (2011).
/// As in PyTorch, ε is added after the root.
///
/// The square of a gradient beyond 1e19 is too large for `Float`, and its parameter would never move again: clip first.
public struct Adagrad<Parameters: ParameterCollection>: Optimizer {
  /// η.
  public var learningRate: Double
  /// ε, which bounds the first steps where gradients vanish.
  public let epsilon: Double
  /// `s`, the sum of each squared gradient so far.
  public private(set) var squareSum: Parameters

  /// An optimizer for parameters of these shapes.
  ///
  /// - Precondition: η is finite and at least 0; ε is finite and positive.
  public init(for parameters: Parameters, learningRate: Double = 1e-2, epsilon: Double = 1e-10) {
    OptimizerSettings.check(learningRate: learningRate, in: Parameters.Scalar.self)
    OptimizerSettings.check(epsilon: epsilon, in: Parameters.Scalar.self)
    self.learningRate = learningRate
    self.epsilon = epsilon
    squareSum = parameters.zeroed()
  }

  /// `squareSum`.
  public var memory: OptimizerMemory<Parameters> {
    get { OptimizerMemory(averages: ["squareSum": squareSum]) }
    set { squareSum = newValue.average("squareSum", like: squareSum) }
  }

  /// One update of every parameter.
  public mutating func update(_ parameters: inout Parameters, along gradient: Parameters) {
    OptimizerSettings.check(learningRate: learningRate, in: Parameters.Scalar.self)
    for (_, path) in parameters.namedParameters(sharedWith: [gradient, squareSum]) {
      let g = gradient[keyPath: path]
      // Not by `+=`, which would broadcast a smaller gradient.
      squareSum[keyPath: path].add(g * g, times: 1)
      parameters[keyPath: path].descend(
        along: g, scaledBy: squareSum[keyPath: path], rate: learningRate, epsilon: epsilon)
    }
  }
}
