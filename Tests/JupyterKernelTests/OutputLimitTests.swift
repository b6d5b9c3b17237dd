import XCTest

@testable import JupyterKernel

/// How much text of a cell is passed on.
final class OutputLimitTests: XCTestCase {
  func testWhatFitsIsPassedOnAsItIs() {
    var limit = OutputLimit()
    XCTAssertEqual(limit.passOn("one\n"), "one\n")
    XCTAssertEqual(limit.finish(), "")
  }

  func testAFloodIsCutBehindALineAndItsEndIsKept() throws {
    for step in [1, 7, 100_000] {
      let lines = (0..<100_000).map { "line \($0) é\n" }
      var limit = OutputLimit()
      var shown = ""
      for start in stride(from: 0, to: lines.count, by: step) {
        shown += limit.passOn(lines[start..<min(start + step, lines.count)].joined())
      }
      XCTAssertTrue(shown.hasSuffix(" é\n"))
      XCTAssertLessThanOrEqual(shown.utf8.count, OutputLimit.head)
      XCTAssertGreaterThan(shown.utf8.count, OutputLimit.head - 100)
      let end = limit.finish()
      let parts = end.split(separator: "\n", maxSplits: 1).map(String.init)
      let count = try XCTUnwrap(Int(parts[0].dropFirst().prefix { $0.isNumber }))
      XCTAssertEqual(
        shown.utf8.count + count + parts[1].utf8.count, lines.joined().utf8.count, "in steps of \(step)")
      XCTAssertTrue(parts[1].hasPrefix("line ") && parts[1].hasSuffix("line 99999 é\n"), parts[1])
    }
  }

  func testALineWithoutAnEndIsCutBetweenCharacters() throws {
    var limit = OutputLimit()
    let shown = limit.passOn(String(repeating: "é", count: OutputLimit.head))
    XCTAssertTrue(shown.allSatisfy { $0 == "é" })
    XCTAssertGreaterThan(shown.utf8.count, OutputLimit.head - 4)
    let end = limit.finish()
    XCTAssertTrue(end.hasSuffix("éé"))
    XCTAssertFalse(end.contains("\u{fffd}"))
  }

  func testALittleTooMuchIsShownWhole() {
    var limit = OutputLimit()
    let line = String(repeating: "x", count: 99) + "\n"
    let text = String(repeating: line, count: OutputLimit.head / 100 + 3)
    XCTAssertEqual(limit.passOn(text) + limit.finish(), text)
  }

  func testALineThatIsWrittenAnewTakesNoRoom() {
    var limit = OutputLimit()
    for step in 0..<100_000 { XCTAssertEqual(limit.passOn("\rstep \(step)"), "\rstep \(step)") }
    XCTAssertEqual(limit.finish(), "")
  }
}
