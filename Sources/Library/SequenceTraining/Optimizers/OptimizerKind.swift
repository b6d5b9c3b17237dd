import LinearAlgebra

/// The rules from which a user chooses when the program runs; code that knows its rule makes it.
///
/// ``adam`` moves a language model's parameters where the engine keeps them, the others move a copy of them: with H = 256 and
/// B = 4 that took a third more time in all, with larger batches less.
public enum OptimizerKind: String, Sendable, Codable, CaseIterable {
  /// ``SGD``, plain gradient descent.
  case sgd
  /// ``SGD`` with a momentum of 0.9.
  case momentum
  /// ``RMSprop``.
  case rmsprop
  /// ``Adagrad``.
  case adagrad
  /// ``Adam``.
  case adam
  /// ``Adam`` with a decoupled weight decay, 0.01 by default as in PyTorch.
  case adamw

  /// The rule to take by default.
  public static let usual = OptimizerKind.adam

  /// A fresh optimizer of the kind, with PyTorch's default settings and a momentum of 0.9.
  ///
  /// - Parameters:
  ///   - parameters: what it moves.
  ///   - learningRate: η.
  ///   - weightDecay: λ of ``adamw``; the other rules have none.
  /// - Precondition: η and λ are finite and at least 0.
  public func optimizer<Parameters: ParameterCollection>(
    for parameters: Parameters, learningRate: Double, weightDecay: Double = 0.01
  ) -> any Optimizer<Parameters> {
    switch self {
    case .sgd: SGD(for: parameters, learningRate: learningRate)
    case .momentum: SGD(for: parameters, learningRate: learningRate, momentum: 0.9)
    case .rmsprop: RMSprop(for: parameters, learningRate: learningRate)
    case .adagrad: Adagrad(for: parameters, learningRate: learningRate)
    case .adam: Adam(for: parameters, learningRate: learningRate)
    case .adamw: Adam(for: parameters, learningRate: learningRate, weightDecay: weightDecay)
    }
  }
}
