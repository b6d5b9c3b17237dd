import EarlierUnits
import Exercise13Attention
import LinearAlgebra

/// A random translator with a random batch: B = 2, T = 3, H = 4, S = 5, D = 6, A = 7, V = 8, I = 9.
struct TranslatorExample {
  var translator: Translator
  var source: [Matrix<Double>]
  var lengths = [3, 5]
  let decoderInputs, logitGradients: [Matrix<Double>]

  init(using generator: inout SplitMix64) {
    func sequence(_ steps: Int, _ columns: Int) -> [Matrix<Double>] {
      (0..<steps).map { _ in .uniform(rows: 2, columns: columns, in: -1...1, using: &generator) }
    }
    translator = Translator(
      encoder: RNNLayer(inputSize: 9, hiddenSize: 4, using: &generator),
      decoder: RNNLayer(inputSize: 8, hiddenSize: 6, using: &generator),
      score: AdditiveScore(querySize: 6, keySize: 4, size: 7, using: &generator),
      output: LinearLayer(inputSize: 10, outputSize: 8, using: &generator))
    source = sequence(5, 9)
    decoderInputs = sequence(3, 8)
    logitGradients = sequence(3, 8)
  }

  /// The results of a forward pass.
  struct Pass {
    var logits: [Matrix<Double>] = []
    var cache: Translator.Cache
  }

  /// The forward pass, correct or with one known mistake.
  func pass(_ mistake: ForwardMistake = .none) -> Pass {
    let read = translator.encoder.forward(source, from: .zeros(rows: 2, columns: 4))
    let written = translator.decoder.forward(decoderInputs, from: .zeros(rows: 2, columns: 6))
    var pass = Pass(
      cache: Translator.Cache(source: read.cache, target: written.cache, weights: [], contexts: []))
    let real = mistake == .noMask ? [5, 5] : lengths
    for (t, state) in written.states.enumerated() {
      let asked: Matrix<Double> =
        switch mistake {
        case .previousQuery: written.cache.states[t]
        case .firstQuery: written.states[0]
        case .lastQuery: written.states[2]
        default: state
        }
      let scores =
        mistake == .uniform
        ? Matrix.zeros(rows: 2, columns: 5) : loopAdditiveScores(translator.score, asked, read.states)
      let weights = loopWeights(scores, real)
      let look = loopContext(weights, read.states, mistake == .largestOnly ? .largestOnly : .none)
      pass.cache.weights.append(weights)
      pass.cache.contexts.append(look)
      let joined = mistake == .swapped ? [look, state] : [state, mistake == .noContext ? look * 0 : look]
      pass.logits.append(translator.output.forward(concatenate(columns: joined)))
    }
    return pass
  }

  /// A way to get the forward pass wrong.
  enum ForwardMistake: String, CaseIterable {
    case none = "nothing is wrong"
    case previousQuery =
      "the query of step t is D_{t-1}, the decoder state of the previous step, instead of D_t"
    case firstQuery = "the decoder's first state is the query at every step"
    case lastQuery = "the decoder's last state is the query at every step"
    case noMask = "the padding of the sources is not masked"
    case swapped = "the output layer reads [C_t, D_t] instead of [D_t, C_t]"
    case noContext = "the context does not reach the output layer"
    case uniform = "all source steps have the same weight"
    case largestOnly = "only the source step with the largest weight is read"
  }

  /// The gradients, correct or with one known mistake.
  func gradients(_ mistake: BackwardMistake = .none) -> Translator {
    let cache = pass().cache
    var result = translator.zeroed()
    let states = Array(cache.source.states.dropFirst())
    var toStates = states.map { Matrix<Double>.zeros($0.shape) }
    var toDecoder: [Matrix<Double>] = []
    for (t, gradient) in logitGradients.enumerated() {
      let (state, isLast) = (cache.target.states[t + 1], t == logitGradients.count - 1)
      let query = mistake == .previousQuery ? cache.target.states[t] : state
      let both = translator.output.backward(
        gradient, input: concatenate(columns: [state, cache.contexts[t]]))
      if mistake != .outputLastStep || isLast { result.output.add(both.parameters, times: 1) }
      let look = loopContextBackward(both.input.columns(6..<10), cache.weights[t], states)
      let scores = loopWeightsBackward(look.weights, cache.weights[t])
      let asked = loopAdditiveBackward(
        translator.score, mistake == .noSoftmax ? look.weights : scores, query, states)
      if mistake != .scoreLastStep || isLast {
        result.score.weightQuery += asked.parameters[0]
        result.score.weightKey += asked.parameters[1]
        result.score.weightScore += asked.parameters[2]
      }
      for step in states.indices where mistake.counts(t, isLast) {
        if mistake != .keysOnly { toStates[step] += look.values[step] }
        if mistake != .valuesOnly { toStates[step] += asked.keys[step] }
      }
      let fromOutput = both.input.columns(0..<6)
      toDecoder.append(
        mistake == .noQuery ? fromOutput : mistake == .queryOnly ? asked.query : fromOutput + asked.query)
    }
    if mistake == .mean { toStates = toStates.map { $0 / 3 } }
    result.encoder = translator.encoder.backward(toStates, through: cache.source).parameters
    result.decoder = translator.decoder.backward(toDecoder, through: cache.target).parameters
    return result
  }

  /// A way to get the gradients wrong.
  enum BackwardMistake: String, CaseIterable {
    case none = "nothing is wrong"
    case lastStep = "the encoder's states get the gradient of the last output step only"
    case firstStep = "the encoder's states get the gradient of the first output step only"
    case mean = "the encoder's states get the mean over the output steps instead of the sum"
    case valuesOnly = "the encoder's states get their gradient as values, but not as keys"
    case keysOnly = "the encoder's states get their gradient as keys, but not as values"
    case noQuery = "the decoder's states get no gradient as queries"
    case queryOnly = "the decoder's states get their gradient as queries, but not from the output layer"
    case scoreLastStep = "the parameters of the score get the gradient of the last output step only"
    case outputLastStep = "the output layer gets the gradient of the last output step only"
    case previousQuery = "the query in the backward pass is D_{t-1} instead of D_t"
    case noSoftmax = "the gradient of the weights goes to the scores without passing through the softmax"

    fileprivate func counts(_ step: Int, _ isLast: Bool) -> Bool {
      self == .lastStep ? isLast : self == .firstStep ? step == 0 : true
    }
  }
}

extension Translator {
  /// All matrices, in the order of their names.
  var matrices: [Matrix<Double>] { namedParameters.map { self[keyPath: $0.path] } }
}

extension RNNLayer {
  var matrices: [Matrix<Double>] { [weightIH, weightHH, bias] }
}

extension LinearLayer {
  var matrices: [Matrix<Double>] { [weight, bias] }
}
