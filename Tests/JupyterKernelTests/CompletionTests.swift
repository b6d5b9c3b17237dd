import XCTest

@testable import JupyterKernel

/// The requests of a console about code that is being typed.
final class CompletionTests: XCTestCase {
  func testCompletesNamesInUnicodeScalars() {
    let word = CursorWord(code: "é = thi", cursor: 7)
    XCTAssertEqual(word.range, 4..<7)
    XCTAssertEqual(word.offset, 5)
    let completion = Completion(word, offered: [], names: ["third", "this", "other"])
    XCTAssertEqual(completion.candidates.map(\.name), ["third", "this"])
    XCTAssertTrue(CursorWord(code: "m.tr", cursor: 4).isMember)
    let called = CursorWord(code: "thi(3)", cursor: 3)
    let offered = [SymbolAnswer.Candidate(name: "third(", kind: "function", signature: "third(_:)")]
    XCTAssertEqual(Completion(called, offered: offered, names: []).candidates.map(\.name), ["third"])
    let empty = CursorWord(code: "third + ", cursor: 8)
    XCTAssertEqual(Completion(empty, offered: [], names: ["third"]).candidates, [])
  }

  func testCallsABareName() {
    XCTAssertEqual(
      CursorWord(code: "let é = print", cursor: 11).called(in: "let é = print"), "let é = print()")
    XCTAssertEqual(CursorWord(code: "f + g", cursor: 1).called(in: "f + g"), "f() + g")
    XCTAssertEqual(CursorWord(code: "f(3)", cursor: 1).called(in: "f(3)"), "f(3)")
    XCTAssertEqual(CursorWord(code: "f + ", cursor: 4).called(in: "f + "), "f + ")
  }

  func testOffersLabelsWhereAnArgumentMayBegin() {
    let offered = [
      SymbolAnswer.Candidate(name: "third(", kind: "function", signature: ""),
      SymbolAnswer.Candidate(name: "size: ", kind: "property", signature: "size: Int", isLabel: true),
    ]
    for code in ["Cell(", "Cell(a: 1, ", "Cell(\n  "] {
      let word = CursorWord(code: code, cursor: code.count)
      XCTAssertTrue(word.isArgument, code)
      XCTAssertEqual(
        Completion(word, offered: offered, names: ["third"]).candidates.map(\.name), ["size: "], code)
    }
    XCTAssertFalse(CursorWord(code: "a + ", cursor: 4).isArgument)
  }
}
