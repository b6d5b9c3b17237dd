// %% [markdown]
// # 3. The recurrent neural network
//
// You read this sentence one word after the other, and when you reach its end you still know how it began.
// An ordinary neural network cannot do that: it takes everything at once, in a fixed number of places, and
// forgets it all before the next example comes. This chapter gives a network a memory. It is a small change,
// one more term in one equation, and everything else in this course grows out of it.
//
// **After this chapter you can**
//
// - say why a standard network is a poor fit for sequences, with numbers;
// - write down the recurrence, with the shape of everything in it, and compute a step by hand;
// - explain what the hidden state is, and see it change from word to word;
// - turn a state into probabilities without overflow;
// - read the same equation in the notations of other books.
//
// You need matrix products and the idea of a layer with weights. Reading takes about half an hour; the
// [exercise](../../Exercises/03-RNN) asks you to write what you read here.

// %%
import LinearAlgebra
import NotebookDisplay
import RecurrentNetworks

var generator = SplitMix64(seed: 3)  // all randomness comes from here: results repeat

// %% [markdown]
// ## Why not a standard network?
//
// A sentence is a sequence: the words have an order, and each makes sense only after those before it. Suppose
// that we write each word as a one-hot row (unit 01) with $V$ places, one for each word of the vocabulary,
// and want a network to read the whole. A standard network has one input for each number, so we would lay the
// $T$ rows of a sentence end to end, $T \cdot V$ numbers in all, and multiply by a weight matrix of shape
// $[T \cdot V, H]$. Three things go wrong. Let us compute all three for real sentences.
//
// ### First: lengths differ

// %%
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
  caption: "A standard layer fits one of these sentences at most (V = 10,000)")

// %% [markdown]
// We could fill every sentence up to the longest that we have seen. But then the short ones are mostly
// filling, and tomorrow somebody writes a longer one.
//
// ### Second: nothing is shared between positions
//
// Laid end to end, word number $k$ at position $t$ (counted from 0) is input number $t \cdot V + k$. So the
// same word reads a different row of the weight matrix at every position:

// %%
let vocabulary = ["the", "river", "rose", "and", "bridge", "closed"]
let words = sentences[1].split(separator: " ").map(String.init)
let indices = words.map { vocabulary.firstIndex(of: $0)! }

show(
  Table(
    header: ["word", "position", "row of the standard network", "row of a recurrent network"],
    rows: indices.enumerated().map { [words[$0], $0, $0 * vocabulary.count + $1, $1] }),
  caption: "Which row of the first weight matrix a word reads")

// %% [markdown]
// Look at "the", which comes twice. What the standard network learns about it from row 0 is no help at row
// 24: it has to learn each word again at each position. The last column is where we are going: one row for
// "the", wherever it stands.
//
// ### Third: too many parameters
//
// Count the weights of the first layer, with a vocabulary of 10,000 words and 100 hidden units. A recurrent
// layer, as we shall see in a moment, needs $V H + H^2 + H$ of them, and the length does not occur in it.

// %%
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
// Eleven million numbers to learn, for one sentence of moderate length, and most of them say the same thing
// over and over. We want a network that takes one word at a time, whatever the length, with the same weights
// for each, and that nevertheless knows what came before.
//
// ## The recurrence
//
// The way out: read one step at a time, and keep a row of numbers, the **hidden state**, from each step to
// the next. The new state is made from the new input *and* from the old state:
//
// $$
// \begin{aligned}
// H_0 &= 0 \\
// H_t &= \tanh(X_t W_{xh} + H_{t-1} W_{hh} + b_h) \\
// \hat{Y}_t &= \mathrm{softmax}(H_t W_{hq} + b_q)
// \end{aligned}
// $$
//
// Drop the term $H_{t-1} W_{hh}$ and the second line is an ordinary layer. That one term is the memory.
//
// ```
//          Ŷ₁          Ŷ₂          Ŷ₃
//          ↑           ↑           ↑
//  H₀ ──→ cell ──H₁─→ cell ──H₂─→ cell ──H₃─→ …
//          ↑           ↑           ↑
//          X₁          X₂          X₃
// ```
//
// It is one and the same cell, drawn three times because it works three times. Here is everything that occurs
// in it. A batch is rows: row $b$ of $X_t$ belongs to sequence $b$.
//
// | symbol | what it is | shape |
// |---|---|---|
// | $X_t$ | the input of step $t$, one row for each sequence of the batch | [B, I] |
// | $H_t$ | the hidden state after step $t$; $H_0$ is what we start from, usually zeros | [B, H] |
// | $W_{xh}$ | weights from the input to the hidden state | [I, H] |
// | $W_{hh}$ | weights from the old hidden state to the new one | [H, H] |
// | $b_h$ | bias, added to each row | [1, H] |
// | $\hat{Y}_t$ | the prediction at step $t$, each row a set of probabilities | [B, Q] |
// | $W_{hq}$ | weights from the hidden state to the output | [H, Q] |
// | $b_q$ | bias of the output | [1, Q] |
//
// The letters: $B$ sequences in a batch, $T$ steps, $I$ numbers in an input ($I = V$ for one-hot words), $H$
// hidden units, $Q$ outputs. They mean the same in all chapters.
//
// ## One step by hand
//
// Two inputs, two hidden units, one sequence, and weights small enough to multiply in your head. Try it on
// paper before you read on.

// %%
let x: Matrix<Double> = [[1, 2]]  // [1, 2]
let h: Matrix<Double> = [[0.5, -0.5]]  // [1, 2], the state before
let weightIH: Matrix<Double> = [[0.1, 0.2], [0.3, -0.4]]  // [2, 2]
let weightHH: Matrix<Double> = [[0.5, 0], [-0.5, 1]]  // [2, 2]
let bias: Matrix<Double> = [[0.1, -0.1]]  // [1, 2]

// 1 · 0.1 + 2 · 0.3 = 0.7 and 1 · 0.2 − 2 · 0.4 = −0.6
let fromInput = matmul(x, weightIH)
// 0.5 · 0.5 + 0.5 · 0.5 = 0.5 and 0.5 · 0 − 0.5 · 1 = −0.5
let fromState = matmul(h, weightHH)
let sum = fromInput + fromState + bias
let byHand = tanh(sum)

show(
  Table(
    concatenate(rows: [fromInput, fromState, bias, sum, byHand]),
    rowLabels: ["from the input", "from the state", "bias", "their sum", "tanh of it"],
    columnLabels: ["unit 0", "unit 1"]),
  caption: "One step, term by term")

// %% [markdown]
// The library does the same. Its cell is in `Sources/RecurrentNetworks/Cells/RNNCell.swift`, and `step` is
// the equation, hardly longer than here.

// %%
let smallCell = RNNCell(weightIH: weightIH, weightHH: weightHH, bias: bias)
let byLibrary = smallCell.step(x, from: h).state

print("largest difference:", short((byLibrary - byHand).map(abs).maximum()))

// %% [markdown]
// ## A whole sentence
//
// Now a cell with random weights, 6 words in and 8 hidden units, reads our second sentence. It has learned
// nothing yet; we only want to watch a state move. Each word is a one-hot row, and each step starts from the
// state that the step before it left.

// %%
func oneHot(_ index: Int, count: Int) -> Matrix<Double> {
  var row = Matrix<Double>.zeros(rows: 1, columns: count)
  row[0, index] = 1
  return row
}

let cell = RNNCell<Double>(inputSize: vocabulary.count, hiddenSize: 8, using: &generator)
let inputs = indices.map { oneHot($0, count: vocabulary.count) }  // T = 7 rows, each [1, 6]

var state = cell.initialState(batchSize: 1)  // H_0, [1, 8]
var states: [Matrix<Double>] = []
for input in inputs {
  state = cell.step(input, from: state).state
  states.append(state)
}

show(
  HeatMap(
    concatenate(rows: states), rowLabels: words, xLabel: "hidden unit",
    yLabel: "after the word"),
  caption: "The hidden state, one row for each step")

// %% [markdown]
// Compare the two rows of "the". The input is the same row of zeros and a one, the weights are the same, and
// still the states differ: the second "the" comes after "the river rose and", and the state knows. Nothing
// else could make the difference, as you see when the memory is cut by setting $W_{hh}$ to zero:

// %%
func finalState(of cell: RNNCell<Double>, after inputs: [Matrix<Double>]) -> Matrix<Double> {
  RNN(cell)(inputs).finalState
}

var forgetful = cell
forgetful.weightHH = .zeros(rows: 8, columns: 8)

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
// `RNN` is the loop above as a layer: it takes the whole sequence and gives all states. One set of weights
// serves any length, which answers the first and the third complaint; and "the" reads one row of $W_{xh}$
// wherever it stands, which answers the second.

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
// Sharing weights does not mean that order is lost. Add up the one-hot rows of these two sentences and you
// get the same counts; a network that sees only counts cannot tell them apart. The recurrent one can:

// %%
let firstOrder = ["the", "river", "closed", "the", "bridge"]
let otherOrder = ["the", "bridge", "closed", "the", "river"]

func encoded(_ words: [String]) -> [Matrix<Double>] {
  words.map { oneHot(vocabulary.firstIndex(of: $0)!, count: vocabulary.count) }
}

let firstCounts = concatenate(rows: encoded(firstOrder)).columnSums()
let otherCounts = concatenate(rows: encoded(otherOrder)).columnSums()
let firstState = finalState(of: cell, after: encoded(firstOrder))
let otherState = finalState(of: cell, after: encoded(otherOrder))

print("distance between the counts:      ", short((firstCounts - otherCounts).norm))
print("distance between the final states:", short((firstState - otherState).norm))

// %% [markdown]
// ### How long does it remember?
//
// Change the first input of a long sequence by one thousandth, leave all the others as they are, and measure
// how far the states of the two runs are apart at each step. We do it for the random weights as they come,
// and for $W_{hh}$ multiplied by 1.7 and by 4.

// %%
let hiddenSize = 64
let longSequence = (0..<40).map { _ in
  Matrix<Double>.normal(rows: 1, columns: 3, using: &generator)
}
var changedSequence = longSequence
changedSequence[0] = longSequence[0] + 0.001
let wideCell = RNNCell<Double>(inputSize: 3, hiddenSize: hiddenSize, using: &generator)

func distances(scale: Double) -> [Double] {
  var cell = wideCell
  cell.weightHH = wideCell.weightHH * scale
  let (one, other) = (RNN(cell)(longSequence), RNN(cell)(changedSequence))
  return zip(one.hidden, other.hidden).map { ($0 - $1).norm }
}

show(
  LineChart(
    [1, 1.7, 4].map { Series("W_hh × \(short($0))", distances(scale: $0), startingAt: 1) },
    xLabel: "step", yLabel: "distance of the states", yScale: .logarithmic),
  caption: "What becomes of a small change in the first input")

// %% [markdown]
// With the smallest weights the trace of the first input shrinks by about the same factor at every step, and
// soon nothing of it is left. With larger ones it lives longer, and with the largest it does not fade but
// takes over: a thousandth at the first step decides where the state is at the last. A plain recurrent
// network lives between forgetting and chaos. Unit 07 measures this, and the gates of units 08 and 09 were
// invented because of it.
//
// ## Why tanh
//
// The state goes through the same weights again and again, so whatever a step does to it happens many times
// over. Take the simplest case: three numbers, multiplied by 3 at every step, once just so, and once with
// tanh after each multiplication.

// %%
let start: Matrix<Double> = [[0.01, 0.2, -0.8]]
var plain = start
var squashed = start
var plainSizes = [plain.map(abs).maximum()]
var squashedSizes = [squashed.map(abs).maximum()]
for _ in 1...12 {
  plain = plain * 3
  squashed = tanh(squashed * 3)
  plainSizes.append(plain.map(abs).maximum())
  squashedSizes.append(squashed.map(abs).maximum())
}

show(
  LineChart(
    [Series("times 3", plainSizes), Series("times 3, then tanh", squashedSizes)], xLabel: "step",
    yLabel: "largest entry", yScale: .logarithmic),
  caption: "Multiplied by 3 again and again")

// %%
show(
  Table(
    concatenate(rows: [start, plain, squashed]),
    rowLabels: ["start", "times 3", "times 3, then tanh"], columnLabels: ["a", "b", "c"]),
  caption: "The vector before, and after 12 steps")

// %% [markdown]
// Without tanh the numbers are beyond 400,000 after twelve steps; after a hundred they would have 48 digits.
// With tanh nothing ever leaves the interval $(-1, 1)$. It has its price, and the table shows it: 0.01 and
// 0.2 began twenty times apart and arrive at the same 0.9949. A unit pushed against the limit keeps its sign
// and forgets its size.
//
// The other common choice is ReLU, $\max(0, a)$. It is cheaper and does not flatten large values; but it has
// no ceiling either, so a recurrent network with ReLU needs its weights chosen with care. The same weights,
// both ways:

// %%
func stateSizes(_ activation: Activation, scale: Double) -> [Double] {
  let cell = RNNCell(
    weightIH: wideCell.weightIH, weightHH: wideCell.weightHH * scale, bias: wideCell.bias,
    activation: activation)
  return RNN(cell)(longSequence).hidden.map { $0.map(abs).maximum() }
}

show(
  LineChart(
    [
      Series("tanh", stateSizes(.tanh, scale: 4), startingAt: 1),
      Series("ReLU", stateSizes(.relu, scale: 4), startingAt: 1),
    ],
    xLabel: "step", yLabel: "largest entry of the state", yScale: .logarithmic),
  caption: "The same large weights, W_hh × 4, under tanh and under ReLU")

// %% [markdown]
// ## From a state to a prediction
//
// A state is an inner matter. What we want out of it depends on the task: the next word, the part of speech
// of this one, a yes or no. One more linear layer makes $Q$ numbers of it, the **logits**
// $Z_t = H_t W_{hq} + b_q$, and the softmax turns each row of them into probabilities:
//
// $$
// \mathrm{softmax}(z)_k = \frac{e^{z_k}}{\sum_{j} e^{z_j}}
// $$
//
// Every result is positive, and each row sums to 1. (For one yes-or-no answer a single logit and the sigmoid
// $1 / (1 + e^{-z})$ do.)
//
// ### A softmax that does not overflow
//
// Written down just so, the equation fails for numbers that a network may well produce. The largest `Double`
// is about $10^{308}$, and $e^{710}$ is already beyond it: infinity divided by infinity is not a number. Far
// below zero everything becomes 0, and 0 divided by 0 is no better.

// %%
func naiveSoftmax(_ logits: Matrix<Double>) -> Matrix<Double> {
  let powers = exp(logits)
  return powers / powers.rowSums()  // [B, Q] divided by [B, 1]: each row by its own sum
}

let logits: Matrix<Double> = [[1, 2, 3], [1001, 1002, 1003], [-1001, -1002, -1003]]

show(
  Table(naiveSoftmax(logits), rowLabels: ["1, 2, 3", "1001, 1002, 1003", "−1001, −1002, −1003"]),
  caption: "Softmax as it is written")

// %% [markdown]
// The cure costs one subtraction. Multiply numerator and denominator by $e^{-m}$, and nothing changes but the
// form:
//
// $$
// \frac{e^{z_k}}{\sum_{j} e^{z_j}} = \frac{e^{z_k - m}}{\sum_{j} e^{z_j - m}}
// $$
//
// Choose for $m$ the largest logit of the row. Then the largest exponent is 0 and its power is 1: nothing can
// overflow, and the sum below is at least 1. That is what the library's `softmax` does.

// %%
show(
  Table(softmax(logits), rowLabels: ["1, 2, 3", "1001, 1002, 1003", "−1001, −1002, −1003"]),
  caption: "Softmax with each row's largest logit taken away first")

// %% [markdown]
// The first two rows are now the same, as they must be: adding 1000 to every logit of a row changes nothing.
//
// Here is the whole forward pass for our sentence: at each step a probability for each of the six words. With
// random weights they lie between 0.10 and 0.24, on either side of one sixth, and mean nothing; unit 04 makes
// them learn.

// %%
let outputLayer = Linear<Double>(inputSize: 8, outputSize: vocabulary.count, using: &generator)
let predictions = layer(inputs).hidden.map { softmax(outputLayer($0)) }

show(
  HeatMap(
    concatenate(rows: predictions), rowLabels: words, columnLabels: vocabulary, xLabel: "next word",
    yLabel: "after the word", colors: .sequential),
  caption: "Predictions of a network that has learned nothing")

// %% [markdown]
// ## One product instead of two
//
// Some books write the step with a single weight matrix. Put the state and the input side by side, and the
// two weight matrices on top of each other:
//
// $$
// \begin{bmatrix} H_{t-1} & X_t \end{bmatrix} \begin{bmatrix} W_{hh} \\ W_{xh} \end{bmatrix} = H_{t-1} W_{hh} + X_t W_{xh}
// $$
//
// Why are they equal? An element of the left side is one sum over $H + I$ terms; the first $H$ of them are
// the element of $H_{t-1} W_{hh}$, the other $I$ that of $X_t W_{xh}$. Only the order must agree: state
// before input from left to right, hence $W_{hh}$ above $W_{xh}$. With 100 hidden units and a vocabulary of
// 10,000:

// %%
func random(_ rows: Int, _ columns: Int) -> Matrix<Double> {
  .uniform(rows: rows, columns: columns, in: -1...1, using: &generator)
}

let wideState = random(2, 100)  // B = 2, H = 100
let wideInput = concatenate(rows: [oneHot(4711, count: 10_000), oneHot(7, count: 10_000)])
let wideWeightHH = random(100, 100)
let wideWeightIH = random(10_000, 100)

let stackedInput = concatenate(columns: [wideState, wideInput])
let stackedWeight = concatenate(rows: [wideWeightHH, wideWeightIH])
let oneProduct = matmul(stackedInput, stackedWeight)
let twoProducts = matmul(wideState, wideWeightHH) + matmul(wideInput, wideWeightIH)

show(
  Table(
    header: ["what", "shape"],
    rows: [
      ["[H, X]", stackedInput.shape], ["[W_hh ; W_xh]", stackedWeight.shape],
      ["one product", oneProduct.shape], ["two products", twoProducts.shape],
    ]),
  caption: "Sizes of the stacked form")

let areSame = oneProduct.isApproximatelyEqual(to: twoProducts, absoluteTolerance: 1e-12)
print("the same up to rounding:", areSame)

// %% [markdown]
// The stacked form is handy on paper. In a program the two products are usually better: for a one-hot input
// the second of them is not a product at all, but the picking of one row of $W_{xh}$.
//
// ## What a step keeps: the cache
//
// To learn, the network will have to go back through its steps (unit 04), and on the way back each step needs
// three things that it had on the way forward: its input $X_t$, the state before it $H_{t-1}$, and the state
// after it $H_t$. So `step` returns them, next to the new state, in a value that we call its **cache**.

// %%
let cache = layer(inputs).cache

show(
  Table(
    header: ["step", "word", "input", "state before", "state after", "its norm"],
    rows: zip(words, cache).enumerated().map { index, step in
      let (word, kept) = step
      let shapes = [kept.input.shape, kept.previousState.shape, kept.state.shape]
      return [index + 1, word] + shapes + [kept.state.norm]
    }),
  caption: "The caches of a sentence: one a step")

// %% [markdown]
// This is the price of learning from long sequences: the caches grow with $T$, though the parameters do not.
// In many languages there is a trap here, too. If all steps write their state into one and the same array,
// every cache ends up with the *last* state, and learning goes wrong without any error. In Swift a `Matrix`
// is a value: what a cache holds, a later step cannot change.
//
// ## Weights by hand
//
// Networks learn their weights, from unit 04 on. To see what a state can do, choose a few yourself. Two
// observations are enough. With a large weight tanh is a **switch**: $\tanh(40 (s - 0.5))$ is 1 where $s$ is
// 1 and $-1$ where it is 0, up to the last digit; the bias says where it turns over. And $W_{hh}$ says which
// unit hears which: row $j$, column $k$ carries unit $j$, as it was one step ago, to unit $k$.
//
// So here is a network that knows what came before. Unit 0 says whether the input is 1; unit 1 hears unit 0,
// unit 2 hears unit 1:

// %%
let delay = RNNCell<Double>(
  weightIH: [[40, 0, 0]],  // only unit 0 sees the input
  weightHH: [[0, 20, 0], [0, 0, 20], [0, 0, 0]],  // unit 0 → unit 1 → unit 2
  bias: [[-20, 0, 0]])  // unit 0 turns over at one half
let bits: [Double] = [1, 1, 0, 1, 0, 0, 0, 1]
let delayed = RNN(delay)(bits.map { Matrix(rows: 1, columns: 1, elements: [$0]) }).hidden

show(
  Table(
    header: ["step", "input", "unit 0: now", "unit 1: one step ago", "unit 2: two steps ago"],
    rows: delayed.enumerated().map { step, state in
      [step + 1, Int(bits[step]), state[0, 0], state[0, 1], state[0, 2]]
    }),
  caption: "A memory of three steps, set by hand")

// %% [markdown]
// From $H_0 = 0$ a unit that has heard nothing yet says 0, neither yes nor no. This network forgets the input
// of three steps ago for good. The last task of the exercise asks for one that never forgets: it says whether
// the ones so far were odd or even, and two units are enough.
//
// ## The notation stone
//
// Every book writes this equation in letters of its own. This table translates; later chapters point back to
// it. The last three rows belong to units 08 and 09.
//
// | here | in the style of the deep learning specialization | in the style of many slides | in the style of colah's blog |
// |---|---|---|---|
// | $H_t$ | $a^{\langle t \rangle}$ | $z^{[t]}$ | $h_t$ |
// | $X_t$ | $x^{\langle t \rangle}$ | $x^{[t]}$ | $x_t$ |
// | $X_t W_{xh} + H_{t-1} W_{hh}$ | $W_a [a, x]$ with $W_a = [W_{aa}, W_{ax}]$ | $V^\top z + W^\top x$ | $W \cdot [h, x]$ |
// | LSTM cell $C_t$ | $c^{\langle t \rangle}$ | $s^{[t]}$ | $C_t$ |
// | gates $I, F, O$ | $\Gamma_u, \Gamma_f, \Gamma_o$ | $i, e, o$ | $i_t, f_t, o_t$ |
// | GRU update $Z$ | $1 - \Gamma_u$ | $u_t$ | $1 - z_t$ |
//
// Two differences are more than letters. Where a book writes $W x$, vectors are columns and every weight
// matrix is the transpose of ours. And PyTorch has two biases, one for each product; only their sum matters,
// and that is our $b_h$.
//
// ### One set of weights, in every notation
//
// A translation can be tested: carry the same weights from one notation to the next, compute the step by that
// author's own equation, and the same state has to come out. The library knows the tensors of five
// conventions by name (`weights(in:)` gives them); the last two rows are books and papers, whose vectors are
// columns. All our numbers here are sixty-fourths, and of such numbers sums and products of this size are
// exact, in whatever order they are added.

// %%
var stoneGenerator = SplitMix64(seed: 33)

func sixtyFourths(_ rows: Int, _ columns: Int) -> Matrix<Double> {
  Matrix<Double>.uniform(rows: rows, columns: columns, in: -1...1, using: &stoneGenerator)
    .map { ($0 * 64).rounded() / 64 }
}

let stone = RNNCell(weightIH: sixtyFourths(3, 4), weightHH: sixtyFourths(4, 4), bias: sixtyFourths(1, 4))
let (stoneInput, before) = (sixtyFourths(2, 3), sixtyFourths(2, 4))  // B = 2, I = 3, H = 4
let ours = stone.step(stoneInput, from: before).state

let (xColumn, hColumn) = (stoneInput.transposed(), before.transposed())  // [I, B] and [H, B]
let (wx, wh, bColumn) = (
  stone.weightIH.transposed(), stone.weightHH.transposed(), stone.bias.transposed()
)

/// The step in a library's convention, from the library's own tensors.
func step(in convention: WeightConvention, _ sum: ([String: Matrix<Double>]) -> Matrix<Double>) throws
  -> Matrix<Double>
{
  tanh(sum(try stone.weights(in: convention)))
}

let inPyTorch = try step(in: .pyTorch) { w in
  let shift = w["bias_ih"]! * 0.25  // a part of one bias may go to the other
  return matmul(stoneInput, w["weight_ih"]!, transposingSecond: true) + (w["bias_ih"]! - shift)
    + matmul(before, w["weight_hh"]!, transposingSecond: true) + (w["bias_hh"]! + shift)
}
let inKeras = try step(in: .keras()) { w in
  matmul(stoneInput, w["kernel"]!) + w["bias"]! + matmul(before, w["recurrent_kernel"]!)
}
let inONNX = try step(in: .onnx()) { w in
  let (fromX, fromH) = (w["B"]!.columns(0..<4), w["B"]!.columns(4..<8))  // both biases lie in one row
  return matmul(stoneInput, w["W"]!, transposingSecond: true)
    + matmul(before, w["R"]!, transposingSecond: true) + fromX + fromH
}
let inCS231n = try step(in: .cs231n) { w in
  matmul(stoneInput, w["Wx"]!) + matmul(before, w["Wh"]!) + w["b"]!
}
let inD2L = try step(in: .d2l) { w in
  matmul(stoneInput, w["W_xh"]!) + matmul(before, w["W_hh"]!) + w["b_h"]!
}

// In columns the weight stands left of its vector: side by side for [a; x], which lies one on top of the other.
let inColumns = tanh(matmul(wx, xColumn) + matmul(wh, hColumn) + bColumn)
let inStackedColumns = tanh(
  matmul(concatenate(columns: [wh, wx]), concatenate(rows: [hColumn, xColumn])) + bColumn)

let inEveryNotation: [(String, String, Matrix<Double>)] = [
  ("here", "X W_xh + H W_hh + b_h", ours),
  ("d2l", "X W_xh + H W_hh + b_h", inD2L),
  ("CS231n", "x Wx + h Wh + b", inCS231n),
  ("Keras", "x kernel + bias + h recurrent_kernel", inKeras),
  ("PyTorch", "x weight_ihᵀ + bias_ih + h weight_hhᵀ + bias_hh", inPyTorch),
  ("ONNX", "X Wᵀ + H Rᵀ + Wb + Rb", inONNX),
  ("slides, Vᵀz + Wᵀx; Graves, 2013", "W_ih x + W_hh h + b_h", inColumns.transposed()),
  ("the specialization, W_a [a; x]; colah", "W [h; x] + b", inStackedColumns.transposed()),
]

show(
  Table(
    header: ["who", "inside the tanh", "unit 0", "unit 1", "largest difference from ours"],
    rows: inEveryNotation.map { who, equation, state in
      [who, equation, state[0, 0], state[0, 1], (state - ours).map(abs).maximum()]
    }),
  caption: "One step of one network in eight notations")

// %% [markdown]
// Not nearly the same: the same, to the last bit. The way back works as well: a cell made from another's
// tensors is our cell again. What no library can notice is a tensor that is taken for one of another
// convention, if it is square, as $W_{hh}$ always is. Then there is no error, only another network:

// %%
let tensors = try stone.weights(in: .pyTorch)
let returned = try RNNCell(tensors, convention: .pyTorch)
let misread = RNNCell(
  weightIH: tensors["weight_ih"]!.transposed(), weightHH: tensors["weight_hh"]!, bias: tensors["bias_ih"]!)

show(
  Table(
    header: ["read from PyTorch's tensors", "unit 0", "unit 1", "largest difference from ours"],
    rows: [("by their convention", returned), ("weight_hh taken as it is", misread)].map { how, cell in
      let state = cell.step(stoneInput, from: before).state
      return [how, state[0, 0], state[0, 1], (state - ours).map(abs).maximum()]
    }),
  caption: "There and back, and what becomes of a forgotten transpose")

// %% [markdown]
// In units 08 and 09 the same is done with gates, whose order is one more thing to agree on.
//
// ## Common mistakes
//
// - **The first state is ignored.** $H_0$ is zero only if nobody gave another. When a long text is read in
//   pieces, the last state of one piece is the first of the next.
// - **The state is not reset.** The opposite: a new, unrelated sentence starts with the leftovers of the one
//   before.
// - **$W_{hh}$ is transposed.** It is square, so no shape complains. See the numbers below.
// - **The bias is added twice,** once with each product.
// - **New weights at every step.** Then it is a deep network of fixed length, and all three complaints are
//   back.
// - **Softmax over the wrong side.** Each *row* sums to 1, not each column, and not the whole batch.
// - **The tanh is left out.** Everything seems to work, for a few steps.

// %%
var transposed = cell
transposed.weightHH = cell.weightHH.transposed()
var biasedTwice = cell
biasedTwice.bias = cell.bias * 2
let right = finalState(of: cell, after: inputs)

let leftover = Matrix<Double>.uniform(rows: 1, columns: 8, in: -1...1, using: &generator)
let fromZero = layer(inputs, from: cell.initialState(batchSize: 1)).finalState
let fromLeftover = layer(inputs, from: leftover).finalState

show(
  Table(
    header: ["mistake", "distance from the right final state"],
    rows: [
      ["W_hh transposed", (finalState(of: transposed, after: inputs) - right).norm],
      ["bias added twice", (finalState(of: biasedTwice, after: inputs) - right).norm],
      ["H_0 ignored, where it is zero", (right - fromZero).norm],
      ["H_0 ignored, where it is not", (right - fromLeftover).norm],
    ]),
  caption: "Mistakes that no shape gives away")

// %% [markdown]
// The third row is the nasty one: as long as you test with $H_0 = 0$, ignoring $H_0$ cannot be seen. And even
// from another $H_0$ the difference is small after seven steps, for the state forgets. Test with a state that
// is not zero, look at the first step, and choose sizes that are all different.
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
// 6. an open one: choose the weights by hand, so that a network tells for a thousand steps whether the ones
//    so far were odd or even.
//
// Then run
//
// ```
// swift run course grade 03
// ```
//
// Before that, or after, change something here and run the chapter with
// `COURSE_ALL=1 swift run Chapter03RNN`:
//
// - What does the memory plot look like with 8 hidden units instead of 64? With 256?
// - In "Why tanh", multiply by 0.9 instead of 3. What does tanh change now? And by $-3$?
// - In the memory set by hand, put 2 in the place of the two weights of 20, then 1. How well can a yes still
//   be told from a no, two steps later? Add a unit that shows the input of three steps ago.
//
// ## Summary
//
// - A standard network wants a fixed length, learns each word again at each position, and grows with the
//   length.
// - A recurrent network reads one step at a time and carries a hidden state:
//   $H_t = \tanh(X_t W_{xh} + H_{t-1} W_{hh} + b_h)$, the same weights at every step.
// - tanh keeps the state between −1 and 1, and forgets sizes near the limits. ReLU has no limit.
// - Softmax makes probabilities; take each row's largest logit away first.
// - $[H, X]$ times $[W_{hh} ; W_{xh}]$ is the sum of the two products.
// - Each step's cache holds what the way back needs.
//
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
// - I. Goodfellow, Y. Bengio and A. Courville, *Deep Learning*, chapter 10, MIT Press, 2016.
