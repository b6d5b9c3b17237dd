// %% [markdown]
// # 10. Bidirectional recurrent networks
//
// Read this sentence up to the gap: "She went to the bank and …". Which bank? You cannot know yet. It
// continues "… and asked for a loan", or "… and watched the boats", and only then does the word in the middle
// get its meaning. A recurrent network reads like someone who covers the rest of the line with a sheet of
// paper: it has to answer for each word before it has seen what follows. This chapter takes the sheet away.
// It lets a second network read the same sequence from its end, and puts the two side by side.
//
// **After this chapter you can**
//
// - say which outputs of a network can depend on which inputs, and draw it;
// - write the forward pass of a bidirectional network, and line its two halves up;
// - propagate the gradient back through both directions;
// - read a padded batch of sequences of different lengths from their ends, without reading the padding;
// - say which tasks it is the right tool for, and which it cannot do at all.
//
// You need the recurrent network of [chapter 03](../03-RNN/03-RNN.md) and backpropagation through time
// ([chapter 04](../04-BPTT/04-BPTT.md)). Reading takes about 50 minutes, with the equations and the code; the
// [exercise](../../Exercises/10-BidirectionalRNN) asks you to write what you read here.

// %%
import Foundation
import GradientChecking
import LinearAlgebra
import NotebookDisplay
import RecurrentNetworks
import SequenceTraining
import TextEncoding

var generator = SplitMix64(seed: 10)  // all randomness comes from here: results repeat

// %% [markdown]
// ## What a network can know
//
// The plain recurrent network computes each state from the previous one:
//
// $$
// H_t = \tanh(X_t W_{xh} + H_{t-1} W_{hh} + b_h)
// $$
//
// Follow the arrows and you see that $H_t$ is a function of $X_1, \dots, X_t$ and of nothing else. No
// training can change that: what comes after time step $t$ has no way to get there. Let's see it in numbers.
// We change one input $X_s$ by a little, and measure how far every output $H_t$ moves. A row of the picture
// is an output, a column is an input.

// %%
let (stepCount, inputSize, hiddenSize) = (12, 3, 8)
let inputs = (0..<stepCount).map { _ in
  Matrix<Double>.normal(rows: 1, columns: inputSize, using: &generator)
}

/// How far each output moves when an input moves by a millionth, divided by that millionth: [T, T].
func influence(_ outputs: ([Matrix<Double>]) -> [Matrix<Double>]) -> Matrix<Double> {
  let before = outputs(inputs)
  var result = Matrix<Double>.zeros(rows: stepCount, columns: stepCount)
  for source in 0..<stepCount {
    var changed = inputs
    changed[source] = inputs[source] + 1e-6
    for (step, after) in outputs(changed).enumerated() {
      result[step, source] = (after - before[step]).norm / 1e-6
    }
  }
  return result
}

let cell = RNNCell<Double>(inputSize: inputSize, hiddenSize: hiddenSize, using: &generator)
let oneDirection = RNN(cell)
let stepNames = (1...stepCount).map(String.init)

show(
  HeatMap(
    influence { oneDirection($0).hidden }, rowLabels: stepNames, columnLabels: stepNames,
    xLabel: "input of step $s$", yLabel: "output of step $t$", colors: .sequential),
  caption: "What reaches an output of a plain network")

// %% [markdown]
// Everything right of the diagonal is exactly zero, not just rounded to 0.00 like some cells far to the left.
// The diagonal is strong, and to its left the influence fades, as in chapter 07. (Each of the three pictures
// in this chapter has its own color scale.) A layer that reads from the last step to the first has the same
// picture, turned around:

// %% [folded] How the picture of the backward layer is drawn
let otherCell = RNNCell<Double>(inputSize: inputSize, hiddenSize: hiddenSize, using: &generator)
let fromTheEnd = RNN(otherCell, direction: .backward)

show(
  HeatMap(
    influence { fromTheEnd($0).hidden }, rowLabels: stepNames, columnLabels: stepNames,
    xLabel: "input of step $s$", yLabel: "output of step $t$", colors: .sequential),
  caption: "What reaches an output of a network that reads in reverse")

// %% [markdown]
// ## Two networks, one output
//
// A **bidirectional** network is these two, each with its own weights, reading the same inputs. At each step
// their two states are concatenated:
//
// $$
// \begin{aligned}
// \overrightarrow{H}_t &= \tanh(X_t W_{xh}^{(f)} + \overrightarrow{H}_{t-1} W_{hh}^{(f)} + b_h^{(f)}) && t = 1, 2, \dots, T \\
// \overleftarrow{H}_t &= \tanh(X_t W_{xh}^{(b)} + \overleftarrow{H}_{t+1} W_{hh}^{(b)} + b_h^{(b)}) && t = T, T-1, \dots, 1 \\
// H_t &= [\overrightarrow{H}_t, \overleftarrow{H}_t] \\
// \hat{Z}_t &= H_t W_{hq} + b_q \\
// \hat{Y}_t &= \mathrm{softmax}(\hat{Z}_t)
// \end{aligned}
// $$
//
// with $\overrightarrow{H}_0 = 0$ and $\overleftarrow{H}_{T+1} = 0$.

// %% [folded] How the bidirectional layer is drawn
var (layerParts, layerArrows): ([Diagram.Node], [Diagram.Edge]) = ([], [])
for step in 1...3 {
  let column = 2 * Double(step)
  layerParts += [
    .pill("Ŷ_\(step)", column, 0), .box("H_\(step)", column, 1),
    .box("H⃖_\(step)", column + 0.5, 2, name: "right \(step)", color: .orange),
    .box("H⃗_\(step)", column - 0.5, 3, name: "left \(step)", color: .blue), .pill("X_\(step)", column, 4),
  ]
  layerArrows += [
    .forward("X_\(step)", "left \(step)", "H_\(step)", "Ŷ_\(step)"),
    .forward("X_\(step)", "right \(step)", "H_\(step)"),
  ]
}
layerParts += [.text("0", 0.6, 3, name: "start"), .text("0", 7.4, 2, name: "end")]
layerArrows += [
  .forward("start", "left 1", "left 2", "left 3", color: .blue),
  .forward("end", "right 3", "right 2", "right 1", color: .orange),
]

show(
  Diagram(layerParts, layerArrows),
  caption: "A bidirectional layer: one state reads forward (blue), one backward (orange)")

// %% [markdown]
// | symbol | what it is | shape |
// |---|---|---|
// | $X_t$ | the input of step $t$ | $[B, I]$ |
// | $\overrightarrow{H}_t$ | state of the direction that reads forward: a function of $X_1 \dots X_t$ | $[B, H]$ |
// | $\overleftarrow{H}_t$ | state of the direction that reads backward: a function of $X_t \dots X_T$ | $[B, H]$ |
// | $H_t$ | both, side by side: a function of the whole sequence | $[B, 2H]$ |
// | $W_{xh}^{(f)}, W_{hh}^{(f)}, b_h^{(f)}$ | the weights of one direction | $[I, H]$, $[H, H]$, $[1, H]$ |
// | $W_{xh}^{(b)}, W_{hh}^{(b)}, b_h^{(b)}$ | the weights of the other, not shared with the first | the same |
// | $W_{hq}, b_q$ | from both states to the output | $[2H, Q]$, $[1, Q]$ |
// | $\hat{Z}_t$ | the logits (with a hat: not the update gate of chapter 08) | $[B, Q]$ |
// | $\hat{Y}_t$ | the probabilities of the $Q$ classes | $[B, Q]$ |
//
// Note the row of $W_{hq}$. The output layer has twice as many rows as before: the first $H$ rows weigh the
// past, the other $H$ the future.
//
// The two directions do not exchange anything on the way; they come together only in $H_t$. So any cell will
// do, and later in this chapter it is a GRU (chapter 08, with the reset gate before the product).

// %% [folded] How the picture of both directions is drawn
let both = Bidirectional(forward: cell, backward: otherCell)

show(
  HeatMap(
    influence { both($0).hidden }, rowLabels: stepNames, columnLabels: stepNames,
    xLabel: "input of step $s$", yLabel: "output of step $t$", colors: .sequential),
  caption: "What reaches an output of a bidirectional network")

// %% [markdown]
// Each output now hears from every input, loudest from the nearest ones on either side.
//
// ## Lining the halves up
//
// To run the second direction you need no new code. Reverse the sequence, let an ordinary network read it,
// and you have its states, in the order of *reading*. The first state belongs to $X_T$, the last to $X_1$.
// Before you put them next to the forward states you have to reverse them once more. Small enough to do by
// hand: one number in, one out, and both directions only add up what they see: all weights are 1, without a
// tanh.

// %% [folded] How the running sums are listed
let small = [5.0, 1, 2]

func runningSums(_ numbers: [Double]) -> [Double] {
  numbers.reduce(into: []) { sums, number in sums.append((sums.last ?? 0) + number) }
}

let forwardSums = runningSums(small)
let inOrderOfReading = runningSums(small.reversed())
let aligned = Array(inOrderOfReading.reversed())

show(
  Table(
    header: ["step", "input", "from the left", "from the right", "from the right, not reversed"],
    rows: small.indices.map {
      [$0 + 1, small[$0], forwardSums[$0], aligned[$0], inOrderOfReading[$0]]
    }),
  caption: "Running sums from both sides")

// %% [markdown]
// Check one row: at step 2 the left side has seen 5 and 1, which makes 6, and the right side 2 and 1, which
// makes 3. At every step, left plus right minus the step's own input is 8, the sum of all: together they have
// read everything. The last column is the classical mistake. It holds the same numbers, but at the wrong
// steps, and the shapes are right, so nothing complains. At step 1 it shows 2, which is only $X_3$: the
// output of step 1 would see the beginning and the end of the sequence, and nothing in between.
//
// The library's layer matches the correct column, and so do two plain layers and two reversals:

// %% [folded] The layer against two plain layers and two reversals
let readBackward = RNN(otherCell)(inputs.reversed()).hidden
let byTwoReversals = zip(oneDirection(inputs).hidden, readBackward.reversed()).map {
  concatenate(columns: [$0, $1])
}
let byLayer = both(inputs).hidden

show(
  Table(
    header: ["step", "shape", "distance, reversed", "distance, not reversed"],
    rows: [0, 5, 11].map { step in
      let wrong = concatenate(columns: [oneDirection(inputs).hidden[step], readBackward[step]])
      return [
        step + 1, byLayer[step].shape, (byLayer[step] - byTwoReversals[step]).norm,
        (byLayer[step] - wrong).norm,
      ]
    }),
  caption: "The layer against two plain layers and two reversals")

// %% [markdown]
// ### Two states that deserve the name "last"
//
// For one answer about a whole sequence, such as the sentiment of a sentence, you would take the last state.
// Which one? The forward direction has seen everything at step $T$, the backward direction at step **1**. The
// concatenated output of step $T$ holds a backward state that has read one single input. So you take
// $[\overrightarrow{H}_T, \overleftarrow{H}_1]$, which the library calls the final state.

// %% [folded] The backward half of the final state, compared
let output = both(inputs)
let final = output.finalState
let firstOutput = output.hidden[0].columns(hiddenSize..<2 * hiddenSize)
let lastOutput = output.hidden[stepCount - 1].columns(hiddenSize..<2 * hiddenSize)

print(
  "backward half of the final state, distance to that of step 1: ", short((final.backward - firstOutput).norm)
)
print(
  "                                  distance to that of step 12:", short((final.backward - lastOutput).norm))

// %% [markdown]
// ### A mirror
//
// Here is a law to test such code with. Reverse the inputs *and* exchange the two networks: you get the same
// states, with their halves exchanged and their order reversed. It holds for correct code, with any weights.

// %%
let exchanged = Bidirectional(forward: otherCell, backward: cell)
let mirrored = exchanged(inputs.reversed()).hidden
let halvesSwapped = mirrored.reversed().map {
  concatenate(columns: [$0.columns(hiddenSize..<2 * hiddenSize), $0.columns(0..<hiddenSize)])
}
let mirrorError = zip(byLayer, halvesSwapped).map { ($0 - $1).norm }.max() ?? 0

print("largest distance between the mirrored and the plain states:", short(mirrorError))

// %% [markdown]
// ## Sequences of different lengths
//
// In a batch the short sequences are padded to the length of the longest (chapter 05). A forward layer can
// read the padding without harm if you use its outputs only at real steps, because the padding comes last.
// Its *final* state is another matter: it must be taken at the sequence's own end, not after the padding. For
// the backward direction the padding comes **first**. If it reads the padding, every state after that has
// started from rubbish. Each sequence has to be read from *its own* last step.

// %% [folded] Three padded sequences, read with and without their lengths
let longest = 8
let lengths = [8, 5, 2]
let rubbish = 9.0

/// Three sequences, padded to eight steps with a number that does not belong there.
let batch = (0..<longest).map { step in
  concatenate(
    rows: lengths.map { length in
      step < length
        ? Matrix<Double>.normal(rows: 1, columns: inputSize, using: &generator)
        : Matrix(rows: 1, columns: inputSize, repeating: rubbish)
    })
}

let withLengths = fromTheEnd(batch, lengths: lengths).hidden
let withoutLengths = fromTheEnd(batch).hidden

show(
  Table(
    header: ["sequence", "steps", "error at its first step", "error at its last step"],
    rows: lengths.enumerated().map { row, length in
      let alone = fromTheEnd(batch[..<length].map { $0.row(row) }).hidden
      return [
        row + 1, length, (withoutLengths[0].row(row) - alone[0]).norm,
        (withoutLengths[length - 1].row(row) - alone[length - 1]).norm,
      ]
    }),
  caption: "A backward layer that reads the padding, against each sequence read alone")

// %% [folded] How the largest error is found
let worst =
  lengths.enumerated().flatMap { row, length in
    let alone = fromTheEnd(batch[..<length].map { $0.row(row) }).hidden
    return (0..<length).map { (withLengths[$0].row(row) - alone[$0]).norm }
  }.max() ?? 0

print("the largest error of all steps, when it gets the lengths:", short(worst))

// %% [markdown]
// The longest sequence has no padding and no error beyond rounding. The others are far off at their last
// step, where the rubbish has just been read. At the first step the error has faded, as everything does in a
// plain network, but it is not zero. Your results would then depend on the other sequences of the batch, the
// kind of mistake that is found after months.
//
// ## The backward pass
//
// The two directions come together only in the concatenation, so the gradient splits there. Of $dH_t$ $[B, 2H]$
// the first $H$ columns belong to the forward direction, the rest to the backward one. Then each direction
// runs the BPTT of chapter 04. $d\hat{Z}_t$ $[B, Q]$ is the gradient with respect to the logits, $\hat{Y}_t$
// minus the one-hot target for a summed cross-entropy; $dW_{hq}$ is $[2H, Q]$ and $dX_t$ is $[B, I]$:
//
// $$
// \begin{aligned}
// dH_t &= d\hat{Z}_t \, W_{hq}^\top & dW_{hq} &= \sum_t H_t^\top d\hat{Z}_t \\
// [d\overrightarrow{H}_t, d\overleftarrow{H}_t] &= dH_t \\
// dX_t &= dX_t^{(f)} + dX_t^{(b)}
// \end{aligned}
// $$
//
// Time runs backward for the forward direction, from $T$ to 1, and **forward** for the backward direction:
// its previous step is $t+1$, so its gradient flows from step 1 to step $T$. Both directions have read $X_t$,
// so its gradient has two parts, which are added. Forget one, and the layer below gets only half of its
// gradient.
//
// A numerical check of every parameter, as in chapter 04:

// %%
let targets = [1, 0, 2, 1, 0]
let shortInputs = Array(inputs.prefix(5))
let outputLayer = Linear<Double>(inputSize: 2 * hiddenSize, outputSize: 3, using: &generator)
let tagger = ManyToMany(layer: both, output: outputLayer)

func loss(_ tagger: ManyToMany<Bidirectional<RNNCell<Double>>>) -> Double {
  zip(tagger(shortInputs).logits, targets).reduce(0) {
    $0 + crossEntropy(logits: $1.0, targets: [$1.1], reduction: .sum)
  }
}

let (logits, cache) = tagger(shortInputs)
let logitGradients = zip(logits, targets).map {
  crossEntropyGradient(logits: $0, targets: [$1], reduction: .sum)
}
var gradient = tagger.zeroed()
_ = tagger.backward(logitGradients, through: cache, adding: &gradient)
let checks = checkGradients(gradient, of: loss, at: tagger)

show(
  Table(
    header: ["parameter", "shape", "norm of the gradient", "relative error"],
    rows: zip(checks, tagger.namedParameters).map { check, parameter in
      let part = gradient[keyPath: parameter.path]
      return [parameter.name, part.shape, part.norm, check.passes() ? "below 1e-6" : "too large"]
    }),
  caption: "The gradient of a bidirectional network against finite differences")

// %% [markdown]
// ## A task that one direction cannot do
//
// Take a row of random digits, and mark the **peaks**: every digit that is larger than both its neighbors.
// The previous digit is easy to remember. The next digit has not come yet when a one-directional network must
// answer. How well can it do at best? If the digit $c$ is not larger than the previous one, it is certainly
// not a peak. If it is larger, everything depends on the next digit, which is smaller with probability
// $c / 10$; the best answer is the more likely one. We count over all hundred pairs:

// %% [folded] The best possible share, counted over all pairs
var bestPossible = 0.0
for before in 0..<10 {
  for digit in 0..<10 {
    let smallerNext = Double(digit) / 10
    bestPossible += (digit > before ? max(smallerNext, 1 - smallerNext) : 1) / 100
  }
}

print("right answers that one direction can reach at best:", short(bestPossible))

// %% [markdown]
// No training, no size, and no cell can beat this number from one side, on average over digits with two
// neighbors. (At the two ends of a row the bound differs; question 3 below shows that the mean over the row
// stays the same.) And 0.5 is not the number to compare with: in the middle of a row a digit is a peak with
// probability $\sum_c (c/10)^2 / 10 = 0.285$, so always answering "no" is right in 71.5 % of the cases. Now
// let both kinds of network learn it, from three seeds each.

// %% [folded] How the digits are made, and how a network learns from them
/// A question about a digit and its two neighbors.
typealias Question = (_ before: Int, _ digit: Int, _ after: Int) -> Bool

/// `count` rows of 20 digits as inputs [count, 10] a step, and the answer at each step; outside of a row stands -1.
func sequences(_ count: Int, _ question: Question, using generator: inout SplitMix64)
  -> (inputs: [Matrix<Float>], targets: [[Int]])
{
  let rows = (0..<count).map { _ in
    [-1] + (0..<20).map { _ in Int.random(in: 0...9, using: &generator) } + [-1]
  }
  let inputs = (1...20).map { step in oneHot(rows.map { $0[step] }, classCount: 10) as Matrix<Float> }
  let targets = (1...20).map { step in
    rows.map { question($0[step - 1], $0[step], $0[step + 1]) ? 1 : 0 }
  }
  return (inputs, targets)
}

/// A layer, a dense layer of 16 units if wanted, and an output layer.
struct DigitTagger<Layer: SequenceLayer>: ParameterCollection where Layer.Scalar == Float {
  var layer: Layer
  var dense: Linear<Float>?
  var output: Linear<Float>

  init(_ layer: Layer, hasDense: Bool = false, using generator: inout SplitMix64) {
    self.layer = layer
    if hasDense { dense = Linear(inputSize: layer.outputSize, outputSize: 16, using: &generator) }
    output = Linear(inputSize: hasDense ? 16 : layer.outputSize, outputSize: 2, using: &generator)
  }

  var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Float>>)] {
    parameters(of: \.layer, named: "layer") + (dense == nil ? [] : parameters(of: \.dense!, named: "dense"))
      + parameters(of: \.output, named: "output")
  }

  /// The states of all steps below each other, what the output layer reads, and the layer's output.
  func summaries(_ inputs: [Matrix<Float>]) -> (
    states: Matrix<Float>, read: Matrix<Float>, layer: Layer.Output
  ) {
    let result = layer(inputs)
    let states = concatenate(rows: result.hidden)
    return (states, dense.map { tanh($0(states)) } ?? states, result)
  }

  func gradient(_ inputs: [Matrix<Float>], _ targets: [[Int]]) -> Self {
    let (states, read, result) = summaries(inputs)
    var gradient = zeroed()
    var back = output.backward(
      crossEntropyGradient(logits: output(read), targets: Array(targets.joined())), through: read,
      adding: &gradient.output)
    if let dense {
      back = dense.backward(back * (1 - read * read), through: states, adding: &gradient.dense!)
    }
    let batch = inputs[0].rows
    let bySteps = inputs.indices.map { back.rows($0 * batch..<($0 + 1) * batch) }
    gradient.layer = layer.backward(bySteps, through: result).parameters
    return gradient
  }

  func accuracy(_ question: Question) -> Double {
    var judge = SplitMix64(seed: 2)
    let (inputs, targets) = sequences(300, question, using: &judge)
    let answers = output(summaries(inputs).read).rowArgmax()
    return Double(zip(answers, targets.joined()).count { $0 == $1 }) / Double(answers.count)
  }

  /// Trains with Adam, and gives the share of right answers on fresh sequences, every 20 updates.
  func accuracies(_ question: Question, using generator: inout SplitMix64) -> [Double] {
    var model = self
    var optimizer = Adam(for: model, learningRate: 0.01)
    return (0...300).reduce(into: []) { results, update in
      if update.isMultiple(of: 20) { results.append(model.accuracy(question)) }
      let (inputs, targets) = sequences(32, question, using: &generator)
      optimizer.update(&model, along: model.gradient(inputs, targets))
    }
  }
}

// %%
typealias BothWays = Bidirectional<RNNCell<Float>>

func makeOneWay(_ generator: inout SplitMix64) -> DigitTagger<RNN<Float>> {
  DigitTagger(RNN(RNNCell(inputSize: 10, hiddenSize: 32, using: &generator)), using: &generator)
}

func makeBothWays(hasDense: Bool = false, _ generator: inout SplitMix64) -> DigitTagger<BothWays> {
  let layer = BothWays(inputSize: 10, hiddenSize: 16, using: &generator)
  return DigitTagger(layer, hasDense: hasDense, using: &generator)
}

let isPeak: Question = { before, digit, after in digit > before && digit > after }
let updateNumbers = (0...15).map { Double($0 * 20) }

// %% [folded] How the networks are run, drawn and listed
enum Reader: String, CaseIterable, CustomStringConvertible {
  case oneWay = "one direction, $H = 32$"
  case bothWays = "both directions, $H = 16$ each"
  case twoLayers = "both directions, two layers"
  case dense = "both directions, dense layer with tanh"
  var description: String { rawValue }

  func accuracies(_ question: Question, seed: UInt64) -> [Double] {
    var generator = SplitMix64(seed: 1000 + seed)
    switch self {
    case .oneWay: return makeOneWay(&generator).accuracies(question, using: &generator)
    case .bothWays: return makeBothWays(&generator).accuracies(question, using: &generator)
    case .dense: return makeBothWays(hasDense: true, &generator).accuracies(question, using: &generator)
    case .twoLayers: return deepBothWays(&generator).accuracies(question, using: &generator)
    }
  }

  var parameterCount: Int {
    var generator = SplitMix64(seed: 1)
    switch self {
    case .oneWay: return makeOneWay(&generator).parameterCount
    case .bothWays: return makeBothWays(&generator).parameterCount
    case .dense: return makeBothWays(hasDense: true, &generator).parameterCount
    case .twoLayers: return deepBothWays(&generator).parameterCount
    }
  }
}

func deepBothWays(_ generator: inout SplitMix64) -> DigitTagger<DeepRNN<BothWays>> {
  let layers = DeepRNN<BothWays>(inputSize: 10, hiddenSize: 16, layerCount: 2, using: &generator)
  return DigitTagger(layers, using: &generator)
}

/// Three runs of some networks on one question.
func answers(_ name: String, _ readers: [Reader], _ question: @escaping Question) throws
  -> ExperimentResults<Reader>
{
  try Experiment(
    name, chapter: "10", settings: readers, seeds: 1...3, measures: updateNumbers.map { "after \(Int($0))" }
  ) { reader, seed in reader.accuracies(question, seed: seed) }.results()
}

func meanCurves(_ results: ExperimentResults<Reader>) -> [Series] {
  results.settings.map { reader in
    Series(
      reader.rawValue, x: updateNumbers,
      y: updateNumbers.map { results.sample(reader, "after \(Int($0))").mean })
  }
}

func endTable(_ results: ExperimentResults<Reader>) -> Table {
  Table(
    header: ["network", "parameters"] + (1...3).map { "seed \($0)" },
    rows: results.settings.map { reader in
      [reader.rawValue, reader.parameterCount] + results[reader, "after 300"].map { short($0, digits: 3) }
    })
}

let peaks = try answers("peaks", [.oneWay, .bothWays], isPeak)
show(
  LineChart(
    meanCurves(peaks) + [
      Series("best from one side", x: updateNumbers, y: updateNumbers.map { _ in bestPossible })
    ],
    xLabel: "update", yLabel: "share of right answers"),
  caption: "Is this digit a peak? Learned by one direction and by two, mean of three seeds")
show(endTable(peaks), caption: "Peaks: share of correct answers after 300 updates")

// %% [markdown]
// The one-directional network has more parameters. In 300 updates it comes near the bound, and it stays
// below. The bidirectional one passes the bound and gets nearly all answers.
//
// ### What side by side cannot do
//
// Ask another question: *are my two neighbors both even, or both odd?* Each half of $H_t$ has read one of the
// neighbors. And yet:

// %%
let sameKind: Question = { before, _, after in (before + 10) % 2 == (after + 10) % 2 }
let kinds = try answers("same-kind", Reader.allCases, sameKind)

// %% [folded] How the curves are drawn
show(
  LineChart(meanCurves(kinds), xLabel: "update", yLabel: "share of right answers"),
  caption: "Are my neighbors of the same kind? Mean of three seeds")
show(endTable(kinds), caption: "Same kind: share of correct answers after 300 updates")

// %% [markdown]
// A second bidirectional layer gets every answer right, in all three runs. So does a dense layer with tanh, with
// little more than half of the parameters. One bidirectional layer with a linear output stays near guessing, like
// one direction; in one run of three its accuracy reached 0.64. The equation shows why: the logits are $\overrightarrow{H}_t W + \overleftarrow{H}_t W' + b_q$, a
// part from the past **plus** a part from the future. "Both even or both odd" is not a sum of two opinions: whether
// an even neighbor on the left speaks for yes or for no depends on the right. In the middle of a row the
// cross-entropy of such a sum is lowest if it answers one half. (A missing neighbor counts as odd, so at the ends
// of a row one neighbor decides, and a sum can use that.) (Its *accuracy* is not bound to one half: a sum with a
// threshold can get three of the four cases right.) For "larger than both" a sum is enough: two votes for, and a
// threshold between one and two. If past and future have to be *combined*, put something on top that sees both and
// has a nonlinearity: a second recurrent layer, or a dense layer with tanh, which has fewer parameters.
//
// ## Filling in a missing letter
//
// Random digits are a friendly example. How much is the future worth in a real text? We cover one character
// at a time and let a network predict it: once from only the preceding characters, once from only the
// following ones, and once from both. For a fair guess of $X_t$ the character itself must be hidden, so we
// use the states of the neighboring steps, $\overrightarrow{H}_{t-1}$ and $\overleftarrow{H}_{t+1}$:
//
// $$
// \hat{Y}_t = \mathrm{softmax}([\overrightarrow{H}_{t-1}, \overleftarrow{H}_{t+1}] \, W_{hq} + b_q)
// $$
//
// The first is the language model of chapter 06, with a GRU as its cell. The text is the small book of tales
// that comes with the course; its last tenth is held out (the **validation set**). The result is counted in
// bits per character: how many yes-or-no questions are left to ask. Two to the power of the bits is the
// perplexity of chapter 06.

// %%
let text = try TrainingText(contentsOf: CourseText.lighthouse!)
let vocabularySize = text.vocabularySize

/// Guesses a hidden character from the states beside it.
struct GapFiller: ParameterCollection {
  var before: GRU<Float>
  var after: GRU<Float>
  var output: Linear<Float>
  let sides: Set<Side>

  enum Side: Hashable { case before, after }

  init(sides: Set<Side>, hiddenSize: Int, vocabularySize: Int, using generator: inout SplitMix64) {
    let cell = { (generator: inout SplitMix64) in
      GRUCell<Float>(inputSize: vocabularySize, hiddenSize: hiddenSize, using: &generator)
    }
    before = GRU(cell(&generator))
    after = GRU(cell(&generator), direction: .backward)
    output = Linear(inputSize: sides.count * hiddenSize, outputSize: vocabularySize, using: &generator)
    self.sides = sides
  }

  var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Float>>)] {
    (sides.contains(.before) ? parameters(of: \.before, named: "before") : [])
      + (sides.contains(.after) ? parameters(of: \.after, named: "after") : [])
      + parameters(of: \.output, named: "output")
  }
}

// %% [markdown]
// The forward pass runs one layer or both, and concatenates for each gap the states to its left and right.
// The backward pass splits the gradient at the same columns. The first and the last step of a window serve
// only as context.

// %%
extension GapFiller {
  /// Mean cross-entropy over all gaps of a window, in nats, and its gradient. `tokens` is [T][B].
  func lossAndGradient(_ tokens: [[Int]]) -> (loss: Double, gradient: GapFiller) {
    let inputs = tokens.map { oneHot($0, classCount: output.bias.columns) as Matrix<Float> }
    let left = sides.contains(.before) ? before(inputs) : nil
    let right = sides.contains(.after) ? after(inputs) : nil
    let gaps = Array(1..<tokens.count - 1)
    var result = zeroed()
    var total = 0.0
    let silence = Matrix<Float>.zeros(rows: tokens[0].count, columns: before.outputSize)
    var leftGradients = Array(repeating: silence, count: tokens.count)
    var rightGradients = leftGradients
    for gap in gaps {
      let parts = [left?.hidden[gap - 1], right?.hidden[gap + 1]].compactMap { $0 }
      let state = concatenate(columns: parts)  // [B, H] or [B, 2H]
      let logits = output(state)
      total += Double(crossEntropy(logits: logits, targets: tokens[gap]))
      let logitGradient = crossEntropyGradient(logits: logits, targets: tokens[gap]) / Float(gaps.count)
      let stateGradient = output.backward(logitGradient, through: state, adding: &result.output)
      let width = before.outputSize
      if left != nil { leftGradients[gap - 1] = stateGradient.columns(0..<width) }
      if right != nil {
        rightGradients[gap + 1] = stateGradient.columns(stateGradient.columns - width..<stateGradient.columns)
      }
    }
    if let left { result.before = before.backward(leftGradients, through: left).parameters }
    if let right { result.after = after.backward(rightGradients, through: right).parameters }
    return (total / Double(gaps.count), result)
  }
}

// %% [folded] How the networks are trained and the curves are drawn
/// `count` windows of some tokens from random places, as tokens [length][count].
func windows(_ tokens: [Int], count: Int, length: Int = 34, using generator: inout SplitMix64) -> [[Int]] {
  let starts = (0..<count).map { _ in Int.random(in: 0...(tokens.count - length), using: &generator) }
  return (0..<length).map { step in starts.map { tokens[$0 + step] } }
}

/// Trains, and gives the model with its bits per character on held-out text, every 50 updates.
func trained(_ start: GapFiller, updates: Int, using generator: inout SplitMix64) -> (GapFiller, [Double]) {
  var model = start
  var optimizer = Adam(for: model, learningRate: 0.004)
  var judge = SplitMix64(seed: 1)
  let heldOut = windows(text.heldOut, count: 100, using: &judge)
  var curve: [Double] = []
  for update in 0...updates {
    if update.isMultiple(of: 50) { curve.append(model.lossAndGradient(heldOut).loss / log(2)) }
    var gradient = model.lossAndGradient(windows(text.training, count: 32, using: &generator)).gradient
    gradient.clip(toNorm: 1)
    optimizer.update(&model, along: gradient)
  }
  return (model, curve)
}

let sizes: [(name: String, sides: Set<GapFiller.Side>, hidden: Int)] = [
  ("before", [.before], 96), ("after", [.after], 96), ("before and after", [.before, .after], 60),
]
var fillers: [GapFiller] = []
var curves: [[Double]] = []
for size in sizes {
  let start = GapFiller(
    sides: size.sides, hiddenSize: size.hidden, vocabularySize: vocabularySize, using: &generator)
  let (model, curve) = trained(start, updates: 450, using: &generator)
  fillers.append(model)
  curves.append(curve)
}

show(
  LineChart(
    zip(sizes, curves).map { size, curve in
      Series(size.name, x: curve.indices.map { Double($0 * 50) }, y: curve)
    }, xLabel: "update", yLabel: "bits per character, held out"),
  caption: "Guessing a covered character from one side or both")

// %% [folded] How the results are listed
let ends = curves.map { $0[$0.count - 1] }

show(
  Table(
    header: ["reads", "hidden units", "parameters", "bits per character", "perplexity"],
    rows: zip(zip(sizes, fillers), ends).map { item, bits in
      [item.0.name, item.0.hidden * item.0.sides.count, item.1.parameterCount, bits, pow(2, bits)]
    }),
  caption: "After 450 updates, on text that no network has seen")

// %% [markdown]
// At nearly the same number of parameters, in one run each, both sides together leave far less to guess than
// either side on its own. The margin:

// %% [folded] How the margin is printed
print("bits per character gained by reading both sides:", short(min(ends[0], ends[1]) - ends[2]))

// %% [markdown]
// And this is what it looks like. One character is covered; each network names its three most likely
// characters.

// %% [folded] How the three networks guess
func bestGuesses(_ model: GapFiller, _ sentence: String, gap: Int) throws -> String {
  let tokens = try text.tokenizer.encode(sentence)
  let inputs = tokens.map { oneHot([$0], classCount: vocabularySize) as Matrix<Float> }
  let parts: [Matrix<Float>] =
    (model.sides.contains(.before) ? [model.before(inputs).hidden[gap - 1]] : [])
    + (model.sides.contains(.after) ? [model.after(inputs).hidden[gap + 1]] : [])
  let chances = softmax(model.output(concatenate(columns: parts))).elements
  let best = chances.indices.sorted { chances[$0] > chances[$1] }.prefix(3)
  return best.map { token in
    let character = text.tokenizer.decode([token])
    return "\(character == " " ? "␣" : character) \(Int((100 * chances[token]).rounded())) %"
  }.joined(separator: ", ")
}

let sentences = [
  ("and the keeper lit the lamp", 23), ("she went down to the harbour", 21), ("the old man said to her", 9),
]

show(
  Table(
    header: ["sentence", "from before", "from after", "from both"],
    rows: try sentences.map { sentence, gap in
      var covered = Array(sentence)
      covered[gap] = "▢"
      return [String(covered)] + (try fillers.map { try bestGuesses($0, sentence, gap: gap) })
    }),
  caption: "What is under the box?")

// %% [markdown]
// The first box is found by both sides together, and by neither on its own. At the second the following characters
// are enough, and both together get it wrong. At the third all fail: one side had the *a* among its three, and
// together they do not. Less is left to guess on average, not every time.
//
// ## Filling in a missing word
//
// Words again, as at the beginning: "I am ___", "I am ___ hungry", "I am ___ hungry, and I can eat half a pig" (an
// example of *Dive into Deep Learning*). Only what follows tells *happy* from *not* from *very*. The same kinds of networks
// now read words. The 250 most frequent words of the training part have their own number, all others share one, and
// in the test a missing word is guessed from the five words on either side. The held-out text is cut in two: the
// first half decides when to stop, the second half is the test. Words with a number of their own are counted, and
// five seeds run for each network, all at one learning rate.

// %% [folded] How words are numbered, and how the networks learn to fill them in
let wordTokenizer = WordTokenizer()
let wordText = try TrainingText(contentsOf: CourseText.lighthouse!, heldOutShare: 0.2)
let trainingWords = wordTokenizer.tokens(of: text.tokenizer.decode(wordText.training))
let heldOutWords = wordTokenizer.tokens(of: text.tokenizer.decode(wordText.heldOut))
let frequencies = trainingWords.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
let wordList = frequencies.keys.sorted { (-frequencies[$0]!, $0) < (-frequencies[$1]!, $1) }.prefix(250)
let wordNumbers = Dictionary(uniqueKeysWithValues: wordList.enumerated().map { ($1, $0) })
let otherWord = 250

func numbers(_ words: some Sequence<String>) -> [Int] { words.map { wordNumbers[$0] ?? otherWord } }
let trainingNumbers = numbers(trainingWords)
let validationNumbers = numbers(heldOutWords.prefix(heldOutWords.count / 2))
let testNumbers = numbers(heldOutWords.dropFirst(heldOutWords.count / 2))

/// The probabilities that a network gives to every word with five words or more on either side: B windows at once.
func chances(_ model: GapFiller, _ words: [Int]) -> (chances: Matrix<Float>, words: [Int]) {
  let starts = Array(0..<words.count - 10).filter { words[$0 + 5] != otherWord }
  let inputs = (0..<11).map { step in
    oneHot(starts.map { words[$0 + step] }, classCount: 251) as Matrix<Float>
  }
  let parts: [Matrix<Float>] =
    (model.sides.contains(.before) ? [model.before(Array(inputs[..<5])).hidden[4]] : [])
    + (model.sides.contains(.after) ? [model.after(Array(inputs[6...])).hidden[0]] : [])
  return (softmax(model.output(concatenate(columns: parts))), starts.map { words[$0 + 5] })
}

func wordScore(_ model: GapFiller, _ words: [Int]) -> (bits: Double, right: Double) {
  let (chances, truth) = chances(model, words)
  let best = chances.rowArgmax()
  let bits = truth.indices.reduce(0) { $0 - log2(Double(chances[$1, truth[$1]])) }
  return (
    bits / Double(truth.count), Double(zip(best, truth).count { $0 == $1 }) / Double(truth.count)
  )
}

/// A network that fills in words, stopped when it was best on the validation half.
func wordFiller(_ sides: Set<GapFiller.Side>, seed: UInt64) -> GapFiller {
  var generator = SplitMix64(seed: seed)
  var model = GapFiller(
    sides: sides, hiddenSize: sides.count == 1 ? 40 : 24, vocabularySize: 251, using: &generator)
  var optimizer = Adam(for: model, learningRate: 0.01)
  var best = (bits: Double.infinity, model: model)
  for update in 1...300 {
    let window = windows(trainingNumbers, count: 32, length: 13, using: &generator)
    var gradient = model.lossAndGradient(window).gradient
    gradient.clip(toNorm: 1)
    optimizer.update(&model, along: gradient)
    if update.isMultiple(of: 25) {
      let bits = wordScore(model, validationNumbers).bits
      if bits < best.bits { best = (bits, model) }
    }
  }
  return best.model
}

struct WordRun: CustomStringConvertible {
  let description: String
  let sides: Set<GapFiller.Side>
}
let wordRuns = sizes.map { WordRun(description: $0.name, sides: $0.sides) }
let wordResults = try Experiment(
  "words", chapter: "10", settings: wordRuns, seeds: 1...5, measures: ["bits", "right"], isStored: true
) { run, seed in
  let score = wordScore(wordFiller(run.sides, seed: seed), testNumbers)
  return [score.bits, score.right]
}.results()

let testedWords = testNumbers[5..<testNumbers.count - 5].filter { $0 != otherWord }
/// The result of always guessing by frequency: the bits, and the share of the most frequent word.
let byFrequency = { () -> (bits: Double, right: Double) in
  let total = Double(trainingNumbers.count)
  let bits = testedWords.reduce(0) { $0 - log2(Double(frequencies[wordList[$1]]!) / total) }
  return (bits / Double(testedWords.count), Double(testedWords.count { $0 == 0 }) / Double(testedWords.count))
}()

show(
  Table(
    header: ["reads", "parameters", "bits per word, five runs", "right, mean of five"],
    rows: [
      ["nothing: frequencies", "–", short(byFrequency.bits, digits: 3), short(byFrequency.right, digits: 2)]
    ]
      + wordRuns.map { run -> [Any] in
        [
          run.description, wordFillerSize(run.sides),
          wordResults[run, "bits"].sorted().map { short($0, digits: 3) }.joined(separator: ", "),
          short(wordResults.sample(run, "right").mean, digits: 2),
        ]
      }),
  caption: "Missing words: \(testedWords.count) words of held-out text")

func wordFillerSize(_ sides: Set<GapFiller.Side>) -> Int {
  var generator = SplitMix64(seed: 1)
  return GapFiller(
    sides: sides, hiddenSize: sides.count == 1 ? 40 : 24, vocabularySize: 251, using: &generator
  ).parameterCount
}

// %% [folded] How three networks fill in words
let wordFillers = wordRuns.map { wordFiller($0.sides, seed: 1) }
let wordGuesses = wordFillers.map { chances($0, testNumbers).chances }
let testWords = Array(heldOutWords.dropFirst(heldOutWords.count / 2))
let knownPlaces = (5..<testNumbers.count - 5).filter { testNumbers[$0] != otherWord }
show(
  Table(
    header: ["text", "missing"] + wordRuns.map { "from \($0.description)" },
    rows: stride(from: 30, to: 210, by: 30).map { index -> [Any] in
      let place = knownPlaces[index]
      let around =
        testWords[place - 4..<place].joined(separator: " ") + " ▢ "
        + testWords[place + 1...place + 4].joined(separator: " ")
      return [around, testWords[place]]
        + wordGuesses.map { guesses in
          let row = guesses.row(index).elements
          return row.indices.dropLast().sorted { row[$0] > row[$1] }.prefix(3).map { wordList[$0] }
            .joined(separator: ", ")
        }
    }),
  caption: "Every thirtieth known word of the test text, and three guesses of each network, seed 1")

// %% [markdown]
// Both sides together leave about 3.4 bits to guess, one side alone about 4.6 to 4.7: each of the five runs with
// both is better than every run with one. They find nearly half of the missing words, where one side finds three in
// ten. (One learning rate for all, so the margins could shift; they are far larger than the differences between
// seeds.)
//
// ## What it costs
//
// Nothing is free here, and the price is not in the parameters.
//
// **It has to wait.** The first output needs the last input. A network that writes subtitles while someone speaks,
// or predicts tomorrow's temperature, or generates text character by character, has no last input. For those tasks
// a bidirectional network is not slow but impossible, unless it can wait for a few steps of look-ahead. (That is
// what speech recognizers do that answer while you speak: their backward direction reads a short block ahead and
// starts again for the next one.) And when a sequence grows by one step, the forward direction continues by one
// step, while the backward direction has to start again from the new end.
//
// **The chain is long.** Step $t$ can only be computed after step $t-1$. One large product with nothing to wait for
// uses the whole processor; $T$ small products one after the other do not, and each direction adds a chain of $T$
// steps forward and a chain of $T$ steps backward. (The two directions do not wait for each other: on two cores
// they can run at the same time.) A one-directional network can be trained piece by piece (truncated BPTT, chapter
// 04). This one cannot: the loss at the first step depends on the last input. The next cell measures what can be
// measured of this. Its numbers come from one run on one machine; yours will differ.

// %% [timed] [folded] How the times are measured
func seconds(_ work: () -> Void) -> Double {
  let clock = ContinuousClock()
  let times = (0..<5).map { _ in clock.measure(work) }.sorted()
  return Double(times[2].components.attoseconds) / 1e18 + Double(times[2].components.seconds)
}

let wide = 256
let longInputs = (0..<200).map { _ in Matrix<Float>.normal(rows: 1, columns: wide, using: &generator) }
let wideLayer = RNN<Float>(RNNCell(inputSize: wide, hiddenSize: wide, using: &generator))
let widePair = Bidirectional<RNNCell<Float>>(inputSize: wide, hiddenSize: wide, using: &generator)
let stacked = concatenate(rows: longInputs)  // [200, 256]
let weights = wideLayer.cell.weightHH

// As many multiplications as the chain has, none of which waits for another.
let oneProduct = seconds { _ = matmul(matmul(stacked, weights), weights) }
let chain = seconds { _ = wideLayer(longInputs) }
let twoChains = seconds { _ = widePair(longInputs) }
let silence = longInputs.map { _ in Matrix<Float>.normal(rows: 1, columns: wide, using: &generator) }
let doubled = longInputs.map { _ in Matrix<Float>.normal(rows: 1, columns: 2 * wide, using: &generator) }
let chainTraining = seconds { _ = wideLayer.backward(silence, through: wideLayer(longInputs)) }
let twoChainsTraining = seconds { _ = widePair.backward(doubled, through: widePair(longInputs)) }
let streamForward = seconds {
  var state = wideLayer.cell.initialState(batchSize: 1)
  for input in longInputs { state = wideLayer.cell.step(input, from: state).state }
}
let streamBoth = seconds {
  for count in stride(from: 10, through: 200, by: 10) { _ = widePair(Array(longInputs.prefix(count))) }
}

show(
  Table(
    header: ["200 steps, 256 hidden units", "milliseconds"],
    rows: [
      ["the same multiplications as two large products", oneProduct * 1e3],
      ["one direction: a chain of 200 steps", chain * 1e3],
      ["both directions", twoChains * 1e3],
      ["training, one direction: forward and backward", chainTraining * 1e3],
      ["training, both directions", twoChainsTraining * 1e3],
      ["in a stream, one direction: a new answer at every step", streamForward * 1e3],
      ["in a stream, both directions: a new answer at every tenth step", streamBoth * 1e3],
    ]),
  caption: "The price of order, and of waiting (measured in this run)")

// %% [markdown]
// The first two rows are the price of order: the same multiplications, and the chain takes more than twice as long.
// Training both directions takes more than twice as long as training one. The last two rows are the price of
// waiting: a bidirectional network that has to answer while the input arrives reads everything again each time.
//
// ## Where it is used
//
// - **Tagging**: parts of speech, names of people and places, phonemes of a recording that is complete. The
//   output of a step belongs to that step, and the whole sequence is available.
// - **Filling in**: a missing word, a damaged letter, a gap in a series of measurements.
// - **The encoder of a translator** (chapter 05): the source sentence is complete when the translation
//   begins. The *decoder* writes what does not exist yet, so it only reads forward.
// - **Not** for a language model that generates, nor for anything that answers while the input is still
//   arriving. You may read that bidirectional networks are a form of generative deep learning. They are not:
//   they fill in and tag, and a text from left to right is what they cannot write.
//
// ## At the extremes
//
// - $T = 1$: both directions have read the same single input. Two layers side by side, no recurrence.
// - The backward half of $W_{hq}$ is zero: a plain recurrent network, exactly.
// - Both directions with the same weights and a palindrome as input: the forward states are the backward
//   states in reverse.

// %% [folded] Two extremes, compared
var forwardOnly = tagger
for row in hiddenSize..<2 * hiddenSize {
  for column in 0..<3 { forwardOnly.output.weight[row, column] = 0 }
}
let plainOutput = Linear(
  weight: outputLayer.weight.rows(0..<hiddenSize), bias: outputLayer.bias)
let plainTagger = ManyToMany(layer: oneDirection, output: plainOutput)
let apart = zip(forwardOnly(inputs).logits, plainTagger(inputs).logits).map { ($0 - $1).norm }.max() ?? 0

let palindrome = shortInputs + shortInputs.reversed()
let twins = Bidirectional(forward: cell, backward: cell)(palindrome).hidden
let twinsApart =
  zip(twins, twins.reversed()).map {
    ($0.columns(0..<hiddenSize) - $1.columns(hiddenSize..<2 * hiddenSize)).norm
  }.max() ?? 0

print("backward half of W_hq zero, distance to a plain network:", short(apart))
print("palindrome and shared weights, forward against backward:", short(twinsApart))

// %% [markdown]
// ## Common mistakes
//
// - **The backward states are not turned back** into the order of the inputs. Every shape is right, and the
//   network still learns something, only less.
// - **The inputs are not reversed for the backward direction**, and both halves read the same past.
// - **The halves are exchanged** between forward and backward pass: gradients flow into the wrong network.
// - **The output of the last step** is mistaken for the summary of the sequence. Its backward half has read
//   one input.
// - **The padding is read first**, as above.
// - **The two input gradients are not added.**
// - **The character to guess is among the inputs.** Use $\overrightarrow{H}_{t-1}$ and
//   $\overleftarrow{H}_{t+1}$, not the states of step $t$: those have seen the answer. A loss that falls to
//   zero within minutes is the sign.
//
// ## On paper
//
// **1. Compute.** The inputs are 2, −1, 4, and both directions only add up what they read. Write down the
// states from the left, the states from the right, and the states from the right that were not turned
// back.
//
// <details><summary>Answer</summary>
//
// From the left 2, 1, 5; from the right, in the order of the inputs, 5, 3, 4; not turned back 4, 3, 5. At
// every step left plus right minus the input is 5. Not turned back, step 2 is right by luck, as it always is
// in the middle of an odd length.
//
// </details>
//
// **2. Count.** The table of peaks prints 1,442 parameters for one direction with $H = 32$ and 930 for two
// with $H = 16$ each. Check both numbers, for $I = 10$ and $Q = 2$. Why is the pair smaller, although its
// output layer is the same?
//
// <details><summary>Answer</summary>
//
// One direction: $10 \cdot 32 + 32^2 + 32 = 1376$; two: $2 (10 \cdot 16 + 16^2 + 16) = 864$; the output layer
// has $32 \cdot 2 + 2 = 66$ in both. The units of one direction do not read those of the other: two blocks of
// $16^2$ replace one of $32^2$, which saves half of it.
//
// </details>
//
// **3. Derive** the one-sided bound for the first and for the last digit of a row of 20, if a missing
// neighbor counts as smaller. What is the mean bound over the row?
//
// <details><summary>Answer</summary>
//
// The first digit is a peak if the next one is smaller, with probability $c / 10$. The best answer is right
// with probability $\max(c/10, 1 - c/10)$; over the ten digits the mean is $7.5 / 10 = 0.75$. At the last
// digit nothing is missing, so a network that can tell the last step from the others reaches 1. The 18 digits
// between have 0.875: $(0.75 + 18 \cdot 0.875 + 1) / 20 = 0.875$. The two ends happen to balance.
//
// </details>
//
// ## Try it
//
// Open `Exercises/10-BidirectionalRNN`. You write the direction that reads backward, the forward pass, the
// output, the backward pass, the reading of padded batches, and finally, by hand, the weights of a network
// that sees both sides. Then run
//
// ```
// swift run course grade 10
// ```
//
// Or change something here and run the chapter with
// `COURSE_ALL=1 swift run Chapter10BidirectionalRNN`:
//
// - Ask for digits that are larger than the ones *three* steps before and after. Does the plain cell still
//   learn it? Does a GRU?
// - Let the gap filler use $\overrightarrow{H}_t$ instead of $\overrightarrow{H}_{t-1}$. How many bits are
//   left, and why is that not a success?
// - Add the two states instead of concatenating them (`merge: .summed`). What does it save, and what does it
//   cost on the peaks?
//
// ## Summary
//
// - An output of a plain network depends on the past; an output of a bidirectional network depends on the
//   whole sequence.
// - Two networks, each with its own weights, read the inputs from both ends; their states are concatenated,
//   $H_t = [\overrightarrow{H}_t, \overleftarrow{H}_t]$, $[B, 2H]$, and $W_{hq}$ is $[2H, Q]$.
// - The backward direction reads reversed inputs, and its states are reversed once more; padded sequences are
//   read from their own end.
// - In the backward pass the gradient is split by columns, runs through both directions, and the two
//   gradients of an input are added.
// - It needs the complete sequence, so it tags and fills in; it cannot generate text from left to right or
//   answer at once in a stream.
//
// ## References
//
// - M. Schuster and K. K. Paliwal, "Bidirectional recurrent neural networks", *IEEE Transactions on Signal
//   Processing* 45, 1997.
// - A. Graves and J. Schmidhuber, "Framewise phoneme classification with bidirectional LSTM and other neural
//   network architectures", *Neural Networks* 18, 2005.
// - D. Bahdanau, K. Cho and Y. Bengio, "Neural machine translation by jointly learning to align and
//   translate", 2015: the bidirectional encoder of a translator.
// - M. E. Peters and others, "Deep contextualized word representations", 2018: language models from both
//   sides.
