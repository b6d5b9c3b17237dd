import TextEncoding
import XCTest

/// Byte-pair encoding over bytes: every text comes back, byte for byte.
final class ByteLevelTests: XCTestCase {
  private let hardTexts = [
    "", " ", "a", "\r\n\r\n", "  two  spaces\tand a tab \n", "e\u{301} \u{E9}", "👩‍👩‍👧 한국어",
    "\u{0}\u{7F}\u{A0}\u{AD}",
    "</w> <UNK> <EOS>", "Ġ Ċ",
  ]

  func testEveryTextComesBack() throws {
    let story = try lighthouseStory()
    for mergeCount in [0, 1, 150] {
      let tokenizer = try BytePairTokenizer(learning: mergeCount, from: story, convention: .bytes)
      XCTAssertEqual(tokenizer.vocabulary.count, 256 + mergeCount)
      for text in hardTexts + [story] {
        let indices = try tokenizer.encode(text)
        XCTAssertEqual(Array(tokenizer.decode(indices).utf8), Array(text.utf8), text.debugDescription)
        if mergeCount == 0 { XCTAssertEqual(indices, text.utf8.map { byteIndex($0, tokenizer) }) }
      }
    }
  }

  func testMergesMakeFewerTokens() throws {
    let story = try lighthouseStory()
    let tokenizer = try BytePairTokenizer(learning: 150, from: story, convention: .bytes)
    XCTAssertLessThan(try tokenizer.encode(story).count, story.utf8.count * 2 / 3)
  }

  /// The spellings of GPT-2's table that every user of it knows, and the words it cuts: the space goes with what follows.
  func testTheSpellingIsThatOfGPT2() throws {
    let encoding = try BytePairEncoding(merges: [], convention: .bytes)
    XCTAssertEqual(encoding.pieces(of: "a b\n"), ["a", "Ġ", "b", "Ċ"])
    XCTAssertEqual(encoding.pieces(of: "é"), ["Ã", "©"])
    XCTAssertEqual(encoding.pieces(of: "\u{0}\u{AD}"), ["Ā", "Â", "Ń"])
    XCTAssertEqual(encoding.pieces(of: "\u{A0}"), ["Â", "ł"])
    let merged = try BytePairEncoding(learning: 2, from: "a low low low", convention: .bytes)
    XCTAssertEqual(merged.merges.map(\.joined), ["Ġl", "Ġlo"])
    XCTAssertEqual(merged.pieces(of: "low low"), ["l", "o", "w", "Ġlo", "w"])
  }

  /// A merge may spell a mark here, since there is none.
  func testTheMarkIsTextLikeAnyOther() throws {
    let tokenizer = try BytePairTokenizer(learning: 3, from: "</w> </w> </w>", convention: .bytes)
    XCTAssertEqual(tokenizer.decode(try tokenizer.encode("</w></w>")), "</w></w>")
  }

  private func byteIndex(_ byte: UInt8, _ tokenizer: BytePairTokenizer) -> Int {
    tokenizer.vocabulary.index(of: tokenizer.vocabulary.tokens[Int(byte)]) ?? -1
  }
}
