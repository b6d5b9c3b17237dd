import LinearAlgebra
import XCTest

/// The product by its definition, element by element in Double.
func slowProduct<Scalar>(_ a: Matrix<Scalar>, _ b: Matrix<Scalar>) -> Matrix<Scalar> {
  // In plain arrays, because test code is not optimized and this is most of the time of the products.
  let (left, right) = (a.elements.map { Double($0) }, b.transposed().elements.map { Double($0) })
  let depth = a.columns
  var elements: [Scalar] = []
  for i in 0..<a.rows {
    for j in 0..<b.columns {
      var sum = 0.0
      var p = 0
      while p < depth {
        sum += left[i * depth + p] * right[j * depth + p]
        p += 1
      }
      elements.append(Scalar(sum))
    }
  }
  return Matrix(rows: a.rows, columns: b.columns, elements: elements)
}
