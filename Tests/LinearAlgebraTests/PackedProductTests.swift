import LinearAlgebra
import TestSupport
import XCTest

/// The kernels behind the fused layers, against the definition, with rows that are further apart than they
/// are long.
final class PackedProductTests: XCTestCase {
  /// Rows, columns and depths on both sides of every tile, panel and block edge.
  private let sizes = [
    (m: 1, n: 1, k: 1), (2, 3, 4), (5, 65, 7), (8, 28, 64), (11, 33, 31), (13, 100, 257), (16, 31, 512),
    (25, 17, 513), (200, 40, 3), (0, 7, 5), (4, 0, 5), (3, 7, 0),
  ]

  func testAPackedProductAgreesWithTheDefinition() {
    onEveryLevel {
      var generator = SplitMix64(seed: 1)
      for (m, n, k) in sizes {
        for (groups, transposed, accumulates) in [(1, false, false), (3, false, true), (3, true, false)] {
          check(Float.self, groups, m, n, k, transposed, accumulates, within: 3e-5, &generator)
          check(Double.self, groups, m, n, k, transposed, accumulates, within: 1e-13, &generator)
        }
      }
    }
  }

  private func check<Scalar: MatrixScalar>(
    _ type: Scalar.Type, _ groups: Int, _ m: Int, _ n: Int, _ k: Int, _ transposed: Bool, _ accumulates: Bool,
    within tolerance: Scalar, _ generator: inout SplitMix64
  ) {
    let rows = groups * (m + 1)
    let a = Matrix<Scalar>.uniform(rows: rows, columns: k, in: -1...1, using: &generator)
    let b = Matrix<Scalar>.uniform(rows: k, columns: n, in: -1...1, using: &generator)
    let factor = transposed ? PackedFactor(b.transposed(), transposed: true) : PackedFactor(b)
    let start = Matrix<Scalar>.uniform(rows: rows, columns: n, in: -1...1, using: &generator)
    var result = Spaced(start, gap: 5)
    result.addProduct(Spaced(a, gap: 3), factor, groups: groups, accumulates: accumulates)
    var expected = start
    let product = slowProduct(a, b)
    for i in 0..<rows where i % (m + 1) < m {
      for j in 0..<n { expected[i, j] = product[i, j] + (accumulates ? start[i, j] : 0) }
    }
    let label = "\(type) \(groups) × \(m)×\(k)×\(n), transposed: \(transposed), added: \(accumulates)"
    assertClose(result.matrix, expected, within: tolerance, label)
    XCTAssertTrue(result.isUntouchedBetweenRows, "\(label) wrote between the rows")
  }

  /// Batches are cut by rows for the threads, so a row's bits must not depend on the cut.
  func testARowHasTheSameBitsWhateverIsComputedWithIt() {
    onEveryLevel {
      var generator = SplitMix64(seed: 2)
      let (m, n, k) = (37, 65, 300)
      let a = Matrix<Float>.normal(rows: m, columns: k, using: &generator)
      let packed = PackedFactor(Matrix<Float>.normal(rows: k, columns: n, using: &generator))
      let whole = packed.product(a, groups: 1)
      for count in 1...m {
        let start = m - count
        XCTAssertEqual(packed.product(a.rows(start..<m), groups: 1), whole.rows(start..<m), "\(count) rows")
      }
      XCTAssertEqual(packed.product(a.rows(0..<36), groups: 9), whole.rows(0..<36))
    }
  }

  /// Panels can be packed by different threads.
  func testPanelsPackedOneByOneMakeTheWhole() {
    onEveryLevel {
      var generator = SplitMix64(seed: 3)
      let b = Matrix<Double>.normal(rows: 9, columns: 75, using: &generator)
      let whole = PackedFactor(b)
      var parts = whole
      parts.scalars = parts.scalars.map { _ in .nan }
      for panel in (0..<PackedFactor<Double>.panelCount(75)).reversed() {
        parts.pack(b, panels: panel..<panel + 1)
      }
      XCTAssertEqual(parts.scalars, whole.scalars)
    }
  }

  func testNaNInOneRowStaysInThatRow() {
    onEveryLevel {
      var a = Matrix<Float>(rows: 14, columns: 5, repeating: 1)
      a[12, 3] = .nan
      let product = PackedFactor(Matrix<Float>(rows: 5, columns: 35, repeating: 1)).product(a, groups: 1)
      XCTAssertTrue(product.row(12).elements.allSatisfy(\.isNaN))
      XCTAssertTrue(product.rows(0..<12).isFinite && product.row(13).isFinite)
    }
  }
}
