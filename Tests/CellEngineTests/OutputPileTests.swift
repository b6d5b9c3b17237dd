import Formats
import XCTest

@testable import CellEngine

final class OutputPileTests: XCTestCase {
  func testAReplacedDisplayKeepsItsPlaceAndItsLastForm() {
    XCTAssertEqual(
      visible([
        .display(["p": "1"], id: "a"), .text("x"), .update(["p": "2"], id: "a"), .update(["p": "3"], id: "b"),
        .text("y"),
      ]), [.display(["p": "2"]), .text("xy")])
  }

  func testAClearedCellShowsWhatComesAfterwards() {
    XCTAssertEqual(visible([.text("x"), .display(["p": "1"]), .clear, .text("y")]), [.text("y")])
    XCTAssertEqual(visible([.text("x"), .clear]), [.text("x")])
    XCTAssertEqual(
      visible([.display(["p": "1"], id: "a"), .clear, .text("y"), .update(["p": "2"], id: "a")]), [.text("y")]
    )
  }

  func testAnOverwrittenLineIsSeenAsItWasWrittenLast() {
    XCTAssertEqual(OverwrittenText.visible("a\r\nb\n"), "a\nb\n")
    XCTAssertEqual(OverwrittenText.visible("plain\n text "), "plain\n text ")
    XCTAssertEqual(OverwrittenText.visible("\r1 of 3\r2 of 3\rend   \nnext"), "end\nnext")
    XCTAssertEqual(OverwrittenText.visible("abcdef\rxy"), "xycdef")
    XCTAssertEqual(visible([.text("\r1%"), .text("\r22%"), .text("\n")]), [.text("22%\n")])
  }

  private func visible(_ events: [OutputEvent]) -> [CellOutput] {
    var pile = OutputPile()
    events.forEach { pile.add($0) }
    return pile.visible
  }
}
