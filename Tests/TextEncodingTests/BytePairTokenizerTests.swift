import TextEncoding
import XCTest

final class BytePairTokenizerTests: XCTestCase {
  func testDecodingUndoesEncoding() throws {
    let story = try lighthouseStory()
    let spaced = story.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for convention in [BytePairEncoding.Convention.paper, .subwordNMT] {
      let tokenizer = try BytePairTokenizer(learning: 150, from: story, convention: convention)
      let indices = try tokenizer.encode(story)
      XCTAssertLessThan(indices.count, story.count)
      XCTAssertFalse(indices.contains(0), "every piece of the text is known")
      XCTAssertEqual(tokenizer.decode(indices), spaced)
    }
  }

  func testNewWordsOfOldLettersAreKnown() throws {
    for convention in [BytePairEncoding.Convention.paper, .subwordNMT] {
      let tokenizer = try BytePairTokenizer(learning: 5, from: "abc cab", convention: convention)
      XCTAssertEqual(tokenizer.decode(try tokenizer.encode("ccc bba")), "ccc bba")
      XCTAssertTrue(try tokenizer.encode("axb").contains(0), "x is new")
    }
  }

  func testTheVocabularyHoldsAlphabetAndMerges() throws {
    let tokenizer = try BytePairTokenizer(learning: 2, from: "ab ab b")
    XCTAssertEqual(tokenizer.vocabulary.tokens, ["<UNK>", "</w>", "a", "b", "b</w>", "ab</w>"])
    let other = try BytePairTokenizer(learning: 1, from: "ab ab b", convention: .subwordNMT)
    XCTAssertEqual(other.vocabulary.tokens, ["<UNK>", "a", "b", "a</w>", "b</w>", "ab</w>"])
  }

  func testTwoFormsOfAnAccentShareAnIndex() throws {
    let tokenizer = try BytePairTokenizer(learning: 9, from: "e\u{301} e\u{301} \u{E9} \u{E9}")
    let indices = try tokenizer.encode("e\u{301} \u{E9}")
    XCTAssertEqual(indices.count, 2)
    XCTAssertEqual(indices[0], indices[1])
    XCTAssertEqual(tokenizer.decode(indices), "\u{E9} \u{E9}", "equal to a reader, though not byte for byte")
  }
}
