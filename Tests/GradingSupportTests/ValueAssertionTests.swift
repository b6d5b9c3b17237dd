import CourseSupport
import XCTest

@testable import GradingSupport

final class ValueAssertionTests: GradedTestCase {
  private struct Sorrow: Error {}

  private func message(of body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return (error as? WrongAnswer)?.message ?? "another error: \(error)"
    }
  }

  func testNumbers() {
    XCTAssertNil(message { try assertClose(1 + 1e-12, 1, "the loss") })
    XCTAssertEqual(message { try assertClose(2, 1, "the loss") }, "the loss: it is 2, expected 1.")
    XCTAssertEqual(
      message { try assertClose(.nan, 1, "the loss", hint: "Divide by B.") },
      "the loss: it is NaN (not a number), expected 1. Divide by B.")
  }

  func testEqualityAndRanges() {
    XCTAssertNil(message { try assertEqual([1, 2], [1, 2], "the indices") })
    XCTAssertEqual(
      message { try assertEqual(Set([1]), Set([2]), "the set") }, "the set: it is [1], expected [2].")
    XCTAssertEqual(
      message { try assertEqual([1], [1, 2], "the indices") }, "the indices: it is [1], expected [1, 2].")
    XCTAssertEqual(
      message { try assertEqual(Array(0..<9), [0, 1, 7] + Array(3..<9), "the indices") },
      "the indices: element 2 is 2, expected 7.")
    XCTAssertNil(message { try assertWithin(0...1, [0, 0.5, 1], "p") })
    XCTAssertEqual(
      message { try assertWithin(0...1, [0, .nan], "p") },
      "p: number 2 of 2 is NaN (not a number), expected 0 to 1.")
    XCTAssertEqual(
      message { try assertWithin(9...12, [0], "the number of words") },
      "the number of words: it is 0, expected 9 to 12.")
    XCTAssertEqual(
      message { try assertWithin(1e-6...1e9, [0], "the gap") }, "the gap: it is 0, expected at least 1e-06.")
  }

  func testWhatOughtToMatterMatters() {
    XCTAssertNil(message { try assertDiffer([1, 2], [1, 3], "the state is ignored") })
    XCTAssertEqual(
      message { try assertDiffer([1, 2], [1, 2], "the state is ignored") }, "the state is ignored")
  }

  func testErrorsAreRequiredButAStubIsNone() {
    XCTAssertNil(message { try assertThrows("decode(_:)") { throw Sorrow() } })
    XCTAssertEqual(
      message { try assertThrows("decode(_:)") { 1 } }, "decode(_:): it returned a value, expected an error.")
    XCTAssertThrowsError(try assertThrows("decode(_:)") { throw NotImplemented() }) {
      XCTAssertTrue($0 is NotImplemented)
    }
  }

  func testAStubThatIsNotWrittenIsASkipThatSaysWhere() {
    XCTAssertThrowsError(try grade { throw NotImplemented(function: "f()", file: "/here.swift", line: 7) }) {
      XCTAssertEqual(($0 as? XCTSkip)?.message, "f() is not written yet: /here.swift:7")
    }
  }

  func testRandomNumbersRepeat() {
    var (first, second) = (makeGenerator(), makeGenerator())
    XCTAssertEqual(first.next(), second.next())
    XCTAssertNotEqual(fingerprint("1990 a"), fingerprint("1990 b"))
  }
}
