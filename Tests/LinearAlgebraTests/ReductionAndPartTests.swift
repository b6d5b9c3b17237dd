import LinearAlgebra
import TestSupport
import XCTest

final class ReductionAndPartTests: XCTestCase {
  private let a: Matrix<Double> = [[1, 5, 3], [4, -2, 6]]

  func testSums() {
    onEveryLevel {
      XCTAssertEqual(a.sum(), 17)
      XCTAssertEqual(a.mean(), 17.0 / 6)
      XCTAssertEqual(a.rowSums(), [[9], [8]])
      XCTAssertEqual(a.columnSums(), [[5, 3, 9]])
      XCTAssertEqual(a.squaredNorm, 91)
      XCTAssertEqual(a.dot([[1, 1, 1], [0, 0, 2]]), 21)
    }
  }

  func testLargest() {
    onEveryLevel {
      XCTAssertEqual(a.maximum(), 6)
      XCTAssertEqual(a.rowMaxima(), [[5], [6]])
      XCTAssertEqual(a.rowArgmax(), [1, 2])
      XCTAssertEqual(([[2, 7, 7]] as Matrix<Double>).rowArgmax(), [1], "the first among equals")
      XCTAssertEqual(
        ([[.nan, 7, 9], [1, .nan, 9], [1, 9, .nan], [3, .nan, .nan]] as Matrix<Double>).rowArgmax(),
        [0, 1, 2, 1])
      XCTAssertTrue(([[1, .nan, 3]] as Matrix<Double>).maximum().isNaN)
    }
  }

  func testLongSumsPassEveryVectorEdge() {
    onEveryLevel {
      for count in 0...70 {
        let row = Matrix<Double>(rows: 1, columns: count, elements: (0..<count).map(Double.init))
        XCTAssertEqual(row.sum(), Double(count * (count - 1) / 2))
        XCTAssertEqual(row.squaredNorm, (0..<count).reduce(0.0) { $0 + Double($1 * $1) })
      }
    }
  }

  func testPartsAndTheirReunion() {
    XCTAssertEqual(a.row(1), [[4, -2, 6]])
    XCTAssertEqual(a.column(1), [[5], [-2]])
    XCTAssertEqual(a.columns(1..<3), [[5, 3], [-2, 6]])
    XCTAssertEqual(concatenate(rows: [a.row(0), a.row(1)]), a)
    XCTAssertEqual(concatenate(columns: [a.columns(0..<1), a.columns(1..<3)]), a)
    XCTAssertEqual(a.transposed(), [[1, 4], [5, -2], [3, 6]])
    XCTAssertEqual(a.transposed().transposed(), a)
    XCTAssertEqual(a.reshaped(rows: 3, columns: 2), [[1, 5], [3, 4], [-2, 6]])
  }

  func testComparisonLooksAtTheShapeFirst() {
    let flat = a.reshaped(rows: 1, columns: 6)
    XCTAssertFalse(a.isApproximatelyEqual(to: flat))
    XCTAssertTrue(a.isApproximatelyEqual(to: a + 1e-12))
    XCTAssertFalse(a.isApproximatelyEqual(to: a + 1e-3))
    XCTAssertFalse(a.isApproximatelyEqual(to: a * .nan))
  }

  func testDescriptionsKeepFourDigits() {
    XCTAssertEqual(
      ([[1.0 / 3, 12345], [-2e-7, 0]] as Matrix<Double>).description,
      "[2, 2]\n 0.3333  12350.0\n-2.0e-7      0.0")
  }
}
