import EarlierUnits
import Exercise05SequenceTypes
import GradingSupport
import LinearAlgebra

/// A random translator with random sources: T = 5, T′ = 6, B = 2, I = 3, H = 4, Q = 7.
struct TranslatorExample {
  var translator: Translator
  var source: [Matrix<Double>]
  let lengths: [Int]
  /// Y_0 … Y_5, one-hot.
  let decoderInputs: [Matrix<Double>]
  let logitGradients: [Matrix<Double>]

  init(lengths: [Int] = [3, 5], using generator: inout SplitMix64) {
    self.lengths = lengths
    translator = Translator(sourceSize: 3, targetSize: 7, hiddenSize: 4, using: &generator)
    source = (0..<5).map { _ in .uniform(rows: 2, columns: 3, in: -1...1, using: &generator) }
    decoderInputs = (0..<6).map { _ in
      indicator((0..<2).map { _ in Int.random(in: 0..<7, using: &generator) }, 7)
    }
    logitGradients = (0..<6).map { _ in .uniform(rows: 2, columns: 7, in: -1...1, using: &generator) }
  }

  /// E_1 … E_T.
  var encoderStates: [Matrix<Double>] { LoopRNN(translator.encoder).states(source) }
  /// D_0.
  var handedOver: Matrix<Double> { ownLast(encoderStates, lengths) }

  /// What the decoder starts from with each known mistake.
  var starts: [(mistake: String, state: Matrix<Double>)] {
    [
      ("the decoder starts from zeros and knows nothing of the source", .zeros(rows: 2, columns: 4)),
      (
        "the encoder's state after step T is handed over in every row, though a short source has ended before",
        encoderStates[4]
      ),
      ("the length of the first source is taken for all", encoderStates[lengths[0] - 1]),
      ("the encoder's first state is handed over", encoderStates[0]),
    ]
  }

  /// Z_1 … Z_T′ from a given D_0.
  func logits(from state: Matrix<Double>) -> [Matrix<Double>] {
    LoopRNN(translator.decoder).states(decoderInputs, from: state).map(LoopLinear(translator.output).logits)
  }

  /// What a right forward pass keeps.
  var cache: Translator.Cache {
    let read = translator.encoder.forward(source, from: .zeros(rows: 2, columns: 4))
    return Translator.Cache(
      source: read.cache, lengths: lengths,
      target: translator.decoder.forward(decoderInputs, from: handedOver).cache)
  }

  /// Back through the decoder.
  var decoderGradients: (initialState: Matrix<Double>, parameters: RNNLayer) {
    let toStates = logitGradients.map { matmul($0, translator.output.weight, transposingSecond: true) }
    let result = translator.decoder.backward(toStates, through: cache.target)
    return (result.initialState, result.parameters)
  }

  /// Those of W_hq and b_q.
  var outputGradient: [Matrix<Double>] {
    var result = translator.output.zeroed()
    for (gradient, state) in zip(logitGradients, cache.target.states.dropFirst()) {
      result.weight += matmul(state, gradient, transposingFirst: true)
      result.bias += gradient.columnSums()
    }
    return result.matrices
  }

  /// Those of the encoder, where what the decoder hands back enters at the given steps.
  func encoderGradient(at lengths: [Int]) -> [Matrix<Double>] {
    let entering = atOwnLast(decoderGradients.initialState, lengths, steps: 5)
    return translator.encoder.backward(entering, through: cache.source).parameters.matrices
  }

  /// Six tokens, written from a given D_0.
  func tokens(
    from start: Matrix<Double>, keepsState: Bool = true, readsChoice: Bool = true,
    readsShares: Bool = false, readsLogits: Bool = false, reading first: Matrix<Double>? = nil
  ) -> [[Int]] {
    var (state, read) = (start, first ?? decoderInputs[0])
    return (0..<6).map { _ in
      state = LoopRNN(translator.decoder).step(read, from: keepsState ? state : start)
      let tokens = LoopLinear(translator.output).choice(state)
      if readsChoice {
        let scores = LoopLinear(translator.output).logits(state)
        read = readsShares ? softmax(scores) : readsLogits ? scores : indicator(tokens, 7)
      }
      return tokens
    }
  }

  /// What is written with each known mistake.
  var writings: [ValueSuspect<[[Int]]>] {
    let place = "translate(_:lengths:start:stepCount:)"
    return starts.map { ValueSuspect($0.mistake, at: place, tokens(from: $0.state)) } + [
      ValueSuspect(
        "every step starts from the encoder's state again", at: place,
        tokens(from: handedOver, keepsState: false)),
      ValueSuspect(
        "every step reads the start again, and not the token written before", at: place,
        tokens(from: handedOver, readsChoice: false)),
      ValueSuspect(
        "each step reads the probabilities of the step before, and not the token chosen from them", at: place,
        tokens(from: handedOver, readsShares: true)),
      ValueSuspect(
        "each step reads the logits of the step before, and not the token chosen from them", at: place,
        tokens(from: handedOver, readsLogits: true)),
      ValueSuspect(
        "the first step reads the end token, whatever start is", at: place,
        tokens(from: handedOver, reading: indicator([3, 3], 7))),
      ValueSuspect(
        "the first step reads nothing but zeros, whatever start is", at: place,
        tokens(from: handedOver, reading: .zeros(rows: 2, columns: 7))),
    ]
  }
}
