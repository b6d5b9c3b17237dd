// %% [markdown]
// # 11. Deep recurrent networks
//
// A recurrent network that reads a hundred words is deep in one sense: the first word passes through a
// hundred steps before it meets the last. In another sense it is as shallow as can be. Between the word of
// *this* step and the answer of *this* step there is one matrix, one tanh, and the output layer. This chapter
// stands recurrent layers on top of each other, so that a network is deep in both senses, and measures what
// that is good for, and what not.
//
// **After this chapter you can**
//
// - write a deep recurrent network: forward, and back through depth and time;
// - count its parameters, and compare depths at equal size;
// - put a dense network on top, and dropout between the layers, in the only places where it belongs;
// - combine depth with two directions;
// - say from measurements what each layer has specialized in.
//
// You need [unit 03](../03-RNN/03-RNN.md), BPTT from unit 04, and for one section the two directions of [unit
// 10](../10-BidirectionalRNN/10-BidirectionalRNN.md). Reading takes about half an hour; the
// [exercise](../../Exercises/11-DeepRNN) asks you to write what you read here.

// %%
import Foundation
import GradientChecking
import LinearAlgebra
import NotebookDisplay
import RecurrentNetworks
import SequenceTraining
import TextEncoding

var generator = SplitMix64(seed: 11)  // all randomness comes from here: results repeat

// %% [markdown]
// ## The sequence of one is the input of the next
//
// A recurrent layer takes a sequence $X_1, \dots, X_T$ and gives a sequence $H_1, \dots, H_T$. So its output
// can be the input of a second layer, whose output can be the input of a third:
//
// $$
// \begin{aligned}
// H^{0}_t &= X_t \\
// H^{l}_t &= \tanh(H^{l-1}_t W_{xh}^{(l)} + H^{l}_{t-1} W_{hh}^{(l)} + b_h^{(l)}) && l = 1, \dots, L \\
// \hat{Y}_t &= \mathrm{softmax}(H^{L}_t W_{hq} + b_q)
// \end{aligned}
// $$
//
// ```
//           Ŷ₁         Ŷ₂         Ŷ₃
//           ↑          ↑          ↑
//   0 ──→ H²₁ ────→ H²₂ ────→ H²₃        layer 2
//           ↑          ↑          ↑
//   0 ──→ H¹₁ ────→ H¹₂ ────→ H¹₃        layer 1
//           ↑          ↑          ↑
//           X₁         X₂         X₃
// ```
//
// | symbol | what it is | shape |
// |---|---|---|
// | $X_t = H^0_t$ | the input of step $t$ | [B, I] |
// | $H^l_t$ | the state of layer $l$ after step $t$ | [B, H] |
// | $W_{xh}^{(1)}$ | from the input into the lowest layer | [I, H] |
// | $W_{xh}^{(l)}$, $l > 1$ | from the layer below | [H, H] |
// | $W_{hh}^{(l)}$ | from the layer's own state one step before | [H, H] |
// | $b_h^{(l)}$ | a bias, added to each row | [1, H] |
// | $W_{hq}$, $b_q$ | from the highest layer to the output $\hat{Y}_t$ [B, Q] | [H, Q], [1, Q] |
//
// Every layer has weights of its own, shared by all its steps. A state has two parents: the layer below at
// the same step, and itself one step before. Any cell will do, and in the literature layers are mostly LSTMs
// or GRUs.
//
// In code it is a loop over layers around the loop over steps. Here it is by hand, against the library's
// `DeepRNN`.

// %%
let (inputSize, hiddenSize, stepCount) = (3, 4, 6)
let deep = DeepRNN<RNN<Double>>(
  inputSize: inputSize, hiddenSize: hiddenSize, layerCount: 3, using: &generator)
let inputs = (0..<stepCount).map { _ in
  Matrix<Double>.normal(rows: 2, columns: inputSize, using: &generator)  // B = 2
}

var sequence = inputs
for layer in deep.layers {
  var state = layer.cell.initialState(batchSize: 2)
  for step in sequence.indices {
    state = layer.cell.step(sequence[step], from: state).state
    sequence[step] = state  // the next layer reads this
  }
}

let output = deep(inputs)
let apart = zip(sequence, output.hidden).map { ($0 - $1).norm }.max() ?? 0

print("largest distance between the two loops and DeepRNN:", short(apart))
print("outputs:", output.hidden.count, "matrices of shape", output.hidden[0].shape)
print("states to carry on:", output.finalState.count, "one a layer")

// %% [markdown]
// The order of the two loops does not matter. You may finish layer 1 before you begin layer 2, as here, or
// take all layers one step on, as one must in a stream. What matters is that both parents of a state exist
// before the state.
//
// ### At the extremes
//
// - $L = 1$ is the plain recurrent layer.
// - $T = 1$ is an ordinary feed-forward network with $L$ layers: no state comes in from the side.
// - $W_{hh}^{(l)} = 0$ in all layers: the same feed-forward network at every step, without memory.

// %%
let single = DeepRNN([deep.layers[0]])
let plain = deep.layers[0](inputs)
let first = inputs[0]
let feedForward = deep.layers.reduce(first) { tanh(matmul($0, $1.cell.weightIH) + $1.cell.bias) }

var forgetful = deep
for index in forgetful.layers.indices {
  forgetful.layers[index].cell.weightHH = .zeros(rows: hiddenSize, columns: hiddenSize)
}
let lastAlone = deep.layers.reduce(inputs[5]) { tanh(matmul($0, $1.cell.weightIH) + $1.cell.bias) }

show(
  Table(
    header: ["extreme", "distance"],
    rows: [
      ["L = 1 against the plain layer", (single(inputs).hidden[5] - plain.hidden[5]).norm],
      ["T = 1 against a feed-forward network", (deep([first]).hidden[0] - feedForward).norm],
      [
        "all W_hh = 0, last step against a feed-forward network",
        (forgetful(inputs).hidden[5] - lastAlone).norm,
      ],
    ]),
  caption: "Three ways in which a deep recurrent network is something simpler")

// %% [markdown]
// ## How many ways lead from there to here
//
// In one layer there is exactly one path from $X_1$ to $H_T$: step by step along the top of the picture. In a
// deep network there are many. Each goes $T-1$ steps to the right and $L$ steps up, the first of them into
// layer 1, and may climb wherever it likes. Counting them is a problem from school:
//
// $$
// \text{paths from } X_1 \text{ to } H^L_T = \binom{T - 1 + L - 1}{L - 1}
// $$
//
// You can let the network count. Take one unit a layer, all weights 1, no bias, and ReLU instead of tanh,
// which leaves positive numbers as they are. Put a 1 in at the first step and zeros after it. Each state is
// then the sum of its two parents, as in Pascal's triangle, and $H^L_T$ is the number of paths.

// %%
func counter(layers: Int) -> DeepRNN<RNN<Double>> {
  let cell = RNNCell<Double>(weightIH: [[1]], weightHH: [[1]], bias: [[0]], activation: .relu)
  return DeepRNN((0..<layers).map { _ in RNN(cell) })
}

func binomial(_ n: Int, _ k: Int) -> Int {
  k == 0 ? 1 : (1...k).reduce(1) { $0 * (n - k + $1) / $1 }
}

let impulse = [Matrix<Double>([[1]])] + (0..<9).map { _ in Matrix<Double>([[0]]) }

show(
  Table(
    header: ["L", "T = 1", "2", "3", "5", "10", "formula for T = 10"],
    rows: (1...4).map { depth in
      let counts = counter(layers: depth)(impulse).hidden.map { Int($0[0, 0]) }
      return [depth] + [0, 1, 2, 4, 9].map { counts[$0] } + [binomial(9 + depth - 1, depth - 1)]
    }),
  caption: "Paths from the first input to the highest state, counted by the network itself")

// %% [markdown]
// Four layers and ten steps: 220 paths instead of one. Every one of them carries a part of the gradient on
// the way back.
//
// ## Back through depth and time
//
// Going back looks harder than it is, because each layer already knows how to go back through time (unit 04).
// It takes the gradients of its outputs, one a step, and gives the gradients of its inputs, one a step. And
// the inputs of layer $l$ *are* the outputs of layer $l-1$. So:
//
// $$
// \begin{aligned}
// dH^{L}_t &= \text{from the loss} \\
// dA^{l}_t &= \bigl(dH^{l}_t + dA^{l}_{t+1} W_{hh}^{(l)\top}\bigr) \odot (1 - H^{l}_t \odot H^{l}_t) && t = T, \dots, 1 \\
// dH^{l-1}_t &= dA^{l}_t \, W_{xh}^{(l)\top} && \text{handed to the layer below}
// \end{aligned}
// $$
//
// with $A$ for what goes into the tanh and $dA_{T+1} = 0$. From the highest layer to the lowest, and in each
// from the last step to the first. The sum in the second line is where the paths join: from above and from
// the right.

// %%
let targetGradients = output.hidden.map {
  Matrix<Double>.normal(rows: $0.rows, columns: $0.columns, using: &generator)
}

/// A loss whose gradient by the outputs is known: their product with fixed numbers.
func loss(_ network: DeepRNN<RNN<Double>>) -> Double {
  zip(network(inputs).hidden, targetGradients).reduce(0) { $0 + $1.0.dot($1.1) }
}

var handedDown = targetGradients
var byHand = deep.zeroed()
for index in deep.layers.indices.reversed() {
  let back = deep.layers[index].backward(handedDown, through: output.cache.layers[index])
  byHand.layers[index] = back.parameters
  handedDown = back.inputs  // the gradients of the states of the layer below
}

show(
  Table(
    header: ["parameter", "shape", "norm of the gradient", "relative error"],
    rows: zip(checkGradients(byHand, of: loss, at: deep), deep.namedParameters).map { check, parameter in
      let part = byHand[keyPath: parameter.path]
      return [parameter.name, part.shape, part.norm, check.passes() ? "below 1e-6" : "too large"]
    }),
  caption: "Gradients of three layers, against finite differences")

// %% [markdown]
// ## Counting parameters
//
// The lowest layer has $I H + H^2 + H$ numbers, every other one $2 H^2 + H$. Doubling the *depth* about
// doubles the size, while doubling the *width* makes it four times as large. So a fair comparison of depths
// has to narrow the deeper ones. How wide may each be, for a vocabulary of 67 characters and 30,000
// parameters in all?

// %%
func parameterCount(vocabulary: Int, hidden: Int, layers: Int, gates: Int) -> Int {
  let lowest = gates * (vocabulary * hidden + hidden * hidden + hidden)
  let other = gates * (2 * hidden * hidden + hidden)
  return lowest + (layers - 1) * other + (hidden + 1) * vocabulary
}

func width(for budget: Int, layers: Int) -> Int {
  (1...1000).last { parameterCount(vocabulary: 67, hidden: $0, layers: layers, gates: 3) <= budget } ?? 1
}

let depths = [1, 2, 3, 4]
let widths = depths.map { width(for: 30_000, layers: $0) }

show(
  Table(
    header: ["GRU layers", "hidden units a layer", "parameters"],
    rows: zip(depths, widths).map { depth, width in
      [depth, width, parameterCount(vocabulary: 67, hidden: width, layers: depth, gates: 3)]
    }),
  caption: "The same size, dealt out over one to four layers (a GRU has three gates' worth of weights)")

// %% [markdown]
// ## Does depth pay?
//
// We let these four read the small book of tales that comes with the course, one character at a time, and
// foretell the next. The judge is text that none of them has seen.

// %%
let text = try TrainingText(contentsOf: CourseText.lighthouse!)

/// A trained model, with its bits per character on held-out text every 100 updates.
func trained(layers: Int, width: Int) throws -> (model: LanguageModel<GRUCell<Float>>, curve: [Double]) {
  var plan = TrainingPlan()
  plan.hiddenSize = width
  plan.layerCount = layers
  plan.batchSize = 8
  plan.sequenceLength = 48
  plan.stepCount = 1200
  plan.learningRate = 0.008
  plan.seed = 1
  let trainer = try LanguageModelTrainer<GRUCell<Float>>(plan: plan, text: text)
  var curve = [bits(meanCrossEntropy: trainer.heldOutLoss())]
  while !trainer.isFinished {
    trainer.advance()
    if trainer.step.isMultiple(of: 100) { curve.append(bits(meanCrossEntropy: trainer.heldOutLoss())) }
  }
  return (trainer.model, curve)
}

let runs = try zip(depths, widths).map { try trained(layers: $0, width: $1) }

show(
  LineChart(
    zip(depths, runs).map { depth, run in
      Series(
        "\(depth) \(depth == 1 ? "layer" : "layers")", x: run.curve.indices.map { Double($0 * 100) },
        y: run.curve)
    }, xLabel: "update", yLabel: "bits per character, held out"),
  caption: "The same number of parameters in one to four layers")

// %%
/// What is left to ask if nothing is known but how often each character occurs.
func entropyOfCharacters() -> Double {
  var counts: [Int: Double] = [:]
  for token in text.training { counts[token, default: 0] += 1 }
  let total = Double(text.training.count)
  return counts.values.reduce(0) { $0 - $1 / total * log2($1 / total) }
}

show(
  Table(
    header: ["layers", "hidden units", "after 200 updates", "after 1200", "best on the way"],
    rows: depths.indices.map {
      let curve = runs[$0].curve
      return [depths[$0], widths[$0], curve[2], curve[12], curve.min() ?? 0]
    }),
  caption: "Bits per character on text that was held out")

print("bits per character if only the characters' frequencies are known:", short(entropyOfCharacters()))

// %% [markdown]
// Three things to see. The deeper the network, the **later it begins**: there is a plateau, on which it knows
// how often each character occurs and nothing else, and the four layers do not leave it at all. Nothing is
// wrong with them but their beginning. With small random weights each layer hands on less than it got,
// forward and backward, and four of them hand on almost nothing (unit 07). Second, among those that learn,
// **one and two layers end about equal**, although each of the two is narrower than the single one, and three
// come close. And third, the differences are no larger than about a tenth of a bit: at this size, depth is
// not magic.
//
// With more text, more updates and better starts, two or three layers usually win, and hardly anybody goes
// beyond four without shortcuts past the layers. Measure on your own text before you believe it.
//
// Where depth is not a matter of taste is a question that *cannot* be answered in one bend. Unit 10 has one:
// both directions know a neighbour each, and only a second layer can compare the two.
//
// ## What the layers have learned: time scales
//
// The layers of a trained network do different things. One thing is easy to measure: how long each of them
// remembers. We let the three-layer network read a piece of held-out text twice, the second time with one
// character exchanged for another, and see how far each layer's state is from what it was in the first
// reading, 1, 2, 3, … characters after the exchange. To make the layers comparable, each curve is divided by
// its largest value, and all of it is averaged over 60 places.

// %%
/// The states of every layer over a text: T matrices [1, H] for each.
func states(of model: LanguageModel<GRUCell<Float>>, reading tokens: [Int]) -> [[Matrix<Float>]] {
  let inputs = tokens.map { oneHot([$0], classCount: model.vocabularySize) as Matrix<Float> }
  return model.layers(inputs).cache.layers.map(\.hidden)
}

let span = 24
var traces = Array(repeating: Array(repeating: 0.0, count: span), count: 3)
for place in 0..<60 {
  let start = 30 + 50 * place
  let tokens = Array(text.heldOut[start - 30..<start + span])
  var exchanged = tokens
  exchanged[30] = text.heldOut[start + 7] == tokens[30] ? text.heldOut[start + 8] : text.heldOut[start + 7]
  let (before, after) = (
    states(of: runs[2].model, reading: tokens), states(of: runs[2].model, reading: exchanged)
  )
  for layer in 0..<3 {
    for step in 0..<span {
      traces[layer][step] += Double((after[layer][30 + step] - before[layer][30 + step]).norm) / 60
    }
  }
}
let memories = traces.map { trace in trace.map { $0 / (trace.max() ?? 1) } }

show(
  LineChart(
    memories.indices.map { Series("layer \($0 + 1)", memories[$0]) }, xLabel: "characters after the exchange",
    yLabel: "trace that is left", yScale: .logarithmic),
  caption: "How long each layer remembers that one character was another")

// %%
show(
  Table(
    header: ["layer", "after 1", "2", "4", "8", "16"],
    rows: memories.indices.map { layer in [layer + 1] + [1, 2, 4, 8, 16].map { memories[layer][$0] } }),
  caption: "The same as numbers")

// %% [markdown]
// **The higher a layer, the longer it remembers.** After 16 characters the third layer holds more than four
// times as much of the exchanged character as the first. Nobody told them: all three have the same equations,
// the same number of units and began alike. The lowest layer has to know the very character that was just
// read, so it renews itself at every step; what the layers above make of it, perhaps a word, perhaps a
// phrase, changes more slowly, and they can afford to keep it.
//
// Do not make a law of it. It is what this network found useful for this text, and on a task whose answer
// lies in the last two steps there would be nothing to divide.
//
// ## A dense network on top
//
// The output layer $W_{hq}$ is linear. Where the answer has to be worked out of the state, one often puts a
// small **dense network** between: first the recurrent layers, which deal with time, then feed-forward
// layers, which bend once more at each step:
//
// $$
// D_t = \tanh(H^L_t W_d + b_d) \qquad \hat{Y}_t = \mathrm{softmax}(D_t W_q + b_q)
// $$
//
// with $W_d$ [H, D] and $W_q$ [D, Q] for $D$ dense units. Mind the tanh. Two linear layers with nothing
// between them are one linear layer, with more parameters and no more power:

// %%
let one = Linear<Double>(inputSize: 4, outputSize: 8, using: &generator)
let two = Linear<Double>(inputSize: 8, outputSize: 3, using: &generator)
let merged = Linear(weight: matmul(one.weight, two.weight), bias: matmul(one.bias, two.weight) + two.bias)
let state = output.hidden[5]

show(
  Table(
    header: ["network", "distance to a single linear layer"],
    rows: [
      ["two linear layers", (two(one(state)) - merged(state)).norm < 1e-12 ? "none" : "some"],
      ["with tanh between them", short((two(tanh(one(state))) - merged(state)).norm)],
    ]),
  caption: "What the tanh between two dense layers is for")

// %% [markdown]
// ## Dropout, between the layers only
//
// A network with many parameters learns a short text by heart. **Dropout** makes that harder: in training
// each number is set to zero with probability $p$, and the others are divided by $1 - p$, so that the mean
// stays what it is. Outside of training nothing is dropped.
//
// In a recurrent network there is one trap. Drop out the state on its way from step to step, and after $T$
// steps only $(1-p)^T$ of the memory is left: the network can no longer remember anything. So the masks stand
// only on the arrows that go **up**:
//
// ```
//           Ŷ₁         Ŷ₂         Ŷ₃
//           ↑          ↑          ↑
//   0 ──→ H²₁ ────→ H²₂ ────→ H²₃
//           ⇡          ⇡          ⇡        ⇡ dropped out, with a new mask at each step
//   0 ──→ H¹₁ ────→ H¹₂ ────→ H¹₃        → never
//           ↑          ↑          ↑
//           X₁         X₂         X₃
// ```
//
// First the trap in numbers: a state of ones that is only carried on, with and without dropout on its way.

// %%
let dropout = Dropout(probability: 0.3)
var carried = Matrix<Double>(rows: 1, columns: 2000, repeating: 1)
var surviving = [1.0]
for _ in 0..<20 {
  carried = carried * dropout.mask(carried.shape, using: &generator)
  surviving.append(Double(carried.elements.count { $0 != 0 }) / 2000)
}

show(
  LineChart(
    [
      Series("measured", surviving),
      Series("0.7 to the power of t", (0...20).map { pow(0.7, Double($0)) }),
    ], xLabel: "step", yLabel: "share of units that still know"),
  caption: "What is left of a state when dropout stands in its way through time")

// %% [markdown]
// Now the right place. Two layers of GRUs learn from 4,000 characters only, far too few, once without and
// once with dropout between the layers. The held-out curve shows when learning turns into learning by heart.

// %%
/// Two recurrent layers and an output layer, trained on windows of a short text.
struct Reader: ParameterCollection {
  var layers: DeepRNN<GRU<Float>>
  var output: Linear<Float>

  var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Float>>)] {
    parameters(of: \.layers) + parameters(of: \.output, named: "output")
  }

  /// Mean loss in nats over `tokens` [T + 1][B], and its gradient; states are dropped where a generator is given.
  func lossAndGradient(_ tokens: [[Int]], droppingWith generator: inout SplitMix64, training: Bool)
    -> (loss: Double, gradient: Reader)
  {
    let inputs = tokens.dropLast().map { oneHot($0, classCount: text.vocabularySize) as Matrix<Float> }
    let pass = training ? layers(inputs, droppingWith: &generator) : layers(inputs)
    let hidden = concatenate(rows: pass.hidden)
    let targets = Array(tokens.dropFirst().joined())
    let logits = output(hidden)
    var gradient = zeroed()
    let hiddenGradient = output.backward(
      crossEntropyGradient(logits: logits, targets: targets), through: hidden, adding: &gradient.output)
    let batch = tokens[0].count
    let bySteps = inputs.indices.map { hiddenGradient.rows($0 * batch..<($0 + 1) * batch) }
    gradient.layers = layers.backward(bySteps, through: pass).parameters
    return (Double(crossEntropy(logits: logits, targets: targets)), gradient)
  }
}

func windows(_ tokens: [Int], count: Int, using generator: inout SplitMix64) -> [[Int]] {
  let starts = (0..<count).map { _ in Int.random(in: 0...(tokens.count - 33), using: &generator) }
  return (0..<33).map { step in starts.map { tokens[$0 + step] } }
}

// %%
func heldOutCurve(dropout: Double, using generator: inout SplitMix64) -> [Double] {
  var model = Reader(
    layers: DeepRNN(
      inputSize: text.vocabularySize, hiddenSize: 64, layerCount: 2,
      dropout: Dropout(probability: dropout), using: &generator),
    output: Linear(inputSize: 64, outputSize: text.vocabularySize, using: &generator))
  var optimizer = Adam(for: model, learningRate: 0.004)
  let little = Array(text.training.prefix(4000))
  var judge = SplitMix64(seed: 3)
  let heldOut = windows(text.heldOut, count: 64, using: &judge)
  var curve: [Double] = []
  for update in 0...500 {
    if update.isMultiple(of: 25) {
      let loss = model.lossAndGradient(heldOut, droppingWith: &generator, training: false).loss
      curve.append(bits(meanCrossEntropy: loss))
    }
    let batch = windows(little, count: 16, using: &generator)
    var gradient = model.lossAndGradient(batch, droppingWith: &generator, training: true).gradient
    gradient.clip(toNorm: 1)
    optimizer.update(&model, along: gradient)
  }
  return curve
}

let without = heldOutCurve(dropout: 0, using: &generator)
let with = heldOutCurve(dropout: 0.5, using: &generator)
let updates = without.indices.map { Double($0 * 25) }

show(
  LineChart(
    [
      Series("nothing dropped", x: updates, y: without),
      Series("p = 0.5 between the layers", x: updates, y: with),
    ],
    xLabel: "update", yLabel: "bits per character, held out"),
  caption: "Learning by heart, and how dropout delays it")

// %%
func best(_ curve: [Double]) -> (bits: Double, update: Int) {
  let index = curve.indices.min { curve[$0] < curve[$1] } ?? 0
  return (curve[index], index * 25)
}

show(
  Table(
    header: ["dropout", "best", "at update", "in the end"],
    rows: [("none", without), ("p = 0.5", with)].map { name, curve in
      [name, best(curve).bits, best(curve).update, curve[curve.count - 1]]
    }),
  caption: "Bits per character on text that was held out")

// %% [markdown]
// Dropout has not found a better network here: the two best values are about equal. What it does is to make
// learning by heart slower, so that it matters less when you stop. Nor is it free, for it takes more updates
// to get there. With larger networks and longer training the gain grows, and there it is standard.
//
// ## Deep and bidirectional
//
// Both ideas go together. Each layer reads the sequence below it from both ends and hands on
// $[\overrightarrow{H}_t, \overleftarrow{H}_t]$, which is $2H$ wide. So from the second layer on the input
// weights are [2H, H], twice for two directions, twice as many numbers as the layer's
// recurrent weights:

// %%
let deepBoth = DeepRNN<Bidirectional<RNNCell<Double>>>(
  inputSize: 10, hiddenSize: 16, layerCount: 2, using: &generator)

show(
  Table(
    header: ["parameter", "shape", "numbers"],
    rows: deepBoth.namedParameters.filter { $0.name.hasSuffix("weightIH") || $0.name.hasSuffix("weightHH") }
      .map {
        let matrix = deepBoth[keyPath: $0.path]
        return [$0.name, matrix.shape, matrix.count]
      }),
  caption: "Weights of two bidirectional layers, I = 10, H = 16")

// %% [markdown]
// One thing is different from stacking plain layers: the second layer cannot begin before the first has read
// the whole sequence, in both directions. A deep plain network can take a step in all its layers as soon as
// an input comes.
//
// ## Common mistakes
//
// - **Every layer reads the inputs** instead of the layer below. It is a wide network then, not a deep one.
// - **One state for all layers.** Each layer has its own; between two pieces of a long text you carry $L$ of
//   them.
// - **The weights are shared between layers.** They are shared over time only.
// - **The gradient of the top is given to every layer.** A lower layer hears of the loss only through the
//   layer above it.
// - **Dropout on the state's way through time,** or with a mask left on when the network is used.
// - **The dense layers without an activation** between them.
// - **A fair comparison that is none:** twice as deep with the same width has nearly twice the parameters.
//
// ## Try it
//
// Open `Exercises/11-DeepRNN`. You count parameters, write the forward pass and the way back, put a dense
// network on top and dropout between, and last you train a deep network until it is right. Then run
//
// ```
// swift run course grade 11
// ```
//
// Or change something here and run the chapter with `swift run -c release Chapter11DeepRNN`:
//
// - Which depth wins with 60,000 parameters? Do four layers learn if you multiply their first weights by 2?
// - Do the time scales look the same from another seed? For two layers?
// - Put the dropout on the inputs, too. What does it do to a network that reads one-hot rows?
//
// ## Summary
//
// - The states of one layer are the inputs of the next: $H^l_t$ has two parents, $H^{l-1}_t$ and $H^l_{t-1}$.
// - Going back, each layer goes back through time and hands the gradients of its inputs to the layer below.
// - $I H + H^2 + H$ numbers in the lowest layer, $2H^2 + H$ in every other.
// - Depth is worth what you measure. It is indispensable where one bend is not enough, and costs width where
//   the size is given.
// - Layers divide the work by themselves: here the higher ones remember longer.
// - Dropout goes on the arrows that lead up, never on those that lead through time.
//
// ## References
//
// - J. Schmidhuber, "Learning complex, extended sequences using the principle of history compression",
//   *Neural Computation* 4, 1992: recurrent layers on top of each other.
// - A. Graves, A. Mohamed and G. Hinton, "Speech recognition with deep recurrent neural networks", 2013.
// - M. Hermans and B. Schrauwen, "Training and analysing deep recurrent neural networks", 2013: time scales
//   of the layers.
// - R. Pascanu, C. Gulcehre, K. Cho and Y. Bengio, "How to construct deep recurrent neural networks", 2014.
// - W. Zaremba, I. Sutskever and O. Vinyals, "Recurrent neural network regularization", 2014: dropout between
//   the layers.
// - N. Srivastava and others, "Dropout: a simple way to prevent neural networks from overfitting", *JMLR* 15,
//   2014.
