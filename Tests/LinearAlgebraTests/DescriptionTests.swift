import LinearAlgebra
import XCTest

/// Four digits, and the exponent that belongs to them after rounding.
final class DescriptionTests: XCTestCase {
  private func text<Scalar: MatrixScalar>(_ value: Scalar) -> String {
    String(Matrix<Scalar>(rows: 1, columns: 1, elements: [value]).description.dropFirst("[1, 1]\n".count))
  }

  func testNinesRoundUpToTheNextPowerOfTen() {
    XCTAssertEqual(text(9.9999e7), "1.0e8")
    XCTAssertEqual(text(-9.99951e-7), "-1.0e-6")
    XCTAssertEqual(text(Float(1e-5)), "1.0e-5", "the nearest Float is 9.99999975e-6")
    XCTAssertEqual(text(999_999.9), "1.0e6")
    XCTAssertEqual(text(9.99999e-5), "0.0001")
    XCTAssertEqual(text(9.99999), "10.0")
    XCTAssertEqual(text(9.9994e7), "9.999e7", "rounded down")
  }

  func testEveryPowerOfTenIsWrittenAsOne() {
    for exponent in -307...308 where !(-4..<6).contains(exponent) {
      XCTAssertEqual(text(Double("1e\(exponent)")!), "1.0e\(exponent)")
    }
    for exponent in -37...38 where !(-4..<6).contains(exponent) {
      XCTAssertEqual(text(Float("1e\(exponent)")!), "1.0e\(exponent)")
    }
    for (exponent, written) in zip(-4..<6, ["0.0001", "0.001", "0.01", "0.1", "1.0", "10.0", "100.0"]) {
      XCTAssertEqual(text(Double("1e\(exponent)")!), written)
    }
  }

  func testTheEndsOfTheRange() {
    XCTAssertEqual(text(0.0), "0.0")
    XCTAssertEqual(text(Double.nan), "nan")
    XCTAssertEqual(text(-Double.infinity), "-inf")
    XCTAssertEqual(text(Double.greatestFiniteMagnitude), "1.798e308")
    XCTAssertEqual(text(Float.greatestFiniteMagnitude), "3.403e38")
    XCTAssertEqual(text(Double.leastNonzeroMagnitude), "4.941e-324")
  }
}
