import Foundation
import TextEncoding
import XCTest

final class SentenceTokenizerTests: XCTestCase {
  /// A bar marks where the text must be cut.
  private func assertCut(_ marked: String, file: StaticString = #filePath, line: UInt = #line) {
    let sentences = marked.components(separatedBy: " | ")
    XCTAssertEqual(
      SentenceTokenizer().tokens(of: sentences.joined(separator: " ")), sentences, file: file, line: line)
  }

  func testSentencesEndAtStops() {
    assertCut("It rains. | Does it? | It does! | Good")
    assertCut("You did what?! | Nothing...! | Oh.")
    XCTAssertEqual(SentenceTokenizer().tokens(of: " \n "), [])
    XCTAssertEqual(SentenceTokenizer().tokens(of: "."), ["."])
  }

  func testAbbreviationsDoNotEndASentence() {
    assertCut("Dr. No arrived. | He met Mrs. Brown, Prof. Li and Capt. Ahab.")
    assertCut("We saw cities, e.g. Paris. | They lie i.e. They do not move.")
    assertCut("He came at 5 p.m. and left. | It closed at 6 p.m. | Nobody came.")
    assertCut("Cats, dogs etc. are pets. | We have cats, dogs etc. | Birds too.")
  }

  func testNumbersDoNotEndASentence() {
    assertCut("Pi is 3.14 or so. | See No. 7 and Fig. 2. | He said so. | 7 came.")
    assertCut("It costs $3. | That is cheap. | Read example.org first.")
    assertCut("She said No. | He left.")
  }

  func testInitialsDoNotEndASentence() {
    assertCut("We tried plan B. | 7 men left.")
    assertCut("J. R. R. Tolkien met George W. Bush. | E. T. went home.")
    assertCut("So did I. | He left. | King Charles I. Stuart lost. | I. Newton did not.")
  }

  func testInitialsWithoutSpacesDoNotEndASentence() {
    assertCut("J.R.R. Tolkien wrote it. | The U.S. Army came. | (H.G. Wells did.) | “T.S. Eliot too.”")
    assertCut("The U.S. 7th Fleet sailed. | In A.D. 70 it fell.")
    assertCut("He came at 5 P.M. | Nobody came at 6 A.M. | Then he left.")
    assertCut("J.-P. Sartre smoked. | 'Mr. No smoked.'")
    assertCut("I live in the U.S. It is big.")  // a period alone does not distinguish it from the U.S. Army
  }

  func testAbbreviationsBeforeANumberDoNotEndASentence() {
    assertCut("Jan. 5 was cold. | On Sept. 12, 1990 it rained. | It snowed in Dec. | We left Fri. 13 May.")
    assertCut("See No. 5, p. 7, pp. 8, vol. 2, Fig. 3 and Vol. II. | So (cf. Ch. IV) did Lee et al. (2004).")
    assertCut("Born c. 1850, est. 1900. | He said no. | I left.")
  }

  func testTheLabelsOfAListDoNotEndASentence() {
    assertCut("1. First. | 2. Second. | 10. Tenth? | 2.1. Next. | II. Third. | C. Last.")
    assertCut("“17. | 18. | 19.” | He stopped.")
    assertCut("b. Other. | What?")
    assertCut("iv. Other. | What?")
    assertCut("1.) First. | (2.) Second.")
    XCTAssertEqual(
      SentenceTokenizer().tokens(of: "To buy:\n1. Milk\n2. Bread"), ["To buy:\n1. Milk\n2. Bread"])
    assertCut("Did it end in 1999? | 1999. | He said it.")
    XCTAssertEqual(SentenceTokenizer().tokens(of: "So did\nI. He left."), ["So did\nI.", "He left."])
  }

  func testEllipsesEndASentenceBeforeACapital() {
    assertCut("Well... perhaps not. | I wonder... | The end… | Or … not.")
  }

  func testMarksWithSpacesBetweenAreOneRun() {
    assertCut("Hmm . . . | Well. | Hm. . . . | So . . . perhaps. | What ? ! | “Oh . . .” | She left . . .")
    XCTAssertEqual(SentenceTokenizer().tokens(of: "Hmm . .\n. Well."), ["Hmm . .\n.", "Well."])
    XCTAssertEqual(SentenceTokenizer().tokens(of: "End.\n\n. . . And on."), ["End.", ". . .", "And on."])
    assertCut("It ended (at last . . . ). | Well . . . , No. | Done. | :) Yes.")
    assertCut("It was late. | ...and dark. | Use it. | .NET is old.")
  }

  func testQuotesAndBracketsStayWithTheirSentence() {
    assertCut("“Stop!” he said. | “Why?” | She ran.")
    assertCut(#"He said "Go." | "No," she said. | (It was late.) | They left."#)
    assertCut("«Non!» | Il partit. | They call him “Dr.” | Nobody knows why.")
    assertCut("„Halt.“ | »Nein!« | *Stop.* | _Go on._ | ‹Oui.› | «Bon.» | [Sic.] | “‘No.’” | Done.")
  }

  func testBlankLinesEndASentenceAndSingleLineBreaksDoNot() {
    XCTAssertEqual(
      SentenceTokenizer().tokens(of: "A heading\n\nIt was\nlate. He\r\n \r\nleft\n"),
      ["A heading", "It was\nlate.", "He", "left"])
    XCTAssertEqual(SentenceTokenizer().tokens(of: "by Dr.\n\nlower case"), ["by Dr.", "lower case"])
  }

  func testFullWidthStopsNeedNoSpace() {
    XCTAssertEqual(SentenceTokenizer().tokens(of: "你好。你是谁？我是李。"), ["你好。", "你是谁？", "我是李。"])
  }

  func testOtherAbbreviationsCanBeGiven() {
    let german = SentenceTokenizer(abbreviations: ["hr", "fr"], numberAbbreviations: ["nr"])
    XCTAssertEqual(
      german.tokens(of: "Hr. Meier wohnt in Nr. 7. Dr. kennt es nicht."),
      ["Hr. Meier wohnt in Nr. 7.", "Dr. kennt es nicht."])
  }

  func testJoiningSentencesGivesThemBack() {
    let text = "Dr. No arrived. “Why?!” he asked. Nobody knew..."
    XCTAssertEqual(SentenceTokenizer().text(of: SentenceTokenizer().tokens(of: text)), text)
  }

  func testNothingButWhitespaceIsLost() throws {
    let story = try lighthouseStory()
    let sentences = SentenceTokenizer().tokens(of: story)
    XCTAssertGreaterThan(sentences.count, 300)
    XCTAssertEqual(
      sentences.joined().filter { !$0.isWhitespace }, story.filter { !$0.isWhitespace })
  }
}
