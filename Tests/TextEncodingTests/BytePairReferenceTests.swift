import TextEncoding
import XCTest

/// Merges and pieces against those of the reference implementations, byte for byte.
final class BytePairReferenceTests: XCTestCase {
  private struct Reference: Decodable {
    let cases: [Case]

    struct Case: Decodable {
      let name: String
      let convention: String
      let minimumCount: Int
      let mergeCount: Int
      let text: String?
      let merges: [String]
      let pieces: [String]
    }
  }

  private func eachCase(
    _ body: (_ encoding: BytePairEncoding, _ expected: Reference.Case, _ text: String) throws -> Void
  ) throws {
    let reference: Reference = try reference("byte_pair_reference.json")
    XCTAssertGreaterThan(reference.cases.count, 10)
    for expected in reference.cases {
      let text = try expected.text ?? lighthouseStory()
      let encoding = try BytePairEncoding(
        learning: expected.mergeCount, from: text,
        convention: try XCTUnwrap(BytePairEncoding.Convention(rawValue: expected.convention)),
        minimumCount: expected.minimumCount)
      try body(encoding, expected, text)
    }
  }

  /// Bytes distinguish `é` from `e` with an accent; Swift's strings do not.
  private func assertSameBytes(_ texts: [String], _ expected: [String], _ message: String) {
    XCTAssertEqual(texts.count, expected.count, message)
    for (place, pair) in zip(texts, expected).enumerated() where Array(pair.0.utf8) != Array(pair.1.utf8) {
      return XCTFail("\(message), \(place): \(pair.0) instead of \(pair.1)")
    }
  }

  func testTheMergesAreThoseOfTheReference() throws {
    try eachCase { encoding, expected, _ in
      assertSameBytes(
        encoding.merges.map { "\($0.first) \($0.second)" }, expected.merges,
        "\(expected.name), \(expected.convention)")
    }
  }

  func testThePiecesAreThoseOfTheReference() throws {
    try eachCase { encoding, expected, _ in
      for line in expected.pieces {
        let (word, pieces) = try XCTUnwrap(Self.split(line))
        assertSameBytes(
          encoding.pieces(ofWord: word), pieces, "\(word) in \(expected.name), \(expected.convention)")
      }
    }
  }

  func testJoiningUndoesCutting() throws {
    try eachCase { encoding, _, text in
      let spaced = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      XCTAssertEqual(Array(encoding.text(of: encoding.pieces(of: spaced)).utf8), Array(spaced.utf8))
    }
  }

  /// `word = p i e c e s`
  private static func split(_ line: String) -> (word: String, pieces: [String])? {
    let parts = line.unicodeScalars.split(separator: " ").map(String.init)
    return parts.count > 2 && parts[1] == "=" ? (parts[0], Array(parts[2...])) : nil
  }
}
