import XCTest

@testable import CellEngine

final class CellDiagnosticsTests: XCTestCase {
  func testMessagesNameTheCellsOwnLines() {
    let said = CellDiagnostics(
      """
      cell 4:3:14: error: cannot convert value of type 'String' to specified type 'Int'
      let z: Int = "s: error: no"
                   ^~~
      cell 2:1:6: note: 'f' declared here
      func f() {}
           ^
      """, label: "cell 4")
    XCTAssertEqual(said.firstError, "cannot convert value of type 'String' to specified type 'Int'")
    XCTAssertEqual(
      said.lines,
      [
        "line 3: error: cannot convert value of type 'String' to specified type 'Int'",
        "let z: Int = \"s: error: no\"", "             ^~~", "cell 2, line 1: note: 'f' declared here",
        "func f() {}", "     ^",
      ])
    XCTAssertEqual(said.warnings, [])
  }

  func testWarningsAreToldApartAndUnusedValuesFound() {
    let said = CellDiagnostics(
      """
      cell 1:2:1: warning: result of call to 'f' is unused
      f()
      ^ ~
      cell 1:7:3: warning: variable 'x' was never used; consider removing it
        let x = 1
      """, label: "cell 1")
    XCTAssertEqual(said.unused, [CellDiagnostics.Place(line: 2, column: 1)])
    XCTAssertEqual(said.warnings.count, 5)
    XCTAssertEqual(said.warnings.first, "line 2: warning: result of call to 'f' is unused")
  }

  func testASemicolonAtTheEndMeansThatTheValueIsNotWanted() {
    let text = CellText("f()\ng();  // quiet", waits: false)
    let said = CellDiagnostics(
      """
      cell 1:1:1: warning: result of call to 'f' is unused
      f()
      cell 1:2:1: warning: result of call to 'g' is unused
      g();
      """, label: "cell 1", texts: [text])
    XCTAssertEqual(said.warnings, ["line 1: warning: result of call to 'f' is unused", "f()"])
  }

  func testLeavesOutWhatTheUserDidNotWrite() {
    let text = CellText("let a = await f()\nguard var b = a else { g() }\nlet c: Int = try f()", waits: true)
    let said = CellDiagnostics(
      """
      cell 1:1:1: warning: 'nonisolated(unsafe)' is unnecessary for a constant with 'Sendable' type 'Int'
      nonisolated(unsafe) let a = await f()
      ^~~~~~~~~~~~~~~~~~~~
      cell 1:2:40: warning: variable 'b' was never mutated; consider changing to 'let' constant
      nonisolated(unsafe) var b = { guard var b = a else { g() }; return b }()
                                          ~~~ ^
                                          let
      /tmp/folder/Cell1.swift:1:1: note: top-level code defined in this source file
      import Foundation
      ^
      cell 1:3:50: error: cannot convert value
      nonisolated(unsafe) let c: Int = try! f()
                                            ^~~
      the end:2:1: warning: will never be executed
      """, label: "cell 1", texts: [text])
    XCTAssertEqual(
      said.lines, ["line 3: error: cannot convert value", "let c: Int = try f()", "                 ^~~"])
    XCTAssertEqual(said.warnings, [])
  }

  func testTellsTheWayOutOfWhatCellsAloneRunInto() {
    let twice = CellDiagnostics(
      "cell 2:1:16: error: redundant conformance of 'Dog' to protocol 'P'\n", label: "cell 2")
    XCTAssertTrue(twice.lines.last?.contains("Run the cell that declares 'Dog' again") == true)
    let main = CellDiagnostics(
      "cell 2:1:1: error: 'main' attribute cannot be used in a module that contains top-level code\n",
      label: "cell 2")
    XCTAssertTrue(main.lines.last?.contains("call 'main()'") == true)
    let back = CellDiagnostics("cell 2:1:28: error: return invalid outside of a func\n", label: "cell 2")
    XCTAssertTrue(back.lines.last?.contains("no caller to return to") == true)
    let check = CellText("XCTAssertEqual(1, 2)", waits: false)
    XCTAssertEqual(CellDiagnostics("", label: "cell 1", texts: [check]).warnings.count, 1)
  }

  func testTheRuntimesMessageOfATrapIsHeldBack() {
    var words = TrapMessageFilter()
    XCTAssertEqual(words.passOn("a warning\nCell3/cell 3:2: Fatal"), "a warning\nCell3/cell 3:2: Fatal")
    words = TrapMessageFilter()
    XCTAssertEqual(words.passOn("a warning\nSwift/Array.swift:7: Fatal error: Index out"), "a warning\n")
    XCTAssertEqual(words.passOn(" of range\n\n*** Signal 4: Backtracing from 0x7… done ***\n"), "")
    XCTAssertEqual(words.take().reason, "Index out of range")
    XCTAssertEqual(words.take().text, "")
    let remark =
      "swift-runtime: failed to suspend thread 7 while processing a crash; backtraces will be missing information\n"
    XCTAssertEqual(words.passOn("Cell3/cell 3:1: Fatal error: no\n\(remark)"), "")
    XCTAssertEqual(words.take().reason, "no")
    XCTAssertEqual(words.passOn("text\n" + remark), "text\n")
    XCTAssertNil(words.take().reason)
    XCTAssertEqual(words.passOn("plain\n*"), "plain\n")
    XCTAssertEqual(words.passOn(" star\n"), "* star\n")
    XCTAssertEqual(words.passOn("\n*** Sig") + words.passOn("nal 11: Backtracing"), "\n")
    XCTAssertNil(words.take().reason)
    XCTAssertEqual(words.passOn("text\nCell3/cell 3:1: Precondition failed: no\n"), "text\n")
    XCTAssertEqual(words.take().reason, "no")
  }
}
