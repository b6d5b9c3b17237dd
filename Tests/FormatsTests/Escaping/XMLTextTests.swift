import XCTest

@testable import Formats

final class XMLTextTests: XCTestCase {
  func testASignWithAnAccentOpensNoTagEither() {
    XCTAssertEqual(XMLText.content("<\u{301}b & \"c\""), "&lt;\u{301}b &amp; \"c\"")
    XCTAssertEqual(XMLText.attribute("<\u{301}b & \"c\"\n"), "&lt;\u{301}b &amp; &quot;c&quot;&#10;")
  }

  func testEscapedTextReadsAsItWas() {
    for text in ["", "a < b & \"c\" > 'd'", "&lt; &amp;lt;", "one\ntwo\tthree"] {
      XCTAssertEqual(XMLText.plain(XMLText.attribute(text)), text)
      XCTAssertEqual(XMLText.plain(XMLText.content(text)), text)
    }
  }
}
