import Exercise02Tokenizers
import GradingSupport

/// Task 3: a vocabulary by frequency, with `<UNK>` and `<EOS>`.
final class VocabularyTests: GradedTestCase {
  /// Tokens with known counts: 5, 4, 4, 2, 2, 2, 1, 1.
  private struct Example {
    let tokens: [String]
    /// The right vocabulary of all of them.
    let byCount: [String]
    /// The same, with equally common tokens in alphabetical order.
    let tiesByAlphabet: [String]

    init(using generator: inout some RandomNumberGenerator) {
      let pool = ["apple", "bread", "cat", "door", "evening", "fish", "gate", "hill", "ink", "jar"]
      let names = Array(pool.shuffled(using: &generator).prefix(8))
      let counts = [5, 4, 4, 2, 2, 2, 1, 1]
      func ordered(_ precedes: (String, String) -> Bool) -> [String] {
        var (result, start) = ([String](), 0)
        while start < counts.count {
          let end = counts.lastIndex(of: counts[start])! + 1
          result += names[start..<end].sorted(by: precedes)
          start = end
        }
        return result
      }
      byCount = ordered(>)
      tiesByAlphabet = ordered(<)
      // Each appears once against the alphabet, so that equals come in another order than the alphabet's.
      let more = zip(byCount, counts).flatMap { name, count in Array(repeating: name, count: count - 1) }
      tokens = names.sorted(by: >) + more.shuffled(using: &generator)
    }
  }

  private func makeExample() -> Example {
    var generator = makeGenerator()
    return Example(using: &generator)
  }

  func testTask3_theMostCommonTokensFollowTheSpecialOnes() throws {
    try grade {
      let example = makeExample()
      func special(_ tokens: some Sequence<String>) -> [String] { ["<UNK>", "<EOS>"] + Array(tokens) }
      let expected: [String] = special(example.byCount.prefix(5))
      let place = "vocabulary(of:limit:)"
      let suspects: [ValueSuspect<[String]>] = [
        ValueSuspect(
          "equally common tokens come in alphabetical order", at: place,
          special(example.tiesByAlphabet.prefix(5))),
        ValueSuspect(
          "the limit counts the special tokens too", at: place, special(example.byCount.prefix(3))),
        ValueSuspect(
          "the rarest tokens come first", at: place, special(example.byCount.reversed().prefix(5))),
        ValueSuspect(
          "the rarest tokens are kept instead of the most common ones", at: place,
          special(example.byCount.suffix(5))),
        ValueSuspect(
          "one token more than the limit is kept", at: place, special(example.byCount.prefix(6))),
        ValueSuspect(
          "one token fewer than the limit is kept", at: place, special(example.byCount.prefix(4))),
        ValueSuspect(
          "all tokens are sorted by the alphabet, whatever their counts", at: place,
          special(example.byCount.sorted().prefix(5))),
        ValueSuspect(
          "<EOS> comes before <UNK>", at: place, ["<EOS>", "<UNK>"] + example.byCount.prefix(5)),
        ValueSuspect(
          "<UNK> and <EOS> come last", at: place, example.byCount.prefix(5) + ["<UNK>", "<EOS>"]),
        ValueSuspect("<UNK> and <EOS> are missing", at: place, Array(example.byCount.prefix(5))),
        ValueSuspect(
          "the tokens that appear first are kept instead of the most common ones", at: place,
          special(example.tokens.prefix(5))),
        ValueSuspect("the limit is ignored", at: place, special(example.byCount)),
      ]
      try assertEqual(
        vocabulary(of: example.tokens, limit: 5), expected, "vocabulary(of:limit: 5)", suspects: suspects,
        hint: "Count every token, sort by count, and let the first to appear go first among equals.")
    }
  }

  func testTask3_aLimitAboveAllKeepsAll() throws {
    try grade {
      let example = makeExample()
      try assertEqual(
        vocabulary(of: example.tokens, limit: 1000), ["<UNK>", "<EOS>"] + example.byCount,
        "vocabulary(of:limit: 1000)")
      try assertEqual(vocabulary(of: [], limit: 3), ["<UNK>", "<EOS>"], "the vocabulary of no tokens")
      try assertEqual(
        vocabulary(of: example.tokens, limit: 0), ["<UNK>", "<EOS>"], "vocabulary(of:limit: 0)",
        hint: "The two special tokens are not counted: with a limit of 0 they are all there is.")
    }
  }

  func testTask3_encodingEndsWithTheEndToken() throws {
    try grade {
      let tokens = ["sea", "lamp", "sea", "keeper", "zebra", "lamp"]
      let place = "encode(_:vocabulary:)"
      try assertEqual(
        encode(tokens, vocabulary: ["<UNK>", "<EOS>", "lamp", "keeper", "sea"]), [4, 2, 4, 3, 0, 2, 1],
        "encode(_:vocabulary:)",
        suspects: [
          ValueSuspect("<EOS> is not added at the end", at: place, [4, 2, 4, 3, 0, 2]),
          ValueSuspect("a token that the vocabulary lacks is skipped", at: place, [4, 2, 4, 3, 2, 1]),
          ValueSuspect(
            "a token that the vocabulary lacks is skipped", at: place, [4, 2, 4, 3, 2]),
          ValueSuspect(
            "a token that the vocabulary lacks becomes <EOS>", at: place, [4, 2, 4, 3, 1, 2, 1]),
          ValueSuspect("<UNK> ends the indices instead of <EOS>", at: place, [4, 2, 4, 3, 0, 2, 0]),
          ValueSuspect(
            "the number of tokens is added at the end instead of the index of <EOS>, 1", at: place,
            [4, 2, 4, 3, 0, 2, 5]),
          ValueSuspect(
            "index 2 is added at the end instead of the index of <EOS>, 1", at: place,
            [4, 2, 4, 3, 0, 2, 2]),
          ValueSuspect("<EOS> is at the start instead of the end", at: place, [1, 4, 2, 4, 3, 0, 2]),
          ValueSuspect("<EOS> is added after every token", at: place, [4, 1, 2, 1, 4, 1, 3, 1, 0, 1, 2, 1]),
          ValueSuspect("indices start after the two special tokens", at: place, [2, 0, 2, 1, 0, 0, 1]),
        ])
      try assertEqual(encode([], vocabulary: ["<UNK>", "<EOS>", "lamp"]), [1], "encode([], vocabulary:)")
    }
  }

  func testTask3_decodingStopsAtTheFirstEndToken() throws {
    try grade {
      let tokens = ["<UNK>", "<EOS>", "lamp", "keeper", "sea"]
      let place = "decode(_:vocabulary:)"
      try assertEqual(
        decode([2, 1, 3], vocabulary: tokens), ["lamp"], "decode([2, 1, 3], vocabulary:)",
        suspects: [
          ValueSuspect("decoding continues after <EOS>", at: place, ["lamp", "<EOS>", "keeper"]),
          ValueSuspect("decoding continues after <EOS>", at: place, ["lamp", "keeper"]),
          ValueSuspect("<EOS> itself is decoded", at: place, ["lamp", "<EOS>"]),
          ValueSuspect("decoding stops before it reaches <EOS>, whose index is 1", at: place, []),
        ])
      try assertEqual(
        decode([3, 0, 4, 1, 2, 9, 1], vocabulary: tokens), ["keeper", "<UNK>", "sea"],
        "decode([3, 0, 4, 1, 2, 9, 1], vocabulary:)",
        suspects: [
          ValueSuspect("<EOS> itself is decoded", at: place, ["keeper", "<UNK>", "sea", "<EOS>"])
        ])
      for indices in [[], [1], [1, 2]] {
        try assertEqual(decode(indices, vocabulary: tokens), [], "decode(\(indices), vocabulary:)")
      }
      try assertEqual(
        decode([2, 3], vocabulary: tokens), ["lamp", "keeper"], "decode([2, 3], vocabulary:)",
        hint: "Without <EOS>, everything is decoded.")
    }
  }

  func testTask3_decodingUndoesEncodingOfKnownTokens() throws {
    try grade {
      let example = makeExample()
      let known = try vocabulary(of: example.tokens, limit: 8)
      try assertEqual(
        decode(encode(example.tokens, vocabulary: known), vocabulary: known), example.tokens,
        "decode(encode(tokens))")
    }
  }

  func testTask3_anIndexOutOfRangeIsAnError() throws {
    try grade {
      for wrong in [3, -1] {
        try assertThrows(
          "decode([2, \(wrong), 1], vocabulary:) with three tokens", "indexOutOfRange(\(wrong), place: 1)",
          as: inWords,
          suspects: [
            ValueSuspect("an index out of range is skipped", at: "decode(_:vocabulary:)", ["lamp"]),
            ValueSuspect(
              "an index out of range becomes <UNK>", at: "decode(_:vocabulary:)", ["lamp", "<UNK>"]),
          ]
        ) { try decode([2, wrong, 1], vocabulary: ["<UNK>", "<EOS>", "lamp"]) }
      }
    }
  }

  private func inWords(_ error: any Error) -> String? {
    guard let error = error as? VocabularyError else { return nil }
    switch error {
    case .indexOutOfRange(let index, let place): return "indexOutOfRange(\(index), place: \(place))"
    }
  }
}
