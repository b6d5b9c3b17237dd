import LinearAlgebra

/// Dropout: in training each number is set to zero with probability p, and the others are divided by 1 - p, so that
/// the mean stays what it is when nothing is dropped. Outside of training it does nothing.
///
/// Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting" (2014). Scaling in
/// training instead of later is called inverted dropout; PyTorch and Keras do the same.
///
/// A sequence gets a new mask at each step, or one mask for all its steps, which then drops whole units: Gal and
/// Ghahramani, "A theoretically grounded application of dropout in recurrent neural networks" (2016). Their masks on
/// the recurrent connections are not part of it: between layers, nothing that a layer carries in time is dropped.
public struct Dropout: Sendable, Equatable {
  /// p, at least 0 and less than 1.
  public let probability: Double
  /// Whether one mask serves all steps of a sequence.
  public let isSharedAcrossSteps: Bool

  /// Dropout with a given probability.
  ///
  /// - Parameters:
  ///   - probability: p.
  ///   - isSharedAcrossSteps: whether one mask serves all steps of a sequence; by default each step has its own.
  /// - Precondition: the probability is at least 0 and less than 1.
  public init(probability: Double, isSharedAcrossSteps: Bool = false) {
    require(
      probability >= 0 && probability < 1,
      "the probability of dropout is at least 0 and less than 1, not \(probability)")
    self.probability = probability
    self.isSharedAcrossSteps = isSharedAcrossSteps
  }

  /// A mask for each step of a sequence, of the steps' shapes.
  public func masks<Scalar>(
    for sequence: [Matrix<Scalar>], using generator: inout some RandomNumberGenerator
  ) -> [Matrix<Scalar>] {
    guard isSharedAcrossSteps, let first = sequence.first else {
      return sequence.map { mask($0.shape, using: &generator) }
    }
    return Array(repeating: mask(first.shape, using: &generator), count: sequence.count)
  }

  /// The factors of a mask: 0 with probability p, else 1 / (1 - p).
  ///
  /// The backward pass multiplies by the same mask.
  public func mask<Scalar>(
    _ shape: MatrixShape, using generator: inout some RandomNumberGenerator
  ) -> Matrix<Scalar> {
    var mask = Matrix<Scalar>.zeros(shape)
    mask.withUnsafeMutableElements { elements in
      guard let start = elements.baseAddress else { return }
      fill(start, count: elements.count, using: &generator)
    }
    return mask
  }

  /// Draws a mask of `count` numbers into memory.
  @_specialize(where Scalar == Float, Generator == SplitMix64)
  @_specialize(where Scalar == Double, Generator == SplitMix64)
  package func fill<Scalar: MatrixScalar, Generator: RandomNumberGenerator>(
    _ mask: UnsafeMutablePointer<Scalar>, count: Int, using generator: inout Generator
  ) {
    let kept = Scalar(1 / (1 - probability))
    for index in 0..<count { mask[index] = unitUniform(using: &generator) < probability ? 0 : kept }
  }
}
