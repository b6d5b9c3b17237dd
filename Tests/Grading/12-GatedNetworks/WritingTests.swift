import Exercise12GatedNetworks
import Foundation
import GradingSupport
import LinearAlgebra
import TextEncoding

/// Task 6: a model that writes. V = 7.
final class WritingTests: GradedTestCase {
  private func greedy(_ oracle: WritingOracle, after prompt: String, count: Int) throws -> Matrix<Double> {
    var generator = makeGenerator()
    return oracle.row(
      try write(
        with: oracle.model, after: prompt, count: count, temperature: 0, tokenizer: oracle.tokenizer,
        using: &generator))
  }

  /// Requires the number of characters, and names the mistakes that yield none or one.
  private func assertLength(_ text: String, _ count: Int, after prompt: String) throws {
    func known(_ mistake: String, _ length: Int) -> ValueSuspect<Int> {
      ValueSuspect(mistake, at: "write", length)
    }
    try assertEqual(
      text.count, count, "the number of characters written after '\(prompt)' if \(count) are required",
      suspects: [
        known("no drawn token is collected", 0),
        known("the drawing stops after one token, as it does if emit returns false", 1),
        known("the prompt is returned along with the new text", prompt.count + count),
        known("the prompt counts among the new characters", count - prompt.count),
        known("the writing ends one character too early", count - 1),
        known("the writing ends one character too late", count + 1),
      ])
  }

  func testTask6_atTemperatureZeroTheMostLikelyTextIsWritten() throws {
    try grade {
      var generator = makeGenerator()
      let oracle = WritingOracle(using: &generator)
      for prompt in ["bad", "face", "g"] {
        var generator = makeGenerator()
        let text = try write(
          with: oracle.model, after: prompt, count: 20, temperature: 0, tokenizer: oracle.tokenizer,
          using: &generator)
        try assertLength(text, 20, after: prompt)
        try assertClose(
          oracle.row(text), oracle.greedyText(after: prompt, count: 20),
          "20 characters after '\(prompt)' at temperature 0, as tokens",
          suspects: WritingOracle.Mistake.allCases.map {
            Suspect($0.description, at: "write", oracle.greedyText(after: prompt, count: 20, mistake: $0))
          })
      }
    }
  }

  func testTask6_unknownCharactersOfThePromptAreSkipped() throws {
    try grade {
      var generator = makeGenerator()
      let oracle = WritingOracle(using: &generator)
      try assertClose(
        greedy(oracle, after: "b#a!d", count: 30), oracle.greedyText(after: "bad", count: 30),
        "30 characters after 'b#a!d'; the model knows b, a and d",
        suspects: [
          Suspect(
            "the reading of the prompt ends at the first character unknown to the model", at: "write",
            oracle.greedyText(after: "b", count: 30)),
          Suspect(
            "an unknown character is read as the model's first character", at: "write",
            oracle.greedyText(after: "baaad", count: 30)),
        ])
      for count in [0, 1] {
        var generator = makeGenerator()
        let text = try write(
          with: oracle.model, after: "bad", count: count, temperature: 0, tokenizer: oracle.tokenizer,
          using: &generator)
        try assertEqual(text.count, count, "the number of characters written if \(count) is required")
      }
    }
  }

  func testTask6_charactersAreAsFrequentAsTheirProbability() throws {
    try grade {
      for temperature in [0.5, 1, 2] {
        var generator = makeGenerator()
        let count = 4000
        let text = try write(
          with: WritingOracle.constant(), after: "a", count: count, temperature: temperature,
          tokenizer: CharacterTokenizer(charactersOf: "abcdefg"), using: &generator)
        try assertLength(text, count, after: "a")
        let shares = "abcdefg".map { letter in Double(text.filter { $0 == letter }.count) / Double(count) }
        let largest = likeliestShare(logitFactor: 1 / temperature)
        // Five standard deviations of a count: chance exceeds them about once in a million runs.
        let room = 5 * (largest * (1 - largest) / Double(count)).squareRoot()
        try assertWithin(
          largest - room...largest + room, [shares[6]],
          "the share of the most likely of seven characters at temperature \(temperature)",
          hint: drawingHint(shares[6], temperature, room))
      }
    }
  }

  /// The probability of the most likely character of `WritingOracle.constant()`, if its logits are multiplied.
  private func likeliestShare(logitFactor factor: Double) -> Double {
    let powers = (0..<7).map { Foundation.exp(Double($0 - 6) / 2 * factor) }
    return 1 / powers.reduce(0, +)
  }

  /// Where to look, from the share of the most likely character.
  private func drawingHint(_ share: Double, _ temperature: Double, _ room: Double) -> String {
    let known = [
      ("the logits are not divided by the temperature", 1),
      ("the logits are multiplied by the temperature instead of divided", temperature),
      ("the logits are divided by the temperature twice", 1 / temperature / temperature),
      ("the most likely character is always taken", 1000),
      ("all characters are drawn with the same probability", 0),
    ].first { abs(likeliestShare(logitFactor: $0.1) - share) < room }
    return known.map { "This is the share you get when \($0.0): look at write." }
      ?? "Is every logit divided by the temperature, and is each character drawn on its own?"
  }

  func testTask6_theSameSeedWritesTheSameAndAnotherSomethingElse() throws {
    try grade {
      var generator = makeGenerator()
      let oracle = WritingOracle(using: &generator)
      let texts = try [UInt64(1), 1, 2].map { seed in
        var generator = SplitMix64(seed: seed)
        let text = try write(
          with: oracle.model, after: "cab", count: 60, temperature: 3, tokenizer: oracle.tokenizer,
          using: &generator)
        try assertLength(text, 60, after: "cab")
        return oracle.row(text)
      }
      try assertClose(texts[1], texts[0], "60 characters from seed 1, and again from seed 1")
      var (given, untouched) = (SplitMix64(seed: 1), SplitMix64(seed: 1))
      _ = try write(
        with: oracle.model, after: "cab", count: 5, temperature: 3, tokenizer: oracle.tokenizer,
        using: &given)
      try assertDiffer(
        [Double(given.next() >> 12)], [Double(untouched.next() >> 12)],
        "write: the given generator does not advance. Draw from it, and not from a copy.")
      try assertDiffer(
        texts[2].elements, texts[0].elements,
        "write: two seeds produce the same text. Randomness must come from the given generator.")
    }
  }
}
