import LinearAlgebra
import TestSupport
import XCTest

final class ProductTests: XCTestCase {
  func testAHandComputedProduct() {
    onEveryLevel {
      let a: Matrix<Double> = [[1, 2, 3], [4, 5, 6]]
      let b: Matrix<Double> = [[1, -1], [0, 2], [3, 1]]
      XCTAssertEqual(matmul(a, b), [[10, 6], [22, 12]])
    }
  }

  /// Sizes on both sides of every tile and block edge, each with all four transpositions.
  func testEverySizeAndTranspositionAgreesWithTheDefinition() {
    onEveryLevel {
      var generator = SplitMix64(seed: 1)
      let sizes = [
        (1, 1, 1), (1, 100, 300), (2, 3, 4), (5, 7, 31), (12, 32, 33), (13, 33, 257), (97, 65, 40),
        (200, 70, 3), (1, 5, 513), (3, 70, 513), (60, 33, 1030),
      ]
      for (m, n, k) in sizes {
        check(Float.self, m, n, k, within: 2e-5, &generator)
        check(Double.self, m, n, k, within: 1e-13, &generator)
      }
    }
  }

  private func check<Scalar: MatrixScalar>(
    _ type: Scalar.Type, _ m: Int, _ n: Int, _ k: Int, within tolerance: Scalar, _ generator: inout SplitMix64
  ) {
    let a = Matrix<Scalar>.uniform(rows: m, columns: k, in: -1...1, using: &generator)
    let b = Matrix<Scalar>.uniform(rows: k, columns: n, in: -1...1, using: &generator)
    let expected = slowProduct(a, b)
    for (first, second) in [(false, false), (true, false), (false, true), (true, true)] {
      let left = first ? a.transposed() : a
      let right = second ? b.transposed() : b
      let label = "\(type) \(m)×\(k)×\(n), transposed: \(first), \(second)"
      let product = matmul(left, right, transposingFirst: first, transposingSecond: second)
      assertClose(product, expected, within: tolerance, label)
      var sum = Matrix<Scalar>(rows: m, columns: n, repeating: 2)
      sum.addProduct(left, right, transposingFirst: first, transposingSecond: second)
      assertClose(sum, expected + 2, within: tolerance, "added, \(label)")
    }
  }

  func testProductsWithNothingToAddUpAreZero() {
    onEveryLevel {
      let a = Matrix<Double>.zeros(rows: 2, columns: 0)
      let b = Matrix<Double>.zeros(rows: 0, columns: 3)
      XCTAssertEqual(matmul(a, b), .zeros(rows: 2, columns: 3))
      XCTAssertEqual(matmul(b, b.transposed()).shape, MatrixShape(0, 0))
      var kept: Matrix<Double> = [[1, 2, 3], [4, 5, 6]]
      kept.addProduct(a, b)
      XCTAssertEqual(kept, [[1, 2, 3], [4, 5, 6]])
    }
  }

  func testAProductOfAMatrixWithTheIdentityIsTheMatrix() {
    onEveryLevel {
      var generator = SplitMix64(seed: 2)
      let a = Matrix<Float>.normal(rows: 37, columns: 41, using: &generator)
      XCTAssertEqual(matmul(a, .identity(41)), a)
      XCTAssertEqual(matmul(.identity(37), a), a)
    }
  }

  func testNaNInOneRowStaysInThatRow() {
    onEveryLevel {
      var a = Matrix<Float>(rows: 14, columns: 5, repeating: 1)
      a[13, 2] = .nan
      let product = matmul(a, Matrix<Float>(rows: 5, columns: 35, repeating: 1))
      XCTAssertTrue(product.rows(0..<13).isFinite)
      XCTAssertTrue(product.row(13).elements.allSatisfy(\.isNaN))
    }
  }
}
