import Exercise06LanguageModel
import Foundation
import GradingSupport
import LinearAlgebra

/// Task 1: the probability of a sentence, and its perplexity. T = 5, V = 7.
final class ProbabilityTests: GradedTestCase {
  private let (place, perplexityPlace) = ("logProbability(of:logits:)", "perplexity(of:logits:)")
  private let tokens = [3, 0, 6, 6, 2]

  private func makeLogits() -> Matrix<Double> {
    var generator = makeGenerator()
    return .uniform(rows: 5, columns: 7, in: -2...2, using: &generator)
  }

  private func check(
    _ actual: Double, _ expected: Double, _ what: String, _ suspects: [Suspect], hint: String? = nil
  ) throws {
    try assertClose([[actual]], [[expected]], what, suspects: suspects, hint: hint)
  }

  func testTask1_theLogarithmsOfAllPredictionsAreSummed() throws {
    try grade {
      let logits = makeLogits()
      let right = LanguageModelOracle.logProbability(of: tokens, logits: logits)
      try check(
        logProbability(of: tokens, logits: logits), right, place,
        LanguageModelSuspects.logProbability(of: tokens, logits: logits),
        hint: "Each row adds z_y - log Σ exp z, where y is the token of its step.")
    }
  }

  func testTask1_aLongSentenceDoesNotBecomeImpossible() throws {
    try grade {
      let logits = Matrix<Double>(rows: 2000, columns: 7, repeating: 0)
      try check(
        logProbability(of: Array(repeating: 1, count: 2000), logits: logits), -2000 * log(7),
        "logProbability(of:logits:) of 2000 tokens, each with probability 1/7",
        [
          Suspect(
            "the probabilities are multiplied first, so that the product becomes 0", at: place,
            [[-Double.infinity]])
        ])
    }
  }

  func testTask1_largeLogitsDoNotOverflow() throws {
    try grade {
      let logits: Matrix<Double> = [[1000, 999, 0], [-1000, -1002, -1001]]
      let right = LanguageModelOracle.logProbability(of: [1, 0], logits: logits)
      let rising: Matrix<Double> = [[-700, 699, 700]]
      try check(
        logProbability(of: [1], logits: rising),
        LanguageModelOracle.logProbability(of: [1], logits: rising),
        "logProbability(of:logits:) of logits from -700 to 700",
        [
          Suspect(
            "nothing is subtracted before exp that is large enough, so that it overflows", at: place,
            [[-Double.infinity]]),
          Suspect(
            "nothing is subtracted before exp that is large enough, so that it overflows", at: place,
            [[Double.nan]]),
        ], hint: "exp(700) overflows in the sum: subtract the largest logit of the row before exp.")
      try check(
        logProbability(of: [1, 0], logits: logits), right, "logProbability(of:logits:) of logits near ±1000",
        [
          Suspect(
            "nothing is subtracted before exp, so that it overflows", at: place, [[-Double.infinity]]),
          Suspect("nothing is subtracted before exp, so that it overflows", at: place, [[Double.nan]]),
          Suspect("nothing is subtracted before exp, so that it overflows", at: place, [[Double.infinity]]),
        ], hint: "exp(1000) overflows: subtract the largest logit of the row before exp.")
    }
  }

  func testTask1_anUnlikelyTokenIsNotImpossible() throws {
    try grade {
      let logits: Matrix<Double> = [[800, 0, -900], [1, 801, 2]]
      let right = LanguageModelOracle.logProbability(of: [1, 0], logits: logits)
      try check(
        logProbability(of: [1, 0], logits: logits), right,
        "logProbability(of:logits:) of two tokens 800 below the most likely",
        [
          Suspect(
            "exp becomes 0 or infinite on the way, and its logarithm infinite", at: place,
            [[-Double.infinity]])
        ], hint: "log softmax(z)_y is z_y - log Σ exp z: no probability ever has to be written down.")
    }
  }

  func testTask1_thePerplexityOfALongSentenceIsFinite() throws {
    try grade {
      let logits = Matrix<Double>(rows: 2000, columns: 7, repeating: 0)
      try check(
        perplexity(of: Array(repeating: 1, count: 2000), logits: logits), 7,
        "perplexity(of:logits:) of 2000 tokens, each with probability 1/7",
        [
          Suspect(
            "the probability is computed first, which is 0 here, and its root is taken",
            at: perplexityPlace, [[Double.infinity]]),
          Suspect("2 is raised to a number of nats", at: perplexityPlace, [[exp2(log(7))]]),
          Suspect("the sum is not divided by the number of predictions", at: perplexityPlace, [[.infinity]]),
        ], hint: "Divide the logarithm by the number of predictions before you take exp.")
    }
  }

  func testTask1_anEmptySentenceIsCertain() throws {
    try grade {
      let none = Matrix<Double>.zeros(rows: 0, columns: 7)
      try assertClose(
        logProbability(of: [], logits: none), 0, "logProbability(of: [], logits:)",
        hint: "A sum of no terms is 0: log 1.")
    }
  }

  func testTask1_perplexityIsTheNumberOfTokensAmongWhichTheModelHesitates() throws {
    try grade {
      let logits = makeLogits()
      let right = LanguageModelOracle.logProbability(of: tokens, logits: logits)
      try check(
        perplexity(of: tokens, logits: logits), exp(-right / 5), perplexityPlace,
        LanguageModelSuspects.perplexity(of: tokens, logits: logits),
        hint: "It is exp of the mean loss: minus the log-probability, divided by T.")
      let even = Matrix<Double>(rows: 5, columns: 7, repeating: 0.3)
      try check(
        perplexity(of: tokens, logits: even), 7,
        "perplexity(of:logits:) where all 7 tokens are equally likely",
        [])
      try check(
        perplexity(of: [2], logits: [[0, 0, 0, 0]]), 4,
        "perplexity(of:logits:) of one of 4 equally likely tokens",
        [Suspect("2 is raised to a number of nats", at: perplexityPlace, [[exp2(log(4))]])])
    }
  }
}
