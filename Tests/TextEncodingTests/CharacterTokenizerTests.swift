import LinearAlgebra
import TextEncoding
import XCTest

final class CharacterTokenizerTests: XCTestCase {
  func testATokenIsWhatAReaderSees() throws {
    let text = "é 👩‍👩‍👧 한\r\n"
    let tokenizer = CharacterTokenizer(charactersOf: text)
    XCTAssertEqual(try tokenizer.encode(text).count, 6)
    XCTAssertEqual(tokenizer.vocabulary.count, 5, "the space occurs twice")
  }

  func testDecodingUndoesEncoding() throws {
    let text = "It was the best of times,\nit was the worst of times: 1859 — “Dickens”"
    let tokenizer = CharacterTokenizer(charactersOf: text)
    XCTAssertEqual(tokenizer.decode(try tokenizer.encode(text)), text)
  }

  func testUnknownCharactersAreNamed() {
    let tokenizer = CharacterTokenizer(charactersOf: "abc")
    XCTAssertThrowsError(try tokenizer.encode("cabinet")) { error in
      XCTAssertEqual((error as? UnknownTokens)?.tokens, ["e", "i", "n", "t"])
      XCTAssertEqual("\(error)", #"the vocabulary does not know "e" "i" "n" "t""#)
    }
  }

  func testTheLineEndIsThatOfTheText() throws {
    for lineEnd in ["\n", "\r\n", "\r", "\u{2028}"] {
      let tokenizer = CharacterTokenizer(charactersOf: "the\tlamp\(lineEnd)")
      XCTAssertEqual(tokenizer.lineEnd, Character(lineEnd))
      for typed in ["\n", "\r\n", "\r"] {
        XCTAssertEqual(tokenizer.fittingLineEnds(in: "lamp\(typed)the"), "lamp\(lineEnd)the")
      }
    }
  }

  func testKnownLineEndsStay() {
    let both = CharacterTokenizer(charactersOf: "a\nb\r\n")
    XCTAssertEqual(both.fittingLineEnds(in: "a\r\nb\na\rb"), "a\r\nb\na\nb")
    let neither = CharacterTokenizer(charactersOf: "ab")
    XCTAssertNil(neither.lineEnd)
    XCTAssertEqual(neither.fittingLineEnds(in: "a\nb"), "a\nb")
  }

  func testTheOrderDoesNotDependOnTheText() {
    XCTAssertEqual(Vocabulary(charactersOf: "cab"), Vocabulary(charactersOf: "abcabc"))
  }

  func testADuplicateTokenIsRefused() {
    XCTAssertThrowsError(try Vocabulary(tokens: ["a", "b", "a"])) { error in
      XCTAssertEqual("\(error)", #"the token "a" stands twice in the vocabulary, at 0 and at 2"#)
    }
  }

  func testOneHotRowsPickRowsOfAMatrix() {
    let weights: Matrix<Double> = [[1, 2], [3, 4], [5, 6]]
    XCTAssertEqual(
      oneHot([2, 0, 2, 1], classCount: 3).rowSums(), Matrix<Double>(rows: 4, columns: 1, repeating: 1))
    XCTAssertEqual(
      matmul(oneHot([2, 0, 2, 1], classCount: 3), weights), [[5, 6], [1, 2], [5, 6], [3, 4]])
  }
}
