import LinearAlgebra
import TestSupport
import XCTest

final class InitializerTests: XCTestCase {
  func testOrthogonalMatricesKeepLengths() {
    var generator = SplitMix64(seed: 21)
    let square = Matrix<Double>.orthogonal(rows: 40, columns: 40, using: &generator)
    assertClose(matmul(square, square, transposingSecond: true), .identity(40), within: 1e-13)
    assertClose(matmul(square, square, transposingFirst: true), .identity(40), within: 1e-13)
    let wide = Matrix<Double>.orthogonal(rows: 5, columns: 9, gain: 3, using: &generator)
    assertClose(matmul(wide, wide, transposingSecond: true), .identity(5) * 9, within: 1e-13)
    let tall = Matrix<Float>.orthogonal(rows: 9, columns: 5, using: &generator)
    assertClose(matmul(tall, tall, transposingFirst: true), .identity(5), within: 1e-6)
  }

  func testXavierHasTheVarianceOfItsSides() {
    var generator = SplitMix64(seed: 22)
    let weights = Matrix<Double>.xavier(rows: 150, columns: 50, using: &generator)
    XCTAssertEqual(weights.squaredNorm / 7500, 2.0 / 200, accuracy: 5e-4)
    XCTAssertLessThanOrEqual(weights.map(abs).maximum(), (6.0 / 200).squareRoot())
  }
}
