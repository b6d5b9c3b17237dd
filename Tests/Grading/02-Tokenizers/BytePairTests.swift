import Exercise02Tokenizers
import GradingSupport

/// Task 5: byte-pair encoding.
final class BytePairTests: GradedTestCase {
  /// The example of the paper that brought byte pairs to words.
  private let paper = [("low", 5), ("lower", 2), ("newest", 6), ("widest", 3)]
  private let learning = "learnMerges(_:from:), or the helper that joins a pair"

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
      suspects: BytePairOracle.Mistake.allCases.map { mistake in
        ValueSuspect(
          mistake.description, at: learning, BytePairOracle.learn(count, from: words, mistake: mistake))
      },
      hint: "Count all pairs with their words' counts, merge the most common one everywhere, and recount.")
  }

  /// The pieces of a word with each known mistake of a merge.
  private func joiningMistakes(
    _ place: String, _ word: String, _ merges: [[String]]
  ) -> [ValueSuspect<[String]>] {
    BytePairOracle.Mistake.joining.map { mistake in
      let pieces = merges.reduce(BytePairOracle.start(word, mistake)) {
        BytePairOracle.merged($0, $1, mistake)
      }
      return ValueSuspect(mistake.description, at: place, pieces)
    }
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
      try checkLearning(
        3, from: [("ab", 5), ("aaaa", 2), ("cd", 5)], "learnMerges(3, from:) of ab, aaaa and cd")
    }
  }

  func testTask5_learningStopsWhenNoPairsAreLeft() throws {
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
        func applied(_ merges: [[String]], _ mistake: BytePairOracle.Mistake = .none) -> [String] {
          merges.reduce(BytePairOracle.start(word, mistake)) { BytePairOracle.merged($0, $1, mistake) }
        }
        try assertEqual(
          pieces(of: word, merges: merges(learned)), applied(learned), "pieces(of: \(quoted(word)), merges:)",
          suspects: [
            ValueSuspect(
              "the merges are applied from the last to the first", at: place, applied(learned.reversed())),
            ValueSuspect("no merge is applied", at: place, BytePairOracle.start(word)),
            ValueSuspect("the last merge is not applied", at: place, applied(learned.dropLast())),
            ValueSuspect("only the first merge is applied", at: place, applied(Array(learned.prefix(1)))),
          ]
            + joiningMistakes(place, word, learned))
      }
    }
  }

  func testTask5_aMergeJoinsEveryPlaceFromLeftToRight() throws {
    try grade {
      for (word, expected) in [("aaaaa", ["aa", "aa", "a", "</w>"]), ("abcab", ["ab", "c", "ab", "</w>"])] {
        let pair = ["a", word == "aaaaa" ? "a" : "b"]
        let found = try pieces(of: word, merges: merges([pair]))
        try assertEqual(
          found, expected, "pieces(of: \(quoted(word)), merges:)",
          suspects: joiningMistakes("the loop over the pieces", word, [pair]) + [
            ValueSuspect(
              "overlapping pairs are both joined", at: "the loop over the pieces",
              ["aa", "aa", "aa", "aa", "</w>"])
          ])
      }
    }
  }

  func testTask5_joinedPiecesAreTheWordsAgain() throws {
    try grade {
      let words = makeWords().map(\.0)
      let learned = BytePairOracle.learn(9, from: makeWords())
      let pieces = words.flatMap { word in
        learned.reduce(BytePairOracle.start(word)) { BytePairOracle.merged($0, $1) }
      }
      let place = "text(of:)"
      let right = words.joined(separator: " ")
      let ends = pieces.map { $0.hasSuffix("</w>") ? String($0.dropLast(4)) : $0 }.filter { !$0.isEmpty }
      let suspects: [ValueSuspect<String>] = [
        ValueSuspect("a space comes after the last word too", at: place, right + " "),
        ValueSuspect("a space is added before the first word too", at: place, " " + right),
        ValueSuspect("there are no spaces between the words", at: place, words.joined()),
        ValueSuspect("the first word is lost", at: place, words.dropFirst().joined(separator: " ")),
        ValueSuspect(
          "the first word is lost and a space is added after the last one", at: place,
          words.dropFirst().map { $0 + " " }.joined()),
        ValueSuspect("the last word is lost", at: place, words.dropLast().joined(separator: " ")),
        ValueSuspect("every </w> is kept", at: place, pieces.joined()),
        ValueSuspect("there is a space between any two pieces", at: place, ends.joined(separator: " ")),
      ]
      try assertEqual(
        text(of: pieces), right, "text(of:) of the pieces of twelve words", suspects: suspects)
      try assertEqual(text(of: []), "", "text(of: [])", suspects: [])
    }
  }
}
