import Exercise13Attention
import GradingSupport
import LinearAlgebra

/// Tasks 2 and 3: weights that ignore the padding, and the context.
final class WeightTests: GradedTestCase {
  private func makeExample() -> AttentionExample {
    var generator = makeGenerator()
    return AttentionExample(using: &generator)
  }

  private func judge(_ example: AttentionExample, _ what: String, hint: String) throws {
    try assertClose(
      maskedWeights(example.scores, lengths: example.lengths), example.weights, what,
      suspects: example.weightSuspects, hint: hint)
  }

  func testTask2_theWeightsOfTheRealStepsSumToOne() throws {
    try grade {
      try judge(
        makeExample(), "maskedWeights(_:lengths: [3, 5])",
        hint: "A softmax over the first lengths[b] columns of row b, zeros after them.")
    }
  }

  func testTask2_aRowWithoutRealStepsIsZero() throws {
    try grade {
      var example = makeExample()
      example.lengths = [4, 0]
      try judge(
        example, "maskedWeights(_:lengths: [4, 0])",
        hint: "If there is nothing to look at, all weights are 0, and so is the context.")
    }
  }

  func testTask2_largeScoresDoNotOverflow() throws {
    try grade {
      var example = makeExample()
      example.scores = example.scores + Matrix([[800], [-900]])
      try judge(
        example, "maskedWeights of scores near 800 and -900",
        hint: "Softmax does not change when the same number is subtracted from every score of a row.")
    }
  }

  func testTask2_thePaddingHasNoInfluence() throws {
    try grade {
      var example = makeExample()
      let expected = example.weights
      let hint =
        "Only real steps count for the largest score and for the sum: 0 times NaN and 0 times infinity are not 0."
      for score in [1000, -Double.infinity, .nan] {
        example.scores[0, 3] = score
        example.scores[0, 4] = -score
        try assertClose(
          maskedWeights(example.scores, lengths: example.lengths), expected,
          "maskedWeights(_:lengths: [3, 5]) with \(quoted(score)) in the padding",
          suspects: example.weightSuspects, hint: hint)
      }
    }
  }

  func testTask3_theContextIsTheWeightedSum() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        context(example.weights, of: example.keys), loopContext(example.weights, example.keys),
        "context(_:of:)", suspects: example.contextSuspects,
        hint: "Entry [b, h] is the sum over s of weight [b, s] times entry [b, h] of value s.")
    }
  }

  func testTask3_oneWeightOfOnePicksAValue() throws {
    try grade {
      let example = makeExample()
      let picking: Matrix<Double> = [[0, 0, 1, 0, 0], [0, 0, 0, 0, 0]]
      var expected = example.keys[2]
      for column in 0..<expected.columns { expected[1, column] = 0 }
      try assertClose(
        context(picking, of: example.keys), expected,
        "context(_:of:) with all weight on one step in row 0, and no weight at all in row 1",
        suspects: ContextMistake.allCases.dropFirst().map {
          Suspect($0.rawValue, at: "the sum in context(_:of:)", loopContext(picking, example.keys, $0))
        }, hint: "A weight of 1 copies the value; weights of 0 leave nothing.")
    }
  }
}
