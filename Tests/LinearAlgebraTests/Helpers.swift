import LinearAlgebra
import XCTest

/// Compares the shapes first, then every element; a shorter matrix never passes.
func assertClose<Scalar>(
  _ actual: Matrix<Scalar>, _ expected: Matrix<Scalar>, within tolerance: Scalar = Scalar(1e-12),
  _ message: String = "", file: StaticString = #filePath, line: UInt = #line
) {
  guard actual.shape == expected.shape else {
    return XCTFail("shape \(actual.shape), expected \(expected.shape) \(message)", file: file, line: line)
  }
  for (index, (x, y)) in zip(actual.elements, expected.elements).enumerated() {
    let same = x == y || x.isNaN && y.isNaN || abs(x - y) <= tolerance * max(1, abs(x), abs(y))
    guard same else {
      return XCTFail("element \(index): \(x), expected \(y) \(message)", file: file, line: line)
    }
  }
}

/// The product by its definition, element by element in Double.
func slowProduct<Scalar>(_ a: Matrix<Scalar>, _ b: Matrix<Scalar>) -> Matrix<Scalar> {
  // In plain arrays, since a test's code is not optimized and this is most of the products' time.
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
