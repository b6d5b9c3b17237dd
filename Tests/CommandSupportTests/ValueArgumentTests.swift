import Formats
import XCTest

@testable import CommandSupport

/// Numbers and words are refused with what would do and the value that was given.
final class ValueArgumentTests: XCTestCase {
  private let verb = Verb(
    name: "count", summary: "count", options: [Option("n", value: "N", help: "A number.")],
    example: "course count", run: { _ in .done })

  private func typed(_ text: String) throws -> Arguments { try Arguments(parsing: ["--n", text], for: verb) }

  private func assertError(
    _ message: String, _ work: () throws -> Any?, file: StaticString = #filePath, line: UInt = #line
  ) {
    XCTAssertThrowsError(try work(), file: file, line: line) {
      XCTAssertEqual(($0 as? Complaint)?.description, message, file: file, line: line)
    }
  }

  func testTheEndsOfTheRangeAreIn() throws {
    XCTAssertEqual(try typed("1").integer("n", in: 1...8192), 1)
    XCTAssertEqual(try typed("8192").integer("n", in: 1...8192), 8192)
    XCTAssertEqual(try typed("0").double("n", in: 0...), 0)
    XCTAssertEqual(try typed("1e-3").double("n", in: 0...1), 0.001)
  }

  func testOutsideTheRange() {
    assertError("--n takes a whole number from 1 to 8192, not '0'") {
      try self.typed("0").integer("n", in: 1...8192)
    }
    assertError("--n takes a number of at least 0.0, not '-1'") { try self.typed("-1").double("n", in: 0...) }
    assertError("--n takes a number from 0.0 to below 1.0, not '1'") {
      try self.typed("1").double("n", in: 0..<1)
    }
    assertError("--n takes a whole number of at most 3, not '4'") {
      try self.typed("4").integer("n", in: ...3)
    }
    assertError("--n takes a whole number below 3, not '3'") { try self.typed("3").integer("n", in: ..<3) }
  }

  func testWhatIsNoNumber() {
    for text in ["many", "1.5", "1,5", "99999999999999999999", "0x10", " 3"] {
      assertError("--n takes a whole number of at least 0, not '\(text)'") {
        try self.typed(text).integer("n", in: 0...)
      }
    }
    for text in ["nan", "inf", "-inf", "1e999", "warm"] {
      assertError("--n takes a number of at least 0.0, not '\(text)'") {
        try self.typed(text).double("n", in: 0...)
      }
    }
  }

  private enum Fruit: String, CaseIterable { case apple, pear, plum }

  func testAWordOutOfAFew() throws {
    XCTAssertEqual(try typed("pear").choice("n", of: Fruit.self), .pear)
    XCTAssertEqual(try typed("Plum").choice("n", of: Fruit.self), .plum)
    assertError("--n takes apple, pear or plum, not 'nut'") {
      try self.typed("nut").choice("n", of: Fruit.self)
    }
  }
}
