import Formats
import GradingExamples
import XCTest

@testable import GradingEngine

final class PrintableTextTests: XCTestCase {
  func testControlCharactersAreShownAndLineBreaksStay() {
    XCTAssertEqual("a\u{1B}[31m\u{0}\u{7F}\tb\r\nc\rd\n\ne".printable, "a␛[31m␀␡\tb\nc\nd\n\ne")
    XCTAssertEqual("a\u{202E}b\u{2066}\u{85}\u{FFFE}\u{1FFFF}".printable, "a�b����")
    XCTAssertEqual("naïve 🙂 e\u{301} 中文".printable, "naïve 🙂 e\u{301} 中文")
  }

  func testWhatIsLeftIsAllowedInXML() throws {
    let numbers = [0...0x2FFF, 0xD000...0xFFFF, 0x1F600...0x1F60F, 0x10FFF0...0x10FFFF].joined()
    let every = String(String.UnicodeScalarView(numbers.compactMap(Unicode.Scalar.init)))
    let root = try XMLNode.root(of: "<a b=\"\(XMLText.attribute(every))\">\(XMLText.content(every))</a>")
    XCTAssertEqual(root.text, every.printable)
    XCTAssertEqual(root.attributes["b"], every.printable)
  }

  func testMarkdownShowsWhatAStudentWroteLetterForLetter() {
    XCTAssertEqual(
      MarkdownText.paragraph("<b> *x* [a](b) | `c` $d$"), "\\<b\\> \\*x\\* \\[a\\](b) \\| \\`c\\` \\$d\\$")
    XCTAssertEqual(MarkdownText.paragraph("- a"), "\\- a")
    XCTAssertEqual(MarkdownText.paragraph("12. a\n# b"), "12\\. a \\# b")
    XCTAssertEqual(MarkdownText.block("a ```` b"), "`````text\na ```` b\n`````")
  }
}
