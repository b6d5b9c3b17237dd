import LinearAlgebra
import XCTest

@testable import NotebookDisplay

final class NumberTextTests: XCTestCase {
  func testShortNumbersAsAReaderWouldWriteThem() {
    XCTAssertEqual(short(0.0), "0")
    XCTAssertEqual(short(0.76159), "0.7616")
    XCTAssertEqual(short(-2.5), "-2.5")
    XCTAssertEqual(short(12_345.0), "12350")
    XCTAssertEqual(short(12_345_678.0), "1.235e7")
    XCTAssertEqual(short(0.000_012_346), "1.235e-5")
    XCTAssertEqual(short(Float(0.5)), "0.5")
    XCTAssertEqual(short(-Double.infinity), "-inf")
    XCTAssertEqual(short(Double.nan), "nan")
  }

  func testAShortNumberIsTheNumberUpToItsDigits() throws {
    var generator = SplitMix64(seed: 11)
    for _ in 0..<500 {
      let exponent = Double.random(in: -12...12, using: &generator)
      let value = Double.random(in: -1...1, using: &generator) * pow(10, exponent)
      let text = short(value)
      let read = try XCTUnwrap(Double(text), text)
      XCTAssertEqual(read, value, accuracy: abs(value) * 0.000_51, text)
      let mantissa = text.split(separator: "e")[0].filter(\.isNumber)
      let significant = mantissa.drop { $0 == "0" }.reversed().drop { $0 == "0" }
      XCTAssertLessThanOrEqual(significant.count, 4, text)
    }
  }

  func testNumbersOfOneColumnHaveEquallyManyDecimals() {
    XCTAssertEqual(NumberText.aligned([0.7, -0.6, 1.3, 0.86172]), ["0.700", "-0.600", "1.300", "0.862"])
    XCTAssertEqual(NumberText.aligned([1, 20, 300]), ["1", "20", "300"])
  }

  func testANumberThatRoundsToZeroHasNoSign() {
    XCTAssertEqual(NumberText.aligned([-0.004, 0.5, -0.25], digits: 2), ["0.00", "0.50", "-0.25"])
  }

  func testSmallNumbersBesideLargeOnesKeepTheirDigitsAndLineUp() {
    let texts = NumberText.aligned([0.01, 5314, 0.99494])
    XCTAssertEqual(texts, ["0.01  ", "5314     ", "0.9949"])
  }

  func testWholeNumbersAreGrouped() {
    XCTAssertEqual(NumberText.grouped("7"), "7")
    XCTAssertEqual(NumberText.grouped("-123"), "-123")
    XCTAssertEqual(NumberText.grouped("-1234"), "-1,234")
    XCTAssertEqual(NumberText.grouped("1048576"), "1,048,576")
  }

  func testPowersOfTen() {
    XCTAssertEqual(NumberText.powerOfTen(6), "10⁶")
    XCTAssertEqual(NumberText.powerOfTen(-12), "10⁻¹²")
  }
}
