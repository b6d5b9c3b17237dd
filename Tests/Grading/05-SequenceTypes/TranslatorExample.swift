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
      ("the decoder starts from zeros and gets nothing from the source", .zeros(rows: 2, columns: 4)),
      (
        "the encoder's state after step T is handed over in every row, though a short source has ended before",
        encoderStates[4]
      ),
      ("the length of the first source is used for all", encoderStates[lengths[0] - 1]),
      ("the encoder's first state is handed over", encoderStates[0]),
      (
        "each source's state one step before its last is handed over",
        ownLast([.zeros(rows: 2, columns: 4)] + encoderStates, lengths)
      ),
      ("the encoder starts again at every step: only each source's last input is read", forgetful),
    ]
  }

  /// What the decoder starts from where task 3 reads the wrong states.
  var startsOfTask3: [(mistake: String, state: Matrix<Double>)] {
    [
      (
        "lastStates reads the state one step before the last",
        ownLast([.zeros(rows: 2, columns: 4)] + encoderStates, lengths)
      ),
      ("lastStates reads the state after step T in every row", encoderStates[4]),
      ("lastStates takes the first length for all", encoderStates[lengths[0] - 1]),
    ]
  }

  /// What known mistakes make of the logits.
  var logitSuspects: [Suspect] {
    startsOfTask3.map {
      Suspect($0.mistake, at: "lastStates(_:lengths:), which task 3 checks", task: 3, logits(from: $0.state))
    } + starts.map { Suspect($0.mistake, at: "forward(_:lengths:decoderInputs:)", logits(from: $0.state)) }
  }

  private var forgetful: Matrix<Double> {
    ownLast(source.map { LoopRNN(translator.encoder).states([$0])[0] }, lengths)
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

  /// What known mistakes make of the encoder's gradients.
  var encoderSuspects: [Suspect] {
    let (place, scatter) = (
      "gradients(_:through:)", "scatterToLastSteps(_:lengths:stepCount:), which task 4 checks"
    )
    let zeros = translator.encoder.zeroed().matrices
    let handedBack = decoderGradients.initialState
    func through(_ entering: [Matrix<Double>]) -> [Matrix<Double>] {
      translator.encoder.backward(entering, through: cache.source).parameters.matrices
    }
    func late(_ delay: Int) -> [Matrix<Double>] {
      through(
        (0..<5).map { step in
          handedBack * Matrix(lengths.map { [step == $0 - 1 + delay ? 1.0 : 0.0] })
        })
    }
    let direct = matmul(logitGradients[0], translator.output.weight, transposingSecond: true)
    return [
      Suspect("scatterToLastSteps gives nothing but zeros", at: scatter, task: 4, zeros),
      Suspect("scatterToLastSteps places the gradients one step too late", at: scatter, task: 4, late(1)),
      Suspect("scatterToLastSteps places the gradients one step too early", at: scatter, task: 4, late(-1)),
      Suspect(
        "scatterToLastSteps places every gradient at step T", at: scatter, task: 4,
        encoderGradient(at: [5, 5])),
      Suspect(
        "scatterToLastSteps gives every step the whole gradient", at: scatter, task: 4,
        through((0..<5).map { _ in handedBack })),
      Suspect(
        "the gradient does not cross from the decoder to the encoder", at: place, zeros),
      Suspect(
        "the gradient enters the encoder at step T in every row", at: place, encoderGradient(at: [5, 5])),
      Suspect("the gradients enter the encoder one step too late", at: place, late(1)),
      Suspect("the gradients enter the encoder one step too early", at: place, late(-1)),
      Suspect(
        "the gradient enters the encoder at its first step", at: place, encoderGradient(at: [1, 1])),
      Suspect(
        "the gradient of the decoder's first logits enters the encoder, and not that of D_0", at: place,
        through(atOwnLast(direct, lengths, steps: 5))),
    ]
  }

  /// What known mistakes make of the decoder's gradients, in the order of `matrices`.
  var decoderSuspects: [Suspect] {
    let place = "gradients(_:through:)"
    let toStates = logitGradients.map { matmul($0, translator.output.weight, transposingSecond: true) }
    func through(_ gradients: [Matrix<Double>]) -> [Matrix<Double>] {
      translator.decoder.backward(gradients, through: cache.target).parameters.matrices
    }
    return [
      Suspect("the decoder's gradient is never computed", at: place, translator.decoder.zeroed().matrices),
      Suspect(
        "the steps' gradients reach the decoder in reverse order", at: place, through(toStates.reversed())),
      Suspect(
        "only the last step that it writes reaches the decoder", at: place,
        through(toStates.indices.map { toStates[$0] * ($0 == 5 ? 1 : 0) })),
      Suspect("the encoder's gradient is returned for the decoder", at: place, encoderGradient(at: lengths)),
    ]
  }
}
