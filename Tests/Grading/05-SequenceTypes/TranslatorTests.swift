import EarlierUnits
import Exercise05SequenceTypes
import GradingSupport
import LinearAlgebra

/// Task 6: encoder and decoder. T = 5, T′ = 6, B = 2, I = 3, H = 4, Q = 7, lengths 3 and 5.
final class TranslatorTests: GradedTestCase {
  private func makeExample() -> TranslatorExample {
    var generator = makeGenerator()
    return TranslatorExample(using: &generator)
  }

  func testTask6_theDecoderStartsWhereTheEncoderEnded() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        example.translator.forward(
          example.source, lengths: example.lengths, decoderInputs: example.decoderInputs
        ).logits, example.logits(from: example.handedOver), "the logits of forward(_:lengths:decoderInputs:)",
        suspects: example.logitSuspects)
    }
  }

  func testTask6_theCacheHoldsWhatBothLayersRead() throws {
    try grade {
      let example = makeExample()
      let right = example.cache
      let place = "where forward(_:lengths:decoderInputs:) makes its cache"
      let cache = try example.translator.forward(
        example.source, lengths: example.lengths, decoderInputs: example.decoderInputs
      ).cache
      try assertEqual(
        cache.lengths, example.lengths, "cache.lengths",
        suspects: [ValueSuspect("T is kept for every source", at: place, [5, 5])])
      try assertClose(
        cache.source.inputs + cache.source.states, right.source.inputs + right.source.states,
        "the inputs and states of cache.source")
      try assertClose(cache.target.inputs, right.target.inputs, "the inputs of cache.target")
      try assertClose(
        cache.target.states, right.target.states, "the states of cache.target, D_0 first",
        suspects: example.starts.map { start in
          Suspect(start.mistake, at: place, [start.state] + right.target.states.dropFirst())
        }, hint: "Pass on the caches both layers returned. D_0 is the state the encoder handed over.")
    }
  }

  func testTask6_thePaddingOfASourceIsNotRead() throws {
    try grade {
      let example = makeExample()
      var other = example
      for step in 3..<5 {
        for column in 0..<3 { other.source[step][0, column] = 5 }
      }
      try assertClose(
        example.translator.forward(
          other.source, lengths: example.lengths, decoderInputs: example.decoderInputs
        ).logits, example.logits(from: example.handedOver), "the logits with other padding in the source",
        suspects: other.starts.map {
          Suspect($0.mistake, at: "forward(_:lengths:decoderInputs:)", example.logits(from: $0.state))
        })
    }
  }

  func testTask6_noSourceHasToReachTheLastStep() throws {
    try grade {
      var generator = makeGenerator()
      let example = TranslatorExample(lengths: [4, 1], using: &generator)
      let hint = "Each source is handed over at its own last step, and none has to have T steps."
      try assertClose(
        example.translator.forward(
          example.source, lengths: example.lengths, decoderInputs: example.decoderInputs
        ).logits, example.logits(from: example.handedOver),
        "the logits of sources of 4 steps and of 1, where T is 5",
        suspects: example.logitSuspects, hint: hint)
      try assertClose(
        example.translator.gradients(example.logitGradients, through: example.cache).encoder.matrices,
        example.encoderGradient(at: example.lengths),
        "the gradients of the encoder (W_xh, W_hh, b_h) for sources of 4 steps and of 1, where T is 5",
        suspects: example.encoderSuspects, hint: hint)
    }
  }

  func testTask6_theEncoderLearnsThroughTheStateItHandedOver() throws {
    try grade {
      let example = makeExample()
      try assertClose(
        example.translator.gradients(example.logitGradients, through: example.cache).encoder.matrices,
        example.encoderGradient(at: example.lengths), "the gradients of the encoder (W_xh, W_hh, b_h)",
        suspects: example.encoderSuspects,
        hint: "The decoder's gradient `initialState` enters the encoder at each source's own last step."
      )
    }
  }

  func testTask6_theDecoderLearnsFromEveryStepThatItWrites() throws {
    try grade {
      let example = makeExample()
      let gradients = try example.translator.gradients(example.logitGradients, through: example.cache)
      let right = example.decoderGradients
      try assertClose(
        gradients.decoder.matrices, right.parameters.matrices,
        "the gradients of the decoder (W_xh, W_hh, b_h)", suspects: example.decoderSuspects)
      try assertClose(
        gradients.output.matrices, example.outputGradient, "the gradients of the output layer (W_hq, b_q)")
    }
  }

  func testTask6_finiteDifferencesAgree() throws {
    try grade {
      let example = makeExample()
      let gradients = try example.translator.gradients(example.logitGradients, through: example.cache)
      // First against the suite's own numbers: these know of task 4, and finite differences do not.
      try assertClose(
        gradients.encoder.matrices, example.encoderGradient(at: example.lengths),
        "the gradients of the encoder (W_xh, W_hh, b_h)", suspects: example.encoderSuspects)
      try assertGradient(
        gradients.encoder.weightIH,
        of: { weightIH in
          var encoder = example.translator.encoder
          encoder.weightIH = weightIH
          let state = ownLast(LoopRNN(encoder).states(example.source), example.lengths)
          return dots(example.logits(from: state), example.logitGradients)
        }, at: example.translator.encoder.weightIH, "the gradient of the encoder's W_xh")
    }
  }

  func testTask6_inGenerationTheDecoderReadsItsOwnChoices() throws {
    try grade {
      var generator = makeGenerator()
      var example: TranslatorExample
      repeat {
        example = TranslatorExample(using: &generator)
        example.translator.scale(by: 4)
      } while example.writings.contains { $0.value == example.tokens(from: example.handedOver) }
      try assertEqual(
        example.translator.translate(
          example.source, lengths: example.lengths, start: example.decoderInputs[0], stepCount: 6),
        example.tokens(from: example.handedOver), "translate(_:lengths:start:stepCount: 6)",
        suspects: example.writings)
    }
  }

  func testTask6_noTokenStopsGeneration() throws {
    try grade {
      var example = makeExample()
      example.translator.output.bias[0, 3] = 1000
      let row = [3, 3]
      try assertEqual(
        example.translator.translate(
          example.source, lengths: example.lengths, start: example.decoderInputs[0], stepCount: 4),
        [row, row, row, row],
        "translate(_:lengths:start:stepCount: 4) of a translator that always writes 3",
        suspects: [
          ValueSuspect(
            "generation stops at the end token", at: "translate(_:lengths:start:stepCount:)", [row])
        ], hint: "There are stepCount tokens, whatever they are: the caller cuts them at the end token.")
      try assertEqual(
        example.translator.translate(
          example.source, lengths: example.lengths, start: example.decoderInputs[0], stepCount: 0),
        [], "translate(_:lengths:start:stepCount: 0)", suspects: [])
      try assertEqual(
        example.translator.translate(
          [example.source[0]], lengths: [1, 1], start: example.decoderInputs[0], stepCount: 1),
        [row], "translate(_:lengths:start:stepCount: 1) of a source of one step", suspects: [])
    }
  }
}
