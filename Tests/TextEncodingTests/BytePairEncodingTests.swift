import TextEncoding
import XCTest

final class BytePairEncodingTests: XCTestCase {
  private typealias Merge = BytePairEncoding.Merge

  /// The example of the paper: low 5 times, lower twice, newest 6 times, widest 3 times.
  private let words = [
    TokenCount(token: "low", count: 5), TokenCount(token: "lower", count: 2),
    TokenCount(token: "newest", count: 6), TokenCount(token: "widest", count: 3),
  ]

  func testAnUnknownWordFallsToKnownPieces() throws {
    let encoding = try BytePairEncoding(learning: 10, from: words)
    XCTAssertEqual(encoding.pieces(ofWord: "lowest"), ["low", "est</w>"])
    XCTAssertEqual(encoding.pieces(ofWord: "zoo"), ["z", "o", "o", "</w>"])
    XCTAssertEqual(encoding.text(of: encoding.pieces(of: "lowest zoo")), "lowest zoo")
  }

  func testCountedWordsAreWordsRepeated() throws {
    let text = words.map { Array(repeating: $0.token, count: $0.count).joined(separator: " ") }
      .joined(separator: "\n")
    XCTAssertEqual(
      try BytePairEncoding(learning: 99, from: words), try BytePairEncoding(learning: 99, from: text))
  }

  func testLearningLessIsABeginningOfLearningMore() throws {
    let story = try lighthouseStory()
    let more = try BytePairEncoding(learning: 200, from: story)
    XCTAssertEqual(more.merges.count, 200)
    XCTAssertEqual(try BytePairEncoding(learning: 70, from: story).merges, Array(more.merges.prefix(70)))
  }

  func testLearningStopsWhereNoPairIsFrequentEnough() throws {
    XCTAssertEqual(
      try BytePairEncoding(learning: 99, from: "aab aab ab", minimumCount: 3).merges,
      [Merge("a", "b"), Merge("ab", "</w>")])
    XCTAssertEqual(try BytePairEncoding(learning: 99, from: " \n ").merges, [])
    XCTAssertEqual(try BytePairEncoding(learning: 0, from: "aab").merges, [])
    XCTAssertEqual(
      try BytePairEncoding(learning: 9, from: [TokenCount(token: "ab", count: 0)]).merges, [])
  }

  func testATieGoesToTheFirstPairOrToTheGreatest() throws {
    XCTAssertEqual(try BytePairEncoding(learning: 1, from: "ab cd").merges, [Merge("a", "b")])
    XCTAssertEqual(
      try BytePairEncoding(learning: 1, from: "abx cdx", convention: .subwordNMT).merges,
      [Merge("d", "x</w>")])
  }

  func testMergesApplyInOrderFromTheLeft() throws {
    let encoding = try BytePairEncoding(merges: [Merge("a", "a"), Merge("b", "c"), Merge("a", "b")])
    XCTAssertEqual(encoding.pieces(ofWord: "aaabc"), ["aa", "a", "bc", "</w>"])
    let other = try BytePairEncoding(merges: [Merge("a", "b"), Merge("b", "c"), Merge("a", "a")])
    XCTAssertEqual(other.pieces(ofWord: "aaabc"), ["aa", "ab", "c", "</w>"])
  }

  func testAMergeAppliesOnlyToWhatIsThereInItsTurn() throws {
    let late = [Merge("ab", "c"), Merge("a", "b")]
    XCTAssertEqual(try BytePairEncoding(merges: late).pieces(ofWord: "abc"), ["ab", "c", "</w>"])
    XCTAssertEqual(
      try BytePairEncoding(merges: late + [Merge("ab", "c")]).pieces(ofWord: "abc"), ["abc", "</w>"])
  }

  func testTheMarkIsRefusedInWordsToLearnFromAndHarmlessInOthers() throws {
    XCTAssertThrowsError(try BytePairEncoding(learning: 5, from: "a b</w>c")) {
      XCTAssertEqual(
        "\($0)", #"the word "b</w>c" holds the end-of-word mark </w>; take it out of the text"#)
    }
    let tokenizer = try BytePairTokenizer(learning: 20, from: "a</ w>b <a/> <b> ab ab")
    let text = "a</w> </w> </w>b"
    XCTAssertEqual(tokenizer.text(of: tokenizer.tokens(of: text)), text)
  }

  func testImpossibleMergesAreRefused() {
    for merge in [
      Merge("", "a"), Merge("a", ""), Merge("a</w>", "b"), Merge("</w>a", "b"), Merge("</", "w>b"),
    ] {
      XCTAssertThrowsError(try BytePairEncoding(merges: [merge])) {
        XCTAssertEqual($0 as? BytePairError, .impossible(merge))
      }
    }
  }

  func testOneLongWordTakesNoQuadraticTime() throws {
    let text = String(repeating: "abcabd", count: 20_000)
    let encoding = try BytePairEncoding(learning: 40, from: text)
    XCTAssertEqual(encoding.pieces(ofWord: text).joined(), text + "</w>")
  }
}
