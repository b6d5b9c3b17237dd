import Formats
import XCTest

@testable import CommandSupport

/// Numbers and words are refused with the valid values and the one that was typed.
final class ValueArgumentTests: XCTestCase {
  private let verb = Verb(
    name: "count", group: .help, summary: "count", options: [Option(.steps, value: "N", help: "A number.")],
    example: "course count")

  private func typed(_ text: String) throws -> Arguments {
    try Arguments(parsing: ["--steps", text], for: verb)
  }

  private func assertError(
    _ message: String, _ work: () throws -> Any?, file: StaticString = #filePath, line: UInt = #line
  ) {
    XCTAssertThrowsError(try work(), file: file, line: line) {
      XCTAssertEqual(($0 as? Complaint)?.description, message, file: file, line: line)
    }
  }

  func testTheEndsOfTheRangeAreIn() throws {
    XCTAssertEqual(try typed("1").integer(.steps, in: 1...8192), 1)
    XCTAssertEqual(try typed("8192").integer(.steps, in: 1...8192), 8192)
    XCTAssertEqual(try typed("0").double(.steps, in: 0...), 0)
    XCTAssertEqual(try typed("1e-3").double(.steps, in: 0...1), 0.001)
  }

  func testOutsideTheRange() {
    assertError("--steps takes an integer from 1 to 8192, not '0'") {
      try self.typed("0").integer(.steps, in: 1...8192)
    }
    assertError("--steps takes a number of at least 0.0, not '-1'") {
      try self.typed("-1").double(.steps, in: 0...)
    }
    assertError("--steps takes a number from 0.0 to below 1.0, not '1'") {
      try self.typed("1").double(.steps, in: 0..<1)
    }
    assertError("--steps takes an integer of at most 3, not '4'") {
      try self.typed("4").integer(.steps, in: ...3)
    }
    assertError("--steps takes an integer below 3, not '3'") {
      try self.typed("3").integer(.steps, in: ..<3)
    }
  }

  func testWhatIsNoNumber() {
    for text in ["many", "1.5", "1,5", "99999999999999999999", "0x10", " 3"] {
      assertError("--steps takes an integer of at least 0, not '\(text)'") {
        try self.typed(text).integer(.steps, in: 0...)
      }
    }
    for text in ["nan", "inf", "-inf", "1e999", "warm"] {
      assertError("--steps takes a number of at least 0.0, not '\(text)'") {
        try self.typed(text).double(.steps, in: 0...)
      }
    }
  }

  private enum Fruit: String, CaseIterable { case apple, pear, plum }

  func testAWordOutOfAFew() throws {
    XCTAssertEqual(try typed("pear").choice(.steps, of: Fruit.self), .pear)
    XCTAssertEqual(try typed("Plum").choice(.steps, of: Fruit.self), .plum)
    assertError("--steps takes apple, pear or plum, not 'nut'") {
      try self.typed("nut").choice(.steps, of: Fruit.self)
    }
  }
}
