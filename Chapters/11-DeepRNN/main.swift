// %% [markdown]
// # 11. Deep recurrent networks
//
// A recurrent network that reads a hundred words is deep in one sense: the first word passes through a
// hundred steps before it reaches the last. In another sense it is as shallow as possible. Between the word
// of *this* step and the answer of *this* step there is one matrix, one tanh, and the output layer. This
// chapter stacks recurrent layers, which makes a network deep in both senses, and measures what that gains
// and what it does not.
//
// **After this chapter you can**
//
// - write a deep recurrent network: forward, and back through depth and time;
// - count its parameters, and compare depths at equal size;
// - put a dense network on top, and dropout between the layers, and say what dropout does to a state;
// - combine depth with two directions;
// - measure how long each layer remembers, and hold the result against an untrained control.
//
// You need [chapter 03](../03-RNN/03-RNN.md), BPTT from chapter 04, and for one section the two directions of
// [chapter 10](../10-BidirectionalRNN/10-BidirectionalRNN.md). Reading takes about 45 minutes, with the
// equations and the code; the [exercise](../../Exercises/11-DeepRNN) asks you to write what you read here.

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
// A recurrent layer turns a sequence $X_1, \dots, X_T$ into a sequence $H_1, \dots, H_T$. So its output can
// be the input of a second layer, whose output can be the input of a third:
//
// $$
// \begin{aligned}
// H^{0}_t &= X_t \\
// H^{l}_t &= \tanh(H^{l-1}_t W_{xh}^{(l)} + H^{l}_{t-1} W_{hh}^{(l)} + b_h^{(l)}) && l = 1, \dots, L \\
// \hat{Y}_t &= \mathrm{softmax}(H^{L}_t W_{hq} + b_q)
// \end{aligned}
// $$
//
// Here it is for two layers and three steps:

// %% [folded] How the two layers are drawn
/// Two layers over three steps; `masked` puts a dropout mask on each arrow from layer 1 up to layer 2.
func twoLayers(masked: Bool = false) -> Diagram {
  let below = masked ? 3.0 : 2.0  // the row of layer 1, counted from the top
  var nodes: [Diagram.Node] = [.text("0", 0, 1, name: "start 2"), .text("0", 0, below, name: "start 1")]
  var edges: [Diagram.Edge] = (1...2).map {
    .forward("start \($0)", "H^\($0)_1", "H^\($0)_2", "H^\($0)_3", color: .blue)
  }
  for step in 1...3 {
    let column = Double(step)
    nodes += [
      .pill("Ŷ_\(step)", column, 0), .box("H^2_\(step)", column, 1), .box("H^1_\(step)", column, below),
      .pill("X_\(step)", column, below + 1),
    ]
    edges += [.forward("X_\(step)", "H^1_\(step)"), .forward("H^2_\(step)", "Ŷ_\(step)")]
    if masked {
      nodes.append(.gate("mask", column, 2, name: "mask \(step)", color: .orange))
      edges.append(.forward("H^1_\(step)", "mask \(step)", "H^2_\(step)", color: .orange))
    } else {
      edges.append(.forward("H^1_\(step)", "H^2_\(step)"))
    }
  }
  return Diagram(nodes, edges)
}

show(twoLayers(), caption: "Two recurrent layers: up through the layers, to the right (blue) through time")

// %% [markdown]
// | symbol | what it is | shape |
// |---|---|---|
// | $X_t = H^0_t$ | the input of time step $t$ | $[B, I]$ |
// | $H^l_t$ | the state of layer $l$ after step $t$ | $[B, H]$ |
// | $W_{xh}^{(1)}$ | from the input into the lowest layer | $[I, H]$ |
// | $W_{xh}^{(l)}$, $l > 1$ | from the layer below | $[H, H]$ |
// | $W_{hh}^{(l)}$ | from the layer's own previous state | $[H, H]$ |
// | $b_h^{(l)}$ | a bias, added to each row | $[1, H]$ |
// | $W_{hq}$, $b_q$ | from the highest layer to the output $\hat{Y}_t$ $[B, Q]$ | $[H, Q]$, $[1, Q]$ |
//
// Every layer has its own weights, shared by all its steps. A state has two parents: the layer below at the
// same step, and the same layer at the previous step. Any cell will do, and in the literature the layers are
// mostly LSTMs or GRUs. The GRUs of this chapter have the reset gate before the product, as in chapter 08.
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
print("states to carry on:", output.finalState.count, "one per layer")

// %% [markdown]
// The order of the two loops does not matter. You can finish layer 1 before you begin layer 2, as here, or
// move all layers forward by one step, as you must in a stream. Both parents of a state have to exist before
// the state; nothing else is required.
//
// ### At the extremes
//
// - $L = 1$ is the plain recurrent layer.
// - $T = 1$ is an ordinary feed-forward network with $L$ layers: no state comes in from the side.
// - $W_{hh}^{(l)} = 0$ in all layers: the same feed-forward network at every step, without memory.

// %% [folded] Three networks at the extremes, compared with simpler ones
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
      ["$L = 1$ against the plain layer", (single(inputs).hidden[5] - plain.hidden[5]).norm],
      ["$T = 1$ against a feed-forward network", (deep([first]).hidden[0] - feedForward).norm],
      [
        "all W_hh = 0, last step against a feed-forward network",
        (forgetful(inputs).hidden[5] - lastAlone).norm,
      ],
    ]),
  caption: "Three ways in which a deep recurrent network is something simpler")

// %% [markdown]
// ## How many paths lead from there to here
//
// In one layer there is exactly one path from $X_1$ to $H_T$: step by step along the top of the picture. In a
// deep network there are many. Each goes $T-1$ steps to the right and $L$ steps up, the first one into layer
// 1, and can climb anywhere. Counting the paths is a problem from school:
//
// $$
// \text{paths from } X_1 \text{ to } H^L_T = \binom{T - 1 + L - 1}{L - 1}
// $$
//
// You can let the network count. Take one unit per layer, all weights 1, no bias, and ReLU instead of tanh,
// which leaves positive numbers unchanged. Put a 1 in at the first step and zeros after it. Each state is
// then the sum of its two parents, as in Pascal's triangle, and $H^L_T$ is the number of paths.

// %%
func counter(layers: Int) -> DeepRNN<RNN<Double>> {
  let cell = RNNCell<Double>(weightIH: [[1]], weightHH: [[1]], bias: [[0]], activation: .relu)
  return DeepRNN((0..<layers).map { _ in RNN(cell) })
}

// %% [folded] The counts and the formula
func binomial(_ n: Int, _ k: Int) -> Int {
  k == 0 ? 1 : (1...k).reduce(1) { $0 * (n - k + $1) / $1 }
}

let impulse = [Matrix<Double>([[1]])] + (0..<9).map { _ in Matrix<Double>([[0]]) }

show(
  Table(
    header: ["$L$", "$T = 1$", "2", "3", "5", "10", "formula for $T = 10$"],
    rows: (1...4).map { depth in
      let counts = counter(layers: depth)(impulse).hidden.map { Int($0[0, 0]) }
      return [depth] + [0, 1, 2, 4, 9].map { counts[$0] } + [binomial(9 + depth - 1, depth - 1)]
    }),
  caption: "Paths from the first input to the highest state, counted by the network itself")

// %% [markdown]
// Four layers and ten steps: 220 paths instead of one. Each path carries a part of the gradient in the
// backward pass. How large the parts are, the count does not tell: every path still has $T - 1$ recurrent
// factors.
//
// ## Back through depth and time
//
// The backward pass looks harder than it is, because each layer already has BPTT (chapter 04). It takes the
// gradients of its outputs, one per step, and returns the gradients of its inputs, one per step. And the
// inputs of layer $l$ *are* the outputs of layer $l-1$. So:
//
// $$
// \begin{aligned}
// dH^{L}_t &= \text{from the loss} \\
// dA^{l}_t &= \bigl(dH^{l}_t + dA^{l}_{t+1} W_{hh}^{(l)\top}\bigr) \odot (1 - H^{l}_t \odot H^{l}_t) && t = T, \dots, 1 \\
// dH^{l-1}_t &= dA^{l}_t \, W_{xh}^{(l)\top} && \text{passed to the layer below} \\
// dW_{xh}^{(l)} &= \textstyle\sum_t H^{l-1\,\top}_t dA^l_t \qquad dW_{hh}^{(l)} = \sum_t H^{l\,\top}_{t-1} dA^l_t && \text{and } db_h^{(l)}\text{: all rows of all } dA^l_t \text{ added}
// \end{aligned}
// $$
//
// with $A$ $[B, H]$ for the pre-activation, the sum inside the tanh, and $dA_{T+1} = 0$. Each gradient has the
// shape of its variable: $dA^l_t$ and $dH^l_t$ are $[B, H]$, $dH^0_t = dX_t$ is $[B, I]$, $dW_{xh}^{(1)}$ is
// $[I, H]$, and all other weight gradients are $[H, H]$. The order is from the highest layer to the lowest, and in
// each layer from the last step to the first. The paths join in the sum of the second line: from above and
// from the right.

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

// %% [folded] How the gradients are checked
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
// has to narrow the deeper networks. How wide can each be, for a vocabulary of 67 characters and 30,000
// parameters in all?

// %% [folded] How the parameters are counted
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
    header: ["GRU layers", "hidden units per layer", "parameters"],
    rows: zip(depths, widths).map { depth, width in
      [depth, width, parameterCount(vocabulary: 67, hidden: width, layers: depth, gates: 3)]
    }),
  caption: "The same size, dealt out over one to four layers (a GRU has three gates' worth of weights)")

// %% [markdown]
// ## Does depth pay?
//
// We let these four read the small book of tales that comes with the course, one character at a time, and
// predict the next. They are evaluated on held-out text (the **validation set**), after 1,200 updates. One
// learning rate for all would be unfair: so each depth has three, and three seeds for each. And because a deep
// network needs a good start, each also begins once with its first weights multiplied by 2.

// %%
let text = try TrainingText(contentsOf: CourseText.lighthouse!)

/// A depth with a learning rate and the size of its first weights.
struct DepthRun: CustomStringConvertible {
  var layers: Int
  var rate = 0.008
  var scale: Float = 1
  var description: String { "\(layers) layers, rate \(short(rate)), weights × \(short(scale))" }

  /// A trainer before its first update.
  func trainer(seed: UInt64) throws -> LanguageModelTrainer<GRUCell<Float>> {
    var plan = TrainingPlan()
    plan.hiddenSize = widths[layers - 1]
    plan.layerCount = layers
    plan.batchSize = 8
    plan.sequenceLength = 48
    plan.stepCount = 1200
    plan.learningRate = rate
    plan.seed = seed
    return try LanguageModelTrainer(plan: plan, text: text, threadCount: 1) { inputs, units, generator in
      var cell = GRUCell<Float>(inputSize: inputs, hiddenSize: units, using: &generator)
      cell.weightIH = cell.weightIH * scale
      cell.weightHH = cell.weightHH * scale
      return cell
    }
  }

  /// The trained model, and its bits per character on held-out text every 100 updates.
  func trained(seed: UInt64) throws -> (model: LanguageModel<GRUCell<Float>>, curve: [Double]) {
    let trainer = try trainer(seed: seed)
    var curve = [bits(meanCrossEntropy: trainer.heldOutLoss())]
    while !trainer.isFinished {
      trainer.advance()
      if trainer.step.isMultiple(of: 100) { curve.append(bits(meanCrossEntropy: trainer.heldOutLoss())) }
    }
    return (trainer.model, curve)
  }
}

let depthRates = [0.004, 0.008, 0.016]
let depthRuns = depths.flatMap { layers in
  [Float(1), 2].flatMap { scale in
    depthRates.map { DepthRun(layers: layers, rate: $0, scale: scale) }
  }
}
let depthResults = try Experiment(
  "depth", chapter: "11", settings: depthRuns, seeds: 1...3,
  measures: (0...12).map { "after \($0 * 100)" }, isStored: true
) { run, seed in try run.trained(seed: seed).curve }.results()

// %% [folded] How the runs are listed
/// What is left to ask if nothing is known but how often each character occurs.
func entropyOfCharacters() -> Double {
  var counts: [Int: Double] = [:]
  for token in text.training { counts[token, default: 0] += 1 }
  let total = Double(text.training.count)
  return counts.values.reduce(0) { $0 - $1 / total * log2($1 / total) }
}

show(
  Table(
    header: ["layers", "hidden units", "first weights"] + depthRates.map { "rate \(short($0))" },
    rows: depths.flatMap { layers in
      [Float(1), 2].map { scale -> [Any] in
        [layers, widths[layers - 1], scale == 1 ? "as usual" : "× 2"]
          + depthRates.map { rate in
            depthResults[DepthRun(layers: layers, rate: rate, scale: scale), "after 1200"]
              .map { short($0, digits: 3) }.joined(separator: ", ")
          }
      }
    }),
  caption: "Bits per character on held-out text after 1,200 updates, one number per seed")

print("bits per character if only the characters' frequencies are known:", short(entropyOfCharacters()))

// %% [folded] How the curves of four layers are drawn
func depthCurve(_ name: String, _ run: DepthRun, seed: Int) -> Series {
  Series(
    name, x: (0...12).map { Double($0 * 100) },
    y: (0...12).map { depthResults[run, "after \($0 * 100)"][seed - 1] })
}

show(
  LineChart(
    (1...3).map { depthCurve("as usual, seed \($0)", DepthRun(layers: 4), seed: $0) }
      + (1...3).map { depthCurve("× 2, seed \($0)", DepthRun(layers: 4, scale: 2), seed: $0) },
    xLabel: "update", yLabel: "bits per character, held out"),
  caption: "Four layers at rate 0.008: the first weights as usual, and twice as large")

// %% [markdown]
// Look at the rows with the usual start first. One layer learns at every rate. With three layers one run in nine is
// still at about 4.4 bits after 1,200 updates, where a network knows how often each character occurs and nothing
// else; with four layers it is more than half of the runs. Which ones depends on the rate and on the seed: from a
// single run you could have concluded either.
//
// Then look at the rows with doubled weights. Every run of every depth has left that plateau. So it was the start.
// Chapter 07 suggests why: with small random weights each layer passes on less than it got, forward and backward,
// and four layers pass on almost nothing.
//
// And does depth pay, once it can learn? At its best rate and start, two layers end at 1.97 to 2.00 bits, one layer
// at 2.01 to 2.08, three about equal to one, and four are worse. A twentieth of a bit, for two layers: at this
// size, depth is not magic. (The best of six settings was chosen on the text that reports it, so the gain is rather
// smaller than it looks. And for two and three layers the best rate is the largest of the three, so a larger one
// could suit them even better.)
//
// A popular argument for depth speaks of markets: whether prices rise or fall over months belongs high up in the
// network, what happens from day to day below. It is an argument, not a measurement; two sections below test it,
// one on the memory of each layer and one on a real series.
//
// In the literature on larger texts you will often find two to four layers, and shortcuts past the layers
// (residual connections) in deeper networks. Measure on your own text before you believe it.
//
// Depth is not a matter of taste when one nonlinear step cannot give the answer. Chapter 10 has such a question:
// each direction has read one neighbor, and a linear output on top cannot compare the two. Something nonlinear has
// to come after the concatenation: a second recurrent layer or a dense layer. Chapter 10 tries both.
//
// ## Time scales of the layers
//
// How long does each layer of a network remember? That is easy to measure. We let a trained three-layer network
// (usual start, rate 0.008, seed 1) read a piece of held-out text twice, the second time with one character
// exchanged for another, and measure how far the state of each layer is from its state in the first reading, 1, 2,
// 3, … characters after the exchange. The distances are averaged over 60 positions, and each curve is divided by
// its largest value, to make the layers comparable.

// %%
/// The states of every layer over a text: T matrices [1, H] for each.
func states(of model: LanguageModel<GRUCell<Float>>, reading tokens: [Int]) -> [[Matrix<Float>]] {
  let inputs = tokens.map { oneHot([$0], classCount: model.vocabularySize) as Matrix<Float> }
  return model.layers(inputs).cache.layers.map(\.hidden)
}

/// How far the states of each layer are apart in two readings, from an exchanged character on, by the largest distance.
func traces(of model: LanguageModel<GRUCell<Float>>, span: Int = 24, places: Int = 60) -> [[Double]] {
  var sums = Array(repeating: Array(repeating: 0.0, count: span), count: model.layerCount)
  for place in 0..<places {
    let start = 30 + 50 * place
    let tokens = Array(text.heldOut[start - 30..<start + span])
    var exchanged = tokens
    exchanged[30] = text.heldOut[start + 7] == tokens[30] ? text.heldOut[start + 8] : text.heldOut[start + 7]
    let (before, after) = (states(of: model, reading: tokens), states(of: model, reading: exchanged))
    for layer in sums.indices {
      for step in 0..<span {
        sums[layer][step] += Double((after[layer][30 + step] - before[layer][30 + step]).norm)
      }
    }
  }
  return sums.map { trace in trace.map { $0 / (trace.max() ?? 1) } }
}

let threeLayers = DepthRun(layers: 3)
let memories = traces(of: try threeLayers.trained(seed: 1).model)

// %% [folded] How the traces are drawn
func drawTraces(_ traces: [[Double]], caption: String) {
  show(
    LineChart(
      traces.indices.map { Series("layer \($0 + 1)", traces[$0]) }, xLabel: "characters after the exchange",
      yLabel: "trace that is left", yScale: .logarithmic, covering: [1e-5, 1]),
    caption: caption)
}

drawTraces(memories, caption: "How long each layer remembers that one character was another")

// %% [markdown]
// **In this network, the higher a layer, the longer the trace.** After 16 characters the third layer holds
// more than four times as much of the exchanged character, relative to its maximum, as the first.
//
// It is tempting to say that the layers have *learned* to divide the work: characters below, words and
// phrases above. Before we believe it, we need a **control**: the same curves for the same network before its
// first update. There are five here. The first has the seed of the trained network and so is its
// start; the other four show how much the curves depend on the seed.

// %%
let untrained = try (1...5).map { seed in
  traces(of: try threeLayers.trainer(seed: UInt64(seed)).model)
}

// %% [folded] How the control is drawn and listed
let untrainedMeans = (0..<3).map { layer in
  memories[layer].indices.map { step in untrained.reduce(0) { $0 + $1[layer][step] } / 5 }
}
drawTraces(
  untrainedMeans, caption: "The control: the same traces before the first update, mean of five seeds")

show(
  Table(
    header: ["layer", "network", "after 1", "2", "4", "8", "16"],
    rows: (0..<3).flatMap { layer -> [[Any]] in
      let steps = [1, 2, 4, 8, 16]
      let ranges = steps.map { step in
        let values = untrained.map { $0[layer][step] }
        return "\(short(values.min()!, digits: 2)) to \(short(values.max()!, digits: 2))"
      }
      return [
        [layer + 1, "trained, one run"] + steps.map { short(memories[layer][$0], digits: 2) },
        [layer + 1, "untrained, five seeds"] + ranges,
      ]
    }),
  caption: "The trace that is left, after training and before")

// %% [markdown]
// **The order exists before training,** from every seed, and more clearly than after it: 16 characters after
// the exchange the untrained third layer holds more than 20 times as much of its maximum as the first. So the
// order is no sign of learning. Stacking is enough for it: the second layer does not read the exchanged
// character, but the states of the first layer, in which the exchange is already spread over several steps,
// and it spreads them further. The paths counted above fit this. There is one path from the exchange to layer
// 1, $t$ steps later, $t + 1$ to layer 2, and $(t + 1)(t + 2) / 2$ to layer 3. Question 3 below works this
// out.
//
// What did training change, in this one run? After 16 characters each layer holds more than in any of the
// untrained networks. The *lowest* gained most, more than fifteen times as much as before, so the layers came
// closer together. And after four characters the second and the third layer hold less than before. That is
// not the picture of high layers that learn to remember while low ones do not.
//
// Do not turn that into a law, either. It is one trained network on one text, and each curve is relative to
// its own largest value; only the control has more than one seed.
//
// ## A dense network on top
//
// The output layer $W_{hq}$ is linear. If the answer is not a linear function of the state, you can put a
// small **dense network** between the two: first the recurrent layers, which deal with time, then
// feed-forward layers, which add a nonlinearity at each step:
//
// $$
// D_t = \tanh(H^L_t W_d + b_d) \qquad \hat{Y}_t = \mathrm{softmax}(D_t W_q + b_q)
// $$
//
// with $W_d$ $[H, D]$, $b_d$ $[1, D]$, $W_q$ $[D, Q]$, and $b_q$ $[1, Q]$ for $D$ dense units; $D_t$ is $[B, D]$
// and $\hat{Y}_t$ $[B, Q]$. The tanh is essential. Two linear layers with nothing between them are one linear
// layer, with more parameters and no more power. (The next section and the exercise train such networks.)

// %% [folded] How three recurrent layers with a dense network on top are drawn
func tower(_ step: Int) -> [Diagram.Node] {
  let column = Double(step)
  return [
    .pill("Ŷ_\(step)", column, 0), .gate("softmax", column, 1, name: "softmax \(step)"),
    .gate("tanh", column, 2, name: "D_\(step)"), .box("H^3_\(step)", column, 3),
    .box("H^2_\(step)", column, 4), .box("H^1_\(step)", column, 5), .pill("X_\(step)", column, 6),
  ]
}

show(
  Diagram(
    (1...3).flatMap(tower),
    (1...3).map {
      .forward(
        "X_\($0)", "H^1_\($0)", "H^2_\($0)", "H^3_\($0)", "D_\($0)", "softmax \($0)", "Ŷ_\($0)")
    } + (1...3).map { .forward("H^\($0)_1", "H^\($0)_2", "H^\($0)_3", color: .blue) },
    groups: [
      .frame(
        "recurrent", around: (1...3).flatMap { step in (1...3).map { "H^\($0)_\(step)" } }, color: .blue),
      .frame("dense", around: (1...3).flatMap { ["D_\($0)", "softmax \($0)"] }),
    ]),
  caption:
    "Three recurrent layers with a dense network on top: only the recurrent part reads from step to step")

// %% [folded] Two dense layers, with and without tanh between them
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
// ## A real series
//
// Now the argument about markets. A series with two time scales is the yearly number of sunspots: it goes up and
// down in about eleven years, and the height of the peaks changes over a century. Does depth help to forecast it?
// The set-up is that of [chapter 05](../05-SequenceTypes/05-SequenceTypes.md): read 33 years, predict the next
// eleven; 1700 to 1899 to learn from, 1900 to 1949 to choose the learning rate and the moment to stop, 1950 to 2008
// to test. The networks are GRUs with between 427 and 501 parameters, trained
// for 500 updates (600 in chapter 08, so their numbers differ). One is built like the network drawn above, three
// recurrent layers with a dense layer on top, but answers once, after the last step, without a softmax. (Source:
// National Geophysical Data Center; public domain, copied from the data sets of statsmodels.)

// %% [folded] The series, and how a deep forecaster is trained
let sunspots = CourseSeries.sunspots

let trainingYears = sunspots[0..<200]
let meanNumber = trainingYears.reduce(0, +) / 200
let deviation = (trainingYears.reduce(0) { $0 + ($1 - meanNumber) * ($1 - meanNumber) } / 200).squareRoot()
let scaled = sunspots.map { ($0 - meanNumber) / deviation }

/// The 33 years before some years, T matrices [B, 1], and the eleven from them on, [B, 11].
func years(_ years: [Int]) -> (before: [Matrix<Double>], after: Matrix<Double>) {
  (
    (0..<33).map { step in Matrix(years.map { [scaled[$0 - 33 + step]] }) },
    Matrix(years.map { Array(scaled[$0..<$0 + 11]) })
  )
}

/// The root mean squared errors in sunspots, for each of the eleven years ahead.
func errors(_ forecasts: Matrix<Double>, _ truth: Matrix<Double>) -> [Double] {
  let differences = (forecasts - truth) * deviation
  return (0..<11).map { (differences.column($0).squaredNorm / Double(truth.rows)).squareRoot() }
}

/// Recurrent layers, a dense layer if wanted, and an output layer that reads the last state.
struct Forecaster: ParameterCollection {
  var layers: DeepRNN<GRU<Double>>
  var dense: Linear<Double>?
  var output: Linear<Double>

  init(layerCount: Int, hiddenSize: Int, denseSize: Int?, using generator: inout SplitMix64) {
    layers = DeepRNN(inputSize: 1, hiddenSize: hiddenSize, layerCount: layerCount, using: &generator)
    dense = denseSize.map { Linear(inputSize: hiddenSize, outputSize: $0, using: &generator) }
    output = Linear(inputSize: denseSize ?? hiddenSize, outputSize: 11, using: &generator)
  }

  var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Double>>)] {
    parameters(of: \.layers) + (dense == nil ? [] : parameters(of: \.dense!, named: "dense"))
      + parameters(of: \.output, named: "output")
  }

  func callAsFunction(_ inputs: [Matrix<Double>]) -> Matrix<Double> {
    let last = layers(inputs).hidden[inputs.count - 1]
    return output(dense.map { tanh($0(last)) } ?? last)
  }

  /// The gradient of the mean squared error.
  func gradient(_ inputs: [Matrix<Double>], _ targets: Matrix<Double>) -> Forecaster {
    let states = layers(inputs)
    let last = states.hidden[inputs.count - 1]
    let read = dense.map { tanh($0(last)) } ?? last
    var gradient = zeroed()
    var back = output.backward(
      (output(read) - targets) * (2 / Double(targets.count)), through: read, adding: &gradient.output)
    if let dense { back = dense.backward(back * (1 - read * read), through: last, adding: &gradient.dense!) }
    let silent = states.hidden.dropLast().map { $0 * 0 }
    gradient.layers = layers.backward(silent + [back], through: states).parameters
    return gradient
  }
}

struct ForecastRun: CustomStringConvertible {
  let layers: Int
  let hidden: Int
  var dense: Int?
  var rate = 0.01
  var name: String { "\(layers) × \(hidden) units" + (dense.map { ", dense \($0)" } ?? "") }
  var description: String { "\(name), rate \(short(rate))" }

  func forecaster(_ generator: inout SplitMix64) -> Forecaster {
    Forecaster(layerCount: layers, hiddenSize: hidden, denseSize: dense, using: &generator)
  }

  /// The mean error on the validation years, then those on the test years 1, 2, 5 and 11 ahead.
  func results(seed: UInt64) -> [Double] {
    var generator = SplitMix64(seed: 900 + seed)
    var network = forecaster(&generator)
    var optimizer = Adam(for: network, learningRate: rate)
    let (validation, test) = (years(Array(200...239)), years(Array(250...298)))
    var best = (error: Double.infinity, test: [Double]())
    for update in 0...500 {
      if update.isMultiple(of: 20) {
        let error = errors(network(validation.before), validation.after).reduce(0, +) / 11
        if error < best.error { best = (error, errors(network(test.before), test.after)) }
      }
      let (inputs, targets) = years((0..<32).map { _ in Int.random(in: 33...189, using: &generator) })
      var gradient = network.gradient(inputs, targets)
      gradient.clip(toNorm: 1)
      optimizer.update(&network, along: gradient)
    }
    return [best.error] + [0, 1, 4, 10].map { best.test[$0] }
  }
}

let forecasters = [
  ForecastRun(layers: 1, hidden: 10), ForecastRun(layers: 2, hidden: 6), ForecastRun(layers: 3, hidden: 5),
  ForecastRun(layers: 3, hidden: 4, dense: 8),
]
let forecastRates = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3]
func atAllRates(_ run: ForecastRun) -> [ForecastRun] {
  forecastRates.map {
    var run = run
    run.rate = $0
    return run
  }
}
let forecasts = try Experiment(
  "sunspots", chapter: "11", settings: forecasters.flatMap(atAllRates), seeds: 1...5,
  measures: ["validation"] + [1, 2, 5, 11].map { "\($0) ahead" }, isStored: true
) { run, seed in run.results(seed: seed) }.results()

show(
  Table(
    header: ["layers", "parameters", "rate"] + [1, 2, 5, 11].map { "\($0) ahead" },
    rows: forecasters.map { run -> [Any] in
      var example = SplitMix64(seed: 1)
      let best = forecasts.best(of: atAllRates(run), by: "validation")
      return [
        run.name, run.forecaster(&example).parameterCount,
        short(best.setting.rate) + (best.isBracketed ? "" : " (edge)"),
      ]
        + [1, 2, 5, 11].map { ahead in
          let sample = forecasts.sample(best.setting, "\(ahead) ahead")
          return "\(short(sample.mean, digits: 3)) ± \(short(sample.reach, digits: 2))"
        }
    }),
  caption: "Root mean squared error in sunspots, 1950 to 2008: mean of five seeds and 95 % interval")

// %% [markdown]
// Depth does not help here. One year ahead the network with one layer has the lowest error, and further ahead no
// deeper one beats it by more than the error. Three layers with a dense layer on top end lower than three without,
// but they differ in width and rate as well, and on the validation years they were no better. The series has two
// time scales, as the argument requires, but 200 years hold only two slow periods, too few to learn from. So this
// does not refute the argument. It shows that two time scales in the data are not enough to make depth pay.
//
// ## Dropout, between the layers
//
// A network with many parameters can memorize a short text: it **overfits**. Its loss on the training text
// keeps falling while its loss on held-out text rises. **Dropout** makes memorizing harder: in training each
// number is set to zero with probability $p$, and the others are divided by $1 - p$, which keeps the mean.
// Outside of training nothing is dropped.
//
// In a recurrent network there is one trap. Drop the state on its way through time, with a *fresh* mask at
// every step, and after $T$ steps only a fraction $(1-p)^T$ of the units still carries the old value. The
// usual way out is to put the masks only on the arrows that go **up**:

// %% [folded] How the places of dropout are drawn
show(
  twoLayers(masked: true),
  caption: "Dropout between the layers: a new mask at each step (orange), no mask through time (blue)")

// %% [markdown]
// There is a second way out. Draw *one* mask per sequence and use it at all its steps: then the same units
// are dropped all the time, and the others keep their state. This **variational dropout** (Gal and
// Ghahramani, 2016) also works on the state; in Keras it is `recurrent_dropout`, in the library
// `RecurrentDropout`.
//
// First the trap in numbers: a state of ones that is only passed on, with a fresh mask at every step, and with one
// mask for all steps.

// %%
/// The share of units that still carry something after each step, if every step has its own mask or all have one.
func surviving(_ dropout: Dropout) -> [Double] {
  var carried = Matrix<Double>(rows: 1, columns: 2000, repeating: 1)
  return [1]
    + dropout.masks(for: Array(repeating: carried, count: 20), using: &generator).map { mask in
      carried = carried * mask
      return Double(carried.elements.count { $0 != 0 }) / 2000
    }
}

let freshMasks = surviving(Dropout(probability: 0.3))
let oneMask = surviving(Dropout(probability: 0.3, isSharedAcrossSteps: true))

// %% [folded] How the share of survivors is drawn
show(
  LineChart(
    [
      Series("a mask per step", freshMasks),
      Series("$0.7^t$", (0...20).map { pow(0.7, Double($0)) }),
      Series("one mask", oneMask),
    ], xLabel: "step", yLabel: "share of units that still carry it"),
  caption: "What dropout leaves of a state on its way through time")

// %% [markdown]
// Does it matter for learning? A plain network with an orthogonal start has to recall a symbol 10, 20 or 30 steps
// later (chapter 12's task without the signal, with 64 units, and a loss on the last answer only), and in training
// its state is dropped on the way to the next step, with $p = 0.5$: not at all, with a fresh mask per step, or with
// one mask per sequence. The test drops nothing, and all runs have the same learning rate.

// %% [folded] How the state is dropped in training
enum StateDropout: String, CaseIterable, CustomStringConvertible {
  case none = "nothing dropped"
  case fresh = "a fresh mask per step"
  case shared = "one mask per sequence"
  var description: String { rawValue }
}

struct StateDropoutRun: CustomStringConvertible {
  let kind: StateDropout
  let distance: Int
  var description: String { "\(kind), \(distance) steps" }
}

/// The share of correct answers about a symbol read some steps before, after 600 updates.
func recalled(_ run: StateDropoutRun, seed: UInt64) -> Double {
  let kind = run.kind
  var generator = SplitMix64(seed: seed)
  var cell = RNNCell<Float>(inputSize: 5, hiddenSize: 64, using: &generator)
  cell.weightHH = .orthogonal(rows: 64, columns: 64, using: &generator)
  var output = Linear<Float>(inputSize: 64, outputSize: 4, using: &generator)
  var network = ManyToOne(layer: RNN(cell), output: output)
  var optimizer = Adam(for: network, learningRate: 0.003)
  func batch(_ size: Int) -> (inputs: [Matrix<Float>], symbols: [Int]) {
    let symbols = (0..<size).map { _ in Int.random(in: 0..<4, using: &generator) }
    let blanks = oneHot([Int](repeating: 4, count: size), classCount: 5) as Matrix<Float>
    return ([oneHot(symbols, classCount: 5)] + Array(repeating: blanks, count: run.distance), symbols)
  }
  for _ in 0..<600 {
    let (inputs, symbols) = batch(16)
    (cell, output) = (network.layer.cell, network.output)
    let shape = MatrixShape(16, 64)
    let dropout = Dropout(
      probability: kind == .none ? 0 : 0.5, isSharedAcrossSteps: kind == .shared)
    let masks = dropout.masks(
      for: inputs.map { _ in Matrix<Float>.zeros(shape) }, using: &generator)
    var (state, caches) = (Matrix<Float>.zeros(shape), [RNNCell<Float>.Cache]())
    for (input, mask) in zip(inputs, masks) {
      let (next, cache) = cell.step(input, from: state * mask)
      caches.append(cache)
      state = next
    }
    var gradient = network.zeroed()
    var stateGradient = output.backward(
      crossEntropyGradient(logits: output(state), targets: symbols), through: state, adding: &gradient.output)
    for (cache, mask) in zip(caches, masks).reversed() {
      stateGradient =
        cell.backward(stateGradient, through: cache, adding: &gradient.layer.cell).state * mask
    }
    gradient.clip(toNorm: 1)
    optimizer.update(&network, along: gradient)
  }
  let test = batch(400)
  let answers = network(test.inputs).logits.rowArgmax()
  return Double(zip(answers, test.symbols).count { $0 == $1 }) / 400
}

let recallDistances = [10, 20, 30]
let stateDropouts = try Experiment(
  "state-dropout", chapter: "11",
  settings: StateDropout.allCases.flatMap { kind in
    recallDistances.map { StateDropoutRun(kind: kind, distance: $0) }
  }, seeds: 1...5, measures: ["accuracy"], isStored: true
) { run, seed in [recalled(run, seed: seed)] }.results()

show(
  Table(
    header: ["dropout on the state"] + recallDistances.map { "\($0) steps" },
    rows: StateDropout.allCases.map { kind in
      [kind.rawValue]
        + recallDistances.map { distance in
          stateDropouts[StateDropoutRun(kind: kind, distance: distance)].sorted()
            .map { "\(Int((100 * $0).rounded()))" }.joined(separator: " ")
        }
    }),
  caption: "Correct answers in percent, five runs each, sorted (25 is guessing)")

// %% [markdown]
// Over ten steps nearly every run learns. Over 20 and 30, a fresh mask per step leaves every run guessing: what the
// first step wrote has been hit by so many masks that nothing in it is reliable. With one mask nine of ten runs get
// about half of the answers right, and one guesses. So the *fresh* mask does most of the damage. One mask costs
// half of the answers as well: without dropout all are right. Each batch is fresh, so there is nothing to overfit
// and nothing to gain. The table shows what dropout does to a memory, and not whether it pays.
//
// Now the masks on the arrows that go up. Two layers of GRUs learn from only 4,000 characters, far too few,
// once without and once with dropout between the layers. The held-out curve shows when learning turns into
// overfitting: where it begins to rise.

// %% [folded] How two layers learn from a short text
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

// %% [folded] How the two curves are drawn
let updates = without.indices.map { Double($0 * 25) }

show(
  LineChart(
    [
      Series("nothing dropped", x: updates, y: without),
      Series("$p = 0.5$ between the layers", x: updates, y: with),
    ],
    xLabel: "update", yLabel: "bits per character, held out"),
  caption: "Overfitting, and how dropout delays it")

// %% [folded] How the two runs are listed
func best(_ curve: [Double]) -> (bits: Double, update: Int) {
  let index = curve.indices.min { curve[$0] < curve[$1] } ?? 0
  return (curve[index], index * 25)
}

show(
  Table(
    header: ["dropout", "best", "at update", "in the end"],
    rows: [("none", without), ("$p = 0.5$", with)].map { name, curve in
      [name, best(curve).bits, best(curve).update, curve[curve.count - 1]]
    }),
  caption: "Bits per character on text that was held out")

// %% [markdown]
// The two best values differ by 0.07 bits, in one run each: that decides nothing. Dropout makes overfitting slower,
// so the moment you stop matters less. Nor is it free: it takes more updates to get there. Zaremba and others
// (2014) report clear gains for larger networks and longer training, which this chapter does not test.
//
// ## Deep and bidirectional
//
// Depth and two directions combine. Each layer reads the sequence below it from both ends and passes on
// $[\overrightarrow{H}_t, \overleftarrow{H}_t]$, which is $2H$ wide. So from the second layer on the input
// weights are $[2H, H]$, once for each direction: twice as many numbers as the recurrent weights of the layer:

// %% [folded] How the weights of both directions are listed
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
  caption: "Weights of two bidirectional layers, $I = 10$, $H = 16$")

// %% [markdown]
// One thing is different from stacking plain layers: the second layer cannot begin before the first has read
// the whole sequence, in both directions. A deep one-directional network can take a step in all its layers as
// soon as an input arrives.
//
// ## Common mistakes
//
// - **Every layer reads the inputs** instead of the layer below. It is a wide network then, not a deep one.
// - **One state for all layers.** Each layer has its own; between two pieces of a long text you carry $L$
//   states.
// - **The weights are shared between layers.** They are shared over time only.
// - **The gradient of the top goes to every layer.** A lower layer gets its gradient only from the layer
//   above.
// - **Dropout on the state with a fresh mask at every step,** or with a mask left on when the network is
//   used.
// - **The dense layers without an activation** between them.
// - **An unfair comparison:** twice as deep with the same width has nearly twice the parameters.
// - **A cause without a control:** "the higher layers learned to remember longer", measured only after
//   training.
//
// ## On paper
//
// **1. Count.** A GRU has three gates' worth of weights. Check the 29,699 parameters of one layer with
// $H = 64$ and the 29,547 of two layers with $H = 44$, for 67 characters in and out.
//
// <details><summary>Answer</summary>
//
// One layer: $3 (67 \cdot 64 + 64^2 + 64) = 25344$, and $65 \cdot 67 = 4355$ for the output, together 29,699.
// Two layers: $3 (67 \cdot 44 + 44^2 + 44) = 14784$ below, $3 (2 \cdot 44^2 + 44) = 11748$ above,
// $45 \cdot 67 = 3015$ for the output, together 29,547.
//
// </details>
//
// **2. Predict.** A state of 1,000 units is passed on for 20 steps with dropout, $p = 0.3$. How many units
// still carry their first value, with a fresh mask at every step, and with one mask for all steps?
//
// <details><summary>Answer</summary>
//
// With fresh masks $1000 \cdot 0.7^{20} \approx 0.8$, about one unit. With one mask the same 700 units
// survive every step, after 20 steps as after one. (Only how many survive is counted here: each division by
// 0.7 would make the carried value grow, which is one reason why the mask usually goes on the state as it is
// *read*, not on the stored state.)
//
// </details>
//
// **3. Derive.** Suppose that in each layer a trace shrinks to the share $a$ at every step, and that each layer
// adds the trace of the layer below, at the same step, to its own. One character is exchanged at $t = 0$.
// What is the trace of layer $l$ after $t$ steps? Compare layers 1 and 3 for $a = 0.5$ and $t = 16$,
// relative to their maxima.
//
// <details><summary>Answer</summary>
//
// Each path contributes $a^t$, because each has $t$ steps to the right, and there are $\binom{t + l - 1}{l - 1}$
// of them. Layer 1 has $0.5^t$, with its maximum 1 at $t = 0$. Layer 3 has $0.5^t (t + 1)(t + 2) / 2$: 1, 1.5,
// 1.5, 1.25, and so on, so its maximum 1.5 comes one or two steps *after* the exchange. At $t = 16$ they are
// $0.5^{16}$ and $0.5^{16} \cdot 153 / 1.5$: 102 times as much in layer 3, and nothing has been learned.
//
// </details>
//
// ## Try it
//
// Open `Exercises/11-DeepRNN`. You count parameters, write the forward and the backward pass, put a dense
// network on top and dropout in between, and finally train a deep network until its answers are correct. Then
// run
//
// ```
// swift run course grade 11
// ```
//
// Or change something here and run the chapter with `COURSE_ALL=1 swift run -c release Chapter11DeepRNN`:
//
// - Which depth wins with 60,000 parameters? Do four layers learn sooner with first weights multiplied by 3?
// - Train the three layers from other seeds: do their traces change as in our one run? And with two layers, or
//   after twice as many updates?
// - Put the dropout also on the inputs. What does it do to a network that reads one-hot rows?
//
// ## Summary
//
// - The states of one layer are the inputs of the next: $H^l_t$ has two parents, $H^{l-1}_t$ and $H^l_{t-1}$.
// - In the backward pass, each layer runs BPTT and passes the gradients of its inputs to the layer below.
// - $I H + H^2 + H$ numbers in the lowest layer, $2H^2 + H$ in every other.
// - Depth is worth what you measure. It is indispensable if one nonlinear step is not enough, and costs width
//   if the size is fixed.
// - In the trained network the higher layers hold a trace longer. In the untrained control they do so too, and
//   by more: stacking is enough for this order, and it shows nothing about learning.
// - Dropout goes on the arrows that lead up; on the arrows through time, never with a fresh mask at every
//   step.
//
// ## References
//
// - J. Schmidhuber, "Learning complex, extended sequences using the principle of history compression",
//   *Neural Computation* 4, 1992: stacked recurrent layers.
// - A. Graves, A. Mohamed and G. Hinton, "Speech recognition with deep recurrent neural networks", 2013.
// - M. Hermans and B. Schrauwen, "Training and analysing deep recurrent neural networks", 2013: time scales
//   of the layers.
// - R. Pascanu, C. Gulcehre, K. Cho and Y. Bengio, "How to construct deep recurrent neural networks", 2014.
// - W. Zaremba, I. Sutskever and O. Vinyals, "Recurrent neural network regularization", 2014: dropout between
//   the layers.
// - Y. Gal and Z. Ghahramani, "A theoretically grounded application of dropout in recurrent neural networks",
//   *NIPS*, 2016: one mask per sequence.
// - N. Srivastava and others, "Dropout: a simple way to prevent neural networks from overfitting", *JMLR* 15,
//   2014.
