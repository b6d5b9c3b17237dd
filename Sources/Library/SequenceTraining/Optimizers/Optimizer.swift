import LinearAlgebra

/// A rule that moves parameters along a gradient so that the loss falls.
public protocol Optimizer<Parameters>: Sendable {
  /// The type of the parameters, of their gradient and of whatever the rule remembers about each.
  associatedtype Parameters: ParameterCollection

  /// η, how far one update goes.
  var learningRate: Double { get set }

  /// One update of `parameters` against `gradient`.
  mutating func update(_ parameters: inout Parameters, along gradient: Parameters)
}
