extension Matrix {
  /// Weights drawn uniformly from `±√(6 / (rows + columns))`, so that neither signals nor gradients grow or shrink on
  /// their way through a linear layer.
  ///
  /// Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks" (2010).
  public static func xavier(rows: Int, columns: Int, using generator: inout some RandomNumberGenerator)
    -> Matrix
  {
    // With no elements there is nothing to bound.
    let isEmpty = MatrixShape(rows, columns).count == 0
    let bound = isEmpty ? 0 : (6 / Double(rows + columns)).squareRoot()
    return uniform(rows: rows, columns: columns, in: -bound...bound, using: &generator)
  }

  /// A random matrix whose shorter side consists of orthonormal vectors, times `gain`: a square one turns and
  /// mirrors a state and keeps its length, so that nothing vanishes or explodes at the start.
  ///
  /// Saxe, McClelland and Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear neural
  /// networks" (2014). Made by the modified Gram-Schmidt process, twice over for rounding's sake, from normal
  /// numbers.
  public static func orthogonal(
    rows: Int, columns: Int, gain: Double = 1, using generator: inout some RandomNumberGenerator
  ) -> Matrix {
    require(MatrixShape(rows, columns).isPossible, "there is no matrix of shape [\(rows), \(columns)]")
    guard rows <= columns else {
      return orthogonal(rows: columns, columns: rows, gain: gain, using: &generator).transposed()
    }
    var vectors: [Matrix<Double>] = []
    while vectors.count < rows {
      var vector = Matrix<Double>.normal(rows: 1, columns: columns, using: &generator)
      let length = vector.norm
      for _ in 0..<2 {
        for other in vectors { vector.add(other, times: -vector.dot(other)) }
      }
      // What lies almost wholly among the others would be mostly rounding: draw again.
      if vector.norm > 1e-6 * length { vectors.append(vector / vector.norm) }
    }
    let elements = vectors.flatMap { ($0 * gain).elements.map { Scalar($0) } }
    return Matrix(rows: rows, columns: columns, elements: elements)
  }
}
