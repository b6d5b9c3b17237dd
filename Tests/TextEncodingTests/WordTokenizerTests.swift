import LinearAlgebra
import TextEncoding
import XCTest

final class WordTokenizerTests: XCTestCase {
  func testPunctuationStandsApart() {
    XCTAssertEqual(
      WordTokenizer().tokens(of: "“Stop!” she cried,\nand ran (fast)...  Why?!"),
      [
        "“", "Stop", "!", "”", "she", "cried", ",", "and", "ran", "(", "fast", ")", ".", ".", ".", "Why", "?",
        "!",
      ])
  }

  func testInnerMarksBelongToTheWord() {
    XCTAssertEqual(
      WordTokenizer().tokens(of: "don't o’clock well-known 3.14 1,000 e.g. 'tis -5 a--b 3.x"),
      [
        "don't", "o’clock", "well-known", "3.14", "1,000", "e", ".", "g", ".", "'", "tis", "-", "5", "a", "-",
        "-", "b", "3", ".", "x",
      ])
  }

  func testTheChoicesOfCaseAndPunctuation() {
    let text = "The cat, the Cat!"
    XCTAssertEqual(
      WordTokenizer(letterCase: .lowercased, punctuation: .dropped).tokens(of: text),
      ["the", "cat", "the", "cat"])
    XCTAssertEqual(
      WordTokenizer(punctuation: .attached).tokens(of: text), ["The", "cat,", "the", "Cat!"])
    XCTAssertEqual(
      WordTokenizer(letterCase: .lowercased).tokens(of: text), ["the", "cat", ",", "the", "cat", "!"])
  }

  /// Results without Unicode's tables agree with the tables.
  func testEveryASCIICharacterIsWhatUnicodeSaysItIs() throws {
    for byte in 0..<128 as Range<UInt8> {
      let character = Character(Unicode.Scalar(byte))
      let isWordly = character.isLetter || character.isNumber
      let marks = character.isWhitespace ? [] : [String(character)]
      XCTAssertEqual(
        WordTokenizer().tokens(of: "é\(character)é"),
        isWordly || "'-".contains(character)
          ? ["é\(character)é"] : ["é"] + marks + ["é"], "\(byte)")
      let pieces = try BytePairEncoding(merges: []).pieces(of: "é\(character)é")
      XCTAssertEqual(
        pieces.filter { $0 == BytePairEncoding.endOfWord }.count, character.isWhitespace ? 2 : 1, "\(byte)")
    }
  }

  func testOtherScriptsAndEmoji() {
    XCTAssertEqual(
      WordTokenizer().tokens(of: "Été à Кёльн, 한국어 👩‍👩‍👧👍 e\u{301}te\u{301}"),
      ["Été", "à", "Кёльн", ",", "한국어", "👩‍👩‍👧", "👍", "été"])
    XCTAssertEqual(WordTokenizer().tokens(of: " \n\t "), [])
    XCTAssertEqual(WordTokenizer().tokens(of: ""), [])
  }

  func testTextThatIsSpacedAsUsualComesBack() {
    for text in ["Well, well: (the cat) sat... Why?", "“Stop!” she cried.", "It costs 3.14 at one o'clock."] {
      XCTAssertEqual(WordTokenizer().text(of: WordTokenizer().tokens(of: text)), text)
    }
    XCTAssertEqual(WordTokenizer().text(of: WordTokenizer().tokens(of: "a  b\n'c'")), "a b ' c '")
  }

  func testJoinedTokensAreTheSameTokensAgain() throws {
    let parts = Array("ab1.,'-()“”! \n")
    var generator = SplitMix64(seed: 2)
    var texts = [try lighthouseStory()]
    for _ in 0..<400 { texts.append(String((0..<12).map { _ in parts.randomElement(using: &generator)! })) }
    for letterCase in [WordTokenizer.LetterCase.preserved, .lowercased] {
      for punctuation in [WordTokenizer.Punctuation.separate, .dropped, .attached] {
        let tokenizer = WordTokenizer(letterCase: letterCase, punctuation: punctuation)
        for text in texts {
          let tokens = tokenizer.tokens(of: text)
          XCTAssertEqual(tokenizer.tokens(of: tokenizer.text(of: tokens)), tokens)
        }
      }
    }
  }
}
