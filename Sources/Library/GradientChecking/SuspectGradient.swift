import LinearAlgebra

/// A known mistake of a backward pass, with the gradient that it gives.
///
/// ``GradientDoctor`` compares a wrong gradient with its suspects; if one fits, it reports its sentence.
public struct SuspectGradient: Sendable {
  /// The mistake as a clause that ends a sentence: "the derivative of tanh is missing".
  public let mistake: String
  /// The gradients by the parameters' names.
  public let gradients: [String: Matrix<Double>]

  /// A mistake and its gradients.
  public init(_ mistake: String, _ gradients: [String: Matrix<Double>]) {
    self.mistake = mistake
    self.gradients = gradients
  }

  /// A mistake and the gradient that it gives, as a collection of the parameters' own type.
  public init<Parameters: ParameterCollection>(_ mistake: String, _ gradient: Parameters)
  where Parameters.Scalar == Double {
    let pairs = gradient.namedParameters.map { ($0.name, gradient[keyPath: $0.path]) }
    self.init(mistake, Dictionary(uniqueKeysWithValues: pairs))
  }

  /// The same mistake in a part of a larger model: `weightHH` becomes `layer.weightHH`.
  public func inPart(_ name: String) -> SuspectGradient {
    let pairs = gradients.map { ("\(name).\($0.key)", $0.value) }
    return SuspectGradient(mistake, Dictionary(uniqueKeysWithValues: pairs))
  }
}
