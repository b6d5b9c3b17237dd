import TextEncoding
import XCTest

final class NGramTokenizerTests: XCTestCase {
  private let words = ["to", "be", "or", "not", "to"]

  func testEveryNNeighboursAreAnNGram() {
    XCTAssertEqual(nGrams(of: words, size: 1), [["to"], ["be"], ["or"], ["not"], ["to"]])
    XCTAssertEqual(
      nGrams(of: words, size: 3), [["to", "be", "or"], ["be", "or", "not"], ["or", "not", "to"]])
    XCTAssertEqual(nGrams(of: words, size: 5), [words])
    XCTAssertEqual(nGrams(of: words, size: 6), [])
    XCTAssertEqual(nGrams(of: [7, 8, 9], size: 2), [[7, 8], [8, 9]])
  }

  func testNGramsOfWordsAndOfCharacters() {
    XCTAssertEqual(
      NGramTokenizer(WordTokenizer(), size: 2).nGrams(of: "Not good."), [["Not", "good"], ["good", "."]])
    let text = "né👍!"
    XCTAssertEqual(
      NGramTokenizer(CharacterTokenizer(charactersOf: text), size: 3).nGrams(of: text),
      [["n", "é", "👍"], ["é", "👍", "!"]])
  }

  func testNGramsGiveTheTextBackUnlessItIsTooShort() {
    let text = "To be, or not to be."
    for size in 1...8 {
      let tokenizer = NGramTokenizer(WordTokenizer(), size: size)
      XCTAssertEqual(tokenizer.text(of: tokenizer.nGrams(of: text)), text)
    }
    let tokenizer = NGramTokenizer(WordTokenizer(), size: 9)
    XCTAssertEqual(tokenizer.text(of: tokenizer.nGrams(of: text)), "")
  }
}
