import TextEncoding
import XCTest

/// What a text spells is text: no spelling ends a sequence or means something unknown.
final class ControlTokenTests: XCTestCase {
  private let text = "mail ends with <EOS> and a name <UNK> <PAD> <<EOS>> </w> <EOS>"

  func testATextThatSpellsControlTokensComesBackWhole() throws {
    let tokenizer = VocabularyTokenizer(
      WordTokenizer(punctuation: .attached), mostFrequentOf: text, addsEnd: true)
    let indices = try tokenizer.encode(text)
    XCTAssertEqual(indices.last, tokenizer.vocabulary.endIndex)
    XCTAssertEqual(indices.filter { $0 < 2 }.count, 1, "only the end that was added")
    XCTAssertEqual(tokenizer.decode(indices), text)
    XCTAssertEqual(Set(tokenizer.vocabulary.tokens).count, tokenizer.vocabulary.count)
  }

  func testAControlTokenIsNamedApartFromKeptTokens() {
    let words = ["a", "<EOS>", "a", "<UNK>", "<<UNK>>"]
    XCTAssertEqual(
      Vocabulary(mostFrequentOf: words).tokens, ["<<<UNK>>>", "<<EOS>>", "a", "<EOS>", "<UNK>", "<<UNK>>"])
    XCTAssertEqual(Vocabulary(mostFrequentOf: words, limit: 1).tokens, ["<UNK>", "<EOS>", "a"])
  }

  func testASpellingThatWasNotCountedIsUnknown() throws {
    let vocabulary = Vocabulary(mostFrequentOf: ["a", "b"])
    XCTAssertEqual(try vocabulary.encode(["a", "<EOS>", "b"], addsEnd: true), [2, 0, 3, 1])
    XCTAssertNil(vocabulary.index(of: "<EOS>"))
    let strict = try Vocabulary(tokens: ["a", "<EOS>"], endToken: "<EOS>")
    XCTAssertThrowsError(try strict.encode(["a", "<EOS>"])) {
      XCTAssertEqual($0 as? UnknownTokens, UnknownTokens(tokens: ["<EOS>"]))
    }
  }

  func testCharactersDoNotBecomeControlTokens() throws {
    let vocabulary = try Vocabulary(tokens: ["?", "a", "b"], unknownToken: "?")
    XCTAssertEqual(try CharacterTokenizer(vocabulary: vocabulary).encode("a?b"), [1, 0, 2])
    let ended = try Vocabulary(tokens: [".", "a"], endToken: ".")
    XCTAssertThrowsError(try CharacterTokenizer(vocabulary: ended).encode("a.a"))
  }

  func testPiecesThatSpellMarksComeBackWhole() throws {
    let spelled = "<UNK> <UNK> <EOS> <UNK> <UNKs> </ w> </w"
    for convention in [BytePairEncoding.Convention.paper, .subwordNMT] {
      let tokenizer = try BytePairTokenizer(learning: 30, from: spelled, convention: convention)
      let indices = try tokenizer.encode(spelled)
      XCTAssertFalse(indices.contains(0), "no part is unknown")
      XCTAssertEqual(tokenizer.decode(indices), spelled)
      for text in ["a</w>b", "</w>", "</w></w> </w", "w</w> </w>w"] {
        let known = try BytePairTokenizer(
          learning: 30, from: "</ w> </w /w> < > a b", convention: convention)
        XCTAssertEqual(known.decode(try known.encode(text)), text)
      }
    }
  }

  func testNoMergeMakesTheEndOfWordMarkOfLetters() {
    let merge = BytePairEncoding.Merge("</w", ">")
    XCTAssertThrowsError(try BytePairEncoding(merges: [merge])) {
      XCTAssertEqual($0 as? BytePairError, .impossible(merge))
    }
  }
}
