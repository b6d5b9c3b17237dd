import XCTest

@testable import NotebookDisplay

final class DisplayStreamTests: XCTestCase {
  func testATerminalSeesTheTextBetweenEmptyLines() {
    XCTAssertEqual(DisplayStream(word: nil).text(of: MimeBundle(plain: "one")), "\none\n\n")
  }

  func testANotebookSeesTheFormsBehindTheWordAndTheirLengthInBytes() throws {
    var bundle = MimeBundle(plain: "größer")
    bundle.svg = "<svg/>"
    let parts = DisplayStream(word: "secret").text(of: bundle)
      .split(separator: "\n", maxSplits: 1).map(String.init)
    XCTAssertEqual(parts[0], "\u{10}secret \(parts[1].utf8.count)")
    XCTAssertEqual(try JSONDecoder().decode(MimeBundle.self, from: Data(parts[1].utf8)), bundle)
  }
}
