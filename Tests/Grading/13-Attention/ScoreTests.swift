import Exercise13Attention
import GradingSupport
import LinearAlgebra

/// Task 1: scores, two ways.
final class ScoreTests: GradedTestCase {
  private func makeExample() -> AttentionExample {
    var generator = makeGenerator()
    return AttentionExample(using: &generator)
  }

  func testTask1_dotProductScoresMatchTheEquation() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        dotProductScores(example.shortQuery, over: example.keys, isScaled: false),
        loopDotScores(example.shortQuery, example.keys, isScaled: false),
        "dotProductScores(_:over:isScaled: false)", suspects: example.dotSuspects(isScaled: false),
        hint: "Score [b, s] is the dot product of row b of the query and row b of key s.")
    }
  }

  func testTask1_scaledScoresAreDividedByTheRootOfTheSize() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        dotProductScores(example.shortQuery, over: example.keys, isScaled: true),
        loopDotScores(example.shortQuery, example.keys, isScaled: true),
        "dotProductScores(_:over:isScaled: true)", suspects: example.dotSuspects(isScaled: true),
        hint: "d is the number of columns of the query; divide every score by its root.")
    }
  }

  func testTask1_additiveScoresMatchTheEquation() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        example.score.scores(example.query, over: example.keys),
        loopAdditiveScores(example.score, example.query, example.keys), "scores(_:over:)",
        suspects: example.additiveSuspects,
        hint: "Two products, their sum, one tanh, and a product with v, for each key.")
    }
  }

  func testTask1_aSourceOfOneStepHasOneScore() throws {
    try grade {
      let example = makeExample()
      let key = [example.keys[0]]
      try assertClose(
        dotProductScores(example.shortQuery, over: key, isScaled: false),
        loopDotScores(example.shortQuery, key, isScaled: false), "dotProductScores of one source step",
        hint: "One key makes one column.")
      try assertClose(
        example.score.scores(example.query, over: key),
        loopAdditiveScores(example.score, example.query, key), "scores(_:over:) of one source step",
        hint: "One key makes one column.")
    }
  }
}
