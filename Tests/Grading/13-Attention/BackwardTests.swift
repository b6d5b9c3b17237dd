import Exercise13Attention
import GradingSupport
import LinearAlgebra

/// Task 4: one look, backward.
final class BackwardTests: GradedTestCase {
  private func makeExample() -> AttentionExample {
    var generator = makeGenerator()
    return AttentionExample(using: &generator)
  }

  func testTask4_everyWeightAndEveryValueGetsItsPartOfTheContext() throws {
    try grade {
      let example = makeExample()
      let place = "contextBackward(_:weights:values:)"
      func gradients(_ mistake: ContextBackwardMistake) -> (weights: Matrix<Double>, values: [Matrix<Double>])
      {
        loopContextBackward(example.contextGradient, example.weights, example.keys, mistake)
      }
      let mistakes = ContextBackwardMistake.allCases.dropFirst()
      let back = try contextBackward(
        example.contextGradient, weights: example.weights, values: example.keys)
      try assertClose(
        back.weights, gradients(.none).weights, "the gradient of the weights",
        suspects: mistakes.map { Suspect($0.rawValue, at: place, gradients($0).weights) },
        hint: "Entry [b, s] is the dot product of row b of dC and row b of value s.")
      try assertClose(
        back.values, gradients(.none).values, "the gradients of the values",
        suspects: mistakes.map { Suspect($0.rawValue, at: place, gradients($0).values) },
        hint:
          "Value s went into the context with weight [b, s]; its gradient comes back with the same weight.")
    }
  }

  func testTask4_theSoftmaxPassesItsGradientToEveryScoreOfTheRow() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        maskedWeightsBackward(example.weightGradient, weights: example.weights),
        loopWeightsBackward(example.weightGradient, example.weights), "maskedWeightsBackward(_:weights:)",
        suspects: SoftmaxBackwardMistake.allCases.dropFirst().map {
          Suspect(
            $0.rawValue, at: "maskedWeightsBackward(_:weights:)",
            loopWeightsBackward(example.weightGradient, example.weights, $0))
        }, hint: "dz = α ⊙ (dα - Σ α dα), with one sum per row.")
    }
  }

  func testTask4_theQueryAndEveryKeyGetTheirGradients() throws {
    try grade {
      let example = makeExample()
      let back = try example.score.backward(
        example.scoreGradient, query: example.query, keys: example.keys)
      try judge(back.keys, "the gradients of the keys", example, \.keys)
      try judge([back.query], "the gradient of the query", example) { [$0.query] }
    }
  }

  func testTask4_theParametersOfTheScoreGetTheirGradients() throws {
    try grade {
      let example = makeExample()
      let back = try example.score.backward(
        example.scoreGradient, query: example.query, keys: example.keys)
      try judge(
        back.parameters.matrices, "the gradients of W_q, W_k and v", example, \.parameters)
    }
  }

  private func judge(
    _ actual: [Matrix<Double>], _ what: String, _ example: AttentionExample,
    _ part: (ScoreGradients) -> [Matrix<Double>]
  ) throws {
    func gradients(_ mistake: AdditiveBackwardMistake) -> [Matrix<Double>] {
      part(loopAdditiveBackward(example.score, example.scoreGradient, example.query, example.keys, mistake))
    }
    try assertClose(
      actual, gradients(.none), what,
      suspects: AdditiveBackwardMistake.allCases.dropFirst().map {
        Suspect($0.rawValue, at: "backward(_:query:keys:)", gradients($0))
      }, hint: "With dA_s = (dz_s · vᵀ) ⊙ (1 - F_s²): the keys use their own dA_s, the query the sum over s.")
  }

  func testTask4_finiteDifferencesAgreeFromTheContextToTheQuery() throws {
    try grade {
      let example = makeExample()
      let weights = loopWeights(
        loopAdditiveScores(example.score, example.query, example.keys), example.lengths)
      let look = try contextBackward(example.contextGradient, weights: weights, values: example.keys)
      let scoreGradient = try maskedWeightsBackward(look.weights, weights: weights)
      let back = try example.score.backward(scoreGradient, query: example.query, keys: example.keys)
      func loss(_ score: AdditiveScore, _ query: Matrix<Double>) -> Double {
        let moved = loopWeights(loopAdditiveScores(score, query, example.keys), example.lengths)
        return loopContext(moved, example.keys).dot(example.contextGradient)
      }
      try assertGradient(
        back.query, of: { loss(example.score, $0) }, at: example.query,
        "the gradient of the query, through context, softmax and score")
      try assertGradient(
        back.parameters.weightKey,
        of: {
          var score = example.score
          score.weightKey = $0
          return loss(score, example.query)
        }, at: example.score.weightKey, "the gradient of W_k, through context, softmax and score")
    }
  }
}
