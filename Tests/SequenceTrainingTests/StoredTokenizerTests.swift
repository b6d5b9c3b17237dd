import Foundation
import TextEncoding
import XCTest

@testable import SequenceTraining

/// A tokenizer comes back from a checkpoint's text as it was.
final class StoredTokenizerTests: XCTestCase {
  private func again(_ tokenizer: any IndexedTokenizer) throws -> any IndexedTokenizer {
    let stored = try XCTUnwrap(StoredTokenizer.describing(tokenizer))
    let text = try JSONEncoder().encode(stored)
    let read = try JSONDecoder().decode(StoredTokenizer.self, from: text)
    return try XCTUnwrap(StoredTokenizer.tokenizer(read, tokens: tokenizer.vocabulary.tokens))
  }

  func testSpecialTokensAreKept() throws {
    let text = "the cat <PAD> the mat the cat"
    let tokenizer = VocabularyTokenizer(
      WordTokenizer(punctuation: .attached), mostFrequentOf: text, minimumCount: 1,
      specialTokens: ["<PAD>", "<BOS>"])
    let copy = try again(tokenizer)
    XCTAssertEqual(copy.vocabulary, tokenizer.vocabulary)
    XCTAssertEqual(copy.vocabulary.specialIndices, ["<PAD>": 2, "<BOS>": 3])
    XCTAssertEqual(try copy.encode(text), try tokenizer.encode(text))
  }

  func testPairsOfBytesAreKept() throws {
    let text = "the lamp,  the lamp\n"
    let tokenizer = try BytePairTokenizer(learning: 5, from: text, convention: .bytes)
    let copy = try again(tokenizer)
    XCTAssertEqual(copy as? BytePairTokenizer, tokenizer)
    XCTAssertEqual(copy.decode(try copy.encode("été\r\n")), "été\r\n")
  }
}
