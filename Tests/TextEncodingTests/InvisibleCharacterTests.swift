import TextEncoding
import XCTest

/// Code points that a reader does not see are neither words nor marks.
final class InvisibleCharacterTests: XCTestCase {
  private let invisible: [Unicode.Scalar] = [
    "\u{FEFF}", "\u{AD}", "\u{2060}", "\u{200C}", "\u{200D}", "\u{200E}", "\u{61C}", "\u{34F}", "\u{180E}",
    "\u{FE0E}",
    "\u{FE0F}", "\u{202A}", "\u{2066}", "\u{3164}", "\u{E0001}",
  ]

  func testTheyStayInsideAWordAndAreNoneOfTheirOwn() {
    for punctuation in [WordTokenizer.Punctuation.separate, .dropped, .attached] {
      let words = WordTokenizer(punctuation: punctuation)
      for scalar in invisible.map(String.init) {
        XCTAssertEqual(
          words.tokens(of: "co\(scalar)operate"), ["co\(scalar)operate"], scalar.debugDescription)
        XCTAssertEqual(
          words.tokens(of: "\(scalar)The \n\(scalar)\n end"), ["The", "end"], scalar.debugDescription)
        XCTAssertEqual(words.tokens(of: "\n\(scalar)\n"), [], scalar.debugDescription)
      }
    }
  }

  func testMarksAreMarksWithThem() {
    let words = WordTokenizer()
    XCTAssertEqual(
      words.tokens(of: "don\u{AD}'\u{2060}t 3\u{2060}.14 a\u{2060}-\u{FEFF}"),
      [
        "don\u{AD}'\u{2060}t", "3\u{2060}.14", "a", "-",
      ])
    XCTAssertEqual(
      words.text(of: words.tokens(of: "End.\u{FE0E} (\u{200D}Next)")), "End.\u{FE0E} (\u{200D}Next)")
  }

  func testAZeroWidthSpaceSeparatesWords() {
    for punctuation in [WordTokenizer.Punctuation.separate, .dropped, .attached] {
      XCTAssertEqual(
        WordTokenizer(punctuation: punctuation).tokens(
          of: "\u{200B}zero\u{200B}width \u{200B} space\u{200B}"),
        ["zero", "width", "space"])
    }
  }

  func testEmojiThatHoldThemStayWhole() {
    for emoji in ["👩‍👩‍👧", "❤️", "🏳️‍🌈", "👍🏽", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"] {
      XCTAssertEqual(emoji.count, 1)
      XCTAssertEqual(WordTokenizer().tokens(of: "a\(emoji)\u{FEFF}b"), ["a", emoji, "b"])
      XCTAssertEqual(CharacterTokenizer(charactersOf: emoji).tokens(of: emoji), [emoji])
    }
  }

  func testSentencesEndAsIfTheyWereNotThere() {
    let sentences = SentenceTokenizer()
    for scalar in (invisible + ["\u{200B}"]).map(String.init) {
      XCTAssertEqual(
        sentences.tokens(of: "End.\(scalar) Next."), ["End.\(scalar)", "Next."], scalar.debugDescription)
      XCTAssertEqual(sentences.tokens(of: "End\(scalar).” Next."), ["End\(scalar).”", "Next."])
      XCTAssertEqual(
        sentences.tokens(of: "Dr\(scalar).\(scalar) No came."), ["Dr\(scalar).\(scalar) No came."])
      XCTAssertEqual(sentences.tokens(of: "One\n\(scalar)\nTwo").count, 2)
      XCTAssertEqual(sentences.tokens(of: "\n\(scalar)\n"), [])
      let text = "End.\(scalar) Next.\(scalar)"
      XCTAssertEqual(sentences.text(of: sentences.tokens(of: text)), text)
    }
  }

  func testCharactersAndPiecesLoseNone() throws {
    let text = "\u{FEFF}co\u{AD}operate \u{200B} a\u{200D}b"
    let characters = CharacterTokenizer(charactersOf: text)
    XCTAssertEqual(characters.decode(try characters.encode(text)), text)
    let pieces = try BytePairTokenizer(learning: 5, from: text)
    XCTAssertEqual(pieces.decode(try pieces.encode(text)), text)
  }
}
