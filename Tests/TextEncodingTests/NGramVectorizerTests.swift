import LinearAlgebra
import TextEncoding
import XCTest

final class NGramVectorizerTests: XCTestCase {
  private let texts = ["The mouse ran up the clock", "The mouse ran down"]

  func testNGramsStandBySizeAndFirstAppearance() throws {
    XCTAssertEqual(
      try NGramVectorizer(fitting: texts).nGrams,
      [
        ["the"], ["mouse"], ["ran"], ["up"], ["clock"], ["down"], ["the", "mouse"], ["mouse", "ran"],
        ["ran", "up"], ["up", "the"], ["the", "clock"], ["ran", "down"],
      ])
  }

  func testPresenceAndCounts() throws {
    let vectorizer = try NGramVectorizer(fitting: texts)
    XCTAssertEqual(
      vectorizer.matrix(of: texts, weighting: .presence),
      [[1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 0], [1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 0, 1]] as Matrix<Double>)
    XCTAssertEqual(
      vectorizer.matrix(of: ["the the the zebra"], weighting: .counts),
      [[3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]] as Matrix<Float>)
    XCTAssertEqual(vectorizer.documentFrequencies, [2, 2, 2, 1, 1, 1, 2, 2, 1, 1, 1, 1])
  }

  func testTfIdfByHand() throws {
    let vectorizer = try NGramVectorizer(fitting: ["a b", "a"], sizes: 1...1)
    let raw: Matrix<Double> = vectorizer.matrix(
      of: ["a a b"], weighting: .tfIdf(smoothed: false, normalized: false))
    XCTAssertTrue(raw.isApproximatelyEqual(to: [[2, 0.693_147_180_559_945_3 + 1]]), "\(raw)")
  }

  func testANormalizedVectorHasLengthOneUnlessItIsZero() throws {
    let vectorizer = try NGramVectorizer(fitting: texts, sizes: 1...3)
    let rows: Matrix<Double> = vectorizer.matrix(of: texts + ["zebra"], weighting: .tfIdf())
    let squares = (rows * rows).rowSums()
    XCTAssertTrue(squares.isApproximatelyEqual(to: [[1], [1], [0]]), "\(squares)")
  }

  func testAVectorIsARowWithoutItsZeros() throws {
    let vectorizer = try NGramVectorizer(fitting: texts)
    let row: Matrix<Double> = vectorizer.matrix(of: [texts[1]], weighting: .tfIdf())
    let vector = vectorizer.vector(of: texts[1], weighting: .tfIdf())
    XCTAssertEqual((0..<12).map { vector[$0] ?? 0 }, row.elements)
    XCTAssertEqual(vector.count, 7)
  }

  func testCharactersCanBeVectorizedToo() throws {
    let text = "abca"
    let vectorizer = try NGramVectorizer(
      fitting: [text], sizes: 2...2, tokenizer: CharacterTokenizer(charactersOf: text))
    XCTAssertEqual(vectorizer.nGrams, [["a", "b"], ["b", "c"], ["c", "a"]])
  }

  func testNothingToFitIsRefused() {
    XCTAssertThrowsError(try NGramVectorizer(fitting: [])) {
      XCTAssertEqual("\($0)", "there are no texts to take n-grams from")
    }
    XCTAssertThrowsError(try NGramVectorizer(fitting: ["", "one"], sizes: 2...3)) {
      XCTAssertEqual("\($0)", "none of the texts holds an n-gram of 2 to 3 tokens")
    }
  }
}
