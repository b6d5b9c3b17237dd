#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Matrix {
  /// A matrix of numbers drawn uniformly from a range.
  ///
  /// The same draws serve `Float` and `Double`: a seed gives the same matrix in both, up to rounding.
  @inlinable public static func uniform(
    rows: Int, columns: Int, in range: ClosedRange<Double>, using generator: inout some RandomNumberGenerator
  ) -> Matrix {
    let count = MatrixShape(rows, columns).count
    var elements: [Scalar] = []
    elements.reserveCapacity(count)
    let width = range.upperBound - range.lowerBound
    for _ in 0..<count {
      elements.append(Scalar(range.lowerBound + width * unitUniform(using: &generator)))
    }
    return Matrix(rows: rows, columns: columns, elements: elements)
  }

  /// A matrix of numbers drawn from the normal distribution with mean 0 (Box and Muller, 1958).
  public static func normal(
    rows: Int, columns: Int, standardDeviation: Double = 1, using generator: inout some RandomNumberGenerator
  ) -> Matrix {
    let count = MatrixShape(rows, columns).count
    var elements: [Scalar] = []
    elements.reserveCapacity(count)
    for _ in 0..<count {
      // 1 - u lies in (0, 1], so that the logarithm is finite.
      let radius = (-2 * log(1 - unitUniform(using: &generator))).squareRoot()
      let angle = 2 * Double.pi * unitUniform(using: &generator)
      elements.append(Scalar(standardDeviation * radius * cos(angle)))
    }
    return Matrix(rows: rows, columns: columns, elements: elements)
  }
}

/// A number drawn uniformly from 0 ..< 1, in steps of 2^-53.
@inlinable public func unitUniform(using generator: inout some RandomNumberGenerator) -> Double {
  Double(generator.next() >> 11) * 0x1p-53
}
