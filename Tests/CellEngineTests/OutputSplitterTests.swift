import Formats
import XCTest

@testable import CellEngine

final class OutputSplitterTests: XCTestCase {
  func testTextAndDisplaysKeepTheirOrderHoweverTheBytesArrive() {
    let json = "{\"forms\":{\"text/plain\":\"é\"}}"
    let bytes = Array("before é\u{10}word \(json.utf8.count)\n\(json)after \u{10} 🙂".utf8)
    for step in [1, 2, 3, 5, bytes.count] {
      var splitter = OutputSplitter(word: "word")
      var pieces: [OutputEvent] = []
      for start in stride(from: 0, to: bytes.count, by: step) {
        pieces += splitter.take(Array(bytes[start..<min(start + step, bytes.count)]))
      }
      pieces += splitter.finish()
      XCTAssertEqual(
        joined(pieces), [.text("before é"), .display(["text/plain": "é"]), .text("after \u{10} 🙂")],
        "in steps of \(step)")
    }
  }

  func testADisplayThatIsCutOffIsNotLostSilently() {
    var splitter = OutputSplitter(word: "word")
    XCTAssertEqual(splitter.take(Array("\u{10}word 50\n{\"forms\"".utf8)), [])
    XCTAssertEqual(splitter.finish(), [.text("\u{10}word 50\n{\"forms\"")])
  }

  func testWhatIsToBeDoneWithADisplayIsRead() {
    var splitter = OutputSplitter(word: "w")
    func take(_ json: String) -> [OutputEvent] {
      splitter.take(Array("\u{10}w \(json.utf8.count)\n\(json)".utf8))
    }
    let forms = #""forms":{"text/plain":"3"}"#
    XCTAssertEqual(take("{\"action\":\"result\",\(forms)}"), [.result(["text/plain": "3"])])
    XCTAssertEqual(
      take("{\"action\":\"show\",\(forms),\"id\":\"a\"}"), [.display(["text/plain": "3"], id: "a")])
    XCTAssertEqual(
      take("{\"action\":\"update\",\(forms),\"id\":\"a\"}"), [.update(["text/plain": "3"], id: "a")])
    XCTAssertEqual(take("{\"action\":\"clear\",\"forms\":{}}"), [.clear])
  }

  private func joined(_ pieces: [OutputEvent]) -> [OutputEvent] {
    pieces.reduce(into: []) { all, piece in
      if case .text(let more) = piece, case .text(let before)? = all.last {
        all[all.count - 1] = .text(before + more)
      } else {
        all.append(piece)
      }
    }
  }
}
