import LinearAlgebra
import RecurrentNetworks
import XCTest

/// The measure of vanishing and exploding gradients must not itself vanish or explode.
final class SingularValueRangeTests: XCTestCase {
  func testNormsOfTinyAndHugeJacobians() {
    for size in [1e-300, 1e-170, 1e-150, 1e-10, 1, 1e10, 1e150, 1e170, 1e300] {
      let diagonal = Matrix<Double>.identity(3) * size
      XCTAssertEqual(JacobianNorm.frobenius(diagonal) / size, 3.0.squareRoot(), accuracy: 1e-14, "\(size)")
      XCTAssertEqual(JacobianNorm.spectral(diagonal) / size, 1, accuracy: 1e-14, "\(size)")
    }
    for size in [1e-37, 1e-25, 1e-19, 1, 1e25, 3e38] as [Float] {
      let diagonal = Matrix<Float>.identity(4) * size
      XCTAssertEqual(JacobianNorm.frobenius(diagonal) / Double(size), 2, accuracy: 1e-6, "\(size)")
      XCTAssertEqual(JacobianNorm.spectral(diagonal) / Double(size), 1, accuracy: 1e-14, "\(size)")
    }
  }

  /// The singular values of s · A are s times those of A, to the last bit for a power of two.
  func testScalingScalesTheSingularValues() {
    var generator = SplitMix64(seed: 4)
    let matrix = Matrix<Double>.uniform(rows: 5, columns: 4, in: -1...1, using: &generator)
    let values = singularValues(of: matrix)
    for exponent in [-900, -500, -30, 30, 500, 1000] {
      let unit = Double(sign: .plus, exponent: exponent, significand: 1)
      XCTAssertEqual(singularValues(of: matrix * unit).map { $0 / unit }, values, "2^\(exponent)")
    }
  }

  /// [1, s; 0, s] has the singular values √(1 + s²) ≈ 1 and s / √(1 + s²) ≈ s.
  func testColumnsOfVeryDifferentSize() {
    for s in [1e-120, 1e-170, 1e-250] {
      let values = singularValues(of: [[1, s], [0, s]] as Matrix<Double>)
      XCTAssertEqual(values[0], 1, accuracy: 1e-15)
      XCTAssertEqual(values[1] / s, 1, accuracy: 1e-14, "\(s)")
    }
    let values = singularValues(
      of: [[1, 0, 0], [0, 1e-200, 1e-200], [0, 1e-200, -1e-200]] as Matrix<Double>)
    XCTAssertEqual(values[1] / 1e-200, 2.0.squareRoot(), accuracy: 1e-14)
    XCTAssertEqual(values[2] / 1e-200, 2.0.squareRoot(), accuracy: 1e-14)
  }

  func testWhatIsNotFiniteIsPlainToSee() {
    for norm in JacobianNorm.allCases {
      XCTAssertTrue(norm([[1, .nan], [.infinity, 0]] as Matrix<Double>).isNaN)
      XCTAssertEqual(norm([[1, 2], [-.infinity, 0]] as Matrix<Double>), .infinity)
      XCTAssertEqual(norm(Matrix<Double>.zeros(rows: 2, columns: 2)), 0)
    }
    XCTAssertEqual(singularValues(of: [[1, .infinity]] as Matrix<Double>).map(\.isNaN), [true, true])
  }
}
