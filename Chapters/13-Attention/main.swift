// %% [markdown]
// # 13. Attention, and what came after
//
// The translator of [chapter 05](../05-SequenceTypes/05-SequenceTypes.md) reads a whole sentence, presses it
// into one state, and writes knowing nothing else. A date fits. A paragraph does not. In 2014 three
// researchers let the decoder look back at *all* states of the encoder, and choose where to look by numbers
// it computes. They called it attention. Three years later the recurrence was dropped and the attention was
// kept, and that is the transformer. This chapter measures the bottleneck, builds the way out, and shows what
// recurrent networks are still the right tool for. It is the last chapter of the course.
//
// **After this chapter you can**
//
// - say where the encoder–decoder breaks, and show it in numbers;
// - compute attention by hand: scores, weights with a mask, context;
// - propagate gradients back through it, to query, keys, and values;
// - read an alignment, and check it against an untrained control;
// - search for a better answer than the greedy one;
// - take the recurrence away and say what is lost and what is gained.
//
// You need [chapter 05](../05-SequenceTypes/05-SequenceTypes.md), for the encoder–decoder and its masks, and
// the two directions of [chapter 10](../10-BidirectionalRNN/10-BidirectionalRNN.md). Reading takes about 50
// minutes; the [exercise](../../Exercises/13-Attention) asks you to write what you read here.

// %%
import Foundation
import GradientChecking
import LinearAlgebra
import NotebookDisplay
import RecurrentNetworks
import SequenceTraining
import TextEncoding

var generator = SplitMix64(seed: 13)  // all randomness comes from here: results repeat

// %% [markdown]
// ## The bottleneck, measured
//
// The task is to reverse a word: read *a b c*, write *c b a*, then an end token. It is a translation without
// vocabulary trouble. Nothing has to be understood, everything has to be kept, and the length is ours to
// choose. The words are random, 2 to 12 letters long, from ten letters, so no network can memorize them.
//
// The network is the encoder–decoder of chapter 05 with GRUs. All that passes from reader to writer is one
// state. Trained on all lengths together, it is then tested on each length separately:

// %% [folded] Random words, and batches
/// Tokens of words: 0 begins, 1 ends, 2 to 11 are letters.
enum Word {
  static let (begin, end, letters, size, padding) = (0, 1, 2..<12, 12, -1)
  static let names = ["▷", "◁"] + "abcdefghij".map(String.init)

  static func random(_ length: Int, using generator: inout SplitMix64) -> [Int] {
    (0..<length).map { _ in Int.random(in: letters, using: &generator) }
  }

  static func randoms(_ count: Int, _ lengths: ClosedRange<Int>, using generator: inout SplitMix64) -> [[Int]]
  {
    (0..<count).map { _ in random(Int.random(in: lengths, using: &generator), using: &generator) }
  }
}

/// Sources and targets of different lengths, padded at the end.
struct Batch {
  /// One-hot, S times [B, source size].
  let source: [Matrix<Float>]
  let lengths: [Int]
  /// T lists of B tokens, -1 in the padding.
  let targets: [[Int]]

  init(sources: [[Int]], sourceSize: Int, targets: [[Int]]) {
    lengths = sources.map(\.count)
    source = (0..<(lengths.max() ?? 0)).map { step in
      Matrix(rows: sources.count, columns: sourceSize) { row, column in
        step < sources[row].count && sources[row][step] == column ? 1 : 0
      }
    }
    self.targets = (0..<(targets.map(\.count).max() ?? 0)).map { step in
      targets.map { step < $0.count ? $0[step] : -1 }
    }
  }

  /// Words, and the words in reverse.
  init(reversing words: [[Int]]) {
    self.init(sources: words, sourceSize: Word.size, targets: words.map { $0.reversed() + [Word.end] })
  }
}

// %% [folded] The networks that are compared, and how they are trained
/// A network that writes tokens about a source.
protocol Writer: ParameterCollection where Scalar == Float {
  /// The gradient of the mean cross-entropy of a batch.
  func gradient(of batch: Batch) -> Self
  /// The tokens it writes about each source, greedily, up to the end token.
  func written(about batch: Batch, limit: Int) -> [[Int]]
}

/// A decoder that looks at the states of a bidirectional encoder.
typealias Looking<Kind: Attention> = AttentionEncoderDecoder<
  Bidirectional<GRUCell<Float>>, GRUCell<Float>, Kind
>
where Kind.Scalar == Float

extension AttentionEncoderDecoder: Writer
where Encoder == Bidirectional<GRUCell<Float>>, Cell == GRUCell<Float>, Kind.Scalar == Float {
  func gradient(of batch: Batch) -> Self {
    let pass = self(
      batch.source, lengths: batch.lengths,
      inputs: inputs(forTargets: batch.targets, ignoredTarget: Word.padding))
    var gradient = zeroed()
    _ = backward(
      crossEntropyGradient(logits: pass.logits, targets: batch.targets, ignoredTarget: Word.padding),
      through: pass, adding: &gradient)
    return gradient
  }

  func written(about batch: Batch, limit: Int) -> [[Int]] {
    decodeGreedily(batch.source, lengths: batch.lengths, endToken: Word.end, lengthLimit: limit).map(\.tokens)
  }
}

/// An encoder and a decoder with one state between them, as in chapter 05.
typealias OneState = EncoderDecoder<GRU<Float>, GRU<Float>>

extension EncoderDecoder: Writer where Encoder == GRU<Float>, Decoder == GRU<Float> {
  private func rows(_ tokens: [Int]) -> Matrix<Float> {
    oneHot(tokens.map { max(0, $0) }, classCount: output.weight.columns)
  }

  func gradient(of batch: Batch) -> Self {
    let truth = ([batch.lengths.map { _ in Word.begin }] + batch.targets.dropLast()).map(rows)
    let (logits, cache) = self(batch.source, trueOutputs: truth, sourceLengths: batch.lengths)
    var gradient = zeroed()
    _ = backward(
      crossEntropyGradient(logits: logits, targets: batch.targets, ignoredTarget: Word.padding),
      through: cache, adding: &gradient)
    return gradient
  }

  func written(about batch: Batch, limit: Int) -> [[Int]] {
    let logits = generate(
      from: batch.source, sourceLengths: batch.lengths,
      startInput: rows(batch.lengths.map { _ in Word.begin }),
      stepCount: limit, choosing: { rows($0.rowArgmax()) })
    let tokens = logits.map { $0.rowArgmax() }
    return batch.lengths.indices.map { row in
      let all = tokens.map { $0[row] }
      return Array(all.prefix { $0 != Word.end }) + (all.contains(Word.end) ? [Word.end] : [])
    }
  }
}

// %%
func train<Model: Writer>(
  _ model: inout Model, updates: Int, rate: Double, on batch: (inout SplitMix64) -> Batch,
  using generator: inout SplitMix64
) {
  var optimizer = Adam(for: model, learningRate: rate)
  for _ in 0..<updates {
    var gradient = model.gradient(of: batch(&generator))
    gradient.clip(toNorm: 1)
    optimizer.update(&model, along: gradient)
  }
}

// %% [folded] Three networks of one size, and how the experiment runs
/// A kind of network and a learning rate.
struct Contender: CustomStringConvertible {
  enum Kind: String, CaseIterable { case oneState = "one state", uniform = "mean of all states", attention }
  let kind: Kind
  let rate: Double
  var description: String { "\(kind.rawValue), rate \(rate)" }
}

func makeLooking<Kind: Attention>(
  sourceSize: Int, targetSize: Int, size: Int, attention: Kind, using generator: inout SplitMix64
) -> Looking<Kind> {
  let decoder = AttentionDecoder<GRUCell<Float>, Kind>(
    vocabularySize: targetSize, hiddenSize: size, contextSize: size, attention: attention,
    beginToken: Word.begin, using: &generator)
  return Looking(
    encoder: Bidirectional(inputSize: sourceSize, hiddenSize: size / 2, using: &generator),
    bridge: StateBridge(inputSize: size, to: decoder.cell, using: &generator), decoder: decoder)
}

func makeOneState(using generator: inout SplitMix64) -> OneState {
  OneState(
    sourceSize: Word.size, targetSize: Word.size, hiddenSize: 30, outputSize: Word.size, using: &generator)
}
func makeUniform(using generator: inout SplitMix64) -> Looking<UniformAttention<Float>> {
  makeLooking(
    sourceSize: Word.size, targetSize: Word.size, size: 26, attention: UniformAttention(), using: &generator)
}
func makeAttention(using generator: inout SplitMix64) -> Looking<AdditiveAttention<Float>> {
  makeLooking(
    sourceSize: Word.size, targetSize: Word.size, size: 24,
    attention: AdditiveAttention(querySize: 24, keySize: 24, size: 12, using: &generator), using: &generator)
}

let lengthsTested = [2, 4, 6, 8, 10, 12]

/// Trains a network on words of 2 to 12 letters. First the fraction of words with a mistake, over all lengths, which only
/// serves to choose the rate; then the fraction without a mistake for each length tested.
func accuracies<Model: Writer>(_ fresh: Model, rate: Double, using generator: inout SplitMix64) -> [Double] {
  var model = fresh
  train(
    &model, updates: 700, rate: rate,
    on: { generator in
      Batch(reversing: Word.randoms(16, 2...12, using: &generator))
    }, using: &generator)
  func share(_ words: [[Int]]) -> Double {
    let written = model.written(about: Batch(reversing: words), limit: 13)
    return Double(zip(words, written).count { $0.reversed() + [Word.end] == $1 }) / Double(words.count)
  }
  let wrong = 1 - share(Word.randoms(100, 2...12, using: &generator))
  return [wrong] + lengthsTested.map { share(Word.randoms(100, $0...$0, using: &generator)) }
}

let ratesTried = [0.001, 0.0025, 0.006, 0.015, 0.04]
let contenders = Contender.Kind.allCases.flatMap { kind in
  ratesTried.map { Contender(kind: kind, rate: $0) }
}

let byLength = Experiment(
  "lengths", chapter: "13", settings: contenders, seeds: 1...5,
  measures: ["wrong"] + lengthsTested.map { "length \($0)" }, isStored: true
) { contender, seed in
  var generator = SplitMix64(seed: seed)
  switch contender.kind {
  case .oneState: return accuracies(makeOneState(using: &generator), rate: contender.rate, using: &generator)
  case .uniform: return accuracies(makeUniform(using: &generator), rate: contender.rate, using: &generator)
  case .attention:
    return accuracies(makeAttention(using: &generator), rate: contender.rate, using: &generator)
  }
}

// %% [folded] The results for one state
let results = try byLength.results(checking: 1)

/// The best rate of a kind, chosen on words that are not reported.
func best(_ kind: Contender.Kind) -> Contender {
  results.best(of: contenders.filter { $0.kind == kind }, by: "wrong").setting
}
func curve(_ kind: Contender.Kind) -> Series {
  Series(
    kind.rawValue, x: lengthsTested.map(Double.init),
    y: lengthsTested.map { results.sample(best(kind), "length \($0)").mean })
}

show(
  LineChart(
    [curve(.oneState)], xLabel: "letters of the word", yLabel: "words without a mistake", covering: [0]),
  caption: "One state between reader and writer: accuracy over the length of the input")

// %% [markdown]
// Words of two letters are right, and from eight letters on hardly any word is. That is the bottleneck,
// after 700 updates of training: a fixed number of numbers has to hold a growing number of letters.
//
// ## A decoder that looks back
//
// The encoder has a state after every letter. The plain decoder throws all but the last away. Now we
// keep them all. Before the decoder writes a token, it compares its own state with each, turns the
// comparisons into weights that sum to 1, and reads the weighted mean:

// %% [folded] How the look back is drawn
var (nodes, edges): ([Diagram.Node], [Diagram.Edge]) = (
  [.circle("C_t", 2, -0.8, color: .orange), .dot("read", 6.4, -0.8)],
  [.forward("E_1", "E_2", "E_3", color: .blue), .forward("E_3", "E_2", "E_1", color: .blue)]
)
for s in 1...3 {
  let column = Double(s) * 2 - 2
  nodes += [.pill("X_\(s)", column, 3), .box("E_\(s)", column, 2)]
  edges += [.forward("X_\(s)", "E_\(s)"), .forward("E_\(s)", "C_t", label: "α_{t,\(s)}", color: .orange)]
}
nodes += [
  .pill("y_{t-1}", 6.4, 3), .box("D_{t-1}", 5.2, 1.2), .box("D_t", 6.4, 1.2), .pill("Ŷ_t", 7.6, 1.2),
]
edges += [
  .forward("y_{t-1}", "D_t"), .forward("D_{t-1}", "D_t", "Ŷ_t"),
  .dotted("D_{t-1}", "C_t", label: "asks", color: .orange), .plain("C_t", "read", color: .orange),
  .forward("read", "D_t", color: .orange), .forward("read", "Ŷ_t", color: .orange, bend: .horizontalFirst),
]
show(
  Diagram(
    nodes, edges,
    groups: [
      .frame("encoder", around: ["E_1", "E_2", "E_3"]), .frame("decoder", around: ["D_{t-1}", "D_t"]),
    ]),
  caption:
    "Before it writes, the decoder looks (orange arrows) at every state of the encoder and reads a weighted mean"
)

// %% [markdown]
// $$
// \begin{aligned}
// E_1, \dots, E_S &= \mathrm{encoder}(X_1, \dots, X_S) \\
// z_{t,s} &= \mathrm{score}(D_{t-1}, E_s) && s = 1, \dots, S \\
// \alpha_{t,s} &= \frac{e^{z_{t,s}}}{\sum_{j} e^{z_{t,j}}} && \text{over the real steps only} \\
// C_t &= \sum_{s} \alpha_{t,s} E_s \\
// D_t &= \mathrm{cell}([y_{t-1}, C_t], D_{t-1}) \\
// \hat{Y}_t &= \mathrm{softmax}([D_t, C_t]\, W + b)
// \end{aligned}
// $$
//
// | symbol | what it is | shape |
// |---|---|---|
// | $X_s$ | the source at step $s$, $S$ steps | $[B, I]$ |
// | $E_s$ | the encoder's output there, both directions side by side | $[B, E]$ |
// | $D_t$ | the decoder's state at output step $t$ | $[B, H]$ |
// | $z_{t,s}$, all $s$ | the **scores** of output step $t$ | $[B, S]$ |
// | $\alpha_{t,s}$, all $s$ | the **weights**, the **alignment** of step $t$ | $[B, S]$ |
// | $C_t$ | the **context** | $[B, E]$ |
// | $y_{t-1}$ | the previous token, one-hot | $[B, V]$ |
// | $W$, $b$ | the output layer | $[H + E, V]$, $[1, V]$ |
//
// Three words make this general. The **query** asks (here $D_{t-1}$), the **keys** are compared with it, and the
// **values** are averaged (here keys and values are both $E_s$). The bottleneck is
// gone: the number of states the decoder can reach grows with the source.
//
// Nothing here is chosen by hand. The scores are differentiable, so the network learns where to look from the
// same loss as everything else.
//
// ## Two scores
//
// $$
// z_s = \frac{Q \cdot K_s}{\sqrt d} \quad \text{(dot product)} \qquad
// z_s = \tanh(Q\, W_q + K_s\, W_k)\, v \quad \text{(additive)}
// $$
//
// The **dot product** compares directions: it is large if query and key point the same way. It has no parameters
// and needs both in the same space, with the same size $d$. The **additive** score of Bahdanau, Cho, and Bengio is
// a small network with one hidden layer: $W_q$ is $[H, A]$, $W_k$ is $[E, A]$, $v$ is $[A, 1]$. It can learn any
// comparison, for any two sizes, and costs a tanh per pair. Here is one look, by hand and by the library; its
// scores are not divided, and its values are the keys:

// %%
let query: Matrix<Double> = [[1, 2]]
let keys: [Matrix<Double>] = [[[2, 0]], [[0, 2]], [[1, 1]]]

let scores = concatenate(columns: keys.map { (query * $0).rowSums() })  // [1, 3]
let powers = exp(scores)
let weights = powers / powers.rowSums()
let byHand = zip(keys, weights.elements).map { $0 * $1 }.reduce(Matrix.zeros(rows: 1, columns: 2), +)

let dotProduct = DotProductAttention<Double>(isScaled: false)
let look = dotProduct(query, over: dotProduct.memory(keys: keys))

// %% [folded] How one look is drawn with its numbers
func column(_ numbers: [Matrix<Double>]) -> Matrix<Double> { concatenate(rows: numbers) }
show(
  Diagram(
    [
      .matrix("Q", query, 0, 0), .matrix("K", column(keys), 0, 1.2),
      .matrix("z", scores, 1.5, 1.2), .matrix("α", weights, 2.9, 1.2, color: .orange),
      .matrix("C", look.context, 4.2, 1.2, color: .green),
    ],
    [
      .forward("Q", "z"), .forward("K", "z", label: "Q · K_s"), .forward("z", "α", label: "softmax"),
      .forward("α", "C", label: "Σ α K"),
    ]),
  caption: "One look at three keys: the query [1, 2] fits the second key best")
print("largest difference between hand and library:", short((byHand - look.context).norm))

// %% [markdown]
// **Why divide by $\sqrt d$?** If the entries of query and key are independent with standard deviation 1, their
// product has standard deviation $\sqrt d$. Scores that large push the softmax to its corner: one weight is
// nearly 1, the others nearly 0, and so are its derivatives. With ten random keys:

// %% [folded] Weights with and without the division, for three sizes
func largestWeight(size: Int, isScaled: Bool) -> Double {
  let attention = DotProductAttention<Double>(isScaled: isScaled)
  func random() -> Matrix<Double> {
    .normal(rows: 400, columns: size, using: &generator)
  }
  let memory = attention.memory(keys: (0..<10).map { _ in random() })
  return attention(random(), over: memory).weights.rowMaxima().mean()
}
show(
  Table(
    header: ["$d$", "standard deviation of the scores", "largest weight", "largest weight, scaled"],
    rows: [4, 64, 1024].map { size in
      [
        size, Double(size).squareRoot(), largestWeight(size: size, isScaled: false),
        largestWeight(size: size, isScaled: true),
      ]
    }), caption: "The largest of ten weights, with the division and without: means of 400 random queries")

// %% [markdown]
// ## Weights, with a mask
//
// Sources of one batch have different lengths, and the shorter ones are padded. The decoder must not look at the
// padding. So the padded scores become $-\infty$ *before* the softmax, and $e^{-\infty} = 0$. Setting the
// weights to zero afterward is not the same: they would no longer sum to 1.
//
// **Predict before you run.** What are the weights of a source without any real steps?

// %%
let four: Matrix<Double> = [[2, 1, 0, 3], [2, 1, 0, 3], [2, 1, 0, 3], [5, 5, 5, 5]]
let masked = maskedSoftmax(four, lengths: [4, 2, 0, 4])

// %% [folded] The weights of four sources
show(
  Table(
    header: ["scores", "real steps", "weights", "sum"],
    rows: [4, 2, 0, 4].enumerated().map { row, length in
      [
        four.row(row).elements.map { short($0) }.joined(separator: "  "), length,
        masked.row(row).elements.map { short($0) }.joined(separator: "  "), masked.row(row).sum(),
      ]
    }), caption: "Masked weights at the extremes")

// %% [markdown]
// The first three rows have the same scores. With two real steps the rest has no effect. With none,
// the row is zero and so is the context. (PyTorch 2.5 and later also returns zeros there; a division
// by the sum 0 would be NaN.) In the last row all scores are equal, and attention is a plain mean. At the other
// extreme, one score far above the rest picks a single state, and attention is a lookup that can be trained.
//
// ## The backward pass
//
// From the gradient $dC$, $[B, E]$, of one context, back through three functions:
//
// $$
// \begin{aligned}
// d\alpha_s &= dC \cdot V_s & dV_s &= \alpha_s\, dC \\
// dz_s &= \alpha_s \Big( d\alpha_s - \sum_j \alpha_j\, d\alpha_j \Big) \\
// dK_s &= dz_s\, Q / \sqrt d & dQ &= \sum_s dz_s\, K_s / \sqrt d & \text{(dot product)} \\
// dA_s &= (dz_s\, v^\top) \odot (1 - F_s \odot F_s) & F_s &= \tanh(Q W_q + K_s W_k) & \text{(additive)} \\
// dK_s &= dA_s W_k^\top & dQ &= \sum_s dA_s W_q^\top \\
// dW_k &= \sum_s K_s^\top dA_s & dW_q &= Q^\top \sum_s dA_s & dv = \sum_s F_s^\top dz_s
// \end{aligned}
// $$
//
// $d\alpha$ and $dz$ are $[B, S]$, $dA_s$ and $F_s$ are $[B, A]$; every other gradient has the shape of what it belongs
// to. Three sums are easily forgotten. The softmax couples all steps of a row, so $dz_s$ contains every $d\alpha_j$.
// The query takes part in every step. And over the whole output, $E_s$ is key and value at *all* $T$ output steps:
// its gradient is a sum of $2T$ terms. That last sum is why attention trains well. The path from output step $t$ to
// source step $s$ is one look long, whatever the distance.

// %%
typealias Small = AttentionEncoderDecoder<
  Bidirectional<GRUCell<Double>>, GRUCell<Double>, AdditiveAttention<Double>
>
let small = Small(
  encoder: Bidirectional(inputSize: 3, hiddenSize: 2, using: &generator),
  decoder: AttentionDecoder(
    vocabularySize: 7, hiddenSize: 5, contextSize: 4,
    attention: AdditiveAttention(querySize: 5, keySize: 4, size: 6, using: &generator), beginToken: 0,
    using: &generator))
let smallSource = (0..<5).map { _ in
  Matrix<Double>.uniform(rows: 2, columns: 3, in: -1...1, using: &generator)
}
let smallTargets = [[2, 4], [6, 3], [1, -1]]  // the second sequence is shorter

func loss(_ network: Small) -> (loss: Double, pass: Small.Output) {
  let pass = network(
    smallSource, lengths: [5, 3], inputs: network.inputs(forTargets: smallTargets, ignoredTarget: -1))
  return (crossEntropy(logits: pass.logits, targets: smallTargets, ignoredTarget: -1), pass)
}

let pass = loss(small).pass
var analytic = small.zeroed()
_ = small.backward(
  crossEntropyGradient(logits: pass.logits, targets: smallTargets, ignoredTarget: -1), through: pass,
  adding: &analytic)
let checks = checkGradients(analytic, of: { loss($0).loss }, at: small)

// %% [folded] The worst relative error
print("\(checks.count) parameter matrices, \(small.parameterCount) numbers, each one checked")
print("worst relative error against central differences:", short(checks.map(\.maxRelativeError).max()!))

// %% [markdown]
// ## Where it looks
//
// Now the task of the beginning again, with attention. After training, the weights of one word form a matrix: a row
// for each letter written, a column for each letter read. It is called the **alignment**. **Predict before you run.**
// What will it look like for a network that reverses?

// %%
var reverser = makeAttention(using: &generator)
let untrained = reverser
train(
  &reverser, updates: 700, rate: best(.attention).rate,
  on: { Batch(reversing: Word.randoms(16, 2...12, using: &$0)) }, using: &generator)

let word = Word.random(9, using: &generator)
let one = Batch(reversing: [word])
let written = reverser.decodeGreedily(one.source, endToken: Word.end, lengthLimit: 12)[0]
let before = untrained.decodeGreedily(one.source, endToken: Word.end, lengthLimit: 10)[0]

// %% [folded] How the two alignments are drawn
func alignmentMap(_ decoded: DecodedSequence<Float>, _ source: [String], _ names: [String]) -> HeatMap {
  HeatMap(
    decoded.alignment, rowLabels: decoded.tokens.map { names[$0] }, columnLabels: source, xLabel: "read",
    yLabel: "written", colors: .sequential, range: 0...1)
}
let letters = word.map { Word.names[$0] }
let alignment = alignmentMap(written, letters, Word.names)
show(
  Interactive(alignment, .alignment(alignment)),
  caption: "The alignment of a word of nine letters, written in reverse")
show(
  alignmentMap(before, letters, Word.names), caption: "The control: the same word before training")

// %% [markdown]
// The trained network reads the source from its end, one letter for each letter written. Nothing in its equations
// mentions order: the encoder's states carry it, because each one depends on its neighbors. Before training the
// weights are nearly equal, so the picture is a product of training.
//
// An alignment shows where the context came from. It does not prove that the network needed it: a state of a
// bidirectional encoder also holds something about its neighbors. Read it as evidence, and change an input if you
// want proof.
//
// ## With and without, at equal size
//
// Three networks with about as many parameters, trained with the same number of updates on the same kind of words:
// one state between reader and writer; attention that cannot choose, because all scores are 0, so the context is the
// *mean* of all states; and additive attention. Five learning rates each, chosen on words that are not reported; five
// seeds. No network is best at the lowest or the highest rate:

// %% [folded] How the rates compare
show(
  Table(
    header: ["network"] + ratesTried.map { "rate \($0)" },
    rows: Contender.Kind.allCases.map { kind in
      [kind.rawValue]
        + ratesTried.map { rate in
          short(results.sample(Contender(kind: kind, rate: rate), "wrong").mean, digits: 2)
        }
    } + [
      ["attention, twelve letters"]
        + ratesTried.map { rate in
          short(1 - results.sample(Contender(kind: .attention, rate: rate), "length 12").mean, digits: 2)
        }
    ]),
  caption: "Fraction of words with a mistake, means of five seeds; the first three rows choose the rates")

// %% [markdown]
// For each network its best rate, on other words:

// %% [folded] Accuracy over length
show(
  LineChart(
    Contender.Kind.allCases.map(curve), xLabel: "letters of the word", yLabel: "words without a mistake",
    covering: [0]),
  caption: "With and without attention: accuracy over the length of the input, means of five seeds")

let sizes: [(Contender.Kind, Int)] = [
  (.oneState, makeOneState(using: &generator).parameterCount),
  (.uniform, makeUniform(using: &generator).parameterCount),
  (.attention, makeAttention(using: &generator).parameterCount),
]
show(
  Table(
    header: ["network", "parameters", "best rate"]
      + lengthsTested.map { "\($0) letters" },
    rows: sizes.map { kind, count in
      let setting = best(kind)
      let start: [Any] = [kind.rawValue, count, "\(setting.rate)"]
      return start
        + lengthsTested.map { length -> Any in
          let sample = results.sample(setting, "length \(length)")
          return "\(short(sample.mean, digits: 2)) ± \(short(sample.standardError, digits: 1))"
        }
    }), caption: "Words without a mistake: mean and standard error of five seeds")

// %% [markdown]
// With one state, hardly a word of eight letters is right, and none of twelve. With attention, nearly all words of
// eight letters are right, and most of twelve. The errors of the five seeds are far smaller than that difference.
// But at twelve letters the seeds of attention differ a lot. So it might be chance that two rates that are equally
// good over all lengths, 0.0025 and 0.006, differ there.
//
// The control in the middle matters. It has the same encoder, the same way into the cell, and as many parameters; only the
// choice is missing. The distance between it and attention is what choosing is worth here, for these sizes and this
// training. The distance between it and one state is what a second direction and a mean are worth.

// %% [markdown]
// ## Dates, and a better search
//
// A translation that neither reverses nor copies letter by letter: dates, from the way people write them to
// month and day as digits. The source has up to 21 characters, the target always five.

// %% [folded] Dates as people write them
enum DateTask {
  static let readable = Array(" abcdefghijklmnopqrstuvwxyz0123456789")
  static let writable = Array("▷◁0123456789-")  // begin, end, and the characters of the target
  static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
  ]

  static func random(heldOut: Bool, using generator: inout SplitMix64) -> (source: String, target: String) {
    var (month, day) = (0, 0)
    repeat {
      month = Int.random(in: 1...12, using: &generator)
      day = Int.random(in: 1...28, using: &generator)
    } while ((month * 28 + day) * 7919 % 5 == 0) != heldOut  // a fifth of all dates is never trained on
    let ending = (11...13).contains(day) ? "th" : [1: "st", 2: "nd", 3: "rd"][day % 10] ?? "th"
    let name = months[month - 1]
    let ways = ["\(day) \(name)", "\(name) \(day)", "the \(day)\(ending) of \(name)"]
    func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return (ways[Int.random(in: 0..<3, using: &generator)], "\(digits(month))-\(digits(day))")
  }

  static func batch(_ dates: [(source: String, target: String)]) -> Batch {
    Batch(
      sources: dates.map { $0.source.map { readable.firstIndex(of: $0)! } }, sourceSize: readable.count,
      targets: dates.map { $0.target.map { writable.firstIndex(of: $0)! } + [Word.end] })
  }
}

// %%
var translator = makeLooking(
  sourceSize: DateTask.readable.count, targetSize: DateTask.writable.count, size: 32,
  attention: AdditiveAttention<Float>(querySize: 32, keySize: 32, size: 16, using: &generator),
  using: &generator)
let someDates: (inout SplitMix64) -> Batch = { generator in
  DateTask.batch((0..<32).map { _ in DateTask.random(heldOut: false, using: &generator) })
}
train(&translator, updates: 150, rate: 0.006, on: someDates, using: &generator)
let early = translator
train(&translator, updates: 350, rate: 0.006, on: someDates, using: &generator)

// %% [folded] How the alignments of two dates are drawn
func showDate(_ text: String, _ caption: String) {
  let batch = DateTask.batch([(text, "01-01")])
  let decoded = translator.decodeGreedily(batch.source, endToken: Word.end, lengthLimit: 8)[0]
  show(
    alignmentMap(
      decoded, text.map { $0 == " " ? "␣" : String($0) }, DateTask.writable.map(String.init)),
    caption: caption)
}
showDate("the 23rd of august", "A date, the day first: where the translator looked for each character")
showDate("august 23", "The same date, the month first")

// %% [markdown]
// Read each row: which characters does the translator look at when it writes the month, and which for the day? The rows
// move with the format, although the target is the same. This is one trained network, and these are two dates.
//
// ### Beam search
//
// A decoder computes probabilities, and so far we took the most likely token at each step. This **greedy** choice can
// be wrong: a token that looks best now might lead to nothing good later. **Beam search** keeps the $k$ most probable
// beginnings instead of one. At each step it extends each beginning by every token, and again keeps the best $k$. The
// probability of the whole answer counts, $\log P(y \mid x) = \sum_t \log P(y_t \mid y_{<t}, x)$. With $k = 1$
// it is greedy; with $k = V^T$ it would try everything.

// %%
let heldOutDates = (0..<200).map { _ in DateTask.random(heldOut: true, using: &generator) }

func search(_ network: Looking<AdditiveAttention<Float>>, width: Int) -> [DecodedSequence<Float>] {
  heldOutDates.map { date in
    network.beamSearch(DateTask.batch([date]).source, endToken: Word.end, lengthLimit: 8, width: width)[0]
  }
}

// %% [folded] Widths 1 to 8, after 150 and after 500 updates
func row(_ name: String, _ network: Looking<AdditiveAttention<Float>>, _ width: Int)
  -> [Any]
{
  let found = search(network, width: width)
  let right = zip(found, heldOutDates).count { decoded, date in
    String(decoded.tokens.dropLast().map { DateTask.writable[$0] }) == date.target
  }
  let mean = found.reduce(0) { $0 + $1.logProbability } / Double(found.count)
  return [name, width, mean, Double(right) / Double(found.count)]
}
show(
  Table(
    header: ["trained", "width", "mean log-probability", "correct"],
    rows: [1, 2, 4, 8].map { row("150 updates", early, $0) }
      + [1, 2, 4, 8].map { row("500 updates", translator, $0) }
  ), caption: "Beam search on 200 held-out dates: width 1 is greedy")

// %% [markdown]
// Here the width changes nothing: in this one run the greedy answers are already the most probable ones that any of these
// beams finds, even after 150 updates. The target has five characters, and few of the choices are close. Beam search
// pays if early choices are uncertain and late ones depend on them, as in long sentences; this chapter does not test that.
//
// ## Without the recurrence
//
// If a decoder can look at every state directly, what is the recurrence still for? Vaswani and others asked that in
// 2017 and removed it. Every step becomes a query, a key, and a value, and looks at all the others:
// **self-attention**, $\mathrm{softmax}(Q K^\top / \sqrt d)\, V$ with $Q = X W_q$, $K = X W_k$, $V = X W_v$, each $[S, d]$.
// Two consequences can be shown in a few lines. Here the steps are their own queries, keys, and values:

// %%
let attend = DotProductAttention<Double>()
func selfAttention(_ steps: [Matrix<Double>]) -> [Matrix<Double>] {
  let memory = attend.memory(keys: steps)
  return steps.map { attend($0, over: memory).context }
}

/// Sines and cosines of the position, at several speeds: what tells steps apart when nothing else does.
func positions(_ count: Int, size: Int) -> [Matrix<Double>] {
  (0..<count).map { step in
    Matrix(rows: 1, columns: size) { _, column in
      let speed = pow(10_000, -Double(column / 2 * 2) / Double(size))
      return column % 2 == 0 ? sin(Double(step) * speed) : cos(Double(step) * speed)
    }
  }
}

let steps = (0..<6).map { _ in Matrix<Double>.uniform(rows: 1, columns: 8, in: -1...1, using: &generator) }
let order = [3, 0, 5, 1, 4, 2]
let plain = selfAttention(steps)
let shuffled = selfAttention(order.map { steps[$0] })
let codes = positions(6, size: 8)
let placed = selfAttention(zip(steps, codes).map { $0 + $1 })
let placedShuffled = selfAttention(zip(order.map { steps[$0] }, codes).map { $0 + $1 })

// %% [folded] What happens to the outputs if the inputs are shuffled
func distance(_ outputs: [Matrix<Double>], _ originals: [Matrix<Double>]) -> Double {
  zip(outputs, order).map { ($0 - originals[$1]).norm }.max()!
}
let rnn = RNN<Double>(RNNCell(inputSize: 8, hiddenSize: 8, using: &generator))
show(
  Table(
    header: ["network", "largest change of a step's output when the steps are shuffled"],
    rows: [
      ["self-attention", distance(shuffled, plain) < 1e-12 ? "none" : "some"],
      ["self-attention with positions added", short(distance(placedShuffled, placed))],
      ["recurrent layer", short(distance(rnn(order.map { steps[$0] }).hidden, rnn(steps).hidden))],
    ]), caption: "Self-attention does not see order")

// %% [markdown]
// **Order is lost.** Without recurrence a sentence is a bag of words: shuffle it, and every step gets the same output
// as before. So order must be put back, as numbers added to each step that depend only on its position.
//
// **Waiting is gone.** $H_t$ needs $H_{t-1}$: a recurrent layer over $S$ steps is $S$ matrix products, one after the
// other (chapter 10 measured that chain). Self-attention over the same steps is a few large products with no chain at
// all, and the path between any two steps has length 1 instead of up to $S$. That is what made training on very large
// texts possible, and why the field went there. Chat programs are stacks of such layers, with a mask
// that hides later steps; their loss is the one of [chapter 06](../06-LanguageModel/06-LanguageModel.md).
//
// **The price** is $S^2$ scores. And at generation time, where one token follows the other anyway, every new token looks
// at everything before it, so everything must be kept.
//
// ## What recurrent networks are still for
//
// One stream, one token at a time: speech as it arrives, a sensor, a log. A GRU keeps one state. Attention keeps a key
// and a value for every step. Both here have 64 units, in `Float`. First the memory, counted from the matrices that each
// must keep between two tokens:

// %%
let gru = GRUCell<Float>(inputSize: 64, hiddenSize: 64, using: &generator)
let lengths = [100, 1_000, 10_000, 100_000]

func keptByAttention(_ length: Int) -> AttentionMemory<Float> {
  DotProductAttention<Float>().memory(
    keys: (0..<length).map { _ in Matrix.uniform(rows: 1, columns: 64, in: -1...1, using: &generator) })
}
let memories = lengths.map(keptByAttention)

// %% [folded] The bytes of both
func bytes(_ count: Int) -> String {
  let size = Double(count * MemoryLayout<Float>.size)
  return size < 1e6 ? "\(short(size / 1e3)) kB" : "\(short(size / 1e6)) MB"
}
show(
  Table(
    header: ["tokens read", "GRU, one state", "attention, a key and a value per token"],
    rows: zip(lengths, memories).map { length, memory in
      [
        length, bytes(gru.initialState(batchSize: 1).count),
        bytes(memory.keys.matrix.count + memory.values.matrix.count),
      ]
    }), caption: "What one stream keeps in memory")

// %% [markdown]
// Then the time for one more token. Attention is measured at its cheapest: one look by a dot product, without the
// projections and the dense layers of a real transformer. The GRU does all its work.

// %% [timed] [folded] How one token is timed
let input = Matrix<Float>.uniform(rows: 1, columns: 64, in: -1...1, using: &generator)
let cheapest = DotProductAttention<Float>()

/// Microseconds for one call, in the best of five tries of at least a fiftieth of a second.
func microseconds(_ work: () -> Void) -> Double {
  (0..<5).map { _ in
    let start = DispatchTime.now().uptimeNanoseconds
    var (count, nanoseconds) = (0, UInt64(0))
    while nanoseconds < 20_000_000 {
      work()
      count += 1
      nanoseconds = DispatchTime.now().uptimeNanoseconds - start
    }
    return Double(nanoseconds) / Double(count) / 1000
  }.min()!
}
var stream = gru.initialState(batchSize: 1)
let perToken = microseconds { stream = gru.step(input, from: stream).state }
show(
  Table(
    header: ["tokens read before", "GRU, microseconds", "one look, microseconds"],
    rows: zip(lengths, memories).map { length, memory in
      [
        length, short(perToken, digits: 2),
        short(microseconds { _ = cheapest(input, over: memory) }, digits: 2),
      ]
    }), caption: "The time for one more token, after streams of different lengths")

// %% [markdown]
// The GRU needs the same 256 bytes and the same time after 100 tokens and after 100,000. One look grows with everything it
// can reach. (The times come from the machine that ran this chapter, with the library's plainest kernels; compare the rows, not
// the two columns.) The GRU pays in another coin: what it did not keep is gone, and the first section of this chapter shows how
// soon that happens.

// %% [markdown]
// ## Common mistakes
//
// - **The mask after the softmax.** Then the weights of a padded source sum to less than 1.
// - **The softmax over the wrong axis:** over the batch, or over output steps. Each *row* of weights sums to 1.
// - **A source without real steps becomes NaN,** and one NaN in a batch spoils every parameter at the next update.
// - **The decoder state of the wrong step.** $D_{t-1}$ if the context goes into the cell, as here; $D_t$ if it only goes
//   into the output layer, as in the exercise. Decide, and do the same in the backward pass.
// - **Dot products of large vectors without $\sqrt d$.** The softmax saturates, and nothing is learned.
// - **The gradient of the last look only.** Every output step read the same states; add everything up.
// - **An alignment as an explanation.** It shows where the context came from, not why.
// - **A comparison without the control:** attention has more parameters and a second direction. Match the sizes, and take
//   the choice away (equal weights) before you praise the choice.
//
// ## On paper
//
// **1. Compute.** The query is $[1, 0]$, the keys are $[\ln 2, 5]$, $[0, 1]$, and $[0, -3]$, the values are 4, 8, and 0.
// What is the context, with plain dot products? And if the third step is padding?
//
// <details><summary>Answer</summary>
//
// The scores are $\ln 2$, 0, and 0, so the powers are 2, 1, 1, and the weights 1/2, 1/4, 1/4. The context is
// $4/2 + 8/4 + 0 = 4$. With two real steps the weights are 2/3 and 1/3, and the context is $8/3 + 8/3 = 16/3$.
//
// </details>
//
// **2. Derive.** Two source steps with the weights $\alpha$ and $1 - \alpha$. Show that $dz_1 = -dz_2$, and find $dz_1$ in
// terms of $d\alpha_1$ and $d\alpha_2$. When is it zero?
//
// <details><summary>Answer</summary>
//
// $dz_1 = \alpha (d\alpha_1 - \alpha\, d\alpha_1 - (1 - \alpha)\, d\alpha_2) = \alpha (1 - \alpha)(d\alpha_1 - d\alpha_2)$,
// and $dz_2$ is the same with the two exchanged, so it has the opposite sign. It is zero if both values are equally useful,
// and if $\alpha$ is 0 or 1: a saturated softmax no longer learns where to look.
//
// </details>
//
// **3. Count.** An encoder–decoder reads $S = 50$ steps and writes $T = 40$. How many scores does attention compute? How
// many would self-attention over all 50 source steps? How many matrix products must follow one another in the encoder,
// if it is a GRU, and if it is one layer of self-attention?
//
// <details><summary>Answer</summary>
//
// $T S = 2000$ scores; self-attention has $S^2 = 2500$. The GRU has 50 steps in a row, and each one needs its predecessor.
// Self-attention has three that do not depend on $S$: the projections, the scores, the weighted sum.
//
// </details>
//
// ## Try it
//
// Open `Exercises/13-Attention`. You write both scores, the masked weights, the context, the backward pass, a translator,
// and an alignment by hand; then you train the translator on dates until it writes new ones correctly. Then run
//
// ```
// swift run course grade 13
// ```
//
// And here, with `COURSE_ALL=1 swift run -c release Chapter13Attention`:
//
// - Let the one-state network have four times the parameters. How far does the edge move?
// - Replace the additive score by `DotProductAttention` or `MultiplicativeAttention`. Which learns faster?
// - Take the bidirectional encoder away: reverse words with a `GRU` as the encoder. What does the alignment do?
// - Train on words of up to 8 letters and test on 12. What does attention do beyond the lengths it has seen?
//
// ## Summary
//
// - One state between reader and writer is a bottleneck: accuracy falls with the length of the source.
// - Attention: scores of a query against keys, a masked softmax, a weighted mean of values.
// - Backward, every state of the encoder gets a gradient from every output step, as key and as value.
// - The alignment shows where the decoder looked; an untrained control shows what training added.
// - Beam search looks for the most probable answer instead of the most probable next token.
// - Without recurrence, order must be put back, training runs in parallel, and the cost grows with the square of the length.
// - A recurrent network keeps a stream of any length in constant memory, at a constant cost per token.
//
// ## The end of the course
//
// **What you can do now.** You can turn categories and text into numbers (01, 02). You can write a recurrent network,
// derive its gradients, and check them (03, 04). You can wire it for any kind of sequence task (05), make it a language
// model, and let it write (06). You know why plain networks forget, with measurements (07), and two cells that do not (08,
// 09). You can read from both ends (10), stack layers (11), and compare networks fairly (12). You can let a decoder choose
// where to look (13). Nothing was a black box: every number was computed by code you can read, and every gradient was checked.
//
// **What to build next.** A tagger for your own notes. A language model trained on your own messages, with `swift run course train`. A
// forecast of something you measure every day, against the baseline "as yesterday". Choose something small enough to
// measure, and start with the baseline.
//
// **What to read next.**
//
// | if you want to know … | read |
// |---|---|
// | how the transformer is built, line by line | Vaswani and others (2017); A. Rush, "The annotated transformer" (2018) |
// | how it becomes a chat program | Radford and others (2019); Ouyang and others (2022) |
// | whether recurrence comes back | Katharopoulos and others (2020), linear attention; Gu and Dao (2023), Mamba; Beck and others (2024), xLSTM |
// | the theory | Goodfellow, Bengio, and Courville, *Deep Learning* (2016), ch. 10; Zhang and others, *Dive into Deep Learning* |
//
// **What recurrent networks are still for.** Streams without an end, devices with little memory, answers that must come
// at a fixed pace, and data that is small. The newest ones are trained in parallel like a transformer and run like a
// GRU: one state, one gate that decides what to keep. You can read them now.
//
// ## References
//
// - I. Sutskever, O. Vinyals and Q. Le, "Sequence to sequence learning with neural networks", *NIPS*, 2014.
// - D. Bahdanau, K. Cho and Y. Bengio, "Neural machine translation by jointly learning to align and translate", *ICLR*,
//   2015 (written in 2014).
// - M.-T. Luong, H. Pham and C. Manning, "Effective approaches to attention-based neural machine translation", *EMNLP*,
//   2015: dot-product scores.
// - Y. Wu and others, "Google's neural machine translation system", 2016: beam search in practice.
// - A. Vaswani and others, "Attention is all you need", *NIPS*, 2017.
// - S. Jain and B. Wallace, "Attention is not explanation", *NAACL*, 2019.
// - A. Radford and others, "Language models are unsupervised multitask learners", 2019.
// - A. Katharopoulos and others, "Transformers are RNNs", *ICML*, 2020.
// - L. Ouyang and others, "Training language models to follow instructions with human feedback", *NeurIPS*, 2022.
// - A. Gu and T. Dao, "Mamba: linear-time sequence modeling with selective state spaces", 2023.
// - M. Beck and others, "xLSTM: extended long short-term memory", *NeurIPS*, 2024.
