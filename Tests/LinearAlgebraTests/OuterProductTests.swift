import LinearAlgebra
import TestSupport
import XCTest

/// Weight gradients, `aᵀ · b` over many rows, and the products of a single row.
final class OuterProductTests: XCTestCase {
  func testAnOuterProductAgreesWithTheDefinition() {
    onEveryLevel {
      var generator = SplitMix64(seed: 1)
      let sizes = [
        (m: 1, n: 1, k: 1), (2, 3, 4), (12, 33, 7), (13, 65, 257), (100, 31, 150), (25, 17, 513), (900, 5, 3),
        (0, 7, 5), (4, 0, 5), (3, 7, 0),
      ]
      for (m, n, k) in sizes {
        for accumulates in [false, true] {
          check(Float.self, m, n, k, accumulates, within: 3e-5, &generator)
          check(Double.self, m, n, k, accumulates, within: 1e-13, &generator)
        }
      }
    }
  }

  private func check<Scalar: MatrixScalar>(
    _ type: Scalar.Type, _ m: Int, _ n: Int, _ k: Int, _ accumulates: Bool, within tolerance: Scalar,
    _ generator: inout SplitMix64
  ) {
    let a = Spaced(Matrix<Scalar>.uniform(rows: k, columns: m, in: -1...1, using: &generator), gap: 3)
    let b = Spaced(Matrix<Scalar>.uniform(rows: k, columns: n, in: -1...1, using: &generator), gap: 2)
    let start = Matrix<Scalar>.uniform(rows: m, columns: n, in: -1...1, using: &generator)
    var result = Spaced(start, gap: 5)
    result.addOuterProduct(a, b, accumulates: accumulates)
    let product = slowProduct(a.matrix.transposed(), b.matrix)
    let label = "\(type) \(m)×\(k)×\(n), added: \(accumulates)"
    assertClose(result.matrix, accumulates ? start + product : product, within: tolerance, label)
    XCTAssertTrue(result.isUntouchedBetweenRows, "\(label) wrote between the rows")
  }

  /// Gradients are cut by columns for the threads, so a column's bits must not depend on the cut.
  func testAColumnHasTheSameBitsWhateverIsComputedWithIt() {
    onEveryLevel {
      var generator = SplitMix64(seed: 2)
      let (m, n, k) = (150, 140, 300)
      let a = Spaced(Matrix<Float>.normal(rows: k, columns: m, using: &generator), gap: 0)
      let b = Matrix<Float>.normal(rows: k, columns: n, using: &generator)
      let start = Matrix<Float>.normal(rows: m, columns: n, using: &generator)
      for accumulates in [false, true] {
        var whole = Spaced(start, gap: 0)
        whole.addOuterProduct(a, Spaced(b, gap: 0), accumulates: accumulates)
        for columns in [0..<1, 0..<70, 70..<140, 3..<37, 134..<140, 0..<129] {
          var part = Spaced(start.columns(columns), gap: 0)
          part.addOuterProduct(a, Spaced(b.columns(columns), gap: 0), accumulates: accumulates)
          XCTAssertEqual(part.matrix, whole.matrix.columns(columns), "columns \(columns)")
        }
      }
    }
  }

  func testProductsOfOneRowAgreeWithTheDefinition() {
    onEveryLevel {
      var generator = SplitMix64(seed: 3)
      for (k, n) in [(1, 1), (3, 5), (4, 64), (7, 65), (100, 300), (33, 129), (3, 930), (0, 6), (6, 0)] {
        for accumulates in [false, true] {
          checkRow(Float.self, k, n, accumulates, within: 1e-5, &generator)
          checkRow(Double.self, k, n, accumulates, within: 1e-13, &generator)
        }
      }
    }
  }

  private func checkRow<Scalar: MatrixScalar>(
    _ type: Scalar.Type, _ k: Int, _ n: Int, _ accumulates: Bool, within tolerance: Scalar,
    _ generator: inout SplitMix64
  ) {
    let b = Spaced(Matrix<Scalar>.uniform(rows: k, columns: n, in: -1...1, using: &generator), gap: 3)
    let row = Matrix<Scalar>.uniform(rows: 1, columns: k, in: -1...1, using: &generator)
    let column = Matrix<Scalar>.uniform(rows: 1, columns: n, in: -1...1, using: &generator)
    let label = "\(type) \(k)×\(n), added: \(accumulates)"
    let base: Scalar = accumulates ? 1 : 0
    assertClose(
      b.rowProduct(row, accumulates: accumulates), slowProduct(row, b.matrix) + base, within: tolerance, label
    )
    assertClose(
      b.columnProduct(column, accumulates: accumulates), slowProduct(column, b.matrix.transposed()) + base,
      within: tolerance, label)
  }
}
