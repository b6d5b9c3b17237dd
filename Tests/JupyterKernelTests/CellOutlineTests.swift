import XCTest

@testable import JupyterKernel

final class CellOutlineTests: XCTestCase {
  func testFindsWhatACellDeclaresForOthers() {
    let outline = CellOutline(
      """
      @testable import Foundation; import struct LinearAlgebra.Matrix
      var (first, second) = (1, 2), third: [Int] = [3, 4]
      let fourth: Dictionary<String, Int> = [:]
      @discardableResult func fifth(_ n: Int) -> Int { let inner = n; return inner }
      final class Sixth { var member = 1 }
      actor Seventh {}
      private(set) var eighth = 8
      typealias Ninth = Int
      """)
    XCTAssertEqual(outline.imports, ["@testable import Foundation", "import struct LinearAlgebra.Matrix"])
    XCTAssertEqual(
      outline.declarations.map { "\($0.keyword) \($0.name)" },
      [
        "var first", "var second", "var third", "let fourth", "func fifth", "class Sixth", "class Seventh",
        "var eighth", "typealias Ninth",
      ])
    XCTAssertFalse(outline.hasNameless)
  }

  func testLeavesOutWhatOthersCannotSee() {
    let outline = CellOutline(
      """
      private let hidden = 1
      fileprivate func alsoHidden() {}
      if let a = Int("1"),
        let b = Int("2") {
        let c = a + b
      }
      for case let d? in [1, nil] { print(d) }
      guard let e = Int("3") else { fatalError() }
      // var commented = 1
      let text = "var quoted = 1"
      """)
    XCTAssertEqual(outline.declarations.map(\.name), ["text"])
  }

  func testNoticesWhatHasNoName() {
    XCTAssertTrue(CellOutline("extension Int { var half: Int { self / 2 } }").hasNameless)
    XCTAssertTrue(CellOutline("infix operator **").hasNameless)
    XCTAssertTrue(CellOutline("func ** (a: Int, b: Int) -> Int { a }").hasNameless)
    XCTAssertFalse(CellOutline("func power(a: Int, b: Int) -> Int { a }").hasNameless)
  }

  func testNoticesLoops() {
    XCTAssertTrue(CellOutline("func f() { for i in 0..<3 { print(i) } }").hasLoops)
    XCTAssertFalse(CellOutline("show(rows, caption: \"for all\")  // while it lasts").hasLoops)
  }

  func testTellsWholeCodeFromCodeThatGoesOn() {
    XCTAssertEqual(Completeness("func f() {\n  if true {").depth, 2)
    XCTAssertEqual(Completeness("print(\"{\") // (").content["status"], "complete")
    XCTAssertEqual(Completeness("func f() {").content["indent"], "  ")
    XCTAssertEqual(Completeness("}").content["status"], "invalid")
  }

  func testShowsTheValueOfTheLastLineAlone() {
    let source = "let a = 1\nf(a)\n  .map {\n    $0\n  }\n// the end\n"
    XCTAssertEqual(
      LastValue(source, unusedLines: [2])?.source, "let a = 1\nshow(f(a)\n  .map {\n    $0\n  })\n")
    XCTAssertNil(LastValue("a\nprint(2)", unusedLines: [1]))
    XCTAssertNil(LastValue("a", unusedLines: []))
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
