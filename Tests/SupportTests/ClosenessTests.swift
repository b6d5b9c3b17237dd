import LinearAlgebra
import TestSupport
import XCTest

/// The comparison used by the library's tests can fail, and does so for each reason.
final class ClosenessTests: XCTestCase {
  private let matrix: Matrix<Double> = [[1, -2], [1000, 0]]

  private func found(
    _ change: (inout Matrix<Double>) -> Void, within tolerance: Double = 1e-12, isAbsolute: Bool = false
  ) -> String? {
    var other = matrix
    change(&other)
    return difference(other, matrix, within: tolerance, isAbsolute: isAbsolute)
  }

  func testTheSameIsNear() {
    XCTAssertNil(found { _ in })
    XCTAssertNil(difference(Matrix<Double>([[.infinity]]), [[.infinity]], within: 0))
  }

  func testAnotherShapeIsToldBeforeAnyNumber() {
    XCTAssertEqual(
      difference(matrix.row(0), matrix, within: 1e9), "shape \(matrix.row(0).shape), expected \(matrix.shape)"
    )
    XCTAssertNotNil(difference(Matrix<Double>(rows: 0, columns: 2, elements: []), matrix, within: 1e9))
  }

  func testOneNumberTooFarIsToldByItsPlace() throws {
    let text = try XCTUnwrap(found { $0[0, 1] += 3e-12 })
    XCTAssertTrue(text.hasPrefix("element [0, 1]: "), text)
    XCTAssertNil(found { $0[0, 1] += 1e-12 })
  }

  func testLargeNumbersAreComparedByTheirSizeUnlessTheDistanceIsAbsolute() {
    XCTAssertNil(found({ $0[1, 0] += 5e-10 }))
    XCTAssertNotNil(found({ $0[1, 0] += 5e-10 }, isAbsolute: true))
    XCTAssertNotNil(found({ $0[1, 0] += 5e-9 }))
  }

  func testWhatIsNotANumberIsNearNothingUnlessThatIsAskedFor() {
    for value in [Double.nan, .infinity, -.infinity] {
      XCTAssertNotNil(found { $0[1, 1] = value }, "\(value)")
    }
    let nothing: Matrix<Double> = [[.nan]]
    XCTAssertNotNil(difference(nothing, nothing, within: 1))
    XCTAssertNil(difference(nothing, nothing, within: 0, matchesNaN: true))
    XCTAssertNotNil(difference(nothing, [[1]], within: 1, matchesNaN: true))
  }
}
