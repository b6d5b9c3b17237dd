import LinearAlgebra
import RecurrentNetworks

extension TensorFile {
  /// The matrices whose names have the given beginning and end, by what is between: with `lstm.` and `_l0`,
  /// `lstm.weight_ih_l0` is found under `weight_ih`.
  ///
  /// - Throws: ``InvalidInputError`` if one of them has more than two dimensions, or two of them differ only in how an accent
  ///   is spelled, which a dictionary cannot tell apart.
  public func matrices<Scalar: MatrixScalar>(
    of scalar: Scalar.Type, prefix: String = "", suffix: String = ""
  ) throws -> [String: Matrix<Scalar>] {
    var result: [String: Matrix<Scalar>] = [:]
    let (first, last) = (prefix.utf8, suffix.utf8)
    for name in tensors.keys
    where name.utf8.count > first.count + last.count && name.utf8.starts(with: first)
      && name.utf8.suffix(last.count).elementsEqual(last)
    {
      let middle = String(decoding: name.utf8.dropFirst(first.count).dropLast(last.count), as: UTF8.self)
      guard result[middle] == nil else {
        throw InvalidInputError("two tensors have names that look like \(shown(name)); take them one by one")
      }
      result[middle] = try matrix(name, of: scalar)
    }
    return result
  }

  /// A cell whose weights another library wrote.
  ///
  /// ```swift
  /// let cell = try file.cell(LSTMCell<Float>.self, in: .pyTorch, prefix: "lstm.", suffix: "_l0")
  /// ```
  ///
  /// - Throws: ``InvalidInputError`` if the tensors between `prefix` and `suffix` are not those of such a cell.
  public func cell<Cell: ConvertibleCell>(
    _ type: Cell.Type, in convention: WeightConvention, prefix: String = "", suffix: String = ""
  ) throws -> Cell {
    let weights = try matrices(of: Cell.Scalar.self, prefix: prefix, suffix: suffix)
    do {
      return try Cell(weights, convention: convention)
    } catch let error as InvalidWeightsError {
      throw InvalidInputError(
        "the tensors named \(shown("\(prefix)…\(suffix)")) make no \(Cell.kind): \(error)")
    }
  }

  /// Stores a cell's weights as another library has them, biases as vectors.
  ///
  /// - Throws: `InvalidWeightsError` if the convention cannot express the cell.
  public mutating func store<Cell: ConvertibleCell>(
    _ cell: Cell, in convention: WeightConvention, prefix: String = "", suffix: String = ""
  ) throws {
    for (name, matrix) in try cell.weights(in: convention) {
      tensors["\(prefix)\(name)\(suffix)"] =
        convention.isVector(name, matrix) ? StoredTensor(vector: matrix) : StoredTensor(matrix)
    }
  }
}
