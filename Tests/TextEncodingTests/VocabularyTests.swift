import TextEncoding
import XCTest

final class VocabularyTests: XCTestCase {
  private let words = ["b", "a", "c", "a", "b", "d", "e"]

  func testTheMostFrequentComeFirstAndTiesByFirstAppearance() {
    XCTAssertEqual(
      Vocabulary(mostFrequentOf: words).tokens, ["<UNK>", "<EOS>", "b", "a", "c", "d", "e"])
    XCTAssertEqual(Vocabulary(mostFrequentOf: words, limit: 3).tokens, ["<UNK>", "<EOS>", "b", "a", "c"])
    XCTAssertEqual(Vocabulary(mostFrequentOf: words, limit: 0).tokens, ["<UNK>", "<EOS>"])
    XCTAssertEqual(Vocabulary(mostFrequentOf: [], limit: 3).tokens, ["<UNK>", "<EOS>"])
  }

  func testTheOrderOfAppearanceIsKeptAmongTheCounts() {
    XCTAssertEqual(
      TokenCounts(["b", "a", "b"]).inOrderOfAppearance,
      [TokenCount(token: "b", count: 2), TokenCount(token: "a", count: 1)])
  }

  func testRareTokensBecomeUnknownAndTheEndIsAdded() throws {
    let vocabulary = Vocabulary(mostFrequentOf: words, limit: 2)
    let indices = try vocabulary.encode(["a", "e", "b"], addsEnd: true)
    XCTAssertEqual(indices, [3, 0, 2, 1])
    XCTAssertEqual(vocabulary.decode(indices), ["a", "<UNK>", "b"])
  }

  func testALeastCountAndSpecialTokens() throws {
    let vocabulary = Vocabulary(
      mostFrequentOf: words + ["<PAD>", "<PAD>"], minimumCount: 2, specialTokens: ["<PAD>", "<BOS>"])
    XCTAssertEqual(vocabulary.tokens, ["<UNK>", "<EOS>", "<<PAD>>", "<BOS>", "b", "a", "<PAD>"])
    XCTAssertEqual(vocabulary.specialIndices, ["<PAD>": 2, "<BOS>": 3])
    XCTAssertEqual(vocabulary.controlCount, 4)
    XCTAssertEqual(try vocabulary.encode(["a", "c", "<PAD>", "<BOS>"]), [5, 0, 6, 0])
    XCTAssertNil(vocabulary.index(of: "<BOS>"), "what a text spells is text")
    XCTAssertEqual(vocabulary.decode([3, 4, 2]), ["<BOS>", "b", "<<PAD>>"])
    XCTAssertEqual(Vocabulary(mostFrequentOf: words, limit: 1, minimumCount: 2).tokens.count, 3)
    let listed = try Vocabulary(tokens: ["<PAD>", "a"], specialTokens: ["<PAD>"])
    XCTAssertEqual(listed.specialIndices, ["<PAD>": 0])
    XCTAssertThrowsError(try listed.encode(["<PAD>"]))
    XCTAssertThrowsError(try Vocabulary(tokens: ["a"], specialTokens: ["<PAD>"]))
  }

  func testDecodingEndsAtTheFirstEnd() throws {
    let vocabulary = Vocabulary(mostFrequentOf: words)
    XCTAssertEqual(vocabulary.decode([2, 1, 3, 1]), ["b"])
    XCTAssertEqual(vocabulary.decode([1]), [])
  }

  func testWithoutAnUnknownTokenUnknownOnesAreNamed() throws {
    let vocabulary = try Vocabulary(tokens: ["a", "<EOS>"], endToken: "<EOS>")
    XCTAssertEqual(try vocabulary.encode(["a"], addsEnd: true), [0, 1])
    XCTAssertThrowsError(try vocabulary.encode(["z", "a", "y", "z"])) {
      XCTAssertEqual("\($0)", #"the vocabulary does not know "y" "z""#)
    }
  }

  func testASpecialTokenMustBeAmongTheTokens() {
    XCTAssertThrowsError(try Vocabulary(tokens: ["a"], unknownToken: "<UNK>")) {
      XCTAssertEqual($0 as? UnknownTokens, UnknownTokens(tokens: ["<UNK>"]))
    }
  }

  func testATokenizerWithAVocabulary() throws {
    let text = "The cat sat. The cat ran."
    let tokenizer = VocabularyTokenizer(
      WordTokenizer(letterCase: .lowercased), mostFrequentOf: text, limit: 3, addsEnd: true)
    XCTAssertEqual(tokenizer.vocabulary.tokens, ["<UNK>", "<EOS>", "the", "cat", "."])
    XCTAssertEqual(try tokenizer.encode("The dog, the cat."), [2, 0, 0, 2, 3, 4, 1])
    XCTAssertEqual(tokenizer.decode([2, 0, 3, 4, 1]), "the <UNK> cat.")
  }

  func testCharactersCanHaveAnUnknownToken() throws {
    let tokenizer = CharacterTokenizer(vocabulary: Vocabulary(mostFrequentOf: "banana".map(String.init)))
    XCTAssertEqual(try tokenizer.encode("nab!"), [3, 2, 4, 0])
    XCTAssertEqual(tokenizer.decode([3, 2, 4, 1, 2]), "nab")
  }
}
