import LinearAlgebra

/// Indices as rows with a single 1: [N] → [N, V].
///
/// - Precondition: every index lies in 0 ..< `classCount`.
public func oneHot<Scalar: MatrixScalar>(_ indices: [Int], classCount: Int) -> Matrix<Scalar> {
  var result = Matrix<Scalar>.zeros(rows: indices.count, columns: classCount)
  for (row, index) in indices.enumerated() {
    require(
      index >= 0 && index < classCount,
      "index \(index) at \(row) is not in 0 ..< \(classCount), the range of classes")
    result[row, index] = 1
  }
  return result
}
