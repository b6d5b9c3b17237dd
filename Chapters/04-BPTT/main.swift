// %% [markdown]
// # 4. Backpropagation through time
//
// The network of chapter 03 reads a sentence, carries a state from word to word, and predicts. But its
// weights were drawn at random, and its predictions are as good as dice. To learn, it has to be told of every
// single weight in which direction to move, and the weights were used at every step: an error at the last
// word may have its cause in how the first one was read. This chapter sends the error back, step by step,
// along the very way on which the prediction came.
//
// **After this chapter you can**
//
// - compute the loss of a sequence and its gradient at the logits, which is prediction minus truth;
// - take one step back through a recurrent cell, with the shape of everything in it;
// - send a gradient back through a whole sequence, along both ways that lead from a state to the loss;
// - write the same gradient as a sum over paths, and say what each path means;
// - cut the way back short, and say what is lost by it;
// - check any gradient by finite differences, and know why a right one may seem wrong.
//
// You need chapter 03, and the chain rule. Reading takes about half an hour; the
// [exercise](../../Exercises/04-BPTT) asks you to write what you read here. $dA$ is short for $\partial L /
// \partial A$ in the whole chapter, and has the shape of $A$.

// %%
import Foundation
import GradientChecking
import LinearAlgebra
import NotebookDisplay
import RecurrentNetworks
import RecurrentSuspects
import SequenceTraining

var generator = SplitMix64(seed: 4)  // all randomness comes from here: results repeat

// %% [markdown]
// ## The loss: how surprised we are
//
// At each step the network gives every class a probability, and one class turns out to be true. The
// **cross-entropy** is the logarithm of that one probability, with a minus sign:
//
// $$
// L_t = -\sum_{b=1}^{B} \log \hat{Y}_{t,b,y_{t,b}}, \qquad L = \sum_{t=1}^{T} L_t
// $$
//
// Here $y_{t,b}$ is the true class of sequence $b$ at step $t$. Only the probability of the true class
// counts. If it was 1, the loss is 0; if it was small, the loss is large, without a limit: a network must
// never be sure and wrong.

// %%
let probabilities = stride(from: 0.01, through: 1, by: 0.01).map { $0 }

show(
  LineChart(
    [Series("−log p", x: probabilities, y: probabilities.map { -log($0) })],
    xLabel: "probability given to what was true", yLabel: "loss in nats"),
  caption: "The loss of one prediction")

// %% [markdown]
// The losses of the steps are added up, and so are those of the sequences in a batch. (Many programs take
// means instead. Both are fine, as long as loss and gradient agree; we come back to that.) The natural
// logarithm gives *nats*; divide by $\log 2 = 0.693$ to have bits.
//
// ### Its gradient: prediction minus truth
//
// The probabilities come from logits by the softmax, $\hat Y = \mathrm{softmax}(Z)$. Put both together, and a
// complicated chain rule collapses. With $\log \hat y_y = z_y - \log \sum_k e^{z_k}$ the derivative by the
// logit $z_k$ is
//
// $$
// \frac{\partial L}{\partial z_k} = \frac{e^{z_k}}{\sum_j e^{z_j}} - [k = y] = \hat{y}_k - [k = y]
// $$
//
// where $[k = y]$ is 1 for the true class and 0 for the others. So $dZ_t = \hat Y_t - Y_t$ with one-hot rows
// $Y_t$: the prediction minus the truth. Three classes, of which the first is true:

// %%
let exampleLogits: Matrix<Double> = [[2, 1, -1]]
let examplePrediction = softmax(exampleLogits)
let exampleGradient = crossEntropyGradient(logits: exampleLogits, targets: [0], reduction: .sum)

show(
  Table(
    concatenate(rows: [exampleLogits, examplePrediction, [[1, 0, 0]], exampleGradient]),
    rowLabels: ["logits Z", "prediction Ŷ", "truth Y", "gradient Ŷ − Y"],
    columnLabels: ["class 0", "class 1", "class 2"]),
  caption: "From logits to the gradient of the loss")

// %% [markdown]
// Read the last row as an order: raise the logit of class 0 (its gradient is negative, and we go downhill),
// lower the others, and the more of each the more wrong it was. The row sums to 0: probability is moved, not
// made. And no entry is ever beyond ±1, however wrong the prediction is.
//
// For one yes-or-no answer a single logit and the sigmoid $\sigma(z) = 1 / (1 + e^{-z})$ do. The loss has two
// terms of which one counts, and the gradient is the same simple difference:
//
// $$
// L = -y \log \sigma(z) - (1 - y) \log(1 - \sigma(z)), \qquad \frac{\partial L}{\partial z} = \sigma(z) - y
// $$
//
// Neither loss should be computed as it is written: for a logit of 1000 the sigmoid *is* 1 in a computer, and
// $\log(1 - 1)$ is no number. Chapter 03's trick helps again. Take $\log \mathrm{softmax}(z)_k$ as $z_k-m$
// less $\log \sum_j e^{z_j-m}$ with the largest logit $m$; the sum is at least 1, and nothing overflows.

// %%
let sure: Matrix<Double> = [[1000]]
let naiveLoss = -log(1 - sigmoid(sure)[0, 0])
let stableLoss: Double = binaryCrossEntropy(logits: sure, targets: [[0]])

print("sure and wrong, as it is written:", naiveLoss)
print("sure and wrong, computed stably: ", short(stableLoss))

// %% [markdown]
// ## One step back
//
// Suppose that somebody tells us $dH_t$: how the loss changes with each number of the state $H_t$. What does
// that say about everything from which the step made $H_t$?
//
// $$
// A_t = X_t W_{xh} + H_{t-1} W_{hh} + b_h, \qquad H_t = \tanh(A_t)
// $$
//
// Go back in the order in which it was made. First the tanh: its slope at $a$ is $1 - \tanh^2 a$, and $\tanh
// A_t$ is $H_t$, which we have. Then the sum, which hands its gradient on to every term as it is. Then the
// products, of which each factor gets the gradient times the other factor:
//
// $$
// \begin{aligned}
// dA_t &= dH_t \odot (1 - H_t^2) \\
// dW_{xh} &= X_t^\top \, dA_t \\
// dW_{hh} &= H_{t-1}^\top \, dA_t \\
// db_h &= \textstyle\sum_b dA_{t,b} \\
// dX_t &= dA_t \, W_{xh}^\top \\
// dH_{t-1} &= dA_t \, W_{hh}^\top
// \end{aligned}
// $$
//
// | symbol | what it is | shape |
// |---|---|---|
// | $dH_t$ | how the loss changes with the state after the step; given | [B, H] |
// | $A_t, dA_t$ | the sum before the tanh, and its gradient | [B, H] |
// | $dW_{xh}, dW_{hh}, db_h$ | the gradients of weights and bias | [I, H], [H, H], [1, H] |
// | $dX_t$ | the gradient of the input, for a layer below | [B, I] |
// | $dH_{t-1}$ | the gradient of the state before, for the step before | [B, H] |
// | $\odot$ | multiplication element by element | |
//
// You need not learn the transpositions by heart: a gradient has the shape of its matrix, and only one
// product of what is there has that shape. $dW_{xh}$ must be [I, H]; from $X_t$ [B, I] and $dA_t$ [B, H] only
// $X_t^\top dA_t$ is. This works as long as B, I and H differ; $W_{hh}$ is square, and there you have to
// think.
//
// The batch disappears in the first three: every sequence used the same weights, so the product adds up what
// each has to say, and for the bias we add up by hand. By hand, then, with the step that we took in chapter
// 03, and a gradient of 1 for unit 0 and of 0 for unit 1:

// %%
let x: Matrix<Double> = [[1, 2]]  // [1, 2]
let h: Matrix<Double> = [[0.5, -0.5]]  // [1, 2], the state before
let smallCell = RNNCell<Double>(
  weightIH: [[0.1, 0.2], [0.3, -0.4]], weightHH: [[0.5, 0], [-0.5, 1]], bias: [[0.1, -0.1]])
let (nextState, smallCache) = smallCell.step(x, from: h)  // tanh(1.3) and tanh(−1.2)

let dH: Matrix<Double> = [[1, 0]]
let dA = dH * (1 - nextState * nextState)  // 1 − 0.8617² = 0.2574
let dWeightIH = matmul(x, dA, transposingFirst: true)
let dWeightHH = matmul(h, dA, transposingFirst: true)
let dBefore = matmul(dA, smallCell.weightHH, transposingSecond: true)

show(
  Table(
    concatenate(rows: [nextState, dH, dA, dWeightIH, dWeightHH, dBefore]),
    rowLabels: [
      "H_t", "dH_t", "dA_t", "dW_xh, input 0", "dW_xh, input 1", "dW_hh, from unit 0", "dW_hh, from unit 1",
      "dH_{t-1}",
    ], columnLabels: ["unit 0", "unit 1"]),
  caption: "One step back, by hand")

// %% [markdown]
// Check a few: input 1 was 2, so its weight to unit 0 matters twice as much as that of input 0. The old unit
// 1 was −0.5, so a larger weight from it would have made the new unit 0 smaller: hence the minus. And the
// weights to unit 1 have no gradient, for nobody asked about unit 1. The last row says what the step before
// should have done differently: it is $dH_{t-1}$, and with it we can go on.
//
// `backward` of the library's cell does the same in six lines; look into
// `Sources/RecurrentNetworks/Cells/RNNCell.swift`.

// %%
var cellGradient = smallCell.zeroed()
let (_, stateBefore) = smallCell.backward(dH, through: smallCache, adding: &cellGradient)
let differences = [
  cellGradient.weightIH - dWeightIH, cellGradient.weightHH - dWeightHH, cellGradient.bias - dA.columnSums(),
]

let areSame = differences.allSatisfy { $0.map(abs).maximum() < 1e-15 }

print("the same gradients of weights and bias:", areSame)
print("the same dH_{t-1}:", (stateBefore - dBefore).map(abs).maximum() < 1e-15)

// %% [markdown]
// ## Through time: two ways from a state to the loss
//
// Where does $dH_t$ come from? Look at which things use $H_t$. There are two.
//
// ```
//           L₁          L₂          L₃
//           ↓           ↓           ↓        vertical: from the step's own loss
//          Ŷ₁          Ŷ₂          Ŷ₃
//           ↓           ↓           ↓
//  H₀ ←──  H₁  ←─────  H₂  ←─────  H₃        horizontal: from the step after
// ```
//
// The output of step $t$ reads it, and so does step $t + 1$. A number that is used twice has two ways to
// change the loss, and its gradient is the sum of both:
//
// $$
// dH_t = dZ_t W_{hq}^\top + dA_{t+1} W_{hh}^\top, \qquad dA_{T+1} = 0
// $$
//
// The first term is the vertical way, the second the horizontal one. So the way back starts at the last step,
// where nothing comes from the right, and goes to the first. The weights are the third thing that is used
// more than once, at *every* step, and by the same rule their gradients are sums over the steps: $dW_{hh} =
// \sum_t H_{t-1}^\top dA_t$. That is all of **backpropagation through time**, BPTT:

// %%
let (batchSize, inputSize, hiddenSize, classCount, stepCount) = (2, 3, 4, 7, 5)
let layer = RNN(RNNCell<Double>(inputSize: inputSize, hiddenSize: hiddenSize, using: &generator))
let outputLayer = Linear<Double>(inputSize: hiddenSize, outputSize: classCount, using: &generator)
let inputs = (0..<stepCount).map { _ in
  Matrix<Double>.normal(rows: batchSize, columns: inputSize, using: &generator)
}
let targets = (0..<stepCount).map { _ in
  (0..<batchSize).map { _ in Int.random(in: 0..<classCount, using: &generator) }
}

/// Backpropagation through time, as it stands above: the vertical gradients go in, the cell's gradient comes out.
func backpropagated(
  _ vertical: [Matrix<Double>], through caches: [RNNCell<Double>.Cache], of cell: RNNCell<Double>
) -> (cell: RNNCell<Double>, states: [Matrix<Double>]) {
  var sums = cell.zeroed()
  var states = vertical
  var horizontal = Matrix<Double>.zeros(vertical[0].shape)  // nothing comes after the last step
  for step in vertical.indices.reversed() {
    states[step] = vertical[step] + horizontal  // dH_t: both ways together
    horizontal = cell.backward(states[step], through: caches[step], adding: &sums).state
  }
  return (sums, states)
}

let output = layer(inputs)
let logits = output.hidden.map { outputLayer($0) }
let logitGradients = zip(logits, targets).map {
  crossEntropyGradient(logits: $0, targets: $1, reduction: .sum)  // dZ_t, [2, 7]
}
let vertical = logitGradients.map { matmul($0, outputLayer.weight, transposingSecond: true) }  // [2, 4]
let ownGradients = backpropagated(vertical, through: Array(output.cache), of: layer.cell)
let libraryGradients = layer.backward(vertical, through: output).parameters.cell

print(
  "shapes:",
  ownGradients.cell.namedParameters.map { "\($0.name) \(ownGradients.cell[keyPath: $0.path].shape)" })
print(
  "the library's dW_hh is the same up to rounding:",
  (ownGradients.cell.weightHH - libraryGradients.weightHH).map(abs).maximum() < 1e-14)

// %% [markdown]
// The output layer comes on top: $dW_{hq} = \sum_t H_t^\top dZ_t$ and $db_q = \sum_t \sum_b dZ_{t,b}$, with
// the state *after* the step this time, since that is what it read.
//
// ## The sum over paths
//
// The loop is short because it shares work: each horizontal arrow carries everything that comes from the
// right, in one matrix. It is worth pulling it apart once. Take three steps, and write $s_1, s_2, s_3$ for
// the states. The last reaches the loss in one way, the middle one in two, the first in three:
//
// $$
// \begin{aligned}
// \frac{\partial L}{\partial s_3} &= \frac{\partial L_3}{\partial s_3} \\
// \frac{\partial L}{\partial s_2} &= \frac{\partial L_2}{\partial s_2} + \frac{\partial L_3}{\partial s_3} \frac{\partial s_3}{\partial s_2} \\
// \frac{\partial L}{\partial s_1} &= \frac{\partial L_1}{\partial s_1} + \frac{\partial L_2}{\partial s_2} \frac{\partial s_2}{\partial s_1} + \frac{\partial L_3}{\partial s_3} \frac{\partial s_3}{\partial s_2} \frac{\partial s_2}{\partial s_1}
// \end{aligned}
// $$
//
// Each term is one **path**: down from a loss to its state, then to the left, one factor $\partial s_{k} /
// \partial s_{k-1}$ for each step. To multiply a gradient by that factor is what we did above: times $1 -
// s_k^2$, then times $W_{hh}^\top$. Computed path by path for the first three steps of our sequence:

// %%
/// One link of a path: from the gradient of a state to what it means for the state before.
func link(_ gradient: Matrix<Double>, through state: Matrix<Double>) -> Matrix<Double> {
  matmul(gradient * (1 - state * state), layer.cell.weightHH, transposingSecond: true)
}

let s = Array(output.hidden.prefix(3))
let toS3 = [vertical[2]]
let toS2 = [vertical[1], link(vertical[2], through: s[2])]
let toS1 = [
  vertical[0], link(vertical[1], through: s[1]), link(link(vertical[2], through: s[2]), through: s[1]),
]
let threeSteps = backpropagated(
  Array(vertical.prefix(3)), through: Array(output.cache.prefix(3)), of: layer.cell)

func sum(_ paths: [Matrix<Double>]) -> Matrix<Double> { paths.dropFirst().reduce(paths[0], +) }
func norms(_ paths: [Matrix<Double>]) -> [Any] {
  (0..<3).map { $0 < paths.count ? short(paths[$0].norm) : "–" }
}

show(
  Table(
    header: [
      "gradient", "own loss", "over one step", "over two steps", "their sum", "BPTT", "same matrix",
    ],
    rows: [("∂L/∂s₃", toS3, 2), ("∂L/∂s₂", toS2, 1), ("∂L/∂s₁", toS1, 0)].map { name, paths, step in
      let (total, bptt) = (sum(paths), threeSteps.states[step])
      return [name] + norms(paths)
        + [short(total.norm), short(bptt.norm), (total - bptt).map(abs).maximum() < 1e-14 ? "yes" : "no"]
    }),
  caption: "Norms of the single paths, of their sum, and of what backpropagation gives")

// %% [markdown]
// The sums are the same matrices. For three steps there are six paths; for $T$ steps $T (T + 1) / 2$, each
// with up to $T - 1$ links, and BPTT gives their sum with $T - 1$ links in all.
//
// The paths also show something that the sum hides. Those over two steps are smaller than those over one. Let
// us look at a longer sequence, 12 steps, and at the size of every path: in row $t$ and column $k$ how much
// the loss of step $k$ tells the state of step $t$.

// %%
func pathNorms(_ layer: RNN<Double>, stepCount: Int) -> Matrix<Double> {
  let inputs = (0..<stepCount).map { _ in
    Matrix<Double>.normal(rows: 1, columns: layer.inputSize, using: &generator)
  }
  let states = layer(inputs).hidden
  let weight = layer.cell.weightHH
  var result = Matrix<Double>.zeros(rows: stepCount, columns: stepCount)
  for loss in 0..<stepCount {
    var gradient = Matrix<Double>.normal(rows: 1, columns: layer.outputSize, using: &generator)
    gradient /= gradient.norm  // every loss speaks equally loudly
    for step in stride(from: loss, through: 0, by: -1) {
      result[step, loss] = gradient.norm
      gradient = matmul(gradient * (1 - states[step] * states[step]), weight, transposingSecond: true)
    }
  }
  return result
}

let mediumLayer = RNN(RNNCell<Double>(inputSize: 3, hiddenSize: 24, using: &generator))
let stepNames = (1...12).map(String.init)

show(
  HeatMap(
    pathNorms(mediumLayer, stepCount: 12), rowLabels: stepNames, columnLabels: stepNames,
    xLabel: "loss of step",
    yLabel: "state of step", colors: .sequential),
  caption: "How much of a loss arrives at an earlier state")

// %% [markdown]
// Below the diagonal there is nothing: no loss speaks to states that come after it. On the diagonal stand the
// vertical paths, here all of size 1. To the right of it the paths fade by about the same factor with every
// link: the network hears of what it did a moment ago, and hardly of what it did ten steps before. Unit 07 is
// about this.
//
// ## It learns
//
// Now we can train. The task: sequences of three symbols in random order, and at each step the network shall
// name the symbol that it read **two steps before**. Nothing in the present input helps; only the memory
// does. (At the first two steps the answer is 0.) Guessing costs $\log 3 = 1.099$ nats a step.

// %%
typealias Tagger = ManyToMany<RNN<Double>>
typealias Sequences = (inputs: [Matrix<Double>], targets: [[Int]])

func echoTask(count: Int, stepCount: Int, using generator: inout SplitMix64) -> Sequences {
  let symbols = (0..<stepCount).map { _ in (0..<count).map { _ in Int.random(in: 0..<3, using: &generator) } }
  let inputs = symbols.map { row in
    var oneHot = Matrix<Double>.zeros(rows: count, columns: 3)
    for (index, symbol) in row.enumerated() { oneHot[index, symbol] = 1 }
    return oneHot
  }
  let targets = symbols.indices.map { $0 < 2 ? [Int](repeating: 0, count: count) : symbols[$0 - 2] }
  return (inputs, targets)
}

/// The mean loss of a step, and its gradient. The way back is cut every `window` steps.
func lossAndGradient(_ model: Tagger, _ data: Sequences, window: Int) -> (loss: Double, gradient: Tagger) {
  let output = model.layer(data.inputs)
  var (loss, gradient) = (0.0, model.zeroed())
  let share = 1 / Double(data.inputs.count)
  var vertical: [Matrix<Double>] = []
  for (hidden, targets) in zip(output.hidden, data.targets) {
    let logits = model.output(hidden)
    loss += share * crossEntropy(logits: logits, targets: targets)
    let logitGradient = crossEntropyGradient(logits: logits, targets: targets) * share
    vertical.append(model.output.backward(logitGradient, through: hidden, adding: &gradient.output))
  }
  gradient.layer = model.layer.backward(vertical, window: window, through: output).parameters
  return (loss, gradient)
}

var taskGenerator = SplitMix64(seed: 40)
let training = echoTask(count: 32, stepCount: 12, using: &taskGenerator)
let unseen = echoTask(count: 200, stepCount: 12, using: &taskGenerator)
let fresh = Tagger(
  layer: RNN(RNNCell(inputSize: 3, hiddenSize: 12, using: &taskGenerator)),
  output: Linear(inputSize: 12, outputSize: 3, using: &taskGenerator))

func trained(window: Int, updates: Int = 150) -> (model: Tagger, losses: [Double]) {
  var model = fresh
  var optimizer = SGD(for: model, learningRate: 0.2, momentum: 0.9)
  var losses: [Double] = []
  for _ in 0..<updates {
    let (loss, gradient) = lossAndGradient(model, training, window: window)
    losses.append(loss)
    optimizer.update(&model, along: gradient)
  }
  return (model, losses)
}

let whole = trained(window: 12)
let (firstLoss, lastLoss) = (whole.losses[0], whole.losses[149])
let unseenLoss = lossAndGradient(whole.model, unseen, window: 12).loss

show(
  LineChart([Series("loss", whole.losses)], xLabel: "update", yLabel: "loss in nats a step"),
  caption: "A network learns to say what it read two steps before")

// %%
show(
  Table(
    header: ["loss in nats a step", "value"],
    rows: [
      ["guessing", log(3.0)], ["before training", firstLoss], ["after 150 updates", lastLoss],
      ["on 200 sequences that it never saw", unseenLoss],
    ]),
  caption: "What it has learned")

// %% [markdown]
// Nobody told the network to keep two symbols in its state, nor how. The gradient did: the loss of a step
// went back over two horizontal arrows and changed the weights there, at a step whose own output was
// perfectly fine.
//
// ## Truncated backpropagation through time
//
// BPTT keeps the caches of all steps until it has gone back. For a sentence that is nothing; for a book it is
// more than there is memory. And to make one update it has to read the whole book. **Truncated** BPTT reads
// on as usual, with the state carried along, but cuts the way back into windows: the state with which a
// window starts is taken as a constant, as if it had no history.
//
// What is lost are the paths that cross a cut. With windows of one step all horizontal paths are gone, and
// only vertical ones remain. What does that do to our task?

// %%
let windows = [1, 2, 3, 6]
let runs = windows.map { ($0, trained(window: $0)) }

show(
  LineChart(
    runs.prefix(3).map { Series("window \($0)", $1.losses) } + [Series("all 12 steps", whole.losses)],
    xLabel: "update",
    yLabel: "loss in nats a step"),
  caption: "The same task with the way back cut into windows")

// %%
func cosine(_ a: Tagger, _ b: Tagger) -> Double {
  let dot = a.namedParameters.reduce(0) { $0 + a[keyPath: $1.path].dot(b[keyPath: $1.path]) }
  return dot / (a.globalNorm * b.globalNorm)
}

let halfTrained = trained(window: 12, updates: 25).model
let fullGradient = lossAndGradient(halfTrained, training, window: 12).gradient

show(
  Table(
    header: [
      "window", "cosine with the full gradient", "loss after 150 updates",
      "on unseen sequences",
    ],
    rows: (runs + [(12, whole)]).map { window, run in
      [
        window,
        cosine(lossAndGradient(halfTrained, training, window: window).gradient, fullGradient),
        run.losses[149], lossAndGradient(run.model, unseen, window: window).loss,
      ]
    }),
  caption: "What a cut costs (the cosine is taken at one and the same network)")

// %% [markdown]
// A window of 1 or 2 never holds both the symbol and the moment at which it is asked for. The two learn only
// what can be had without: that the answer is 0 at the first two steps, which alone brings the loss to
// $\tfrac{10}{12} \log 3 = 0.916$, and what a state that was never trained to remember happens to hold. (The
// first loss is lower than the second because 32 sequences can be learned by heart a little.) From 3 on there
// are steps at which the path is whole, and since all steps share their weights, what is learned at some
// serves at all. This is why truncation works as well as it does in practice: a dependence over fifty steps
// needs *some* windows that hold it, not all. But what is longer than the window is learned by accident or
// not at all.
//
// A note on words: the state still goes *forward* across the cut. A network whose state is set to zero at
// each window is another thing, and a common mistake.
//
// ## Checking a gradient
//
// A wrong gradient does not crash. It often even learns, a little worse than it should, for weeks. So each
// gradient in this course is checked against the definition of a derivative: move one number by $h$ to both
// sides, and see how the loss changes.
//
// $$
// \frac{\partial L}{\partial \theta} \approx \frac{L(\theta + h) - L(\theta - h)}{2h}
// $$
//
// Why to both sides? By Taylor's formula the one-sided difference $(L(\theta + h) - L(\theta)) / h$ is wrong
// by $\tfrac{h}{2} L''$, while in the **central** one the even terms cancel and $\tfrac{h^2}{6} L'''$ is
// left. The cost is two losses for each parameter; that is why it is a check and not a way to train.
//
// How far apart may the two be? Not 0.001 or 0.1, for gradients may be of any size. What counts is the
// **relative error** $|a - n| / \max(|a|, |n|)$. And how large is $h$? Let us try all of them:

// %%
func sequenceLoss<Scalar: MatrixScalar>(
  _ cell: RNNCell<Scalar>, _ output: Linear<Scalar>, _ inputs: [Matrix<Scalar>]
) -> Double {
  zip(RNN(cell)(inputs).hidden, targets).reduce(0) {
    $0 + Double(crossEntropy(logits: output($1.0), targets: $1.1, reduction: .sum))
  }
}

/// The relative error of the difference quotients of all of W_hh, taken as one vector.
func quotientError<Scalar: MatrixScalar>(
  step: Double, centered: Bool, _ cell: RNNCell<Scalar>, _ output: Linear<Scalar>, _ inputs: [Matrix<Scalar>]
) -> Double {
  var difference = 0.0
  let exact = libraryGradients.weightHH
  let here = sequenceLoss(cell, output, inputs)
  for row in 0..<hiddenSize {
    for column in 0..<hiddenSize {
      var (above, below) = (cell, cell)
      above.weightHH[row, column] += Scalar(step)
      below.weightHH[row, column] -= Scalar(step)
      let up = sequenceLoss(above, output, inputs)
      let down = centered ? sequenceLoss(below, output, inputs) : here
      let quotient = (up - down) / (centered ? 2 * step : step)
      difference += (quotient - exact[row, column]) * (quotient - exact[row, column])
    }
  }
  return difference.squareRoot() / exact.norm
}

func single(_ matrix: Matrix<Double>) -> Matrix<Float> {
  Matrix(rows: matrix.rows, columns: matrix.columns, elements: matrix.elements.map { Float($0) })
}

let cell = layer.cell
let singleCell = RNNCell(
  weightIH: single(cell.weightIH), weightHH: single(cell.weightHH), bias: single(cell.bias))
let singleOutput = Linear(weight: single(outputLayer.weight), bias: single(outputLayer.bias))
let singleInputs = inputs.map(single)
let exponents = stride(from: -1.0, through: -12, by: -0.5).map { $0 }

func series(_ name: String, _ error: (Double) -> Double) -> Series {
  Series(name, x: exponents, y: exponents.map { error(pow(10, $0)) })
}

show(
  LineChart(
    [
      series("one-sided", { quotientError(step: $0, centered: false, cell, outputLayer, inputs) }),
      series("central", { quotientError(step: $0, centered: true, cell, outputLayer, inputs) }),
      series(
        "central, in Float",
        { quotientError(step: $0, centered: true, singleCell, singleOutput, singleInputs) }),
    ], xLabel: "exponent of the step h = 10^…", yLabel: "relative error", yScale: .logarithmic),
  caption: "The step must be neither large nor small")

// %% [markdown]
// Read each line from the right. With large steps the error is Taylor's: it falls with $h$ for the one-sided
// difference, with $h^2$ for the central one. With small steps it is rounding: $L(\theta+h)$ and
// $L(\theta-h)$ agree in more and more digits, and their difference is made of what is left, an error near
// $10^{-16} / h$. Between the two lies the best step, for central differences in `Double` around $10^{-5}$,
// with errors below $10^{-9}$. A gradient with a relative error of $10^{-6}$ or less is right; one with
// $10^{-3}$ or more is wrong. In `Float` the floor of the valley is near $10^{-4}$, too high to tell right
// from wrong: train in `Float`, check in `Double`.

// %%
func loss(_ layer: RNN<Double>) -> Double { sequenceLoss(layer.cell, outputLayer, inputs) }

let gradients = layer.backward(vertical, through: output).parameters
let checks = checkGradients(gradients, of: loss, at: layer)

let withoutHorizontal = layer.backward(vertical, window: 1, through: output).parameters
let wrongChecks = checkGradients(withoutHorizontal, of: loss, at: layer)

show(
  Table(
    header: [
      "parameter", "elements", "right at 1e-6", "without the horizontal path", "its largest relative error",
    ],
    rows: zip(checks, wrongChecks).map { right, wrong in
      let count =
        layer.namedParameters.first { $0.name == right.name }.map { layer[keyPath: $0.path].count } ?? 0
      func verdict(_ check: GradientCheck) -> String { check.passes(within: 1e-6) ? "right" : "wrong" }
      return [right.name, count, verdict(right), verdict(wrong), wrong.maxRelativeError]
    }),
  caption: "The gradients of our network, checked element by element")

// %% [markdown]
// ### What kinks do
//
// The check believes that the loss is smooth. ReLU is not, at 0. A point so near the kink that $\theta - h$
// and $\theta + h$ lie on different sides gets a difference quotient that belongs to neither:

// %%
let nearKink = [1e-2, 1e-4, 3e-6, 0, -3e-6]

show(
  Table(
    header: ["a", "slope of ReLU at a", "h = 0.001", "h = 0.00001", "h = 0.0000001"],
    rows: nearKink.map { a in
      let quotients = [1e-3, 1e-5, 1e-7].map { h in (max(0, a + h) - max(0, a - h)) / (2 * h) }
      return [short(a), a > 0 ? 1 : 0] + quotients.map { short($0) }
    }),
  caption: "Central differences of max(0, a) near its kink")

// %% [markdown]
// An error there is the check's fault, not the gradient's. So check at random points, where kinks are rare,
// with few examples, where there are few of them; and when one element of hundreds fails, try another $h$: a
// kink's error jumps about with $h$, that of a wrong gradient stays. Our checker looks for kinks where the
// numbers differ, and names them:

// %%
let kinkedCell = RNNCell<Double>(
  weightIH: [[1, -2]], weightHH: [[0.5, 0.25], [-0.75, 1]], bias: [[0, 0.5]], activation: .relu)
let kinkedInputs: [Matrix<Double>] = [[[0]], [[1]]]  // unit 0 of step 1 stands exactly at its kink

func kinkedLoss(_ bias: Matrix<Double>) -> Double {
  var cell = kinkedCell
  cell.bias = bias
  return RNN(cell)(kinkedInputs).finalState.sum()
}

let kinkedOutput = RNN(kinkedCell)(kinkedInputs)
let ones = Matrix<Double>(rows: 1, columns: 2, repeating: 1)
let kinkedGradient = RNN(kinkedCell).backward([ones * 0, ones], through: kinkedOutput).parameters.cell.bias
let kinkedCheck = checkGradient(kinkedGradient, of: kinkedLoss, at: kinkedCell.bias, named: "bias")

print("passes:", kinkedCheck.passes(within: 1e-6))
print("left out, at a kink:", kinkedCheck.kinks.map { "bias[\($0.row), \($0.column)]" })

// %% [markdown]
// At the kink itself any slope from 0 to 1 would have been left out too, but no other: a gradient of 2 there
// counts as wrong.
//
// ### What noise does
//
// The check believes a second thing: that the loss is the same number every time, and exact to many more
// digits than the difference needs. A loss that draws new dropout masks each time is neither, one computed in
// `Float` is not exact, and NaN is no number at all. Where that is so, no gradient can be judged, right or
// wrong. Our checker evaluates the loss four times at the same point, measures how much neighboring values
// scatter, and says what is wrong with the loss. Here the loss is the sum of squares of three numbers $x$, so
// the right gradient is $2x$:

// %%
let three: Matrix<Double> = [[0.3, -0.7, 1.1]]
var masks = SplitMix64(seed: 40)

let losses: [(String, (Matrix<Double>) -> Double)] = [
  ("in Double", { $0.squaredNorm }),
  ("in Float", { x in Double(x.elements.reduce(Float(0)) { $0 + Float($1) * Float($1) }) }),
  (
    "new masks each time",
    { x in x.elements.reduce(0) { $0 + (Bool.random(using: &masks) ? 2 * $1 * $1 : 0) } }
  ),
  ("divided by 0", { $0.squaredNorm / 0 }),
]

for (name, loss) in losses {
  let right = checkGradient(three * 2, of: loss, at: three, named: "x")
  let wrong = checkGradient(three * -7, of: loss, at: three, named: "x")
  print("\(name): 2x passes: \(right.passes()), -7x passes: \(wrong.passes())")
  if let trouble = right.trouble { print("    \(trouble.fault)") }
}

// %% [markdown]
// So check in `Double`, with dropout off or its masks drawn once, and with a loss that is a number.
//
// Near 0 the relative error is unfair in another way: a gradient of exactly 0 against a quotient of
// $10^{-12}$ has an error of 1. The library therefore never divides by less than $10^{-4}$.
//
// ## The gradient doctor
//
// A check says *that* a gradient is wrong. What you want to know is *why*. Wrong gradients are rarely random:
// they are the right one with another sign, or divided by the batch, or exactly what comes out when one arrow
// of the picture is missing. The **gradient doctor** computes what such mistakes give, and compares. We make
// six of them:

// %%
let doctor = GradientDoctor(
  batchSize: batchSize, stepCount: stepCount, suspects: layer.suspectGradients(vertical, through: output))

/// The right way back, with something done to it.
func gradient(_ change: (inout RNN<Double>) -> Void) -> RNN<Double> {
  var gradient = gradients
  change(&gradient)
  return gradient
}

/// The way back with another derivative in the place of 1 − H².
func gradient(derivative: (Matrix<Double>) -> Matrix<Double>) -> RNN<Double> {
  var sums = cell.zeroed()
  var horizontal = vertical[0] * 0
  for step in vertical.indices.reversed() {
    let cache = output.cache[step]
    let dA = (vertical[step] + horizontal) * derivative(cache.state)
    sums.weightIH += matmul(cache.input, dA, transposingFirst: true)
    sums.weightHH += matmul(cache.previousState, dA, transposingFirst: true)
    sums.bias += dA.columnSums()
    horizontal = matmul(dA, cell.weightHH, transposingSecond: true)
  }
  return RNN(sums)
}

let patients: [(String, RNN<Double>)] = [
  ("nothing", gradients),
  ("the sign", gradient { $0.scale(by: -1) }),
  ("mean for sum", gradient { $0.scale(by: 1 / Double(batchSize)) }),
  ("dW_hh transposed", gradient { $0.cell.weightHH = $0.cell.weightHH.transposed() }),
  ("no horizontal path", layer.backward(vertical, window: 1, through: output).parameters),
  ("no tanh′", gradient(derivative: { $0 * 0 + 1 })),
  ("1 − H for 1 − H²", gradient(derivative: { 1 - $0 })),
]

for (mistake, wrong) in patients {
  let diagnosis = doctor.diagnose(wrong, of: loss, at: layer)
  print("\(mistake):")
  for sentence in diagnosis.isHealthy ? ["all is well"] : diagnosis.findings.map(\.sentence) {
    print("    \(sentence)")
  }
}

// %% [markdown]
// The grader of the exercise does the same with your numbers. Do not let it think for you at once: most
// mistakes can be found by looking at *which* gradients are wrong. If $db_q$ is right and $db_h$ is not, look
// between the two. If one step passes and five do not, it is the horizontal path, or a sum over the steps.
//
// ## Common mistakes
//
// - **Only the vertical path goes back.** Everything has the right shape, the loss falls a little, and the
//   network never learns to remember: the curve for windows of 1 above.
// - **Each step's gradients replace the sum** instead of being added to it.
// - **$W_{hh}$ is not transposed** on the way back. It is square; no shape complains.
// - **$H_t$ for $H_{t-1}$ in $dW_{hh}$.** The weight multiplied the state *before*. In $dW_{hq}$ it is the
//   state after.
// - **The derivative of tanh at the wrong place:** $1 - H_t^2$ takes the state after the step, not $A_t$ and
//   not $H_{t-1}$.
// - **Mean here, sum there.** A loss averaged over the batch, with a gradient that is summed, is a learning
//   rate that is $B$ times too large. The gradient check finds it at once.
// - **A cache that was overwritten.** If all steps share one buffer for their state, every cache holds the
//   last.
// - **The state set to zero at every window** of truncated BPTT, where only the *gradient* should be cut.
//
// ## Try it
//
// Open `Exercises/04-BPTT`. There are six tasks, about 75 lines in all:
//
// 1. the cross-entropies and their gradients;
// 2. one step back;
// 3. the whole sequence back;
// 4. the same gradient, path by path;
// 5. a gradient checker of your own;
// 6. a network that learns to remember, with no recipe given.
//
// Then run
//
// ```
// swift run course grade 04
// ```
//
// Before that, or after, change something here and run the chapter with
// `COURSE_ALL=1 swift run Chapter04BPTT`:
//
// - Let the echo come three steps later instead of two. Which windows learn it now?
// - In "The sum over paths", multiply $W_{hh}$ by 2 before the heat map. Which way do the paths go then?
// - Where is the best $h$ if the loss is multiplied by 1000?
//
// ## Summary
//
// - The loss is the sum over time of $-\log$ of the probability of what was true; its gradient at the logits
//   is $\hat Y_t - Y_t$.
// - One step back: $dA_t = dH_t \odot (1 - H_t^2)$; each factor of a product gets $dA_t$ times the other
//   factor, transposed to fit.
// - $dH_t$ is the sum of a vertical part, from the step's own loss, and a horizontal one, from the step
//   after. Weights serve at every step, so their gradients are summed over the steps.
// - That is the sum over all paths from the losses to a state, computed without walking each of them.
// - Truncated BPTT loses the paths that cross a cut, and with them what they could have taught.
// - Central differences in `Double` with $h$ near $10^{-5}$ and a relative error tell right from wrong;
//   beware of kinks.
//
// ## References
//
// - D. E. Rumelhart, G. E. Hinton and R. J. Williams, "Learning representations by back-propagating errors",
//   *Nature* 323, 1986.
// - P. J. Werbos, "Backpropagation through time: what it does and how to do it", *Proceedings of the IEEE*
//   78, 1990.
// - R. J. Williams and J. Peng, "An efficient gradient-based algorithm for on-line training of recurrent
//   network trajectories", *Neural Computation* 2, 1990: truncated backpropagation.
// - R. J. Williams and D. Zipser, "Gradient-based learning algorithms for recurrent networks and their
//   computational complexity", in *Backpropagation: Theory, Architectures and Applications*, 1995.
// - P. E. Gill, W. Murray and M. H. Wright, *Practical Optimization*, Academic Press, 1981: the choice of the
//   step.
// - I. Goodfellow, Y. Bengio and A. Courville, *Deep Learning*, section 10.2.2, MIT Press, 2016.
