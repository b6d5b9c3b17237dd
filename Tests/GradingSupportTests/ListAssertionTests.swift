import CourseSupport
import XCTest

@testable import GradingSupport

final class ListAssertionTests: GradedTestCase {
  private struct Sorrow: Error {}

  private func message(of body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return (error as? WrongAnswer)?.message ?? "another error: \(error)"
    }
  }

  func testTheFirstElementThatDiffersIsShown() {
    XCTAssertNil(message { try assertEqual(["a", "b"], ["a", "b"], "words", suspects: []) })
    XCTAssertEqual(
      message {
        try assertEqual(["a ", "x", "c"], ["a", "b", "c"], "words", suspects: [], hint: "Trim them.")
      },
      #"words: element 0 is "a ", expected "a"; 2 of 3 differ. Trim them."#)
    XCTAssertEqual(
      message { try assertEqual([1, 2], [1], "labels", suspects: []) },
      "labels: there are 2 elements, expected 1; the first one too many is 2.")
    XCTAssertEqual(
      message { try assertEqual([1], [1, 7], "labels", suspects: []) },
      "labels: there is 1 element, expected 2; the first missing one is 7.")
    XCTAssertEqual(
      message { try assertEqual([["a"], ["b"]], [["a", "b"]], "n-grams", suspects: []) },
      #"n-grams: there are 2 elements, expected 1; element 0 is ["a"], expected ["a", "b"]."#)
  }

  func testAKnownMistakeIsNamedInPlaceOfTheHint() {
    let suspect = ValueSuspect("labels start at 1", at: "the loop", [1, 2])
    XCTAssertEqual(
      message { try assertEqual([1, 2], [0, 1], "labels", suspects: [suspect], hint: "Count.") },
      "labels: element 0 is 1, expected 0; 2 of 2 differ. "
        + "This is what you get when labels start at 1: look at the loop.")
    XCTAssertEqual(
      message { try assertEqual([3, 4], [0, 1], "labels", suspects: [suspect], hint: "Count.") },
      "labels: element 0 is 3, expected 0; 2 of 2 differ. Count.")
    let same = ValueSuspect("nothing is wrong", at: "here", [0, 1])
    XCTAssertNil(message { try assertEqual([0, 1], [0, 1], "labels", suspects: [same]) })
  }

  func testASingleValueIsQuoted() {
    let suspect = ValueSuspect("spaces are lost", at: "the join", "ab")
    XCTAssertEqual(
      message { try assertEqual("ab", "a b", "decode(_:)", suspects: [suspect]) },
      #"decode(_:): it is "ab", expected "a b". "#
        + "This is what you get when spaces are lost: look at the join.")
  }

  func testALongTextShowsItsFirstDifference() {
    let long = String(repeating: "ab ", count: 40)
    XCTAssertEqual(
      message { try assertEqual(long + "x", long + "y", "back", suspects: []) },
      #"back: the first difference is at character 120 (of 121 characters, 121 expected): "#
        + #"the text around it is " ab ab ab x", expected " ab ab ab y"."#)
  }

  func testAnApostropheNeedsNoBackslash() {
    XCTAssertEqual(withoutNeedlessEscapes(String(reflecting: "'tis \\'")), "\"'tis \\\\'\"")
  }

  func testALongValueIsCut() {
    let long = String(repeating: "x", count: 500)
    let text = message { try assertEqual([long], [""], "decode(_:)", suspects: []) } ?? ""
    XCTAssertTrue(text.contains("x…, expected"), text)
    XCTAssertLessThan(text.count, 200)
  }

  func testACertainErrorIsRequired() {
    func inWords(_ error: any Error) -> String? { error is Sorrow ? "sorrow" : nil }
    func check(_ expected: String, _ body: () throws -> Int) -> String? {
      message {
        try assertThrows(
          "f()", expected, as: inWords, suspects: [ValueSuspect("nothing is thrown", at: "f()", 0)], body)
      }
    }
    XCTAssertNil(check("sorrow") { throw Sorrow() })
    XCTAssertEqual(check("joy") { throw Sorrow() }, "f(): it threw sorrow, expected joy.")
    XCTAssertEqual(
      check("sorrow") { 0 },
      "f(): it returned 0, expected the error sorrow. "
        + "This is what you get when nothing is thrown: look at f().")
    XCTAssertEqual(check("sorrow") { 4 }, "f(): it returned 4, expected the error sorrow.")
    XCTAssertThrowsError(
      try assertThrows("f()", "sorrow", as: inWords, suspects: [ValueSuspect<Int>]()) {
        throw NotImplemented()
      }
    ) { XCTAssertTrue($0 is NotImplemented) }
  }
}
