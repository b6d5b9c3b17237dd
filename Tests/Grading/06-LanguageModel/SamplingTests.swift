import Exercise06LanguageModel
import Foundation
import GradingSupport
import LinearAlgebra

/// A generator that counts what is taken from it.
private struct CountingGenerator: RandomNumberGenerator {
  var base: SplitMix64
  var count = 0

  mutating func next() -> UInt64 {
    count += 1
    return base.next()
  }
}

/// Task 4: temperature, top-k, drawing, and writing a sentence. V = 7, H = 4.
final class SamplingTests: GradedTestCase {
  private func makeLogits() -> Matrix<Double> {
    var generator = makeGenerator()
    return .uniform(rows: 1, columns: 7, in: -2...2, using: &generator)
  }

  private func checkDistribution(
    _ logits: Matrix<Double>, _ temperature: Double, _ topK: Int?, hint: String? = nil
  ) throws {
    func oracle(_ mistake: SamplingOracle.Mistake) -> Matrix<Double> {
      Matrix([
        SamplingOracle.distribution(logits.elements, temperature: temperature, topK: topK, mistake: mistake)
      ])
    }
    let found = try distribution(logits, Choice(temperature: temperature, topK: topK))
    let settings = "temperature \(temperature), top-k \(topK.map(String.init) ?? "none")"
    try assertClose(
      Matrix(rows: 1, columns: found.count, elements: found), oracle(.none),
      "distribution(_:_:) at \(settings)",
      suspects: SamplingOracle.Mistake.allCases.map {
        Suspect($0.description, at: "distribution(_:_:)", oracle($0))
      } + [
        Suspect(
          "the temperature divides the probabilities instead of the logits", at: "distribution(_:_:)",
          oracle(.temperatureIgnored) / temperature)
      ], hint: hint)
  }

  func testTask4_temperatureDividesTheLogits() throws {
    try grade {
      for temperature in [1, 0.5, 1.8, 0.1, 5] {
        try checkDistribution(
          makeLogits(), temperature, nil,
          hint: temperature == 1
            ? "At temperature 1 it is the plain softmax: exp of each logit, divided by the sum of all."
            : "The temperature is the one that is given, however small or large; only 0 is greedy.")
      }
    }
  }

  func testTask4_topKKeepsTheMostLikelyTokensAndRenormalizes() throws {
    try grade {
      try checkDistribution([[2]], 0.8, 1)
      for topK in [3, 1, 7] { try checkDistribution(makeLogits(), 0.8, topK) }
      try checkDistribution([[1, 2, 2, 2, 0]], 1, 2)
      try checkDistribution(makeLogits(), 0.8, 40, hint: "Where k is above V, all tokens are kept.")
    }
  }

  func testTask4_temperatureZeroIsGreedy() throws {
    try grade {
      try checkDistribution(makeLogits(), 0, nil)
      try checkDistribution([[1, 5, 5, 2]], 0, 3)
      try checkDistribution([[-5, -3, -4]], 0, nil)
    }
  }

  func testTask4_largeLogitsDoNotOverflow() throws {
    try grade {
      let hint = "exp(1000) is infinite: subtract the largest logit before you take exp."
      try checkDistribution([[1000, 999, 998.5, -1000]], 0.7, nil, hint: hint)
      try checkDistribution([[3, 1, 2]], 0.001, nil, hint: hint)
      try checkDistribution(
        [[-1003, -1001, -1000]], 0.9, 2, hint: "Subtract the largest logit first, whatever its sign is.")
    }
  }

  func testTask4_aPointFindsTheTokenAboveIt() throws {
    try grade {
      let probabilities = [0, 0.25, 0.5, 0, 0.25]
      let points = [0.0, 0.2, 0.25, 0.5, 0.74, 0.75, 0.999]
      try assertEqual(
        points.map { try draw(probabilities, at: $0) }, [1, 1, 2, 2, 2, 4, 4],
        "draw([0, 0.25, 0.5, 0, 0.25], at: each of 0, 0.2, 0.25, 0.5, 0.74, 0.75, 0.999)",
        suspects: SamplingOracle.drawSuspects(probabilities, at: points),
        hint:
          "Add up the probabilities, and take the first token at whose end the sum is larger than the point.")
      for probabilities in [[0.3, 0.3, 0.3, 0], [0.5, 0.25, 0.15, 0]] {
        try assertEqual(
          draw(probabilities, at: 0.95), 2, "draw(\(probabilities), at: 0.95), where rounding leaves a rest",
          suspects: [
            ValueSuspect("the rest is given to the most likely token", at: "the end of draw(_:at:)", 0),
            ValueSuspect(
              "the rest is given to the last token, though its probability is 0",
              at: "the end of draw(_:at:)", 3),
          ],
          hint: "The rest belongs to the last token that is possible at all.")
      }
    }
  }

  func testTask4_theSampledTokenIsReadNext() throws {
    try grade {
      for seed in 0..<6 {
        try checkSample(seed: UInt64(seed), Choice(temperature: 1.3), limit: 12)
        try checkSample(seed: UInt64(seed), Choice(temperature: 0.7, topK: 3), limit: 10)
      }
    }
  }

  func testTask4_theSentenceEndsAtTheEndTokenOrTheLimit() throws {
    try grade {
      for limit in [0, 1, 5] { try checkSample(seed: 3, Choice(temperature: 2), limit: limit, endBias: -20) }
      try checkSample(seed: 4, Choice(temperature: 1), limit: 30, endBias: 1)
      try checkSample(seed: 5, Choice(temperature: 0), limit: 8, endBias: -20)
    }
  }

  func testTask4_everyTokenTakesOneRandomNumber() throws {
    try grade {
      try checkNumbersTaken(Choice(temperature: 0), limit: 6, endBias: -20, expected: 6)
      try checkNumbersTaken(Choice(temperature: 1, topK: 3), limit: 4, endBias: -20, expected: 4)
      try checkNumbersTaken(Choice(temperature: 1), limit: 9, endBias: 40, expected: 1)
      // A copy of the generator gives the same numbers, but the caller's own stays where it was.
      var generator = makeGenerator()
      let oracle = LanguageModelOracle(using: &generator)
      var (given, right) = (SplitMix64(seed: 7), SplitMix64(seed: 7))
      _ = SamplingOracle.sample(oracle, temperature: 1, topK: nil, limit: 9, using: &right)
      _ = try sample(
        from: LanguageModel(layer: oracle.layer, output: oracle.output), Choice(temperature: 1), limit: 9,
        using: &given)
      try assertEqual(
        given.next() == right.next(), true, "whether the given generator is where its draws leave it",
        hint: "Draw from the generator that is given, not from a copy, and one number for each token.")
    }
  }

  /// How many random numbers a sentence takes from its generator.
  private func checkNumbersTaken(_ choice: Choice, limit: Int, endBias: Double, expected: Int) throws {
    var generator = makeGenerator()
    var (layer, output) = { ($0.layer, $0.output) }(LanguageModelOracle(using: &generator))
    output.bias[0, 0] = endBias
    var counting = CountingGenerator(base: generator)
    _ = try sample(from: LanguageModel(layer: layer, output: output), choice, limit: limit, using: &counting)
    let place = "sample(from:_:limit:using:)"
    try assertEqual(
      counting.count, expected,
      "the random numbers that \(place) took at temperature \(choice.temperature) and limit \(limit) for "
        + (expected == 1 ? "<EOS> alone" : "\(expected) tokens"),
      suspects: [
        choice.temperature == 0
          ? ValueSuspect("the greedy choice takes no number", at: place, 0)
          : ValueSuspect(
            "the numbers come from a copy, or from another generator than the given one", at: place, 0),
        ValueSuspect("a number is taken for every token that the limit allows", at: place, limit),
      ],
      hint:
        "One for each token, including <EOS>: the same seed uses the same numbers for the same tokens."
    )
  }

  private func checkSample(
    seed: UInt64, _ choice: Choice, limit: Int, endBias: Double = -1
  ) throws {
    var generator = makeGenerator()
    let random = LanguageModelOracle(using: &generator)
    var output = random.output
    output.bias[0, 0] = endBias
    let oracle = LanguageModelOracle(layer: random.layer, output: output)
    func expected(_ mistake: SamplingOracle.LoopMistake) -> [Int] {
      var generator = SplitMix64(seed: seed)
      return SamplingOracle.sample(
        oracle, temperature: choice.temperature, topK: choice.topK, limit: limit, using: &generator,
        mistake: mistake)
    }
    // No sentence can be right where a distribution is not, and there its tokens say nothing about the loop.
    let first = oracle.logits(oracle.inputs([]))
    try checkDistribution(first, choice.temperature, choice.topK)
    var same = SplitMix64(seed: seed)
    try assertEqual(
      sample(
        from: LanguageModel(layer: oracle.layer, output: output), choice, limit: limit, using: &same),
      expected(.none), "sample(from:_:limit:using:) with seed \(seed) and limit \(limit)",
      suspects: SamplingOracle.LoopMistake.allCases.map {
        ValueSuspect($0.description, at: "the loop in sample(from:_:limit:using:)", expected($0))
      }, hint: "Each step: the logits, their distribution, one draw, and the token as the next input.")
  }
}
