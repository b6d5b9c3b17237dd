import XCTest

@testable import JupyterKernel

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
    XCTAssertEqual(said.unusedLines, [2])
    XCTAssertEqual(said.warnings.count, 5)
    XCTAssertEqual(said.warnings.first, "line 2: warning: result of call to 'f' is unused")
  }

  func testTheRuntimesLastWordsAreHeldBack() {
    var words = LastWords()
    XCTAssertEqual(words.passOn("a warning\nCell3/cell 3:2: Fatal"), "a warning\nCell3/cell 3:2: Fatal")
    words = LastWords()
    XCTAssertEqual(words.passOn("a warning\nSwift/Array.swift:7: Fatal error: Index out"), "a warning\n")
    XCTAssertEqual(words.passOn(" of range\n\n*** Signal 4: Backtracing from 0x7… done ***\n"), "")
    XCTAssertEqual(words.take().reason, "Index out of range")
    XCTAssertEqual(words.take().text, "")
    XCTAssertEqual(words.passOn("plain\n*"), "plain\n")
    XCTAssertEqual(words.passOn(" star\n"), "* star\n")
    XCTAssertEqual(words.passOn("\n*** Sig") + words.passOn("nal 11: Backtracing"), "\n")
    XCTAssertNil(words.take().reason)
  }
}
