import LinearAlgebra
import TextEncoding
import XCTest

/// The learner updates counts and positions; here they are recounted for each merge.
final class MergeLearningTests: XCTestCase {
  func testKeepingCountIsCountingAnew() throws {
    var generator = SplitMix64(seed: 16)
    for round in 0..<300 {
      let letters = Array("abcd".prefix(2 + round % 3))
      let words = (0..<Int.random(in: 1...9, using: &generator)).map { _ in
        let length = Int.random(in: 1...14, using: &generator)
        return String((0..<length).map { _ in letters.randomElement(using: &generator)! })
      }
      for convention in [BytePairEncoding.Convention.paper, .subwordNMT] {
        let text = words.joined(separator: " ")
        let expected = Self.slowMerges(of: words, convention)
        let encoding = try BytePairEncoding(learning: 1_000, from: text, convention: convention)
        XCTAssertEqual(encoding.merges, expected.merges, "\(convention) of \(text)")
        for (word, pieces) in zip(words, expected.pieces) {
          XCTAssertEqual(encoding.pieces(ofWord: word), pieces, "\(convention) of \(text)")
        }
      }
    }
  }

  /// Merges until no pair is left; repeated words count because they are repeated in the list.
  private static func slowMerges(
    of words: [String], _ convention: BytePairEncoding.Convention
  ) -> (merges: [BytePairEncoding.Merge], pieces: [[String]]) {
    var words = words.map { word in
      let letters = word.map(String.init)
      return convention == .paper ? letters + ["</w>"] : letters.dropLast() + [letters.last! + "</w>"]
    }
    var merges: [BytePairEncoding.Merge] = []
    while let merge = mostFrequentPair(in: words, convention) {
      merges.append(merge)
      words = words.map { merged($0, by: merge) }
    }
    return (merges, words)
  }

  private static func mostFrequentPair(
    in words: [[String]], _ convention: BytePairEncoding.Convention
  ) -> BytePairEncoding.Merge? {
    var counts: [(pair: [String], count: Int)] = []
    for pair in words.flatMap({ nGrams(of: $0, size: 2) }) {
      if let place = counts.firstIndex(where: { $0.pair == pair }) {
        counts[place].count += 1
      } else {
        counts.append((pair, 1))
      }
    }
    let highest = counts.map(\.count).max()
    let best = counts.map(\.pair).filter { pair in counts.contains { $0.pair == pair && $0.count == highest }
    }
    let winner =
      convention == .paper ? best.first : best.max { $0.lexicographicallyPrecedes($1) }
    return winner.map { BytePairEncoding.Merge($0[0], $0[1]) }
  }

  private static func merged(_ pieces: [String], by merge: BytePairEncoding.Merge) -> [String] {
    var result: [String] = []
    for piece in pieces {
      if result.last == merge.first, piece == merge.second {
        result[result.count - 1] = merge.joined
      } else {
        result.append(piece)
      }
    }
    return result
  }
}
