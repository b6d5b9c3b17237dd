import EarlierUnits
import Exercise13Attention
import GradingSupport
import LinearAlgebra

/// Task 5: a decoder that looks at every step.
final class TranslatorTests: GradedTestCase {
  private func makeExample() -> TranslatorExample {
    var generator = makeGenerator()
    return TranslatorExample(using: &generator)
  }

  private func pass(_ example: TranslatorExample) throws -> (
    logits: [Matrix<Double>], cache: Translator.Cache
  ) {
    try example.translator.forward(
      example.source, lengths: example.lengths, decoderInputs: example.decoderInputs)
  }

  private func suspects(
    _ example: TranslatorExample, _ part: (TranslatorExample.Pass) -> [Matrix<Double>]
  ) -> [Suspect] {
    TranslatorExample.ForwardMistake.allCases.dropFirst().map {
      Suspect($0.rawValue, at: "the loop in forward(_:lengths:decoderInputs:)", part(example.pass($0)))
    }
  }

  func testTask5_theLogitsMatchTheEquations() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        pass(example).logits, example.pass().logits, "the logits of forward(_:lengths:decoderInputs:)",
        suspects: suspects(example, \.logits),
        hint:
          "At each step: scores of D_t, weights with lengths, context, and the output layer on [D_t, C_t].")
    }
  }

  func testTask5_theCacheHoldsWeightsAndContexts() throws {
    try grade {
      let example = makeExample()
      let (cache, right) = (try pass(example).cache, example.pass().cache)
      try assertClose(
        cache.weights, right.weights, "cache.weights", suspects: suspects(example) { $0.cache.weights },
        hint: "One matrix [B, S] per output step.")
      try assertClose(
        cache.contexts, right.contexts, "cache.contexts", suspects: suspects(example) { $0.cache.contexts },
        hint: "One matrix [B, H] per output step.")
      try assertClose(
        cache.source.states, right.source.states, "the states of cache.source",
        hint: "Keep the cache the encoder returned: it begins with E_0.")
      try assertClose(
        cache.target.states, right.target.states, "the states of cache.target",
        hint: "Keep the cache the decoder returned: it begins with D_0, which is zero.")
    }
  }

  func testTask5_anEmptySourceIsAllowed() throws {
    try grade {
      var example = makeExample()
      example.lengths = [0, 4]
      try assertClose(
        pass(example).logits, example.pass().logits,
        "the logits of forward(_:lengths: [0, 4], decoderInputs:)", suspects: suspects(example, \.logits),
        hint: "A source without real steps has weights and contexts of zeros.")
    }
  }

  private func judge(
    _ what: String, hint: String, _ part: (Translator) -> [Matrix<Double>]
  ) throws {
    let example = makeExample()
    let gradients = try example.translator.gradients(example.logitGradients, through: example.pass().cache)
    try assertClose(
      part(gradients), part(example.gradients()), what,
      suspects: TranslatorExample.BackwardMistake.allCases.dropFirst().map {
        Suspect($0.rawValue, at: "the loop in gradients(_:through:)", part(example.gradients($0)))
      }, hint: hint)
  }

  func testTask5_theEncoderLearnsFromEveryOutputStep() throws {
    try grade {
      try judge(
        "the gradients of the encoder (W_xh, W_hh, b_h)",
        hint: "Each E_s is key and value at every output step: add up everything, then encoder.backward once."
      ) { $0.encoder.matrices }
    }
  }

  func testTask5_theDecoderLearnsFromItsAnswersAndItsQueries() throws {
    try grade {
      try judge(
        "the gradients of the decoder (W_xh, W_hh, b_h)",
        hint:
          "D_t is read by the output layer and is the query: add both gradients, then decoder.backward once."
      ) { $0.decoder.matrices }
    }
  }

  func testTask5_scoreAndOutputLayerLearnFromEveryOutputStep() throws {
    try grade {
      try judge(
        "the gradients of the score (W_q, W_k, v)",
        hint: "The score is used at every output step: add up the gradients of its parameters."
      ) { $0.score.matrices }
      try judge(
        "the gradients of the output layer (W, b)",
        hint: "The output layer is used at every output step, on [D_t, C_t]: add up its gradients."
      ) { $0.output.matrices }
    }
  }

  func testTask5_finiteDifferencesAgree() throws {
    try grade {
      let example = makeExample()
      let gradients = try example.translator.gradients(
        example.logitGradients, through: example.pass().cache)
      for (name, path) in example.translator.namedParameters
      where ["encoder.weightIH", "decoder.weightHH", "score.weightQuery"].contains(name) {
        try assertGradient(
          gradients[keyPath: path],
          of: { moved in
            var other = example
            other.translator[keyPath: path] = moved
            return zip(other.pass().logits, example.logitGradients).reduce(0) { $0 + $1.0.dot($1.1) }
          }, at: example.translator[keyPath: path], "the gradient of \(name)")
      }
    }
  }
}
