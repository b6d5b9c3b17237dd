import LinearAlgebra

/// A table with one row per token: token k of a vocabulary of V becomes row k of `W`, [V, E].
///
/// It is the product `onehot(k) · W` without the product. In the backward pass the gradient of an output goes to the
/// row that it came from, and is added there, since a token may occur more than once.
public struct Embedding<Scalar: MatrixScalar>: ParameterCollection {
  /// `W`, [V, E].
  public var weight: Matrix<Scalar>

  /// A given table.
  public init(weight: Matrix<Scalar>) { self.weight = weight }

  /// A table drawn from the normal distribution of mean 0 and deviation 1, as PyTorch does.
  public init(vocabularySize: Int, size: Int, using generator: inout some RandomNumberGenerator) {
    self.init(weight: .normal(rows: vocabularySize, columns: size, using: &generator))
  }

  /// The parameter by name.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] {
    [("weight", \.weight)]
  }

  /// V, the number of tokens.
  public var vocabularySize: Int { weight.rows }
  /// E, the number of columns of an output.
  public var size: Int { weight.columns }

  /// The rows of these tokens, one below the other: [N, E].
  ///
  /// - Precondition: each token lies in 0 ..< V.
  public func callAsFunction(_ tokens: [Int]) -> Matrix<Scalar> {
    check(tokens)
    var elements: [Scalar] = []
    elements.reserveCapacity(tokens.count * size)
    weight.withUnsafeElements { table in
      for token in tokens { elements += table[token * size..<(token + 1) * size] }
    }
    return Matrix(rows: tokens.count, columns: size, elements: elements)
  }

  /// Adds each row of `∂L/∂output`, [N, E], to the row of its token in `gradient`. Tokens themselves have none.
  public func backward(
    _ outputGradient: Matrix<Scalar>, through tokens: [Int], adding gradient: inout Self
  ) {
    check(tokens)
    require(
      gradient.weight.shape == weight.shape,
      "a table of shape \(weight.shape) has a gradient of that shape, not \(gradient.weight.shape)")
    require(
      outputGradient.shape == MatrixShape(tokens.count, size),
      "\(tokens.count) embeddings of size \(size) have a gradient of shape [\(tokens.count), \(size)], not \(outputGradient.shape)"
    )
    outputGradient.withUnsafeElements { rows in
      gradient.weight.withUnsafeMutableElements { table in
        for (row, token) in tokens.enumerated() {
          for column in 0..<size { table[token * size + column] += rows[row * size + column] }
        }
      }
    }
  }

  private func check(_ tokens: [Int]) {
    for token in tokens {
      require(
        token >= 0 && token < vocabularySize,
        "token \(token) is not among the \(vocabularySize) that the embedding knows")
    }
  }
}
