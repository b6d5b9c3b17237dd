// %% [markdown]
// # 3. The recurrent neural network
//
// You read this sentence one word after the other, and when you reach its end you still know how it began.
// An ordinary neural network cannot do that: it takes everything in one pass, in a fixed number of positions,
// and forgets it all before the next example comes. This chapter gives a network a memory. It is a small
// change, one more term in one equation, and everything else in this course grows out of it.
//
// **After this chapter you can**
//
// - say why a standard network is a poor fit for sequences, with numbers;
// - write down the recurrence, with the shape of everything in it, and compute a step by hand;
// - explain what the hidden state is, and see it change from word to word;
// - turn a state into probabilities without overflow;
// - read the same equation in the notations of other books.
//
// You need matrix products, the idea of a layer with weights, and one-hot rows
// ([chapter 01](../01-OneHot/01-OneHot.md)). Reading takes about 45 minutes; the
// [exercise](../../Exercises/03-RNN) asks you to write what you read here. The appendix compares notations and
// other libraries. You can skip it until you need it.
//
// ## How the code reads
//
// The library uses a few Swift idioms again and again. Here they are once, with a layer of three inputs and
// two outputs; the cell below runs them all.
//
// | you read | it means |
// |---|---|
// | `Matrix<Double>`, `[[1, 2], [3, 4]]` | a matrix, a value like a number: a copy never changes with its original |
// | `using: &generator` | the call changes the generator; its parameter is `inout some RandomNumberGenerator`, any source of random numbers |
// | `layer(x)` | a layer called like a function: short for `layer.callAsFunction(x)` |
// | `\.weight`, `layer[keyPath: path]` | a key path names a property without an object; the second form reads it from one |
// | `ParameterCollection`, `namedParameters` | everything with weights: it lists them, each with a name and a key path |
// | `layer.zeroed()` | the same layer with every weight 0 |
// | `gradient.weight` | a gradient has the shape of its weights, so it is stored as *another layer*, and starts as `zeroed()` |

// %%
import Foundation
import LinearAlgebra
import NotebookDisplay
import RecurrentNetworks

var idiomGenerator = SplitMix64(seed: 30)
let idiomLayer = Linear<Double>(inputSize: 3, outputSize: 2, using: &idiomGenerator)
let idiomGradient = idiomLayer.zeroed()

print("a row through the layer:", idiomLayer([[1, 0, 2]]).shape)
for (name, path) in idiomLayer.namedParameters {
  let (weights, gradient) = (idiomLayer[keyPath: path], idiomGradient[keyPath: path])
  print("\(name): weights \(weights.shape), gradient \(gradient.shape)")
}

var generator = SplitMix64(seed: 3)  // all other randomness: results repeat

// %% [markdown]
// ## Why not a standard network?
//
// A sentence is a sequence: the words have an order, and each makes sense only after the previous ones.
// Suppose we write each word as a one-hot row with $V$ positions, one for each word of the vocabulary,
// and want a network to read them all. A standard (feed-forward) network has one input for each number, so we
// would lay the $T$ rows of a sentence end to end, $T \cdot V$ numbers in all, and multiply by a weight matrix
// of shape $[T \cdot V, H]$. Three things go wrong. We compute all three.
//
// ### First: lengths differ

// %% [folded] Three sentences, and the inputs that each needs
let sentences = [
  "the river rose",
  "the river rose and the bridge closed",
  "all night it rained and in the morning the river rose",
]
let wordCounts = sentences.map { $0.split(separator: " ").count }

show(
  Table(
    header: ["sentence", "words", "inputs"],
    rows: zip(sentences, wordCounts).map { [$0, $1, $1 * 10_000] }),
  caption: "A standard layer fits one of these sentences at most ($V = 10,000$)")

// %% [markdown]
// We could pad every sentence to the length of the longest one we have seen. But then the short ones are
// mostly padding, and tomorrow someone writes a longer one. Outputs have the same problem: a translation is
// rarely as long as its original.
//
// ### Second: nothing is shared between positions
//
// If a network has seen that *Harry* in first position is a person's name, it should know the same about
// *Harry* in fourth position. A standard network does not. Laid end to end, word number $k$ at position $t$,
// here counted from 0, is input number $t \cdot V + k$. So the same word reads a different row of the weight
// matrix at every position:

// %% [folded] The rows that a sentence with Harry reads
let introduction = ["Harry", "said", "that", "Harry", "swam"]
let introductionVocabulary = ["Harry", "said", "that", "swam"]

show(
  Table(
    header: ["word", "position", "row of the standard network", "row of a recurrent network"],
    rows: introduction.enumerated().map { position, word in
      let index = introductionVocabulary.firstIndex(of: word)!
      return [word, position, position * introductionVocabulary.count + index, index]
    }),
  caption: "Which row of the first weight matrix a word reads")

// %% [markdown]
// What the standard network learns about *Harry* from row 0 is no help at row 12: it has to learn each word
// again at each position. The last column is where we are going: one row for *Harry*, at every position.
//
// ### Third: too many parameters
//
// Count the weights of the first layer, with a vocabulary of 10,000 words and 100 hidden units. A recurrent
// layer, as we will see in a moment, needs $V H + H^2 + H$ weights, and the length does not appear in it.

// %% [folded] The parameters counted
let (vocabularySize, hiddenUnits) = (10_000, 100)
let recurrentCount = vocabularySize * hiddenUnits + hiddenUnits * hiddenUnits + hiddenUnits

show(
  Table(
    header: ["words", "standard network", "recurrent network", "ratio"],
    rows: wordCounts.map { count in
      let standardCount = count * vocabularySize * hiddenUnits + hiddenUnits
      return [count, standardCount, recurrentCount, Double(standardCount) / Double(recurrentCount)]
    }),
  caption: "Parameters of the first layer for our three sentences")

// %% [markdown]
// Eleven million numbers to learn, for one sentence of moderate length, and most of them repeat the same
// facts. We want a network that takes one word at a time, for any length, with the same weights for each, and
// still knows what came before.
//
// ## The recurrence
//
// The way out: read one **time step** at a time, and keep a row of numbers, the **hidden state**, from each
// step to the next. The new state is computed from the new input *and* from the previous state:
//
// $$
// \begin{aligned}
// H_0 &= 0 \\
// H_t &= g(X_t W_{xh} + H_{t-1} W_{hh} + b_h) \\
// \hat{Y}_t &= \mathrm{softmax}(H_t W_{hq} + b_q)
// \end{aligned} \tag{3.1}
// $$
//
// The activation $g$ is $\tanh$ here, and sometimes ReLU. Drop the term $H_{t-1} W_{hh}$ and the second line
// is an ordinary layer. That one term is the memory.

// %% [folded] The drawing of the folded and the unrolled network
show(
  Diagram.panels([
    ("folded", .folded(weights: .named)), ("unrolled", .unrolled(steps: 3, weights: .named, goesOn: true)),
  ]),
  caption: "A recurrent network, folded and unrolled: the same weights at every step")

// %% [markdown]
// On the left is the network as it is: one cell, whose state comes back to it at the next step. On the right
// it is **unrolled**: the same cell drawn once per step. The three copies have one set of weights. (Many
// drawings call the three weight matrices $U$, $W$, and $V$, in the order of our $W_{xh}$, $W_{hh}$, and
// $W_{hq}$.) Follow the arrows backward from $\hat{Y}_3$: it depends on $X_1$, $X_2$, and $X_3$, and not on
// $X_4$. The prediction at step $t$ uses everything up to step $t$ and nothing after it.
//
// Here is everything in the equations. A batch (some books say minibatch) is a stack of rows: row $b$ of $X_t$
// belongs to sequence $b$.
//
// | symbol | what it is | shape |
// |---|---|---|
// | $X_t$ | the input of step $t$, one row per sequence of the batch | $[B, I]$ |
// | $H_t$ | the hidden state after step $t$; $H_0$ is the initial state, usually zeros | $[B, H]$ |
// | $W_{xh}$ | weights from the input to the hidden state | $[I, H]$ |
// | $W_{hh}$ | weights from the previous hidden state to the new one | $[H, H]$ |
// | $b_h$ | bias, added to each row | $[1, H]$ |
// | $\hat{Y}_t$ | the prediction at step $t$, each row a set of probabilities | $[B, Q]$ |
// | $W_{hq}$ | weights from the hidden state to the output | $[H, Q]$ |
// | $b_q$ | bias of the output | $[1, Q]$ |
//
// The letters: $B$ sequences in a batch; $T$ time steps, counted from 1; $I$ numbers in an input ($I = V$ for
// one-hot words); $H$ hidden units; $Q$ outputs. Where the outputs are classes, later chapters and exercises
// also call their number $V$, and say so there.
//
// Read the indices of a weight from left to right: $W_{xh}$ leads **from** $x$ **to** $h$. Books that write
// vectors as columns do it the other way around: in $W_{ax}$ the *second* index is the factor, $x$, and the
// first is the result, $a$. [The appendix](#appendix-the-notations-side-by-side) translates.
//
// Inside the cell there is little to see:

// %% [folded] The drawing of the cell
show(Diagram.rnnCell, caption: "Inside the recurrent cell")

// %% [markdown]
// The input and the previous state are combined into one row of $H$ sums, the **pre-activation**. That row
// knows something about the present input and something about all earlier ones. It goes through tanh, and the
// result is the new state: the output of this step, and the memory for the next one.
//
// ## One step by hand
//
// Two inputs, two hidden units, one sequence, and weights small enough to multiply in your head.
//
// **Predict before you run.** Take $X_t = [1, 2]$ and $H_{t-1} = [0.5, -0.5]$, and the weights in the code
// below. What are the two pre-activations? Which signs will the new state have?

// %%
let x: Matrix<Double> = [[1, 2]]  // X_t, [1, 2]
let h: Matrix<Double> = [[0.5, -0.5]]  // H_{t-1}, [1, 2]
let weightIH: Matrix<Double> = [[0.1, 0.2], [0.3, -0.4]]  // [2, 2]
let weightHH: Matrix<Double> = [[0.5, 0], [-0.5, 1]]  // [2, 2]
let bias: Matrix<Double> = [[0.1, -0.1]]  // [1, 2]

// 1 · 0.1 + 2 · 0.3 = 0.7 and 1 · 0.2 − 2 · 0.4 = −0.6
let fromInput = matmul(x, weightIH)
// 0.5 · 0.5 + 0.5 · 0.5 = 0.5 and 0.5 · 0 − 0.5 · 1 = −0.5
let fromState = matmul(h, weightHH)
let sum = fromInput + fromState + bias
let byHand = tanh(sum)

// %% [folded] The same step as a drawing and as a table
let stepDrawing =
  Diagram(
    [
      .matrix("H_{t-1}", h, 0, 0), .matrix("X_t", x, 0, 1), .matrix("H_{t-1} W_hh", fromState, 1, 0),
      .matrix("X_t W_xh", fromInput, 1, 1), .matrix("b_h", bias, 1, 2), .circle("+", 2, 1),
      .matrix("sum", sum, 3, 1), .matrix("H_t", byHand, 4, 1, color: .green),
    ],
    [
      .forward("H_{t-1}", "H_{t-1} W_hh"), .forward("X_t", "X_t W_xh"),
      .forward("X_t W_xh", "+", "sum"), .forward("H_{t-1} W_hh", "+", bend: .horizontalFirst),
      .forward("b_h", "+", bend: .horizontalFirst), .forward("sum", "H_t", label: "tanh"),
    ])
show(
  Interactive(
    stepDrawing,
    .recurrentStep(
      inputs: [x, [[-1, 0.5]], [[0, 0]]], state: h, weightIH: weightIH, weightHH: weightHH, bias: bias)),
  caption: "One step with its numbers")
show(
  Table(
    concatenate(rows: [fromInput, fromState, bias, sum, byHand]),
    rowLabels: [
      "from the input", "from the state", "bias", "pre-activation (the sum)", "tanh: the new state",
    ],
    columnLabels: ["unit 0", "unit 1"]),
  caption: "One step, term by term")

// %% [markdown]
// The library does the same. Its cell is in `Sources/Library/RecurrentNetworks/Cells/RNNCell.swift`, and
// `step` is the middle line of equation (3.1), hardly longer than here.

// %%
let smallCell = RNNCell(weightIH: weightIH, weightHH: weightHH, bias: bias)
let byLibrary = smallCell.step(x, from: h).state

print("largest difference:", short((byLibrary - byHand).map(abs).maximum()))

// %% [markdown]
// ## A whole sentence
//
// Now a cell with random weights, 6 words in and 8 hidden units, reads our second sentence. It has learned
// nothing yet; we only want to watch a state move. Each word is a one-hot row, and each step starts from the
// state the previous step left.

// %% [folded] The drawing of a sentence that is read word by word
var sentenceNodes: [Diagram.Node] = [.pill("H_0", 0, 0)]
var sentenceEdges: [Diagram.Edge] = [.forward("H_0", "H_1", "H_2", "H_3", "H_4")]
for (index, word) in ["the", "river", "rose", "and"].enumerated() {
  let (t, column) = (index + 1, Double(index + 1))
  sentenceNodes += [.box("H_\(t)", column, 0), .pill("X_\(t)", column, 1), .text(word, column, 2)]
  sentenceEdges += [.forward("X_\(t)", "H_\(t)"), .dotted(word, "X_\(t)")]
}
show(
  Diagram(sentenceNodes, sentenceEdges),
  caption: "Words become one-hot rows and are read one by one; each step passes its state to the next")

// %%
let vocabulary = ["the", "river", "rose", "and", "bridge", "closed"]
let words = sentences[1].split(separator: " ").map(String.init)

func oneHot(_ index: Int, count: Int) -> Matrix<Double> {
  var row = Matrix<Double>.zeros(rows: 1, columns: count)
  row[0, index] = 1
  return row
}

let cell = RNNCell<Double>(inputSize: vocabulary.count, hiddenSize: 8, using: &generator)
let inputs = words.map { word in  // T = 7 rows [1, 6]
  oneHot(vocabulary.firstIndex(of: word)!, count: vocabulary.count)
}

var state = cell.initialState(batchSize: 1)  // H_0, [1, 8]
var states: [Matrix<Double>] = []
for input in inputs {
  state = cell.step(input, from: state).state
  states.append(state)
}

// %% [folded] The states as a picture
show(
  HeatMap(
    concatenate(rows: states), rowLabels: words, xLabel: "hidden unit",
    yLabel: "after the word"),
  caption: "The hidden state, one row per step")

// %% [markdown]
// Compare the two rows of "the". The input is the same row of zeros and a one, the weights are the same, and
// still the states differ: the second "the" comes after "the river rose and", and the state knows. Nothing
// else could make the difference. The control: cut the memory by setting $W_{hh}$ to zero.

// %%
func finalState(
  of cell: RNNCell<Double>, after inputs: [Matrix<Double>]
) -> Matrix<Double> {
  RNN(cell)(inputs).finalState
}

var forgetful = cell
forgetful.weightHH = .zeros(rows: 8, columns: 8)

// %% [folded] The table of the two distances
show(
  Table(
    header: ["cell", "distance between the two states after 'the'"],
    rows: [("with memory", cell), ("W_hh = 0", forgetful)].map { name, cell in
      let first = finalState(of: cell, after: Array(inputs[0...0]))
      let second = finalState(of: cell, after: Array(inputs[0...4]))
      return [name, (first - second).norm]
    }),
  caption: "The same word, twice in a sentence")

// %% [markdown]
// ## The same weights at every step
//
// `RNN` is the loop above as a layer: it takes the whole sequence and returns all states, `hidden`, and the last
// one, `finalState`. (Other libraries call the two `output` and `h_n`; [the appendix](#names-in-other-libraries)
// has the table.) One set of weights serves any length, which answers the first and the third complaint. *Harry*
// reads one row of $W_{xh}$ at every position, which answers the second.

// %%
let layer = RNN(cell)

show(
  Table(
    header: ["words", "states", "shape of each", "parameters"],
    rows: [1, 7, 1000].map { length in
      let output = layer((0..<length).map { inputs[$0 % inputs.count] })
      return [length, output.hidden.count, output.finalState.shape, layer.parameterCount]
    }),
  caption: "One layer, three lengths")

// %% [markdown]
// Sharing weights does not lose the order. Add up the one-hot rows of "the river closed the bridge" and of "the
// bridge closed the river" and you get the same counts. A network that sees only counts cannot tell the two
// apart. The recurrent one can:

// %% [folded] Two orders of the same words
func encoded(_ sentence: String) -> [Matrix<Double>] {
  sentence.split(separator: " ").map {
    oneHot(vocabulary.firstIndex(of: String($0))!, count: vocabulary.count)
  }
}

let orders = ["the river closed the bridge", "the bridge closed the river"].map(encoded)
let counts = orders.map { concatenate(rows: $0).columnSums() }
let lastStates = orders.map { finalState(of: cell, after: $0) }

print("distance between the counts:      ", short((counts[0] - counts[1]).norm))
print("distance between the final states:", short((lastStates[0] - lastStates[1]).norm))

// %% [markdown]
// ### How long does it remember?
//
// Change the first input of a long sequence by one thousandth, leave all other inputs unchanged, and measure
// how far apart the states of the two runs are at each step.
//
// One number decides the result: the **spectral radius** of $W_{hh}$, the size of its largest eigenvalue. It is
// the factor by which repeated multiplication makes a row grow or shrink in the long run. Our cells draw their
// weights from a uniform distribution between $-1/\sqrt{H}$ and $1/\sqrt{H}$. The variance of such a number is
// $1/(3H)$, and an $H \times H$ matrix of such numbers has a spectral radius of about $1/\sqrt{3} = 0.58$, a
// little more if $H$ is small. Multiplied by $\sqrt{3} \approx 1.7$ it comes to about 1, and multiplied by 4 to
// 2.3.
//
// **Predict before you run.** For each of the three factors, 1, 1.7, and 4: does the change of a thousandth
// shrink, stay, or grow?

// %% [folded] The cells, the two sequences, and the spectral radius
let hiddenSize = 64
let longSequence = (0..<40).map { _ in
  Matrix<Double>.normal(rows: 1, columns: 3, using: &generator)
}
var changedSequence = longSequence
changedSequence[0] = longSequence[0] + 0.001
let wideCell = RNNCell<Double>(inputSize: 3, hiddenSize: hiddenSize, using: &generator)

/// How far apart the states are at each step, for a cell whose W_hh is multiplied by `scale`.
func distances(_ cell: RNNCell<Double>, scale: Double) -> [Double] {
  var scaled = cell
  scaled.weightHH = cell.weightHH * scale
  let (one, other) = (RNN(scaled)(longSequence), RNN(scaled)(changedSequence))
  return zip(one.hidden, other.hidden).map { ($0 - $1).norm }
}

/// The spectral radius, as the 256th root of the norm of the 256th power: squared eight times.
func spectralRadius(_ weight: Matrix<Double>) -> Double {
  var (power, logarithm) = (weight, 0.0)  // the power is e^logarithm times this matrix
  for _ in 0..<8 {
    let norm = power.norm
    power = matmul(power / norm, power / norm)
    logarithm = 2 * (logarithm + log(norm))
  }
  return exp((logarithm + log(power.norm)) / 256)
}

show(
  LineChart(
    [1, 1.7, 4].map { Series("W_hh × \(short($0))", distances(wideCell, scale: $0), startingAt: 1) },
    xLabel: "step", yLabel: "distance of the states", yScale: .logarithmic),
  caption: "What happens to a small change in the first input (one cell)")

// %% [folded] The same for ten cells
let tenCells = (0..<10).map { _ in
  RNNCell<Double>(inputSize: 3, hiddenSize: hiddenSize, using: &generator)
}

show(
  Table(
    header: [
      "W_hh times", "spectral radius", "after step 1", "after step 40: smallest", "median", "largest",
    ],
    rows: [1, 1.7, 4].map { scale in
      let radii = tenCells.map { spectralRadius($0.weightHH * scale) }
      let runs = tenCells.map { distances($0, scale: scale) }
      let (first, last) = (runs.map { $0[0] }.sorted(), runs.map { $0[39] }.sorted())
      let range = "\(short(radii.min()!)) to \(short(radii.max()!))"
      return [scale, range, short(first[5]), short(last[0]), short(last[5]), short(last[9])]
    }),
  caption: "The same with ten cells drawn at random: distances of the states")

// %% [markdown]
// With the smallest weights the trace of the first input shrinks by about the same factor at every step, and
// soon no trace is left. With a radius near 1 it lives longer: after 40 steps between one percent and nearly all
// of it remains. With the largest weights it does not fade but takes over, in all ten cells: a thousandth at the
// first step decides the state at the last. A plain recurrent network lives between forgetting and chaos. With
// ordinary weights it has a *short-term memory*: at the end of a paragraph it may have lost the beginning.
// Chapter 07 measures this, and the gates of chapters 08 and 09 were invented because of it.
//
// ## Why tanh
//
// The state goes through the same weights again and again, so whatever a step does to it happens many times
// over. The function that closes each step therefore matters. Here is tanh, next to the sigmoid
// $\sigma(a) = 1 / (1 + e^{-a})$, which we will need for yes-or-no answers and for gates:

// %% [folded] The two curves
let places = stride(from: -6.0, through: 6, by: 0.1).map { $0 }

show(
  LineChart(
    [
      Series("tanh", x: places, y: places.map { tanh($0) }),
      Series("sigmoid", x: places, y: places.map { 1 / (1 + exp(-$0)) }),
    ], xLabel: "$a$", yLabel: "value"),
  caption: "tanh lies between −1 and 1, the sigmoid between 0 and 1")

// %% [markdown]
// The two curves have one shape: $\tanh a = 2 \sigma(2a) - 1$. Near 0 tanh changes almost nothing, because its
// slope there is 1. Far from 0 it is flat: whatever the input, the result is near 1 or $-1$.
//
// Now take the simplest recurrence: three numbers, multiplied by 3 at every step, once as is, and once with
// tanh after each multiplication.

// %%
let start: Matrix<Double> = [[0.01, 0.2, -0.8]]
var (plain, squashed) = ([start], [start])
for step in 0..<12 {
  plain.append(plain[step] * 3)
  squashed.append(tanh(squashed[step] * 3))
}

// %% [folded] The picture and the table
func largest(_ rows: [Matrix<Double>]) -> [Double] { rows.map { $0.map(abs).maximum() } }

show(
  LineChart(
    [Series("times 3", largest(plain)), Series("times 3, then tanh", largest(squashed))], xLabel: "step",
    yLabel: "largest entry", yScale: .logarithmic),
  caption: "Multiplied by 3 again and again")
show(
  Table(
    concatenate(rows: [start, plain[12], start * pow(3, 100), squashed[12]]),
    rowLabels: ["start", "times 3, 12 steps", "times 3, 100 steps", "times 3, then tanh, 12 steps"],
    columnLabels: ["a", "b", "c"]),
  caption: "The row before and after")

// %% [markdown]
// Without tanh the numbers grow beyond 400,000 in twelve steps; after a hundred they have 48 digits. With tanh
// no value ever leaves the interval $(-1, 1)$. That has a price, and the table shows it: 0.01 and 0.2 began
// twenty times apart and arrive at the same 0.9949. A unit pushed against the limit keeps its sign and forgets
// its size.
//
// The other common choice is ReLU, $\max(0, a)$. It is cheaper and does not flatten large values. But it has
// no ceiling either, so a recurrent network with ReLU needs carefully chosen weights. The same weights, both
// ways:

// %% [folded] The same weights under tanh and under ReLU
func stateSizes(_ activation: Activation, scale: Double) -> [Double] {
  let cell = RNNCell(
    weightIH: wideCell.weightIH, weightHH: wideCell.weightHH * scale, bias: wideCell.bias,
    activation: activation)
  return largest(RNN(cell)(longSequence).hidden)
}

show(
  LineChart(
    [
      Series("tanh, W_hh × 4", stateSizes(.tanh, scale: 4), startingAt: 1),
      Series("ReLU, W_hh × 4", stateSizes(.relu, scale: 4), startingAt: 1),
      Series("ReLU, W_hh × 1", stateSizes(.relu, scale: 1), startingAt: 1),
    ],
    xLabel: "step", yLabel: "largest entry of the state", yScale: .logarithmic),
  caption: "Large weights under tanh and under ReLU, and smaller ones under ReLU")

// %% [markdown]
// ## From a state to a prediction
//
// The state is internal. The output we want depends on the task: the next word, the part of speech of this
// one, a yes or no. One more linear layer computes $Q$ numbers from the state, the **logits**
// $Z_t = H_t W_{hq} + b_q$, and the softmax turns each row of them into probabilities:
//
// $$
// \mathrm{softmax}(z)_k = \frac{e^{z_k}}{\sum_{j} e^{z_j}}
// $$
//
// Every result is positive, and each row sums to 1. For one yes-or-no answer a single logit and the sigmoid
// are enough. For a number, such as tomorrow's temperature, the logit itself is the prediction.
//
// ### A softmax that does not overflow
//
// Computed as written, the equation fails for numbers that a network may well produce. The largest `Double`
// is about $10^{308}$, and $e^{710}$ is already beyond it: infinity divided by infinity is not a number (NaN).
// Far below zero everything becomes 0, and 0 divided by 0 is no better.

// %%
func naiveSoftmax(_ logits: Matrix<Double>) -> Matrix<Double> {
  let powers = exp(logits)
  return powers / powers.rowSums()  // [B, Q] divided by [B, 1]: each row by its own sum
}

let logits: Matrix<Double> = [[1, 2, 3], [1001, 1002, 1003], [-1001, -1002, -1003]]

let logitRows = ["1, 2, 3", "1001, 1002, 1003", "−1001, −1002, −1003"]

show(
  Table(naiveSoftmax(logits), rowLabels: logitRows),
  caption: "Softmax as written")

// %% [markdown]
// The cure costs one subtraction. Multiply numerator and denominator by $e^{-m}$, and only the form changes:
//
// $$
// \frac{e^{z_k}}{\sum_{j} e^{z_j}} = \frac{e^{z_k - m}}{\sum_{j} e^{z_j - m}}
// $$
//
// Choose for $m$ the largest logit of the row. Then the largest exponent is 0 and its power is 1. Nothing can
// overflow, and the denominator is at least 1. The library's `softmax` does this.

// %%
show(
  Table(softmax(logits), rowLabels: logitRows),
  caption: "Softmax after subtracting each row's largest logit")

// %% [markdown]
// The first two rows are now the same, as they must be: adding 1000 to every logit of a row changes nothing.
//
// Here is the whole forward pass for our sentence: at each step a probability for each of the six words. With
// random weights the probabilities are near one sixth and mean nothing. Chapter 04 makes them learn.

// %%
let outputLayer = Linear<Double>(
  inputSize: 8, outputSize: vocabulary.count, using: &generator)
let predictions = layer(inputs).hidden.map { softmax(outputLayer($0)) }

// %% [folded] The predictions as a picture
let allPredictions = concatenate(rows: predictions)

show(
  HeatMap(
    allPredictions - 1 / Double(vocabulary.count), rowLabels: words, columnLabels: vocabulary,
    xLabel: "next word", yLabel: "after the word"),
  caption: "Predictions of an untrained network: probability minus one sixth")
print(
  "probabilities from \(short(allPredictions.elements.min()!)) to \(short(allPredictions.maximum()))")

// %% [markdown]
// ## One product instead of two
//
// Some books write the step with a single weight matrix. Put the state and the input side by side, and stack
// the two weight matrices:
//
// $$
// \begin{bmatrix} H_{t-1} & X_t \end{bmatrix} \begin{bmatrix} W_{hh} \\ W_{xh} \end{bmatrix} = H_{t-1} W_{hh} + X_t W_{xh}
// $$
//
// Why are they equal? An element of the left side is one sum over $H + I$ terms. The first $H$ terms are the
// element of $H_{t-1} W_{hh}$, the other $I$ are the element of $X_t W_{xh}$. Only the order must agree: state
// before input from left to right, so $W_{hh}$ above $W_{xh}$. With 100 hidden units and a vocabulary of
// 10,000:

// %% [folded] The stacked matrices
func random(_ rows: Int, _ columns: Int) -> Matrix<Double> {
  .uniform(rows: rows, columns: columns, in: -1...1, using: &generator)
}

let wideState = random(2, 100)  // B = 2, H = 100
let wideInput = concatenate(rows: [oneHot(4711, count: 10_000), oneHot(7, count: 10_000)])
let (wideWeightHH, wideWeightIH) = (random(100, 100), random(10_000, 100))

let stackedInput = concatenate(columns: [wideState, wideInput])
let stackedWeight = concatenate(rows: [wideWeightHH, wideWeightIH])
let oneProduct = matmul(stackedInput, stackedWeight)
let twoProducts = matmul(wideState, wideWeightHH) + matmul(wideInput, wideWeightIH)

show(
  Table(
    header: ["what", "shape"],
    rows: [
      ["$[H, X]$", stackedInput.shape], ["[W_hh ; W_xh]", stackedWeight.shape],
      ["one product", oneProduct.shape], ["two products", twoProducts.shape],
    ]),
  caption: "Sizes of the stacked form")
print(
  "the same up to rounding:", oneProduct.isApproximatelyEqual(to: twoProducts, absoluteTolerance: 1e-12))

// %% [markdown]
// The stacked form is handy on paper. In a program two products are usually better: for a one-hot input the
// second is not a product at all, but the lookup of one row of $W_{xh}$.
//
// ## What a step keeps: the cache
//
// To learn, the network will have to go back through its steps (chapter 04). In that **backward pass** each
// step needs three things that it had in the forward pass: its input $X_t$, the previous state $H_{t-1}$, and
// the new state $H_t$. So a step does four things: it computes the state, computes the prediction, keeps the
// three matrices in a value we call its **cache**, and returns all of it. (Some books also put the weights
// into the cache. Here the cell has them.)

// %% [folded] The caches as a table
let cache = layer(inputs).cache

show(
  Table(
    header: ["step", "word", "input", "previous state", "new state", "its norm"],
    rows: zip(words, cache).enumerated().map { index, step in
      let (word, kept) = step
      let shapes = [kept.input.shape, kept.previousState.shape, kept.state.shape]
      return [index + 1, word] + shapes + [kept.state.norm]
    }),
  caption: "The caches of a sentence: one per step")

// %% [markdown]
// This is the price of learning from long sequences: the caches grow with $T$, though the parameters do not.
// Many programming languages also set a trap here. If all steps write their state into the same array, every
// cache ends up with the *last* state, and learning goes wrong without any error. In Swift a `Matrix` is a
// value: a later step cannot change the contents of a cache.
//
// ## Weights by hand
//
// Networks learn their weights, from chapter 04 on. To see what a state can do, choose a few yourself. Two
// observations are enough. With a large weight tanh is a **switch**: $\tanh(40 (s - 0.5))$ is 1 where $s$ is
// 1 and $-1$ where it is 0, to the last digit; the bias sets the threshold. And $W_{hh}$ sets which unit reads
// which: row $j$, column $k$ carries unit $j$, as it was one step ago, to unit $k$.
//
// So here is a network that knows what came before. Unit 0 shows whether the input is 1; unit 1 reads unit 0,
// unit 2 reads unit 1:

// %%
let delay = RNNCell<Double>(
  weightIH: [[40, 0, 0]],  // only unit 0 sees the input
  weightHH: [[0, 20, 0], [0, 0, 20], [0, 0, 0]],  // unit 0 → unit 1 → unit 2
  bias: [[-20, 0, 0]])  // unit 0 switches at one half
let bits: [Double] = [1, 1, 0, 1, 0, 0, 0, 1]
let delayed = RNN(delay)(bits.map { Matrix(rows: 1, columns: 1, elements: [$0]) }).hidden

// %% [folded] The table of the three units
show(
  Table(
    header: ["step", "input", "unit 0: now", "unit 1: one step ago", "unit 2: two steps ago"],
    rows: delayed.enumerated().map { step, state in
      [step + 1, Int(bits[step]), state[0, 0], state[0, 1], state[0, 2]]
    }),
  caption: "A memory of three steps, set by hand")

// %% [markdown]
// From $H_0 = 0$ a unit that nothing has reached yet shows 0, neither yes nor no. This network forgets the
// input of three steps ago for good. The last task of the exercise asks for one that never forgets: it reports
// whether the number of ones so far is odd or even, and two units are enough.
//
// ## Common mistakes
//
// - **The first state is ignored.** $H_0$ is zero only if no other is given. When a long text is read in
//   pieces, the last state of one piece is the first state of the next.
// - **The state is not reset.** The opposite: a new, unrelated sentence starts with what the previous one left.
// - **$W_{hh}$ is transposed.** It is square, so no shape complains. See the numbers below.
// - **The bias is added twice,** once with each product.
// - **New weights at every step.** Then it is a deep network of fixed length, and all three complaints are
//   back.
// - **Softmax over the wrong side.** Each *row* sums to 1, not each column, and not the whole batch.
// - **The tanh is missing.** Everything seems to work, for a few steps.

// %% [folded] Four mistakes measured
var transposed = cell
transposed.weightHH = cell.weightHH.transposed()
var biasedTwice = cell
biasedTwice.bias = cell.bias * 2
let right = finalState(of: cell, after: inputs)

let leftover = Matrix<Double>.uniform(rows: 1, columns: 8, in: -1...1, using: &generator)
let fromZero = layer(inputs, from: cell.initialState(batchSize: 1))
let fromLeftover = layer(inputs, from: leftover)

show(
  Table(
    header: ["mistake", "distance from the correct final state"],
    rows: [
      ["W_hh transposed", (finalState(of: transposed, after: inputs) - right).norm],
      ["bias added twice", (finalState(of: biasedTwice, after: inputs) - right).norm],
      ["H_0 ignored, and it is zero", (right - fromZero.finalState).norm],
      ["H_0 ignored, and it is not zero", (right - fromLeftover.finalState).norm],
      ["the same, after step 1", (fromZero.hidden[0] - fromLeftover.hidden[0]).norm],
    ]),
  caption: "Mistakes that no shape reveals")

// %% [markdown]
// The third row is the nasty one: as long as you test with $H_0 = 0$, you cannot see that $H_0$ is ignored.
// Even from another $H_0$ the difference is small after seven steps, because the state forgets. Test with a
// state that is not zero, look at the first step, and choose sizes that are all different.
//
// ## Questions that everyone asks
//
// - **What is the difference between `output` and `h_n`? What are `units`, `hidden_size`,
//   `return_sequences`?** Names for things of this chapter; [the appendix](#names-in-other-libraries) translates
//   them one by one.
// - **Is the number of units the number of steps, or of cells?** Neither. There is one cell. It has $H$ units,
//   and it works $T$ times.
// - **How many hidden units do I need?** Enough to remember what the task requires, and few enough not to memorize
//   the training data; only trying tells. Chapter 06 has a table of where to start.
// - **What are samples, time steps, and features?** The rows $B$, the steps $T$, and the columns $I$. A window
//   of 30 days with 2 readings a day is $T = 30$ matrices $[B, 2]$. Put all 60 numbers into one step and the
//   recurrence has nothing to do.
// - **Should $H_0$ be zero, random, or learned?** Zero is a choice like any other, and the network learns to
//   live with it. $H_0$ can also be a parameter; [chapter 04](../04-BPTT/04-BPTT.md) computes its gradient.
//   Random states only add noise.
// - **PyTorch has two biases. Does it matter?** For the result only their sum does; see [the notations side
//   by side](#appendix-the-notations-side-by-side).
// - **Is this state carried over from one batch to the next?** Only if you pass it on. Chapter 06 does, for
//   text that continues.
//
// ## On paper
//
// The numbers behind the first answer are computed at the very end of the chapter.
//
// **1. Predict.** A cell has no input weights, no bias, and $W_{hh} = 0.5 \cdot \mathbf{1}$, half the identity.
// It starts from $H_0 = [0.1, -0.2]$. What is $H_{10}$, roughly? And with $W_{hh} = 2 \cdot \mathbf{1}$?
//
// <details><summary>Answer</summary>
//
// Near 0 tanh is the identity, so each step halves the state: $0.1 / 2^{10} \approx 0.0001$ and $-0.0002$. With
// 2 the state doubles until tanh holds it. It settles where $h = \tanh(2h)$, at 0.9575 and $-0.9575$: the sign
// stays, the size is forgotten.
//
// </details>
//
// **2. Derive.** Show that a softmax over two logits is a sigmoid of their difference. How many logits do $Q$
// classes really need?
//
// <details><summary>Answer</summary>
//
// Divide numerator and denominator of $e^{z_1} / (e^{z_1} + e^{z_2})$ by $e^{z_1}$: the result is
// $1 / (1 + e^{-(z_1 - z_2)}) = \sigma(z_1 - z_2)$. Adding one number to all logits changes nothing, so one of
// them can be fixed at 0, and $Q - 1$ are enough.
//
// </details>
//
// **3. Why** does the network need $W_{hh}$ to have columns *and* rows for all units? What could a network not
// do whose $W_{hh}$ is diagonal?
//
// <details><summary>Answer</summary>
//
// In a diagonal $W_{hh}$ each unit reads only its own past. The chain of "Weights by hand", where unit 1 reads
// unit 0 and unit 2 reads unit 1, is impossible: no unit learns anything from another one.
//
// </details>
//
// ## Try it
//
// Open `Exercises/03-RNN`. There are six tasks, some 25 lines in all:
//
// 1. a softmax that does not overflow;
// 2. one step of the recurrent cell;
// 3. the prediction from a state;
// 4. the whole forward pass, with its cache;
// 5. the same step in stacked form;
// 6. an open one: choose weights by hand, so that a network reports for a thousand steps whether the number of
//    ones so far is odd or even.
//
// Then run
//
// ```
// swift run course grade 03
// ```
//
// Before that, or after, change something here and run the chapter with `COURSE_ALL=1 swift run Chapter03RNN`:
//
// - What does the memory plot look like with 8 hidden units instead of 64? With 256?
// - In "Why tanh", multiply by 0.9 instead of 3. What does tanh change now? And by $-3$?
// - In the memory set by hand, use 2 instead of the two weights of 20, then 1. How well can a yes still be
//   told from a no, two steps later? Add a unit that shows the input of three steps ago.
//
// ## Summary
//
// - A standard network wants a fixed length, learns each word again at each position, and grows with the
//   length.
// - A recurrent network reads one step at a time and carries a hidden state:
//   $H_t = \tanh(X_t W_{xh} + H_{t-1} W_{hh} + b_h)$, with the same weights at every step.
// - The spectral radius of $W_{hh}$ decides whether a trace of the past fades, stays, or takes over.
// - tanh keeps the state between −1 and 1, and forgets sizes near the limits. ReLU has no limit.
// - Softmax yields probabilities; subtract each row's largest logit first.
// - $[H, X]$ times $[W_{hh} ; W_{xh}]$ is the sum of the two products.
// - Each step's cache holds what the backward pass needs.
//
// ## Appendix: the notations side by side
//
// Every book writes this equation in its own letters. This table translates, as the Rosetta stone did; later
// chapters point back to it. The last three rows belong to chapters 08 and 09.
//
// | here | deep learning specialization | many drawings | lecture slides | colah's blog |
// |---|---|---|---|---|
// | $X_t$ | $x^{\langle t \rangle}$ | $X_t$ | $x^{[t]}$ | $x_t$ |
// | $H_t$ | $a^{\langle t \rangle}$ | $S_t$ | $z^{[t]}$ | $h_t$ |
// | $\hat{Y}_t$ | $\hat{y}^{\langle t \rangle}$ | $Y_t$ | $f^{[t]}$ | |
// | $W_{xh}$ | $W_{ax}^\top$ | $U$ or $W_x$ | $W$ | right part of $W$, transposed |
// | $W_{hh}$ | $W_{aa}^\top$ | $W$ or $W_s$ | $V$ | left part of $W$, transposed |
// | $W_{hq}$ | $W_{ya}^\top$ | $V$ or $W_y$ | | |
// | $X_t W_{xh} + H_{t-1} W_{hh}$ | $W_a [a, x]$ with $W_a = [W_{aa}, W_{ax}]$ | $U X_t + W S_{t-1}$ | $V^\top z + W^\top x$ | $W \cdot [h, x]$ |
// | LSTM cell state $C_t$ | $c^{\langle t \rangle}$ | | $s^{[t]}$ | $C_t$ |
// | gates $I, F, O$ | $\Gamma_u, \Gamma_f, \Gamma_o$ | | $i, e, o$ | $i_t, f_t, o_t$ |
// | GRU update $Z$ | $1 - \Gamma_u$ | | $u_t$ | $1 - z_t$ |
//
// The same network in the letters of many drawings, with the shapes of a batch:

// %% [folded] The drawing with other letters
show(
  Diagram.panels([
    ("folded", .folded(weights: .letters, shapes: true)),
    ("unrolled", .unrolled(steps: 3, weights: .letters)),
  ]),
  caption: "The same network with the letters $U$, $W$, and $V$")

// %% [markdown]
// Five differences are more than letters.
//
// - **Columns or rows.** Books that write $W x$ use vectors as columns, and every weight matrix is the
//   transpose of ours. With 100 units and 10,000 words their $W_a$ is $[100, 10100]$, and ours is
//   $[10100, 100]$.
// - **Which index comes first.** In $W_{ax}$ the second index names the factor and the first the result:
//   $a \leftarrow W_{ax} x$. Ours read the other way, $x \to h$. Both are what the product looks like, read from
//   left to right.
// - **Letters that change their meaning.** $V$ is a weight here and a vocabulary there; $Z_t$ is our logits, the
//   GRU's update gate in chapter 08, and the slides' *state*; $\sigma$ on the slides is any activation, and ours
//   is the sigmoid.
// - **Where to count from.** The first input is $X_1$ here; many programs start at 0.
// - **Two biases.** PyTorch has one for each product. For the result only their sum matters, and that is our
//   $b_h$. In training both get the same gradient, so a step of gradient descent moves their sum twice as far.
//   The candidate of PyTorch's GRU is an exception (chapter 08).
//
// ### One set of weights, in every notation
//
// A translation can be tested: carry the same weights from one notation to the next, compute the step by that
// author's own equation, and compare. The library knows the tensors of five conventions by name
// (`weights(in:)` returns them). The last two rows are books and papers with column vectors. All our numbers
// here are sixty-fourths. Sums and products of such numbers at this size are exact, in any order.

// %% [folded] One step in eight notations
var notationGenerator = SplitMix64(seed: 33)

func sixtyFourths(_ rows: Int, _ columns: Int) -> Matrix<Double> {
  Matrix<Double>.uniform(rows: rows, columns: columns, in: -1...1, using: &notationGenerator)
    .map { ($0 * 64).rounded() / 64 }
}

let sharedCell = RNNCell(weightIH: sixtyFourths(3, 4), weightHH: sixtyFourths(4, 4), bias: sixtyFourths(1, 4))
let (sharedInput, before) = (sixtyFourths(2, 3), sixtyFourths(2, 4))  // B = 2, I = 3, H = 4
let ours = sharedCell.step(sharedInput, from: before).state

let (xColumn, hColumn) = (sharedInput.transposed(), before.transposed())  // [I, B] and [H, B]
let (wx, wh, bColumn) = (
  sharedCell.weightIH.transposed(), sharedCell.weightHH.transposed(), sharedCell.bias.transposed()
)

/// The step in a library's convention, from the library's own tensors.
func step(in convention: WeightConvention, _ sum: ([String: Matrix<Double>]) -> Matrix<Double>) throws
  -> Matrix<Double>
{
  tanh(sum(try sharedCell.weights(in: convention)))
}

let inPyTorch = try step(in: .pyTorch) { w in
  let shift = w["bias_ih"]! * 0.25  // a part of one bias may go to the other
  return matmul(sharedInput, w["weight_ih"]!, transposingSecond: true) + (w["bias_ih"]! - shift)
    + matmul(before, w["weight_hh"]!, transposingSecond: true) + (w["bias_hh"]! + shift)
}
let inKeras = try step(in: .keras()) { w in
  matmul(sharedInput, w["kernel"]!) + w["bias"]! + matmul(before, w["recurrent_kernel"]!)
}
let inONNX = try step(in: .onnx()) { w in
  let (fromX, fromH) = (w["B"]!.columns(0..<4), w["B"]!.columns(4..<8))  // both biases are in one row
  return matmul(sharedInput, w["W"]!, transposingSecond: true)
    + matmul(before, w["R"]!, transposingSecond: true) + fromX + fromH
}
let inCS231n = try step(in: .cs231n) { w in
  matmul(sharedInput, w["Wx"]!) + matmul(before, w["Wh"]!) + w["b"]!
}
let inD2L = try step(in: .d2l) { w in
  matmul(sharedInput, w["W_xh"]!) + matmul(before, w["W_hh"]!) + w["b_h"]!
}

// In columns the weight is left of its vector: side by side for [a; x], where a is stacked on x.
let inColumns = tanh(matmul(wx, xColumn) + matmul(wh, hColumn) + bColumn)
let inStackedColumns = tanh(
  matmul(concatenate(columns: [wh, wx]), concatenate(rows: [hColumn, xColumn])) + bColumn)

let inEveryNotation: [(String, String, Matrix<Double>)] = [
  ("here", "$X W_xh + H W_hh + b_h$", ours),
  ("d2l", "$X W_xh + H W_hh + b_h$", inD2L),
  ("CS231n", "$x$ Wx + $h$ Wh + $b$", inCS231n),
  ("Keras", "$x$ kernel + bias + $h$ recurrent_kernel", inKeras),
  ("PyTorch", "$x$ weight_ihᵀ + bias_ih + $h$ weight_hhᵀ + bias_hh", inPyTorch),
  ("ONNX", "$X$ Wᵀ + $H$ Rᵀ + Wb + Rb", inONNX),
  ("slides, Vᵀz + Wᵀx; Graves, 2013", "$W_ih x + W_hh h + b_h$", inColumns.transposed()),
  ("the specialization, W_a [a; x]; colah", "$W [h; x] + b$", inStackedColumns.transposed()),
]

show(
  Table(
    header: ["who", "inside the tanh", "unit 0", "unit 1", "largest difference from ours"],
    rows: inEveryNotation.map { who, equation, state in
      [who, equation, state[0, 0], state[0, 1], (state - ours).map(abs).maximum()]
    }),
  caption: "One step of one network in eight notations")

// %% [markdown]
// Not nearly the same: the same, to the last bit. The reverse works as well: a cell built from another
// convention's tensors is our cell again. No library can notice when a tensor is read by the wrong convention,
// if it is square, as $W_{hh}$ always is. Then there is no error, only another network:

// %% [folded] There and back
let tensors = try sharedCell.weights(in: .pyTorch)
let returned = try RNNCell(tensors, convention: .pyTorch)
let misread = RNNCell(
  weightIH: tensors["weight_ih"]!.transposed(), weightHH: tensors["weight_hh"]!, bias: tensors["bias_ih"]!)

show(
  Table(
    header: ["read from PyTorch's tensors", "unit 0", "unit 1", "largest difference from ours"],
    rows: [("by their convention", returned), ("weight_hh not transposed", misread)].map { how, cell in
      let state = cell.step(sharedInput, from: before).state
      return [how, state[0, 0], state[0, 1], (state - ours).map(abs).maximum()]
    }),
  caption: "There and back, and the effect of a forgotten transpose")

// %% [markdown]
// In chapters 08 and 09 the same is done with gates, whose order is one more thing to agree on.
//
// ### Names in other libraries
//
// | Keras | PyTorch | here |
// |---|---|---|
// | `units` | `hidden_size` | $H$, `hiddenSize`: the numbers in a state, not the number of steps |
// | features, the last axis | `input_size` | $I$, `inputSize` |
// | batch first: $[B, T, I]$ | time first: $[T, B, I]$; `batch_first=True` exchanges the two | an array of $T$ matrices $[B, I]$: time first |
// | `return_sequences=True` | `output` | `hidden`: the state at every step, of the top layer |
// | `return_sequences=False` | `output[-1]` | the last of `hidden` |
// | `return_state=True` | `h_n` | `finalState`: the state of *every* layer and direction after its own last step |
// | `initial_state` | `h_0` | `from:` |
// | `stateful=True` | pass `h_n` in again | pass `finalState` in again |
// | `TimeDistributed(Dense(…))` | a `Linear` on `output` | the output layer, called for each state |
// | several layers, each but the last with `return_sequences=True` | `num_layers` | chapter 11 |
//
// For one layer that reads forward, the last row of `output` is `h_n`. The two differ for padded batches, for
// two directions, and for several layers.
//
// ### The numbers of the first answer

// %% [folded] The numbers of the first answer
func repeated(_ factor: Double, steps: Int) -> String {
  let state = (0..<steps).reduce([[0.1, -0.2]] as Matrix<Double>) { row, _ in tanh(row * factor) }
  return state.elements.map { short($0) }.joined(separator: ", ")
}

print("half the identity, after 10 steps: ", repeated(0.5, steps: 10))
print("twice the identity, after 10 steps:", repeated(2, steps: 10))

// %% [markdown]
// ## References
//
// - J. L. Elman, "Finding structure in time", *Cognitive Science* 14, 1990: the network of this chapter.
// - M. I. Jordan, "Serial order: a parallel distributed processing approach", 1986: the output fed back,
//   instead of the state.
// - D. E. Rumelhart, G. E. Hinton and R. J. Williams, "Learning representations by back-propagating errors",
//   *Nature* 323, 1986.
// - P. J. Werbos, "Backpropagation through time: what it does and how to do it", *Proceedings of the IEEE*
//   78, 1990.
// - T. Mikolov and others, "Recurrent neural network based language model", *Interspeech*, 2010.
// - I. Goodfellow, Y. Bengio and A. Courville, *Deep Learning*, ch. 10, MIT Press, 2016.
//
// The notations compared above:
//
// - A. Ng and others, "Sequence Models", course 5 of the Deep Learning Specialization, 2018:
//   $a^{\langle t \rangle}$, $W_{aa}$, $W_{ax}$.
// - A. Zhang, Z. C. Lipton, M. Li and A. J. Smola, *Dive into Deep Learning* (d2l), chapter 9, Cambridge
//   University Press, 2023.
// - A. Karpathy, J. Johnson and F.-F. Li, *CS231n: Convolutional Neural Networks for Visual Recognition*,
//   Stanford, assignment 3: `Wx`, `Wh`.
// - C. Olah, "Understanding LSTM networks", 2015 (colah's blog).
// - A. Graves, "Generating sequences with recurrent neural networks", arXiv:1308.0850, 2013.
// - Lecture slides with $z^{[t]}$, $V$, and $W$ that follow the book by Goodfellow and others, and M. Nguyen,
//   "Illustrated guide to LSTM's and GRU's: a step by step explanation", 2018.
// - The documentation of PyTorch (`torch.nn.RNN`), Keras (`keras.layers.SimpleRNN`), and ONNX (operator `RNN`).
