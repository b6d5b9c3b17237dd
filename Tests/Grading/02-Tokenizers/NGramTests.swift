import Exercise02Tokenizers
import GradingSupport
import LinearAlgebra

/// Task 4: n-grams, and texts as vectors over unigrams and bigrams.
final class NGramTests: GradedTestCase {
  private let texts = [
    ["the", "lamp", "went", "round", "and", "the", "lamp", "went", "out"],
    ["the", "sea", "went", "out"],
    ["lamp"],
  ]
  private let unigrams = [["the"], ["lamp"], ["went"], ["round"], ["and"], ["out"], ["sea"]]
  private let bigrams = [
    ["the", "lamp"], ["lamp", "went"], ["went", "round"], ["round", "and"], ["and", "the"], ["went", "out"],
    ["the", "sea"], ["sea", "went"],
  ]

  private func windows(_ tokens: [String], _ size: Int, stride step: Int = 1) -> [[String]] {
    var (result, start) = ([[String]](), 0)
    while start + size <= tokens.count {
      result.append(Array(tokens[start..<start + size]))
      start += step
    }
    return result
  }

  func testTask4_everyNNeighborsAreAnNGram() throws {
    try grade {
      var generator = makeGenerator()
      let tokens = TextExample(using: &generator).tokens
      for size in [1, 2, 3, tokens.count] {
        let right = windows(tokens, size)
        try assertEqual(
          nGrams(of: tokens, size: size), right, "nGrams(of:size: \(size)) of \(tokens.count) tokens",
          suspects: [
            ValueSuspect(
              "the n-grams do not overlap", at: "nGrams(of:size:)", windows(tokens, size, stride: size)),
            ValueSuspect("the last n-gram is missing", at: "nGrams(of:size:)", right.dropLast()),
            ValueSuspect("the first n-gram is missing", at: "nGrams(of:size:)", Array(right.dropFirst())),
            ValueSuspect(
              "each n-gram has one token too many", at: "nGrams(of:size:)", windows(tokens, size + 1)),
            ValueSuspect(
              "each n-gram has one token too few", at: "nGrams(of:size:)",
              right.map { Array($0.dropLast()) }),
            ValueSuspect(
              "an n-gram that is shorter than n ends the list", at: "nGrams(of:size:)",
              tokens.indices.map { Array(tokens[$0..<min($0 + size, tokens.count)]) }),
          ])
      }
    }
  }

  func testTask4_aShortTextHasNoNGrams() throws {
    try grade {
      try assertEqual(nGrams(of: ["to", "be"], size: 3), [], "nGrams(of:size: 3) of two tokens")
      try assertEqual(nGrams(of: [], size: 1), [], "nGrams(of:size: 1) of nothing")
      try assertEqual(
        unigramsAndBigrams(of: [[], ["sea"], []]), [["sea"]], "unigramsAndBigrams(of: [[], [\"sea\"], []])",
        hint: "A text of one token has no bigrams, and an empty text has nothing.")
    }
  }

  func testTask4_oneIndexForEachDistinctUnigramAndBigram() throws {
    try grade {
      let place = "unigramsAndBigrams(of:)"
      func distinct(_ nGrams: [[String]]) -> [[String]] {
        nGrams.reduce(into: []) { seen, nGram in if !seen.contains(nGram) { seen.append(nGram) } }
      }
      // In steps: one long list takes Swift 6.0 minutes.
      func both(_ text: [String]) -> [[String]] { windows(text, 1) + windows(text, 2) }
      let repeated: [[String]] = texts.flatMap { windows($0, 1) } + texts.flatMap { windows($0, 2) }
      let textByText: [[String]] = distinct(texts.flatMap(both))
      let overTheEnd: [[String]] = unigrams + distinct(windows(texts.flatMap { $0 }, 2))
      var sorted: [[String]] = unigrams.sorted { $0[0] < $1[0] }
      sorted += bigrams.sorted { $0.lexicographicallyPrecedes($1) }
      let suspects: [ValueSuspect<[[String]]>] = [
        ValueSuspect("an n-gram that occurs twice is listed twice", at: place, repeated),
        ValueSuspect(
          "the bigrams of a text come before the unigrams of the next", at: place, textByText),
        ValueSuspect("bigrams reach from one text into the next", at: place, overTheEnd),
        ValueSuspect("the bigrams are missing", at: place, unigrams),
        ValueSuspect("the unigrams are missing", at: place, bigrams),
        ValueSuspect("only the first text is looked at", at: place, distinct(both(texts[0]))),
        ValueSuspect(
          "the n-grams are sorted instead of left in order of appearance", at: place, sorted),
        ValueSuspect("the bigrams come first", at: place, bigrams + unigrams),
      ]
      try assertEqual(
        unigramsAndBigrams(of: texts), unigrams + bigrams, "unigramsAndBigrams(of:)", suspects: suspects)
    }
  }

  func testTask4_aTextIsAVectorOfZerosAndOnes() throws {
    try grade {
      let known = unigrams + bigrams
      func rows(_ value: (Int) -> Double, _ known: [[String]]) -> Matrix<Double> {
        Matrix(
          texts.map { text in
            known.map { nGram in value(windows(text, nGram.count).filter { $0 == nGram }.count) }
          })
      }
      let right = rows({ min(Double($0), 1) }, known)
      let unigramsOnly = concatenate(columns: [
        right.columns(0..<7), Matrix<Double>.zeros(rows: 3, columns: 8),
      ])
      try assertClose(
        vectorize(texts, over: known), right, "vectorize(_:over:)",
        suspects: [
          Suspect(
            "an n-gram is counted as often as it occurs", at: "vectorize(_:over:)", rows(Double.init, known)),
          Suspect("only unigrams are looked up", at: "vectorize(_:over:)", unigramsOnly),
          Suspect("0 and 1 are exchanged", at: "vectorize(_:over:)", 1 - right),
          Suspect("no element is set to 1", at: "vectorize(_:over:)", right * 0),
          Suspect(
            "each n-gram is a row, and each text a column", at: "vectorize(_:over:)", right.transposed()),
        ])
    }
  }

  func testTask4_unseenNGramsAreOmitted() throws {
    try grade {
      let rows = try vectorize(
        [["a", "new", "lamp", "went"], ["nothing"]], over: [["lamp"], ["lamp", "went"], ["out"]])
      try assertClose(rows, [[1, 1, 0], [0, 0, 0]], "vectorize(_:over:) of texts with new words")
      try assertClose(
        vectorize([[]], over: [["lamp"], ["lamp", "went"]]), [[0, 0]], "vectorize(_:over:) of an empty text")
    }
  }

  func testTask4_theOrderOfWordsShowsInBigramsOnly() throws {
    try grade {
      let texts = [["dog", "bites", "man"], ["man", "bites", "dog"]]
      let words = [["dog"], ["bites"], ["man"]]
      let pairs = [["dog", "bites"], ["bites", "man"], ["man", "bites"], ["bites", "dog"]]
      try assertClose(
        vectorize(texts, over: words), [[1, 1, 1], [1, 1, 1]], "vectorize(_:over:) over only words")
      try assertClose(
        vectorize(texts, over: pairs), [[1, 1, 0, 0], [0, 0, 1, 1]], "vectorize(_:over:) over only pairs")
    }
  }
}
