import LinearAlgebra

/// A tensor as a file keeps it: a shape of any rank and the numbers, the last dimension running fastest.
public struct StoredTensor: Sendable, Equatable {
  /// The numbers in the width in which they are stored.
  public enum Numbers: Sendable, Equatable {
    /// The format's `F32`.
    case float([Float])
    /// The format's `F64`.
    case double([Double])

    /// How many numbers there are.
    public var count: Int {
      switch self {
      case .float(let numbers): numbers.count
      case .double(let numbers): numbers.count
      }
    }
  }

  /// The length of each dimension; none for a single number.
  public let shape: [Int]
  /// The numbers, as many as the product of the dimensions.
  public let numbers: Numbers

  /// A tensor of any rank.
  ///
  /// - Precondition: there are as many numbers as the shape asks for.
  public init(shape: [Int], numbers: Numbers) {
    require(
      Self.count(of: shape) == numbers.count,
      "a tensor of shape \(shape) cannot hold \(numbers.count) numbers")
    self.shape = shape
    self.numbers = numbers
  }

  /// How many numbers a shape asks for; none if it cannot be counted.
  private static func count(of shape: [Int]) -> Int? {
    if shape.contains(where: { $0 < 0 }) { return nil }
    if shape.contains(0) { return 0 }
    return shape.reduce(1) { (count: Int?, size) in
      guard let (product, overflows) = count?.multipliedReportingOverflow(by: size) else { return nil }
      return overflows ? nil : product
    }
  }

  /// A matrix as a tensor of shape [R, C].
  public init<Scalar: MatrixScalar>(_ matrix: Matrix<Scalar>) {
    self.init(shape: [matrix.rows, matrix.columns], numbers: Numbers(matrix.elements))
  }

  /// The elements of a matrix, row after row, as a tensor of one dimension: what other libraries make of a bias
  /// that is a row [1, C] here.
  public init<Scalar: MatrixScalar>(vector matrix: Matrix<Scalar>) {
    self.init(shape: [matrix.count], numbers: Numbers(matrix.elements))
  }
}

extension StoredTensor {
  /// The tensor as a matrix: [R, C] as it stands, one dimension [C] as a row [1, C], a single number as [1, 1].
  ///
  /// Numbers in double precision are rounded for a matrix of `Float`.
  ///
  /// - Returns: `nil` if there are more than two dimensions, or one that no matrix has.
  public func matrix<Scalar: MatrixScalar>(of scalar: Scalar.Type = Scalar.self) -> Matrix<Scalar>? {
    guard shape.count <= 2 else { return nil }
    let size = MatrixShape(shape.count == 2 ? shape[0] : 1, shape.last ?? 1)
    guard size.isPossible else { return nil }
    return Matrix(rows: size.rows, columns: size.columns, elements: numbers.converted())
  }

  /// The parts along the first dimension: [T, B, I] → T tensors [B, I].
  ///
  /// - Precondition: there is a first dimension, and if there are no numbers it is not longer than a list of empty
  ///   parts can reasonably be, a million.
  public var parts: [StoredTensor] {
    require(!shape.isEmpty, "a single number has no parts")
    require(
      numbers.count > 0 || shape[0] <= 1_000_000,
      "a tensor of shape \(shape) holds \(numbers.count) numbers, and too many empty parts to list")
    let rest = Array(shape.dropFirst())
    let size = shape[0] == 0 ? 0 : numbers.count / shape[0]
    return (0..<shape[0]).map { index in
      StoredTensor(shape: rest, numbers: numbers.part(index * size..<(index + 1) * size))
    }
  }
}

extension StoredTensor.Numbers {
  /// Numbers in the width of their type.
  init<Scalar: MatrixScalar>(_ numbers: [Scalar]) {
    // Asked of the type: an empty array may be cast to any other.
    self = Scalar.self == Float.self ? .float(numbers as! [Float]) : .double(numbers.map { Double($0) })
  }

  func converted<Scalar: MatrixScalar>() -> [Scalar] {
    switch self {
    case .float(let numbers): numbers as? [Scalar] ?? numbers.map { Scalar($0) }
    case .double(let numbers): numbers as? [Scalar] ?? numbers.map { Scalar($0) }
    }
  }

  func part(_ range: Range<Int>) -> Self {
    switch self {
    case .float(let numbers): .float(Array(numbers[range]))
    case .double(let numbers): .double(Array(numbers[range]))
    }
  }
}
