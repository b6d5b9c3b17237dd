import LinearAlgebra
import XCTest

/// A norm is correct wherever it can be represented; otherwise it is infinite or NaN.
final class NormTests: XCTestCase {
  private struct Pair<Scalar: MatrixScalar>: ParameterCollection {
    var a: Matrix<Scalar>
    var b: Matrix<Scalar>
    var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] {
      [("a", \.a), ("b", \.b)]
    }
  }

  /// The 3-4-5 triangle at every size of the type, down to the smallest numbers.
  private func checkTriangles<Scalar: MatrixScalar>(_ type: Scalar.Type) {
    var unit = Scalar.leastNonzeroMagnitude
    while unit < Scalar.greatestFiniteMagnitude / 8 {
      let sides = Matrix<Scalar>(rows: 1, columns: 3, elements: [3 * unit, 0, -4 * unit])
      XCTAssertEqual(sides.norm, 5 * unit, "\(type), \(unit)")
      let pair = Pair<Scalar>(a: [[3 * unit]], b: [[0, -4 * unit]])
      XCTAssertEqual(pair.globalNorm, 5 * unit, "\(type), \(unit)")
      unit *= 2
    }
  }

  func testANormIsRightAtEverySize() {
    checkTriangles(Float.self)
    checkTriangles(Double.self)
    XCTAssertEqual(([[1e160, 1e160]] as Matrix<Double>).norm, 1e160 * 2.0.squareRoot(), accuracy: 1e145)
    XCTAssertEqual(([[1e-30, 1e-30]] as Matrix<Float>).norm, 1.4142136e-30, accuracy: 1e-36)
    XCTAssertEqual(([[3e20, 0]] as Matrix<Float>).norm, 3e20)
    XCTAssertEqual(([[1e300, 1e-300]] as Matrix<Double>).norm, 1e300, "the small one does not count")
    XCTAssertEqual(Matrix<Double>.zeros(rows: 2, columns: 2).norm, 0)
    XCTAssertEqual(Matrix<Float>.zeros(rows: 0, columns: 3).norm, 0)
  }

  /// 1,000 numbers of 1e-160: every square is lost, and the norm is √1000 · 1e-160.
  func testManySmallNumbersAddUp() {
    let many = Matrix<Double>(rows: 20, columns: 50, repeating: 1e-160)
    XCTAssertEqual(many.norm / 1e-160, 1000.0.squareRoot(), accuracy: 1e-12)
    XCTAssertEqual(Pair(a: many, b: many).globalNorm / 1e-160, 2000.0.squareRoot(), accuracy: 1e-12)
  }

  /// The mean of two numbers is between them, even if their sum is too large for the type.
  func testAMeanIsRightWhereTheSumOverflows() {
    XCTAssertEqual(([[3e38, 1e38]] as Matrix<Float>).mean(), 2e38, accuracy: 1e32)
    XCTAssertEqual(([[1.5e308, 1.7e308]] as Matrix<Double>).mean(), 1.6e308, accuracy: 1e293)
    XCTAssertEqual(([[.infinity, 1]] as Matrix<Double>).mean(), .infinity)
    XCTAssertTrue(([[.infinity, -.infinity]] as Matrix<Double>).mean().isNaN)
  }

  func testWhatIsNotFiniteIsPlainToSee() {
    let (nan, infinite) = (Double.nan, Double.infinity)
    XCTAssertEqual(([[1, -infinite]] as Matrix<Double>).norm, infinite)
    XCTAssertTrue(([[infinite, nan]] as Matrix<Double>).norm.isNaN)
    XCTAssertTrue(([[nan, infinite]] as Matrix<Double>).norm.isNaN)
    for matrices in [[[[nan]], [[infinite]]], [[[infinite]], [[nan]]], [[[nan]], [[1e200]]]]
      as [[Matrix<Double>]]
    {
      XCTAssertTrue(Pair(a: matrices[0], b: matrices[1]).globalNorm.isNaN, "\(matrices)")
    }
    XCTAssertEqual(Pair(a: [[infinite]], b: [[1e200]]).globalNorm, infinite)
    // √2 times the largest number there is, which is finite as a product and not as one number.
    let largest = Float.greatestFiniteMagnitude
    let norm = ([[largest, largest]] as Matrix<Float>)
    XCTAssertEqual(norm.norm, .infinity)
    XCTAssertTrue(norm.scaledNorm.isFinite)
  }
}
