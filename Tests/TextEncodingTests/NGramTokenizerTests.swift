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

  /// The example of Guthrie et al. (2006), with the numbers of their text.
  func testSkipGramsAreThoseOfThePaper() {
    let words = ["insurgents", "killed", "in", "ongoing", "fighting"]
    XCTAssertEqual(
      nGrams(of: words, size: 2, skipping: 2).map { $0.joined(separator: " ") },
      [
        "insurgents killed", "insurgents in", "insurgents ongoing", "killed in", "killed ongoing",
        "killed fighting", "in ongoing", "in fighting", "ongoing fighting",
      ])
    XCTAssertEqual(
      nGrams(of: words, size: 3, skipping: 2).map { $0.joined(separator: " ") },
      [
        "insurgents killed in", "insurgents killed ongoing", "insurgents killed fighting",
        "insurgents in ongoing", "insurgents in fighting", "insurgents ongoing fighting",
        "killed in ongoing", "killed in fighting", "killed ongoing fighting", "in ongoing fighting",
      ])
  }

  /// Every n places in order whose gaps are not too many, by trying them all.
  func testSkipGramsAreAllChoicesOfPlaces() {
    let places = Array(0..<6)
    for size in 1...7 {
      for skipping in 0...6 {
        let all = (0..<64).map { bits in places.filter { bits >> $0 & 1 == 1 } }.filter {
          $0.count == size && $0[size - 1] - $0[0] - (size - 1) <= skipping
        }
        let ours = nGrams(of: places, size: size, skipping: skipping)
        XCTAssertEqual(ours, all.sorted { $0.lexicographicallyPrecedes($1) }, "\(size), \(skipping)")
      }
      XCTAssertEqual(nGrams(of: places, size: size, skipping: 0), nGrams(of: places, size: size))
    }
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
