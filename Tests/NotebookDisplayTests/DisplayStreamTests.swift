import XCTest

@testable import NotebookDisplay

final class DisplayStreamTests: XCTestCase {
  func testATerminalSeesTheTextBetweenEmptyLines() {
    XCTAssertEqual(DisplayStream(word: nil).text(of: DisplayMessage(MimeBundle(plain: "one"))), "\none\n\n")
  }

  func testANotebookSeesTheFormsBehindTheWordAndTheirLengthInBytes() throws {
    var bundle = MimeBundle(plain: "größer")
    bundle.svg = "<svg/>"
    let parts = DisplayStream(word: "secret").text(of: DisplayMessage(bundle))
      .split(separator: "\n", maxSplits: 1).map(String.init)
    XCTAssertEqual(parts[0], "\u{10}secret \(parts[1].utf8.count)")
    XCTAssertEqual(try JSONDecoder().decode(MimeBundle.self, from: Data(parts[1].utf8)), bundle)
  }

  func testATerminalCannotTakeBackWhatItShowed() {
    XCTAssertEqual(DisplayStream(word: nil).text(of: .clear), "")
    XCTAssertTrue(
      DisplayStream(word: "w").text(of: .clear).hasSuffix("\n{\"action\":\"clear\",\"forms\":{}}"))
  }

  func testALiveLineHidesALongerOneBeforeIt() {
    XCTAssertEqual(LiveLine.text("9 of 9", over: 0), "\r9 of 9")
    XCTAssertEqual(LiveLine.text("done", over: 6), "\rdone  ")
  }
}
