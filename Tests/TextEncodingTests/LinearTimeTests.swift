import LinearAlgebra
import TextEncoding
import XCTest

/// Texts whose lookahead fails at every position take time proportional to their length.
final class LinearTimeTests: XCTestCase {
  /// Sixteen times the text can take 64 times the time: linear work takes 16 times, quadratic work 256 times.
  private func assertLinear(
    _ part: String, tail: String = "a", cut: (String) -> Int, file: StaticString = #filePath,
    line: UInt = #line
  ) {
    func seconds(_ count: Int) -> Double {
      let text = String(repeating: part, count: count) + tail
      return (0..<3).map { _ in
        ContinuousClock().measure { XCTAssertGreaterThan(cut(text), 0, file: file, line: line) } / .seconds(1)
      }.min()!
    }
    XCTAssertLessThan(seconds(24_000) / seconds(1_500), 64, part.debugDescription, file: file, line: line)
  }

  func testSentences() {
    let parts = [
      ".", "!", "…", ".)", ". ", ". \n", "\n", " \n ", "? ! ", "A.", "1.", "A. ", "I. ", "1. ", "\".", "((",
      ".\u{200B}", "'",
    ]
    for part in parts { assertLinear(part) { SentenceTokenizer().tokens(of: $0).count } }
    assertLinear(".", tail: " a") { SentenceTokenizer().tokens(of: $0).count }
    assertLinear(" ", tail: "x. I. A. I. 1. A") { SentenceTokenizer().tokens(of: $0).count }
  }

  func testWordsAndPieces() throws {
    for part in ["a-", "-", "'", "a\u{AD}", "\u{FEFF}", "1,", "a-\u{200D}"] {
      assertLinear(part) { WordTokenizer().tokens(of: $0).count }
      assertLinear(part) { WordTokenizer(punctuation: .attached).tokens(of: $0).count }
    }
    let encoding = try BytePairEncoding(learning: 20, from: "aaaa </ w> /w abab")
    for part in ["a", "<", "</", "ab"] { assertLinear(part) { encoding.pieces(of: $0).count } }
  }

  func testAVectorizerTriesNoSizeThatNoTextHas() throws {
    let vectorizer = try NGramVectorizer(fitting: ["a b c"], sizes: 1...Int.max)
    XCTAssertEqual(vectorizer.nGrams.count, 6)
    XCTAssertEqual(vectorizer.counts(of: "").count, 0)
  }
}
