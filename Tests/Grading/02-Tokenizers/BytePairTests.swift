import Exercise02Tokenizers
import GradingSupport

/// Task 5: byte-pair encoding.
final class BytePairTests: GradedTestCase {
  /// The example of the paper that brought byte pairs to words.
  private let paper = [("low", 5), ("lower", 2), ("newest", 6), ("widest", 3)]
  private let learning = "learnMerges(_:from:)"

  /// Words over five letters, with counts.
  private func makeWords() -> [(String, Int)] {
    var generator = makeGenerator()
    var words: [(String, Int)] = []
    while words.count < 12 {
      let length = Int.random(in: 2...6, using: &generator)
      let word = String((0..<length).map { _ in "aenrt".randomElement(using: &generator)! })
      if !words.contains(where: { $0.0 == word }) {
        words.append((word, Int.random(in: 1...9, using: &generator)))
      }
    }
    return words
  }

  private func checkLearning(_ count: Int, from words: [(String, Int)], _ what: String) throws {
    let merges = try learnMerges(count, from: words.map { WordCount(word: $0.0, count: $0.1) })
    try assertEqual(
      merges.map { [$0.first, $0.second] }, BytePairOracle.learn(count, from: words), what,
      suspects: BytePairOracle.Slip.allCases.map { slip in
        ValueSuspect(slip.mistake, at: learning, BytePairOracle.learn(count, from: words, slip: slip))
      },
      hint: "Count all pairs with their words' counts, merge the most common one everywhere, and count anew.")
  }

  private func merges(_ pairs: [[String]]) -> [Merge] { pairs.map { Merge($0[0], $0[1]) } }

  func testTask5_theMergesAreThoseOfThePapersExample() throws {
    try grade { try checkLearning(8, from: paper, "learnMerges(8, from:) of low, lower, newest, widest") }
  }

  func testTask5_theMergesOfManyWordsAreThoseOfTheDefinition() throws {
    try grade { try checkLearning(9, from: makeWords(), "learnMerges(9, from:) of twelve words") }
  }

  func testTask5_equallyCommonPairsAreMergedInTheOrderOfReading() throws {
    try grade {
      try checkLearning(3, from: [("zz", 2), ("ab", 2)], "learnMerges(3, from:) of two equally common words")
    }
  }

  func testTask5_learningStopsWhereNoPairsAreLeft() throws {
    try grade {
      try checkLearning(50, from: [("to", 3), ("be", 1)], "learnMerges(50, from:) of two short words")
      let none = try learnMerges(4, from: [])
      try assertEqual(none.count, 0, "the number of merges learned from nothing")
      let noneAskedFor = try learnMerges(0, from: [WordCount(word: "to", count: 3)])
      try assertEqual(noneAskedFor.count, 0, "the number of merges of learnMerges(0, from:)")
    }
  }

  func testTask5_mergesAreAppliedInTheOrderOfLearning() throws {
    try grade {
      let learned = BytePairOracle.learn(10, from: paper)
      let place = "pieces(of:merges:)"
      for word in ["lowest", "newer", "wide", "lowlow", "q"] {
        func applied(_ merges: [[String]], _ slip: BytePairOracle.Slip = .none) -> [String] {
          merges.reduce(BytePairOracle.start(word, slip)) { BytePairOracle.merged($0, $1, slip) }
        }
        try assertEqual(
          pieces(of: word, merges: merges(learned)), applied(learned), "pieces(of: \(quoted(word)), merges:)",
          suspects: [
            ValueSuspect(
              "the merges are applied from the last to the first", at: place, applied(learned.reversed())),
            ValueSuspect(
              "a merge joins only the first place in each word", at: place, applied(learned, .oneMergeAWord)),
            ValueSuspect("the words do not end with </w>", at: place, applied(learned, .withoutEnd)),
            ValueSuspect("no merge is applied", at: place, BytePairOracle.start(word)),
          ])
      }
    }
  }

  func testTask5_aMergeJoinsEveryPlaceFromLeftToRight() throws {
    try grade {
      for (word, expected) in [("aaaaa", ["aa", "aa", "a", "</w>"]), ("abcab", ["ab", "c", "ab", "</w>"])] {
        let found = try pieces(of: word, merges: [Merge("a", word == "aaaaa" ? "a" : "b")])
        try assertEqual(
          found, expected, "pieces(of: \(quoted(word)), merges:)",
          suspects: [
            ValueSuspect(
              "a merge joins only the first place in each word", at: "the loop over the pieces",
              BytePairOracle.merged(
                BytePairOracle.start(word), ["a", word == "aaaaa" ? "a" : "b"], .oneMergeAWord)),
            ValueSuspect(
              "places that overlap are both joined", at: "the loop over the pieces",
              ["aa", "aa", "aa", "aa", "</w>"]),
          ])
      }
    }
  }

  func testTask5_piecesJoinedAreTheWordsAgain() throws {
    try grade {
      let words = makeWords().map(\.0)
      let learned = BytePairOracle.learn(9, from: makeWords())
      let pieces = words.flatMap { word in
        learned.reduce(BytePairOracle.start(word)) { BytePairOracle.merged($0, $1) }
      }
      let place = "text(of:)"
      try assertEqual(
        text(of: pieces), words.joined(separator: " "), "text(of:) of the pieces of twelve words",
        suspects: [
          ValueSuspect(
            "a space stands behind the last word too", at: place, words.joined(separator: " ") + " "),
          ValueSuspect("no spaces stand between the words", at: place, words.joined()),
          ValueSuspect("every </w> is left in", at: place, pieces.joined()),
          ValueSuspect(
            "a space stands between any two pieces", at: place,
            pieces.map { $0.hasSuffix("</w>") ? String($0.dropLast(4)) : $0 }.filter { !$0.isEmpty }
              .joined(separator: " ")),
        ])
      try assertEqual(text(of: []), "", "text(of: [])", suspects: [])
    }
  }
}
