// An example of what another package can do with the library: its own cell, layer, optimizer and tokenizer,
// trained together. It is compiled and run by .ci/check-consumer, which turns it into a package.
import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import SequenceTraining
import TextEncoding

/// Leaky units: h_t = (1 - a) h_{t-1} + a tanh(x_t W + h_{t-1} U + b).
struct LeakyCell<Scalar: MatrixScalar>: RecurrentCell {
  struct Cache: Sendable {
    let input, before, drive: Matrix<Scalar>
  }

  let rate: Scalar = 0.5
  var weightIH, weightHH, bias: Matrix<Scalar>

  init(inputSize: Int, hiddenSize: Int, using generator: inout some RandomNumberGenerator) {
    weightIH = .xavier(rows: inputSize, columns: hiddenSize, using: &generator)
    weightHH = .orthogonal(rows: hiddenSize, columns: hiddenSize, using: &generator)
    bias = .zeros(rows: 1, columns: hiddenSize)
  }

  var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Scalar>>)] {
    [("weightIH", \.weightIH), ("weightHH", \.weightHH), ("bias", \.bias)]
  }
  var inputSize: Int { weightIH.rows }
  var hiddenSize: Int { weightHH.rows }

  func initialState(batchSize: Int) -> Matrix<Scalar> { .zeros(rows: batchSize, columns: hiddenSize) }

  func step(_ input: Matrix<Scalar>, from state: Matrix<Scalar>) -> (state: Matrix<Scalar>, cache: Cache) {
    let drive = tanh(matmul(input, weightIH) + matmul(state, weightHH) + bias)
    return (state * (1 - rate) + drive * rate, Cache(input: input, before: state, drive: drive))
  }

  func backward(
    _ stateGradient: Matrix<Scalar>, through cache: Cache, adding gradient: inout Self
  ) -> (input: Matrix<Scalar>, state: Matrix<Scalar>) {
    let sum = stateGradient * rate * (cache.drive * cache.drive * -1 + 1)
    gradient.weightIH += matmul(cache.input, sum, transposingFirst: true)
    gradient.weightHH += matmul(cache.before, sum, transposingFirst: true)
    gradient.bias += sum.columnSums()
    return (
      matmul(sum, weightIH, transposingSecond: true),
      stateGradient * (1 - rate) + matmul(sum, weightHH, transposingSecond: true)
    )
  }
}

/// A layer whose input is added to its output.
struct Residual<Inner: SequenceLayer>: SequenceLayer {
  typealias Scalar = Inner.Scalar
  typealias State = Inner.State
  typealias Cache = SequenceOutput<Inner>

  var inner: Inner

  var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Inner.Scalar>>)] {
    parameters(of: \.inner, named: "inner")
  }
  var inputSize: Int { inner.inputSize }
  var outputSize: Int { inner.outputSize }

  func callAsFunction(_ inputs: [Matrix<Inner.Scalar>], from state: Inner.State?, lengths: [Int]?)
    -> SequenceOutput<Self>
  {
    let output = inner(inputs, from: state, lengths: lengths)
    return SequenceOutput(
      hidden: zip(output.hidden, inputs).map(+), finalState: output.finalState, lengths: lengths,
      cache: output)
  }

  func backward(
    _ hiddenGradients: [Matrix<Inner.Scalar>], finalState: Inner.State?, through output: SequenceOutput<Self>
  ) -> SequenceGradients<Self> {
    let gradients = inner.backward(hiddenGradients, finalState: finalState, through: output.cache)
    return SequenceGradients(
      inputs: zip(gradients.inputs, hiddenGradients).map(+), initialState: gradients.initialState,
      parameters: Residual(inner: gradients.parameters))
  }

  func summary(of output: SequenceOutput<Self>) -> Matrix<Inner.Scalar> { inner.summary(of: output.cache) }

  func finalStateGradient(
    ofSummary gradient: Matrix<Inner.Scalar>, through output: SequenceOutput<Self>
  ) -> Inner.State { inner.finalStateGradient(ofSummary: gradient, through: output.cache) }
}

/// Steps of one size against the gradient's sign.
struct SignDescent<Parameters: ParameterCollection>: Optimizer {
  var learningRate: Double

  mutating func update(_ parameters: inout Parameters, along gradient: Parameters) {
    for (_, path) in parameters.namedParameters {
      let step = Parameters.Scalar(learningRate)
      parameters[keyPath: path] -= gradient[keyPath: path].map { $0 > 0 ? step : $0 < 0 ? -step : 0 }
    }
  }
}

/// Pairs of characters.
struct PairTokenizer: IndexedTokenizer {
  let vocabulary: Vocabulary

  init(of text: String) throws {
    vocabulary = try Vocabulary(tokens: Array(Set(Self.pairs(of: text))).sorted())
  }

  static func pairs(of text: String) -> [String] {
    let characters = Array(text)
    return stride(from: 0, to: characters.count, by: 2).map {
      String(characters[$0..<min($0 + 2, characters.count)])
    }
  }

  func tokens(of text: String) -> [String] { Self.pairs(of: text) }
  func text(of tokens: [String]) -> String { tokens.joined() }
}

/// The loss of a layer whose outputs should be zero, and its gradient, in code that names no layer.
func squares<Layer: SequenceLayer>(_ layer: Layer, _ inputs: [Matrix<Layer.Scalar>]) -> (Layer.Scalar, Layer)
{
  let output = layer(inputs)
  let loss = output.hidden.reduce(0) { $0 + ($1 * $1).sum() } / 2
  return (loss, layer.backward(output.hidden, through: output).parameters)
}

var generator = SplitMix64(seed: 7)

// The gradients of an own cell in an own layer.
let layer = Residual(
  inner: DeepRNN(
    (0..<2).map { _ in
      RecurrentLayer(LeakyCell<Double>(inputSize: 3, hiddenSize: 3, using: &generator))
    }))
let inputs = (0..<5).map { _ in Matrix<Double>.normal(rows: 2, columns: 3, using: &generator) }
let checks = checkGradients(squares(layer, inputs).1, of: { squares($0, inputs).0 }, at: layer)
precondition(checks.allSatisfy { $0.passes() }, "\(checks)")
print("gradients of an own cell and layer: \(checks.count) parameters agree")

// An own cell, an own optimizer and an own tokenizer train the library's language model.
let text = String(repeating: "the cat sat on the mat. the dog sat on the cat. ", count: 40)
let tokenizer = try PairTokenizer(of: text)
let tokens = try tokenizer.encode(text)
var model = LanguageModel<LeakyCell<Float>>(
  vocabularySize: tokenizer.vocabulary.count, hiddenSize: 48, using: &generator)
var optimizer = SignDescent<LanguageModel<LeakyCell<Float>>>(learningRate: 0.002)
let windows = SequentialWindows(tokens, batchSize: 4, stepCount: 24)
var losses: [Double] = []
let begin = ContinuousClock.now
for _ in 0..<40 {
  for index in 0..<windows.windowCount {
    let (loss, gradient, _) = model.lossAndGradient(of: windows[index], from: nil)
    optimizer.update(&model, along: gradient)
    losses.append(loss)
  }
}
print("loss \(losses[0]) -> \(losses[losses.count - 1]), after \(ContinuousClock.now - begin)")
precondition(losses[losses.count - 1] < 0.3 * losses[0], "it did not learn")
let sample = try model.sample(
  after: tokenizer.encode("the cat "), length: 24, with: Sampler(temperature: 0.5), using: &generator)
print("sample: \(tokenizer.decode(sample))")
