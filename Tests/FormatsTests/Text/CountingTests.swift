import XCTest

@testable import Formats

final class CountingTests: XCTestCase {
  func testPointsHaveTwoDigitsOfAFractionAtMost() {
    let texts = [
      0: "0", 20: "20", 12.5: "12.5", 200.0 / 3: "66.67", 1100.25: "1100.25", 99.999: "100", 0.004: "0",
    ]
    for (value, text) in texts { XCTAssertEqual(points(value), text) }
  }

  func testAColumnsFractionHasTwoDigits() {
    XCTAssertEqual(points(12.5, isPadded: true), "12.50")
    XCTAssertEqual(points(20, isPadded: true), "20")
  }

  func testOneThingIsNotMany() {
    XCTAssertEqual([0, 1, 2].map { counted($0, "row") }, ["0 rows", "1 row", "2 rows"])
  }
}
