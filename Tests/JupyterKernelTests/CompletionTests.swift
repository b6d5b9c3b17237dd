import XCTest

@testable import JupyterKernel

/// The requests of a console about code that is being typed.
final class CompletionTests: XCTestCase {
  func testTellsWholeCodeFromCodeThatGoesOn() {
    XCTAssertEqual(Completeness("func f() {\n  if true {").depth, 2)
    XCTAssertEqual(Completeness("print(\"{\") // (").content["status"], "complete")
    XCTAssertEqual(Completeness("func f() {").content["indent"], "  ")
    XCTAssertEqual(Completeness("}").content["status"], "invalid")
  }

  func testCompletesNamesInUnicodeScalars() {
    let word = CursorWord(code: "é = thi", cursor: 7)
    XCTAssertEqual(word.range, 4..<7)
    XCTAssertEqual(word.offset, 5)
    let completion = Completion(word, offered: [], names: ["third", "this", "other"])
    XCTAssertEqual(completion.candidates.map(\.name), ["third", "this"])
    XCTAssertTrue(CursorWord(code: "m.tr", cursor: 4).isMember)
    let empty = CursorWord(code: "third + ", cursor: 8)
    XCTAssertEqual(Completion(empty, offered: [], names: ["third"]).candidates, [])
  }
}
