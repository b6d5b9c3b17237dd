// %% [markdown]
// # 4. Backpropagation through time
//
// The network of chapter 03 reads a sentence, carries a state from word to word, and predicts. But its
// weights were drawn at random, and its predictions are as good as dice. To learn, it must find out, for every
// weight, which way to move it. The difficulty is that each weight was used at every step: an error at the
// last word may have its cause in how the first one was read. This chapter sends the error backward, step by
// step, along the same arrows that the prediction came by.
//
// **After this chapter you can**
//
// - compute the loss of a sequence and its gradient with respect to the logits, which is prediction minus
//   truth;
// - take one backward step through a recurrent cell, with the shape of everything in it;
// - send a gradient back through a whole sequence, along both paths from a state to the loss;
// - write the same gradient as a sum over paths, and explain what each path means;
// - turn gradients into learning: gradient descent, momentum, Adam;
// - truncate the backward pass, and explain what is lost;
// - check any gradient by finite differences, and know why a correct one may seem wrong.
//
// You need [chapter 03](../03-RNN/03-RNN.md), and the chain rule: if $y$ depends on $u$ and $u$ on $x$, then
// $\partial y / \partial x = \partial y / \partial u \cdot \partial u / \partial x$, summed over all such $u$.
// Reading takes about an hour; the [exercise](../../Exercises/04-BPTT) asks you to write what you read here.
// For any matrix $M$, the short form $dM$ means $\partial L / \partial M$, the gradient of the loss $L$ with
// respect to $M$. It has the shape of $M$.

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
// At each time step the network gives every class a probability, and one class turns out to be true. The
// **cross-entropy** is the logarithm of that one probability, with a minus sign:
//
// $$
// L_t = -\sum_{b=1}^{B} \log \hat{Y}_{t,b,y_{t,b}}, \qquad L = \sum_{t=1}^{T} L_t
// $$
//
// Here $y_{t,b}$ is the true class of sequence $b$ at step $t$. Only the probability of the true class
// counts. If it was 1, the loss is 0; if it was small, the loss is large, without a limit: a network must
// never be sure and wrong.

// %% [folded] The curve of the loss
let probabilities = stride(from: 0.01, through: 1, by: 0.01).map { $0 }

show(
  LineChart(
    [Series("−log $p$", x: probabilities, y: probabilities.map { -log($0) })],
    xLabel: "probability given to what was true", yLabel: "loss in nats"),
  caption: "The loss of one prediction")

// %% [markdown]
// The losses of the steps are added up, and so are those of the sequences in a batch. (Many programs take
// means instead. Both are fine, as long as loss and gradient agree; we come back to that.) The natural
// logarithm yields *nats*; divide by $\log 2 = 0.693$ to have bits.
//
// Other losses are possible. For a predicted number it is usually the squared error,
// $L_t = \tfrac12 \sum (\hat{Y}_t - Y_t)^2$. Nothing else in this chapter changes: a loss enters the backward
// pass only through its gradient $dZ_t$.
//
// ### Its gradient: prediction minus truth
//
// The probabilities come from logits by the softmax, $\hat Y = \mathrm{softmax}(Z)$. Put both together, and a
// complicated chain rule collapses. With $\log \hat y_y = z_y - \log \sum_k e^{z_k}$ the derivative with
// respect to the logit $z_k$ is
//
// $$
// \frac{\partial L}{\partial z_k} = \frac{e^{z_k}}{\sum_j e^{z_j}} - [k = y] = \hat{y}_k - [k = y]
// $$
//
// where $[k = y]$ is 1 for the true class and 0 for the others. So $dZ_t = \hat Y_t - Y_t$ with one-hot rows
// $Y_t$: the prediction minus the truth. All three have the shape $[B, V]$ for $V$ classes.
//
// **Predict before you run.** Three classes have the logits 2, 1, and −1, and class 0 is true. Which entries of
// the gradient are negative? What is their sum?

// %%
let exampleLogits: Matrix<Double> = [[2, 1, -1]]
let examplePrediction = softmax(exampleLogits)
let exampleGradient = crossEntropyGradient(
  logits: exampleLogits, targets: [0], reduction: .sum)

// %% [folded] The table
show(
  Table(
    concatenate(rows: [exampleLogits, examplePrediction, [[1, 0, 0]], exampleGradient]),
    rowLabels: ["logits $Z$", "prediction $Ŷ$", "truth $Y$", "gradient $Ŷ - Y$"],
    columnLabels: ["class 0", "class 1", "class 2"]),
  caption: "From logits to the gradient of the loss")

// %% [markdown]
// Read the last row as an order: raise the logit of class 0 (its gradient is negative, and we go downhill),
// and lower the others; the further off a probability is, the harder it is pushed. The row sums to 0:
// probability is moved, not made. And no entry is ever beyond ±1, however wrong the prediction is.
//
// For one yes-or-no answer a single logit and the sigmoid $\sigma(z) = 1 / (1 + e^{-z})$ are enough. The loss
// has two terms of which one counts, and the gradient is the same difference:
//
// $$
// L = -y \log \sigma(z) - (1 - y) \log(1 - \sigma(z)), \qquad \frac{\partial L}{\partial z} = \sigma(z) - y
// $$
//
// Compute neither loss as written. For a logit of 1000 the sigmoid *is* 1 in a computer, and
// $\log(1 - 1) = -\infty$. For the softmax, chapter 03's trick helps again: compute $\log \mathrm{softmax}(z)_k$
// as $(z_k - m) - \log \sum_j e^{z_j - m}$, where $m$ is the largest logit. The sum is then at least 1, and
// nothing overflows. For the yes-or-no loss use
//
// $$
// L = \max(z, 0) - z y + \log(1 + e^{-|z|})
// $$
//
// It is the same function: $-\log \sigma(z)$ is $\log(1 + e^{-z})$, and $-\log(1 - \sigma(z))$ is that plus $z$.
// For negative $z$, take $-z$ out of the logarithm. The exponent is then never above 0.

// %%
let sure: Matrix<Double> = [[1000]]  // sure of a yes, and the answer was no
let naiveLoss = -log(1 - sigmoid(sure)[0, 0])
let stableLoss: Double = binaryCrossEntropy(logits: sure, targets: [[0]])

print("sure and wrong, as written:     ", naiveLoss)
print("sure and wrong, computed stably:", short(stableLoss))

// %% [markdown]
// ## One backward step
//
// Suppose that we have $dH_t$: how the loss changes with each number of the state $H_t$. What are then
// the gradients of everything the step used to compute $H_t$?
//
// $$
// A_t = X_t W_{xh} + H_{t-1} W_{hh} + b_h, \qquad H_t = \tanh(A_t)
// $$
//
// Go backward through the step, in the reverse order of the computation.

// %% [folded] The drawing of one backward step
let factors = [
  ("· W_hh^{⊤}", "dH_{t-1}^{←}"), ("H_{t-1}^{⊤} ·", "dW_hh"), ("X_t^{⊤} ·", "dW_xh"), ("sum of rows", "db_h"),
  ("· W_xh^{⊤}", "dX_t"),
]
var stepNodes: [Diagram.Node] = [
  .pill("dH_t", 4, 2), .gate("⊙ (1 − H_t^2)", 3, 2), .box("dA_t", 2, 2),
]
var stepEdges: [Diagram.Edge] = [.backward("dH_t", "⊙ (1 − H_t^2)", "dA_t")]
for (row, (factor, gradient)) in factors.enumerated() {
  stepNodes += [.gate(factor, 1, Double(row)), .pill(gradient, 0, Double(row))]
  stepEdges.append(.backward("dA_t", factor, gradient, bend: row == 2 ? .straight : .verticalFirst))
}
show(
  Diagram(stepNodes, stepEdges),
  caption: "One backward step: from the gradient of the new state to all other gradients")

// %% [markdown]
// **Through the tanh.** Its slope at $a$ is $1 - \tanh^2 a$: with $\tanh = \sinh / \cosh$ the quotient rule
// gives $(\cosh^2 a - \sinh^2 a) / \cosh^2 a$. And $\tanh A_t$ is $H_t$, which we have. Each number went through
// its own tanh, so each gradient is multiplied by its own slope: $dA_t = dH_t \odot (1 - H_t^2)$.
//
// **Through the sum.** Each term passes the gradient on unchanged.
//
// **Through the products.** Write one of them with indices. For sequence $b$ and unit $j$ it is
// $A_{bj} = \sum_i X_{bi} W_{ij}$ (without $t$ and the other terms). The weight $W_{ij}$ occurs in row $b$
// of $A$ for every $b$, each time with the factor $X_{bi}$. The input $X_{bi}$ occurs in column $j$ for every
// $j$, each time with the factor $W_{ij}$. The chain rule sums over all of them:
//
// $$
// dW_{ij} = \sum_b X_{bi}\,dA_{bj} = (X^\top dA)_{ij}, \qquad dX_{bi} = \sum_j dA_{bj} W_{ij} = (dA\,W^\top)_{bi}
// $$
//
// That is the reason for the transposed matrices. The same two lines hold for $H_{t-1}$ and $W_{hh}$, where
// shapes cannot help you, because $W_{hh}$ is square. Here is the whole step. On the right is the same
// step in the letters of the deep learning specialization, where vectors are columns:
//
// | the gradient of | here, in rows | there, in columns |
// |---|---|---|
// | the pre-activation | $dA_t = dH_t \odot (1 - H_t^2)$ | $dtanh = da_{next} * (1 - \tanh^2(\ldots))$ |
// | the input weights | $dW_{xh} = X_t^\top\,dA_t$ | $dW_{ax} = dtanh \cdot x^{\langle t \rangle \top}$ |
// | the recurrent weights | $dW_{hh} = H_{t-1}^\top\,dA_t$ | $dW_{aa} = dtanh \cdot a^{\langle t-1 \rangle \top}$ |
// | the bias | $db_h = \sum_b dA_{t,b}$ | $db_a = \sum_{batch} dtanh$ |
// | the input | $dX_t = dA_t\,W_{xh}^\top$ | $dx^{\langle t \rangle} = W_{ax}^\top \cdot dtanh$ |
// | the previous state, in part | $dH_{t-1}^{\leftarrow} = dA_t\,W_{hh}^\top$ | $da_{prev} = W_{aa}^\top \cdot dtanh$ |
//
// | symbol | what it is | shape |
// |---|---|---|
// | $dH_t$, there $da_{next}$ | how the loss changes with the state after the step, by *all* paths; given | $[B, H]$ |
// | $A_t$; $dA_t$, there $dtanh$ | the pre-activation, and its gradient | $[B, H]$ |
// | $dW_{xh}, dW_{hh}, db_h$ | the gradients of weights and bias | $[I, H]$, $[H, H]$, $[1, H]$ |
// | $dX_t$ | the gradient of the input, for a layer below | $[B, I]$ |
// | $dH_{t-1}^{\leftarrow}$, there $da_{prev}$ | the part of $dH_{t-1}$ that comes through this step | $[B, H]$ |
// | $\odot$, there $*$ | multiplication element by element | |
//
// The little arrow matters. This step passes back only a *part* of $dH_{t-1}$: the next section adds the
// part that comes from the loss of step $t - 1$ itself. Without the arrow, $dH$ always means the whole.
//
// The batch disappears in the gradients of the weights: every sequence used the same weights, so the product
// adds up the contribution of each, and for the bias we add up the rows. Here it is by hand, with the step from
// chapter 03, a gradient of 1 for unit 0, and a gradient of 0 for unit 1:

// %%
let x: Matrix<Double> = [[1, 2]]  // [1, 2]
let h: Matrix<Double> = [[0.5, -0.5]]  // [1, 2], the previous state
let smallCell = RNNCell<Double>(
  weightIH: [[0.1, 0.2], [0.3, -0.4]], weightHH: [[0.5, 0], [-0.5, 1]],
  bias: [[0.1, -0.1]])
let (nextState, smallCache) = smallCell.step(x, from: h)  // tanh(1.3) and tanh(−1.2)

let dH: Matrix<Double> = [[1, 0]]
let dA = dH * (1 - nextState * nextState)  // 1 − 0.8617² = 0.2574
let dWeightIH = matmul(x, dA, transposingFirst: true)
let dWeightHH = matmul(h, dA, transposingFirst: true)
let dBefore = matmul(dA, smallCell.weightHH, transposingSecond: true)

// %% [folded] The table, the library's gradients, and the same step in columns
show(
  Table(
    concatenate(rows: [nextState, dH, dA, dWeightIH, dWeightHH, dBefore]),
    rowLabels: [
      "H_t", "dH_t", "dA_t", "dW_xh, input 0", "dW_xh, input 1", "dW_hh, from unit 0", "dW_hh, from unit 1",
      "dH_{t-1}, the part passed back",
    ], columnLabels: ["unit 0", "unit 1"]),
  caption: "One backward step, by hand")

var cellGradient = smallCell.zeroed()
let (_, passedBack) = smallCell.backward(dH, through: smallCache, adding: &cellGradient)
let differences = [
  cellGradient.weightIH - dWeightIH, cellGradient.weightHH - dWeightHH, cellGradient.bias - dA.columnSums(),
  passedBack - dBefore,
]
print("the library's gradients are the same:", differences.allSatisfy { $0.map(abs).maximum() < 1e-15 })

let (xColumn, aPrevious, daNext) = (x.transposed(), h.transposed(), dH.transposed())
let (wax, waa) = (smallCell.weightIH.transposed(), smallCell.weightHH.transposed())
let inTanh = tanh(matmul(wax, xColumn) + matmul(waa, aPrevious) + smallCell.bias.transposed())
let dtanh = daNext * (1 - inTanh * inTanh)
let inColumns = [
  matmul(dtanh, xColumn.transposed()) - dWeightIH.transposed(),
  matmul(dtanh, aPrevious.transposed()) - dWeightHH.transposed(),
  matmul(waa.transposed(), dtanh) - dBefore.transposed(),
]
print("so are those in columns, transposed: ", inColumns.allSatisfy { $0.map(abs).maximum() < 1e-15 })

// %% [markdown]
// Check a few. Input 1 was 2, so its weight to unit 0 matters twice as much as the weight of input 0. The old
// unit 1 was −0.5, so a larger weight from it would have made the new unit 0 smaller; that explains the minus.
// The weights to unit 1 have no gradient, because the loss does not depend on unit 1 here. The last row is the
// message to the previous step: what it should have done differently.
//
// The library's `backward` does the same in six lines; look into
// `Sources/Library/RecurrentNetworks/Cells/RNNCell.swift`.
//
// ## Through time: two paths from a state to the loss
//
// Where does $dH_t$ come from? Look at what uses $H_t$. There are two things: the output of step $t$, and step
// $t + 1$.

// %% [folded] The drawing of the vertical and the horizontal gradients
var backwardPass = Diagram.unrolled(steps: 3, hasStart: false)
for t in 1...3 {
  backwardPass = backwardPass.adding(
    [.circle("L_\(t)", Double(t), -1)],
    [.forward("Ŷ_\(t)", "L_\(t)"), .backward("L_\(t)", "Ŷ_\(t)", "H_\(t)", color: .blue)])
  if t > 1 {
    backwardPass = backwardPass.adding([], [.backward("H_\(t)", "H_\(t - 1)", label: "W_hh^{⊤}")])
  }
}
show(
  backwardPass,
  caption: "The backward pass: vertical from each loss down (blue), horizontal from step to step (orange)")

// %% [markdown]
// A number that is used twice has two paths to the loss, and its gradient is the sum of both:
//
// $$
// dH_t = \textcolor{#0072b2}{\underbrace{dZ_t W_{hq}^\top}_{\text{vertical}}} + \textcolor{#b04a00}{\underbrace{dH_t^{\leftarrow}}_{\text{horizontal}}}, \qquad dH_t^{\leftarrow} = dA_{t+1} W_{hh}^\top, \qquad dH_T^{\leftarrow} = 0
// $$
//
// The vertical part comes down from the step's own loss, the horizontal part from the right, from all later
// losses. So the backward pass starts at the last step, where nothing comes from the right, and ends at the
// first. The weights are also used more than once, at *every* step. By the same rule their gradients are sums
// over the steps: $dW_{hh} = \sum_t H_{t-1}^\top dA_t$. That is all of **backpropagation through time**, BPTT:

// %% [folded] A network, inputs and targets of different sizes
let (batchSize, inputSize, hiddenSize, classCount, stepCount) = (2, 3, 4, 7, 5)
let layer = RNN(RNNCell<Double>(inputSize: inputSize, hiddenSize: hiddenSize, using: &generator))
let outputLayer = Linear<Double>(inputSize: hiddenSize, outputSize: classCount, using: &generator)
let inputs = (0..<stepCount).map { _ in
  Matrix<Double>.normal(rows: batchSize, columns: inputSize, using: &generator)
}
let targets = (0..<stepCount).map { _ in
  (0..<batchSize).map { _ in Int.random(in: 0..<classCount, using: &generator) }
}

// %%
/// Backpropagation through time: from the vertical gradients to the gradient of the cell.
func backpropagated(
  _ vertical: [Matrix<Double>], through caches: [RNNCell<Double>.Cache],
  of cell: RNNCell<Double>
) -> (cell: RNNCell<Double>, states: [Matrix<Double>], initial: Matrix<Double>) {
  var sums = cell.zeroed()
  var states = vertical
  var horizontal = Matrix<Double>.zeros(vertical[0].shape)  // nothing after the last step
  for step in vertical.indices.reversed() {
    states[step] = vertical[step] + horizontal  // dH_t: both parts together
    horizontal = cell.backward(states[step], through: caches[step], adding: &sums).state
  }
  return (sums, states, horizontal)
}

let output = layer(inputs)
let logits = output.hidden.map { outputLayer($0) }
let logitGradients = zip(logits, targets).map {
  crossEntropyGradient(logits: $0, targets: $1, reduction: .sum)  // dZ_t, [2, 7]
}
let vertical = logitGradients.map {
  matmul($0, outputLayer.weight, transposingSecond: true)  // [2, 4]
}
let ownGradients = backpropagated(vertical, through: Array(output.cache), of: layer.cell)

// %% [folded] Compared with the library
let libraryResult = layer.backward(vertical, through: output)
let libraryGradients = libraryResult.parameters.cell

print(
  "shapes:",
  ownGradients.cell.namedParameters.map { "\($0.name) \(ownGradients.cell[keyPath: $0.path].shape)" })
for (name, path) in layer.cell.namedParameters {
  let difference = (ownGradients.cell[keyPath: path] - libraryGradients[keyPath: path]).map(abs).maximum()
  print("the library's gradient of \(name) is the same up to rounding:", difference < 1e-14)
}

// %% [markdown]
// The output layer comes on top: $dW_{hq} = \sum_t H_t^\top dZ_t$ and $db_q = \sum_t \sum_b dZ_{t,b}$, of the
// shapes $[H, V]$ and $[1, V]$, with the state *after* the step this time, because that is the state it read.
//
// The first step passes back $dH_0^{\leftarrow}$. No loss reads $H_0$ directly, so this is all of $dH_0$. You
// can use it: make $H_0$ a row of parameters shared by all sequences, and its gradient is the sum of the rows of
// $dH_0$. A learned first state can help when sequences are short.
//
// ## The sum over paths
//
// The loop is short because it shares work: each horizontal arrow carries everything that comes from the
// right, in one matrix. It is worth pulling it apart once. Take three steps, and write $s_1, s_2, s_3$ for
// the states, as many drawings do. The last reaches the loss in one way, the middle one in two, the first in
// three:

// %% [folded] The drawing of the six paths
func pathDrawing(from loss: Int, to state: Int) -> (title: String, diagram: Diagram) {
  var (nodes, edges): ([Diagram.Node], [Diagram.Edge]) = ([], [.plain("s_1", "s_2", "s_3")])
  for t in 1...3 {
    nodes += [.circle("L_\(t)", Double(t), 0), .box("s_\(t)", Double(t), 1)]
    edges.append(.plain("s_\(t)", "L_\(t)"))
  }
  edges.append(.backward("L_\(loss)", "s_\(loss)", color: .blue))
  for t in (state..<loss).reversed() { edges.append(.backward("s_\(t + 1)", "s_\(t)", color: .orange)) }
  return ("from L_\(loss) to s_\(state)", Diagram(nodes, edges))
}

show(
  Diagram.panels([(3, 3), (2, 2), (3, 2), (1, 1), (2, 1), (3, 1)].map { pathDrawing(from: $0.0, to: $0.1) }),
  caption: "The six paths of three steps: vertical in blue, horizontal in orange")

// %% [markdown]
// $$
// \begin{aligned}
// \frac{\partial L}{\partial s_3} &= \textcolor{#0072b2}{\underbrace{\frac{\partial L_3}{\partial s_3}}_{\text{vertical}}} \\
// \frac{\partial L}{\partial s_2} &= \textcolor{#0072b2}{\underbrace{\frac{\partial L_2}{\partial s_2}}_{\text{vertical}}} + \textcolor{#b04a00}{\underbrace{\frac{\partial L_3}{\partial s_3} \frac{\partial s_3}{\partial s_2}}_{\text{horizontal via } s_3}} \\
// \frac{\partial L}{\partial s_1} &= \textcolor{#0072b2}{\underbrace{\frac{\partial L_1}{\partial s_1}}_{\text{vertical}}} + \textcolor{#b04a00}{\underbrace{\frac{\partial L_2}{\partial s_2} \frac{\partial s_2}{\partial s_1}}_{\text{horizontal via } s_2}} + \textcolor{#b04a00}{\underbrace{\frac{\partial L_3}{\partial s_3} \frac{\partial s_3}{\partial s_2} \frac{\partial s_2}{\partial s_1}}_{\text{horizontal via } s_3}}
// \end{aligned}
// $$
//
// Each term is one **path**: down from a loss to its state, then to the left, one factor
// $\partial s_{k} / \partial s_{k-1}$ for each step. Multiplying a gradient by that factor is what we did above:
// times $1 - s_k^2$, then times $W_{hh}^\top$. Computed path by path for the first three steps of our sequence:

// %%
/// One link of a path: from the gradient of a state to its part at the previous state.
func link(_ gradient: Matrix<Double>, through state: Matrix<Double>) -> Matrix<Double> {
  matmul(gradient * (1 - state * state), layer.cell.weightHH, transposingSecond: true)
}

let s = Array(output.hidden.prefix(3))
let toS3 = [vertical[2]]
let toS2 = [vertical[1], link(vertical[2], through: s[2])]
let toS1 = [
  vertical[0], link(vertical[1], through: s[1]),
  link(link(vertical[2], through: s[2]), through: s[1]),
]

// %% [folded] Compared with backpropagation over the same three steps
let threeSteps = backpropagated(
  Array(vertical.prefix(3)), through: Array(output.cache.prefix(3)), of: layer.cell)

func sum(_ paths: [Matrix<Double>]) -> Matrix<Double> { paths.dropFirst().reduce(paths[0], +) }
func norms(_ paths: [Matrix<Double>]) -> [Any] {
  (0..<3).map { $0 < paths.count ? short(paths[$0].norm) : "–" }
}

show(
  Table(
    header: [
      "gradient", "vertical", "over one step", "over two steps", "their sum", "BPTT", "same matrix",
    ],
    rows: [("∂$L$/∂s_3", toS3, 2), ("∂$L$/∂s_2", toS2, 1), ("∂$L$/∂s_1", toS1, 0)].map { name, paths, step in
      let (total, bptt) = (sum(paths), threeSteps.states[step])
      return [name] + norms(paths)
        + [short(total.norm), short(bptt.norm), (total - bptt).map(abs).maximum() < 1e-14 ? "yes" : "no"]
    }),
  caption: "Norms of the single paths, of their sum, and of the gradient that backpropagation computes")

// %% [markdown]
// The sums are the same matrices. For three steps there are six paths; for $T$ steps $T (T + 1) / 2$, each
// with up to $T - 1$ links, and BPTT computes their sum with $T - 1$ links in all.
//
// The paths also show something that the sum hides: those over two steps are smaller than those over one. Let's
// look at a longer sequence, 12 steps, and at the size of every path. Row $t$ and column $k$ show the part of
// the loss of step $k$ that reaches the state of step $t$.

// %% [folded] The norms of all paths of twelve steps
func pathNorms(_ layer: RNN<Double>, stepCount: Int) -> Matrix<Double> {
  let inputs = (0..<stepCount).map { _ in
    Matrix<Double>.normal(rows: 1, columns: layer.inputSize, using: &generator)
  }
  let states = layer(inputs).hidden
  let weight = layer.cell.weightHH
  var result = Matrix<Double>.zeros(rows: stepCount, columns: stepCount)
  for loss in 0..<stepCount {
    var gradient = Matrix<Double>.normal(rows: 1, columns: layer.outputSize, using: &generator)
    gradient /= gradient.norm  // every loss sends a gradient of norm 1
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
  caption: "How much of a loss arrives at an earlier state (one untrained network)")

// %% [markdown]
// Below the diagonal the zeros are exact: no loss reaches states that come after it. The diagonal holds the
// vertical paths, all of size 1 here. To its right the paths fade by about the same factor with every link. The
// network receives a clear message about what it did a moment ago, and hardly any about ten steps before. What a
// step receives no gradient for, it does not learn. This is the **vanishing gradient**; chapter 07 is about
// it, and about the opposite, gradients that grow and must be clipped.
//
// ## Downhill: from gradients to learning
//
// The gradient $d\theta$ of a parameter $\theta$ points uphill: it is the direction in which the loss grows
// fastest. So go the other way, a little, and repeat. That is **gradient descent**:
//
// $$
// \theta \leftarrow \theta - \eta\,d\theta
// $$
//
// The number $\eta$ is the **learning rate**. (If the gradient comes from one batch at a time and not from all
// data, it is *stochastic* gradient descent, SGD. The update is the same.) How large may $\eta$ be? Take the
// simplest valley, $L = \tfrac{c}{2} \theta^2$ with $d\theta = c \theta$. One update turns $\theta$ into
// $(1 - \eta c) \theta$. For small $\eta$ it creeps; beyond $\eta = 2 / c$ the factor is below $-1$, and every
// update lands farther from the bottom than it started.
//
// With two parameters comes the real difficulty. Below is a narrow valley,
// $L = \tfrac12 (\theta_1^2 + 100\,\theta_2^2)$. The steep direction forbids a learning rate above $2/100$. With
// it, the flat direction comes closer to the bottom by at most 2 percent per update. Two remedies are standard.
//
// **Momentum** keeps a velocity $v$, a decaying sum of the gradients so far:
//
// $$
// v \leftarrow \mu v + d\theta, \qquad \theta \leftarrow \theta - \eta\,v
// $$
//
// Gradients that agree from update to update add up, with $\mu = 0.9$ to at most $1 / (1 - \mu) = 10$ times one
// of them. Gradients that alternate cancel.
//
// **Adam** also divides, for each parameter separately, by the size its gradients usually have:
//
// $$
// \begin{aligned}
// m &\leftarrow \beta_1 m + (1 - \beta_1)\,d\theta && \text{a running mean of the gradient} \\
// v &\leftarrow \beta_2 v + (1 - \beta_2)\,d\theta^2 && \text{a running mean of its square} \\
// \hat m &= m / (1 - \beta_1^n), \quad \hat v = v / (1 - \beta_2^n) && \text{both began at 0; this corrects it} \\
// \theta &\leftarrow \theta - \eta\,\hat m / (\sqrt{\hat v} + \epsilon)
// \end{aligned}
// $$
//
// Here $n$ counts updates; the usual values are $\beta_1 = 0.9$, $\beta_2 = 0.999$, $\epsilon = 10^{-8}$. As
// long as the gradients agree, every parameter moves by about $\eta$ per update, whether its gradients are large
// or small. So Adam's learning rate is a distance.

// %%
/// The gradient of (θ₁² + 100 θ₂²) / 2.
func valleyGradient(_ p: Matrix<Double>) -> Matrix<Double> { p * [[1, 100]] }

func gradientDescent(
  from start: Matrix<Double>, rate: Double, updates: Int
) -> [Matrix<Double>] {
  var path = [start]
  for n in 0..<updates { path.append(path[n] - rate * valleyGradient(path[n])) }
  return path
}

func momentum(
  from start: Matrix<Double>, rate: Double, updates: Int
) -> [Matrix<Double>] {
  var (path, v): ([Matrix<Double>], Matrix<Double>) = ([start], start * 0)
  for n in 0..<updates {
    v = 0.9 * v + valleyGradient(path[n])
    path.append(path[n] - rate * v)
  }
  return path
}

func adam(
  from start: Matrix<Double>, rate: Double, updates: Int
) -> [Matrix<Double>] {
  var path = [start]
  var (m, v): (Matrix<Double>, Matrix<Double>) = (start * 0, start * 0)
  for n in 1...updates {
    let g = valleyGradient(path[n - 1])
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * (g * g)
    let mean: Matrix<Double> = m / (1 - pow(0.9, Double(n)))
    let square: Matrix<Double> = v / (1 - pow(0.999, Double(n)))
    let size: Matrix<Double> = square.map { $0.squareRoot() + 1e-8 }
    path.append(path[n - 1] - rate * (mean / size))
  }
  return path
}

// %% [folded] The three paths as a picture, with two lines of equal loss
let valleyStart: Matrix<Double> = [[-10, 1]]

func valleyLoss(_ p: Matrix<Double>) -> Double { p.dot(valleyGradient(p)) / 2 }

func levelLine(_ loss: Double) -> Series {
  let angles = stride(from: 0, through: 2 * Double.pi + 0.01, by: Double.pi / 60).map { $0 }
  return Series(
    "loss \(short(loss))", x: angles.map { (2 * loss).squareRoot() * cos($0) },
    y: angles.map { (2 * loss / 100).squareRoot() * sin($0) }, style: .guide)
}

func pathSeries(_ name: String, _ path: [Matrix<Double>]) -> Series {
  Series(name, x: path.map { $0[0, 0] }, y: path.map { $0[0, 1] })
}

show(
  LineChart(
    [
      levelLine(10), levelLine(50),
      pathSeries("gradient descent, 0.018", gradientDescent(from: valleyStart, rate: 0.018, updates: 50)),
      pathSeries("momentum, 0.01", momentum(from: valleyStart, rate: 0.01, updates: 50)),
      pathSeries("Adam, 0.3", adam(from: valleyStart, rate: 0.3, updates: 50)),
    ], xLabel: "$θ_1$, the flat direction", yLabel: "$θ_2$, the steep direction"),
  caption: "Fifty updates in a narrow valley: three methods, each at its own rate")

// %% [folded] The loss after some updates, at learning rates from small to too large
let descents: [(String, (Matrix<Double>, Double, Int) -> [Matrix<Double>])] = [
  ("gradient descent", gradientDescent), ("momentum 0.9", momentum), ("Adam", adam),
]

show(
  Table(
    header: ["loss after 50 updates; learning rate", "0.001", "0.01", "0.018", "0.03", "0.3", "1"],
    rows: descents.map { name, descend in
      [name] + [0.001, 0.01, 0.018, 0.03, 0.3, 1].map { short(valleyLoss(descend(valleyStart, $0, 50)[50])) }
    }),
  caption: "The same valley at other learning rates, from a loss of \(short(valleyLoss(valleyStart)))")

/// Fifty updates by the library's optimizer.
func byLibrary<Rule: Optimizer>(_ optimizer: Rule) -> Matrix<Double> where Rule.Parameters == Linear<Double> {
  var (optimizer, model) = (optimizer, Linear<Double>(weight: valleyStart, bias: [[0, 0]]))
  for _ in 0..<50 {
    var gradient = model.zeroed()
    gradient.weight = valleyGradient(model.weight)
    optimizer.update(&model, along: gradient)
  }
  return model.weight
}

let point = Linear<Double>(weight: valleyStart, bias: [[0, 0]])
let sameEnds: [Matrix<Double>] = [
  byLibrary(SGD(for: point, learningRate: 0.018))
    - gradientDescent(from: valleyStart, rate: 0.018, updates: 50)[50],
  byLibrary(SGD(for: point, learningRate: 0.01, momentum: 0.9))
    - momentum(from: valleyStart, rate: 0.01, updates: 50)[50],
  byLibrary(Adam(for: point, learningRate: 0.3)) - adam(from: valleyStart, rate: 0.3, updates: 50)[50],
]
print(
  "the library's SGD and Adam end at the same points:", sameEnds.allSatisfy { $0.map(abs).maximum() < 1e-9 })

// %% [markdown]
// Every method has its own scale of learning rates. Gradient descent is best just below its limit of 2/100, and
// even there it is slow: it zigzags across the valley and creeps along it. Above the limit the loss explodes.
// Momentum, at its best rate here, gets almost 30 times lower in the same 50 updates; Adam gets lower still, at
// a rate where the other two explode, and hardly moves at 0.001. So look for the learning rate first, and
// compare methods only at the best rate of each.
//
// ## It learns
//
// Now we can train. The task: sequences of three symbols in random order, and at each step the network must
// name the symbol it read **two steps earlier**. Nothing in the present input helps; only the memory does. (At
// the first two steps the answer is 0.) Guessing costs $\log 3 = 1.099$ nats per step. Guessing that knows about
// the two zeros costs $\tfrac{10}{12} \log 3 = 0.916$.

// %% [folded] The task
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

func meanLoss(_ model: Tagger, _ data: Sequences) -> Double {
  let hidden = model.layer(data.inputs).hidden
  let losses: [Double] = zip(hidden, data.targets).map { crossEntropy(logits: model.output($0), targets: $1) }
  return losses.reduce(0, +) / Double(losses.count)
}

// %%
/// The mean loss per step, and its gradient, with the backward pass cut every `window` steps.
func lossAndGradient(
  _ model: Tagger, _ data: Sequences, window: Int
) -> (loss: Double, gradient: Tagger) {
  let output = model.layer(data.inputs)
  var (loss, gradient) = (0.0, model.zeroed())
  let share = 1 / Double(data.inputs.count)
  var vertical: [Matrix<Double>] = []
  for (hidden, targets) in zip(output.hidden, data.targets) {
    let logits = model.output(hidden)
    loss += share * crossEntropy(logits: logits, targets: targets)
    let logitGradient = crossEntropyGradient(logits: logits, targets: targets) * share
    vertical.append(
      model.output.backward(logitGradient, through: hidden, adding: &gradient.output))
  }
  let backward = model.layer.backward(vertical, window: window, through: output)
  gradient.layer = backward.parameters
  return (loss, gradient)
}

/// Gradient descent with momentum. `best` is the network with the smallest loss along the way on
/// `unseen`, sequences it does not learn from.
func trained(
  _ fresh: Tagger, on training: Sequences, watching unseen: Sequences, window: Int,
  isFrozen: Bool = false, rate: Double = 0.2, updates: Int = 150
) -> (model: Tagger, best: Tagger, losses: [Double], unseenLosses: [Double]) {
  var (model, best) = (fresh, fresh)
  var (losses, unseenLosses): ([Double], [Double]) = ([], [meanLoss(fresh, unseen)])
  var optimizer = SGD(for: model, learningRate: rate, momentum: 0.9)
  for _ in 0..<updates {
    var (loss, gradient) = lossAndGradient(model, training, window: window)
    if isFrozen { gradient.layer = gradient.layer.zeroed() }  // only the output learns
    optimizer.update(&model, along: gradient)
    losses.append(loss)
    unseenLosses.append(meanLoss(model, unseen))
    if unseenLosses.last! == unseenLosses.min()! { best = model }
  }
  return (model, best, losses + [meanLoss(model, training)], unseenLosses)
}

// %% [folded] One network trained; a control with permuted answers
var taskGenerator = SplitMix64(seed: 40)
let training = echoTask(count: 32, stepCount: 12, using: &taskGenerator)
let unseen = echoTask(count: 200, stepCount: 12, using: &taskGenerator)

func freshTagger(using generator: inout SplitMix64) -> Tagger {
  Tagger(
    layer: RNN(RNNCell(inputSize: 3, hiddenSize: 12, using: &generator)),
    output: Linear(inputSize: 12, outputSize: 3, using: &generator))
}

let fresh = freshTagger(using: &taskGenerator)
let whole = trained(fresh, on: training, watching: unseen, window: 12)
let permuted: Sequences = (
  training.inputs, training.targets.map { $0.shuffled(using: &taskGenerator) }
)
let control = trained(fresh, on: permuted, watching: unseen, window: 12)

show(
  LineChart(
    [
      Series("loss on new sequences", whole.unseenLosses),
      Series("the same, trained on permuted answers", control.unseenLosses),
    ], xLabel: "update", yLabel: "loss in nats per step"),
  caption: "A network learns to say what it read two steps earlier (one run)")
show(
  Table(
    header: ["loss in nats per step", "true answers", "permuted answers"],
    rows: [
      ["before training", whole.losses[0], control.losses[0]],
      ["after 150 updates, on the 32 training sequences", whole.losses[150], control.losses[150]],
      ["after 150 updates, on 200 new sequences", whole.unseenLosses[150], control.unseenLosses[150]],
    ]),
  caption: "The result, and a control")

// %% [markdown]
// Nobody told the network to keep two symbols in its state, nor how. The gradient did: the loss of a step
// flowed backward over two horizontal arrows and changed the weights there, at a step whose own output was
// perfectly fine. The control has the same inputs, network, and updates, but each step's answers are permuted
// among the sequences. It memorizes some of the 32 sequences, and on new ones that does harm.
//
// **If your own network does not learn,** go in this order. Compare the loss with the loss of guessing. If it
// stays exactly there, the network ignores its input and always gives the same answer; if it is above,
// something is wrong. Then try to memorize eight sequences. If that fails, look for a mistake: check the
// gradient (below), look for targets that are shifted, change the learning rate by factors of 3. If it works,
// what is missing is time, a larger learning rate, or more data.
//
// ## Truncated backpropagation through time
//
// BPTT keeps the caches of all steps until the backward pass is done. For a sentence that is nothing; for a book
// it is more than fits into memory, and a single update would take reading the whole book. **Truncated** BPTT
// carries the state on as usual, but cuts the backward pass into windows: the state that a window starts with
// is treated as a constant, as if it had no history.

// %% [folded] The drawing of the windows
show(
  Diagram(
    (1...6).map { .box("H_\($0)", Double($0) + ($0 > 3 ? 0.8 : 0), 0) },
    [
      .forward("H_1", "H_2", "H_3"), .dotted("H_3", "H_4", label: "value only"),
      .forward("H_4", "H_5", "H_6"), .backward("H_3", "H_2", "H_1"), .backward("H_6", "H_5", "H_4"),
    ],
    groups: [
      .frame("window 1", around: ["H_1", "H_2", "H_3"]), .frame("window 2", around: ["H_4", "H_5", "H_6"]),
    ]),
  caption: "Truncated backpropagation: the state crosses the edge of a window, the gradient does not")

// %% [markdown]
// What is lost are the paths that cross a cut. With windows of one step all horizontal paths are gone, and
// only vertical ones remain.
//
// **Predict before you run.** The echo needs a path over two steps. Which windows learn it: 1, 2, 3, all 12? And
// how well does a network do whose recurrent weights never learn at all, but stay random, while only the output
// layer is trained?

// %% [folded] Five networks, each trained with every window and once with frozen recurrent weights
let networks = (41...45).map { seed in
  var generator = SplitMix64(seed: UInt64(seed))
  return (
    training: echoTask(count: 32, stepCount: 12, using: &generator),
    unseen: echoTask(count: 200, stepCount: 12, using: &generator), fresh: freshTagger(using: &generator)
  )
}
let settings: [(name: String, window: Int, isFrozen: Bool)] = [
  ("window 1", 1, false), ("window 2", 2, false), ("window 3", 3, false), ("window 6", 6, false),
  ("all 12 steps", 12, false), ("frozen", 12, true),
]
let runs = settings.map { setting in
  networks.map {
    trained(
      $0.fresh, on: $0.training, watching: $0.unseen, window: setting.window, isFrozen: setting.isFrozen)
  }
}

func medians(_ curves: [[Double]]) -> [Double] {
  curves[0].indices.map { update in curves.map { $0[update] }.sorted()[curves.count / 2] }
}

func range(_ values: [Double]) -> String {
  String(format: "%.3f to %.3f", values.min() ?? 0, values.max() ?? 0)
}

show(
  LineChart(
    [0, 1, 2, 4, 5].map { Series(settings[$0].name, medians(runs[$0].map(\.unseenLosses))) },
    xLabel: "update", yLabel: "loss on new sequences"),
  caption: "The backward pass cut into windows: the median of five networks")
show(
  Table(
    header: ["", "new sequences, best along the way", "after 150 updates", "training sequences, after 150"],
    rows: zip(settings, runs).map { setting, runs in
      [
        setting.name, range(runs.map { $0.unseenLosses.min() ?? 0 }),
        range(runs.map { $0.unseenLosses[150] }),
        range(runs.map { $0.losses[150] }),
      ]
    }),
  caption: "The cost of a cut: smallest and largest loss of five networks")

// %% [markdown]
// **Windows of 3 and more learn the task.** From 3 on there are steps at which the path is complete, and because
// all steps share their weights, what is learned at some of them is used at all. This is why truncation works as
// well as it does in practice: a dependence over fifty steps needs *some* windows that hold it, not all.
//
// **The frozen networks are the surprise.** Their recurrent weights are random and stay random. Still all five
// end well below 0.916, the loss of guessing with two known zeros. A random state holds a trace of the symbol of
// two steps ago, and the output layer learns to read it. (A network that relies on this is called an *echo state
// network*.) So a loss below guessing does not prove that a gradient flowed through time.
//
// **Windows of 1 and 2 first do better than that, and then worse.** Their loss falls, and then it rises again,
// in the median to about the level of guessing. This is not overfitting, because the loss on the training
// sequences is high as well. Is it the cut, or only too large a learning rate? A test: take each network of
// windows of 1 at its best point, and continue with a tenth of the learning rate, in three ways.

// %% [folded] From the best networks of windows of 1: three ways to continue
let turningPoints = zip(networks, runs[0]).map { network, run in
  (training: network.training, unseen: network.unseen, model: run.best)
}
let continuations = [(1, false), (12, false), (12, true)].map { window, isFrozen in
  turningPoints.map { point in
    trained(
      point.model, on: point.training, watching: point.unseen, window: window, isFrozen: isFrozen, rate: 0.02,
      updates: 400
    ).unseenLosses[400]
  }
}

func cosine(_ a: Tagger, _ b: Tagger) -> Double {
  let dot = a.namedParameters.reduce(0) { $0 + a[keyPath: $1.path].dot(b[keyPath: $1.path]) }
  return dot / (a.globalNorm * b.globalNorm)
}

func cosineOfCutGradient(_ model: Tagger, _ data: Sequences, window: Int) -> Double {
  cosine(
    lossAndGradient(model, data, window: window).gradient, lossAndGradient(model, data, window: 12).gradient)
}

let continuationRows: [(String, [Double])] = [
  ("at the start", turningPoints.map { meanLoss($0.model, $0.unseen) }),
  ("400 more updates, windows of 1", continuations[0]),
  ("400 more updates, all 12 steps", continuations[1]),
  ("400 more updates, recurrent weights frozen", continuations[2]),
]

show(
  Table(
    header: ["loss on new sequences"] + (1...5).map { "network \($0)" },
    rows: continuationRows.map { name, losses in [name] + losses.map { short($0) } }),
  caption: "From the best networks of windows of 1, at a tenth of the learning rate")
print(
  "cosine of the gradient cut to windows of 1 with the full one, untrained: ",
  range(networks.map { cosineOfCutGradient($0.fresh, $0.training, window: 1) }))
print(
  "the same at the best network of windows of 1:                            ",
  range(turningPoints.map { cosineOfCutGradient($0.model, $0.training, window: 1) }))

// %% [markdown]
// Both. At the small rate the cut gradient no longer ruins what was learned. But it gains next to nothing
// either: the loss falls a little in three networks and rises a little in two. In all five, frozen recurrent
// weights do better. The full gradient leads four of the very same networks on down, to below 0.03, and fails
// with one.
//
// The cut gradient is not the gradient of this loss, and in general not of any. It improves each step's output
// *for the states as they are*, and moves the same weights that compute those states, which the output layer has
// just learned to read. In an untrained network this hardly matters: the two gradients point almost the same
// way. At the turning point they are nearly at right angles. The direction is then of no use, and a large
// learning rate makes it do harm.
//
// So a dependence longer than the window is learned by accident or not at all, and further training can destroy
// it.
//
// A note on words: the state still goes *forward* across the cut. A network whose state is set to zero at each
// window is something else. For a text that continues it is a mistake. For windows from random places in a text
// it is another sound way (chapters 10 and 11 use it); its price is that the first characters of each window are
// predicted without a past.
//
// ### In other libraries
//
// A library that records operations to differentiate them later would go back through *all* windows read so far.
// Their records were discarded after the last update, and it complains: "Trying to backward through the graph a
// second time." `detach()` keeps the numbers of the state and drops its history; that is our constant start of a
// window. `retain_graph=True` silences the message and makes each update slower than the previous one. Some
// programs go back $k_2$ steps every $k_1$ steps, so their windows overlap.
//
// ## Checking a gradient
//
// A wrong gradient does not crash. Often the network still learns, only a little worse than it should, and no
// one notices for weeks. So each gradient in this course is checked against the definition of a derivative:
// move one number by $h$ to both sides, and see how the loss changes.
//
// $$
// \frac{\partial L}{\partial \theta} \approx \frac{L(\theta + h) - L(\theta - h)}{2h}
// $$
//
// Why to both sides? By Taylor's formula the one-sided difference $(L(\theta + h) - L(\theta)) / h$ is wrong
// by $\tfrac{h}{2} L''$, while in the **central difference** the even terms cancel and $\tfrac{h^2}{6} L'''$
// remains. The cost is two losses for each parameter; that is why it is a check and not a way to train.
//
// How far apart may the two be? Not 0.001 or 0.1, because gradients can have any size. What counts is the
// **relative error** $|a - n| / \max(|a|, |n|)$. And how large is $h$? We try all of them:

// %% [folded] The relative error of finite differences, for many steps h
func sequenceLoss<Scalar: MatrixScalar>(
  _ cell: RNNCell<Scalar>, _ output: Linear<Scalar>, _ inputs: [Matrix<Scalar>]
) -> Double {
  zip(RNN(cell)(inputs).hidden, targets).reduce(0) {
    $0 + Double(crossEntropy(logits: output($1.0), targets: $1.1, reduction: .sum))
  }
}

/// The relative error of the finite differences of all of W_hh, taken as one vector.
func differenceError<Scalar: MatrixScalar>(
  step: Double, centered: Bool, _ cell: RNNCell<Scalar>, _ output: Linear<Scalar>, _ inputs: [Matrix<Scalar>]
) -> Double {
  var squares = 0.0
  let exact = libraryGradients.weightHH
  let here = sequenceLoss(cell, output, inputs)
  for row in 0..<hiddenSize {
    for column in 0..<hiddenSize {
      var (above, below) = (cell, cell)
      above.weightHH[row, column] += Scalar(step)
      below.weightHH[row, column] -= Scalar(step)
      let up = sequenceLoss(above, output, inputs)
      let down = centered ? sequenceLoss(below, output, inputs) : here
      let difference = (up - down) / (centered ? 2 * step : step) - exact[row, column]
      squares += difference * difference
    }
  }
  return squares.squareRoot() / exact.norm
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

let lossHere = sequenceLoss(cell, outputLayer, inputs)
let gradientNorm = libraryGradients.weightHH.norm

show(
  LineChart(
    [
      series("one-sided", { differenceError(step: $0, centered: false, cell, outputLayer, inputs) }),
      series("central", { differenceError(step: $0, centered: true, cell, outputLayer, inputs) }),
      series(
        "central, in Float",
        { differenceError(step: $0, centered: true, singleCell, singleOutput, singleInputs) }),
      series("$ε |L| / (h |dW|)$", { Double.ulpOfOne * lossHere / ($0 * gradientNorm) }),
    ], xLabel: "exponent $n$ of the step $h = 10^n$", yLabel: "relative error", yScale: .logarithmic),
  caption: "The step must be neither large nor small")
print("the loss is \(short(lossHere)) nats, the norm of dW_hh is \(short(gradientNorm))")

// %% [markdown]
// Read each line from the right. With large steps the error is Taylor's: it falls with $h$ for the one-sided
// difference, with $h^2$ for the central one. With small steps it is rounding. $L(\theta+h)$ and
// $L(\theta-h)$ agree in more and more digits, and their difference consists of what is left: an error of the
// order of $\varepsilon |L| / (h\,|dW|)$, where $\varepsilon = 2.2 \cdot 10^{-16}$ is the precision of `Double`.
// That is the fourth line. Between the two is the best step, for central differences in `Double` around
// $10^{-5}$, with errors below $10^{-9}$.
//
// A gradient with a relative error of $10^{-6}$ or less is correct; one with $10^{-3}$ or more is wrong.
// Between the two, do not guess: halve $h$ and double it, compute in `Double`, and look for a kink. The error of
// a correct gradient moves with $h$; the error of a wrong one stays. In `Float` the floor of the valley is near
// $10^{-4}$, too high to tell right from wrong: train in `Float`, check in `Double`.

// %% [folded] Every element of our network's gradient, correct and without the horizontal path
func loss(_ layer: RNN<Double>) -> Double { sequenceLoss(layer.cell, outputLayer, inputs) }

let gradients = layer.backward(vertical, through: output).parameters
let checks = checkGradients(gradients, of: loss, at: layer)

let withoutHorizontal = layer.backward(vertical, window: 1, through: output).parameters
let wrongChecks = checkGradients(withoutHorizontal, of: loss, at: layer)

show(
  Table(
    header: [
      "parameter", "elements", "correct at 1e-6", "without the horizontal path", "its largest relative error",
    ],
    rows: zip(checks, wrongChecks).map { right, wrong in
      let count =
        layer.namedParameters.first { $0.name == right.name }.map { layer[keyPath: $0.path].count } ?? 0
      func verdict(_ check: GradientCheck) -> String { check.passes(within: 1e-6) ? "correct" : "wrong" }
      return [right.name, count, verdict(right), verdict(wrong), wrong.maxRelativeError]
    }),
  caption: "The gradients of our network, checked element by element")

// %% [markdown]
// ### What kinks do
//
// The check assumes that the loss is smooth. ReLU is not, at 0. At a point so near the kink that $\theta - h$
// and $\theta + h$ are on different sides, the finite difference belongs to neither:

// %% [folded] Central differences near a kink
let nearKink = [1e-2, 1e-4, 3e-6, 0, -3e-6]

show(
  Table(
    header: ["$a$", "slope of ReLU at $a$", "$h = 10^{-3}$", "$h = 10^{-5}$", "$h = 10^{-7}$"],
    rows: nearKink.map { a in
      let quotients = [1e-3, 1e-5, 1e-7].map { h in (max(0, a + h) - max(0, a - h)) / (2 * h) }
      return [short(a), a > 0 ? 1 : 0] + quotients.map { short($0) }
    }),
  caption: "Central differences of max(0, a) near its kink")

// %% [markdown]
// An error there is caused by the check, not by the gradient. So check at random points, where kinks are rare,
// with few examples, which have few of them. When one element of hundreds fails, try another $h$. Our checker
// looks for kinks where the numbers differ, and names them:

// %% [folded] A network exactly at a kink
let kinkedCell = RNNCell<Double>(
  weightIH: [[1, -2]], weightHH: [[0.5, 0.25], [-0.75, 1]], bias: [[0, 0.5]], activation: .relu)
let kinkedInputs: [Matrix<Double>] = [[[0]], [[1]]]  // unit 0 of step 1 is exactly at its kink

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
print("omitted, at a kink:", kinkedCheck.kinks.map { "bias[\($0.row), \($0.column)]" })

// %% [markdown]
// At the kink itself any slope from 0 to 1 would also have been accepted, but no other: a gradient of 2 there
// counts as wrong.
//
// ### What noise does
//
// The check assumes a second thing: that the loss is the same number every time, and exact to many more digits
// than the difference needs. A loss that draws new dropout masks each time is neither, a loss computed in
// `Float` is not exact, and NaN is not a number at all. With such a loss no gradient can be checked, right or
// wrong. Our checker evaluates the loss four times at the same point, measures how much neighboring values
// scatter, and reports what is wrong with the loss. Here the loss is the sum of squares of three numbers $x$, so
// the correct gradient is $2x$:

// %% [folded] Four losses, each with a correct and a wrong gradient
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

show(
  Table(
    header: ["loss", "2x passes", "−7x passes", "fault of the loss"],
    rows: losses.map { name, loss in
      let right = checkGradient(three * 2, of: loss, at: three, named: "x")
      let wrong = checkGradient(three * -7, of: loss, at: three, named: "x")
      return [name, right.passes(), wrong.passes(), right.trouble?.fault ?? "none"]
    }), caption: "A correct and a wrong gradient under four losses")

// %% [markdown]
// So check in `Double`, with dropout off or its masks drawn once, and with a loss that is a number.
//
// Near 0 the relative error is unfair in another way: a gradient of exactly 0 against a difference of
// $10^{-12}$ has an error of 1. The library therefore never divides by less than $10^{-4}$. The checker you
// write in the exercise does without such a floor.
//
// ## The gradient doctor
//
// A check says *that* a gradient is wrong. You want to know *why*. Wrong gradients are rarely random: they are
// the correct one with another sign, or divided by the batch, or exactly what you get when one arrow of the
// drawing is missing. The **gradient doctor** computes the results of such mistakes, and compares. We make six
// of them:

// %% [folded] Seven patients
let doctor = GradientDoctor(
  batchSize: batchSize, stepCount: stepCount, suspects: layer.suspectGradients(vertical, through: output))

/// The correct gradient, with something done to it.
func gradient(_ change: (inout RNN<Double>) -> Void) -> RNN<Double> {
  var gradient = gradients
  change(&gradient)
  return gradient
}

/// The backward pass with another derivative instead of 1 − H².
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
  ("mean instead of sum", gradient { $0.scale(by: 1 / Double(batchSize)) }),
  ("dW_hh transposed", gradient { $0.cell.weightHH = $0.cell.weightHH.transposed() }),
  ("no horizontal path", layer.backward(vertical, window: 1, through: output).parameters),
  ("no tanh′", gradient(derivative: { $0 * 0 + 1 })),
  ("1 − H instead of 1 − H²", gradient(derivative: { 1 - $0 })),
]

show(
  Table(
    header: ["mistake", "diagnosis"],
    rows: patients.map { mistake, wrong in
      let diagnosis = doctor.diagnose(wrong, of: loss, at: layer)
      let sentences = diagnosis.findings.map(\.sentence).joined(separator: " ")
      return [mistake, diagnosis.isHealthy ? "all is well" : sentences]
    }), caption: "Seven patients")

// %% [markdown]
// The grader of the exercise does the same with your numbers. Do not let it think for you right away: most
// mistakes can be found by looking at *which* gradients are wrong. If $db_q$ is right and $db_h$ is not, look
// between the two. If one step passes and five do not, it is the horizontal path, or a sum over the steps.
//
// ## Common mistakes
//
// - **Only the vertical path is followed.** Everything has the right shape, and the loss may even fall at
//   first: the curve for windows of 1 above.
// - **Each step's gradients replace the sum** instead of being added to it.
// - **$W_{hh}$ is not transposed** in the backward pass. It is square; no shape complains.
// - **$H_t$ instead of $H_{t-1}$ in $dW_{hh}$.** The weight multiplied the *previous* state. $dW_{hq}$ takes the
//   state after the step.
// - **The derivative of tanh at the wrong place:** $1 - H_t^2$ takes the state after the step, not $A_t$ and
//   not $H_{t-1}$.
// - **Mean here, sum there.** A loss averaged over the batch, with a gradient that is summed, is a learning
//   rate that is $B$ times too large. The gradient check finds it immediately.
// - **A cache that was overwritten.** If all steps share one buffer for their state, every cache holds the
//   last.
// - **The state set to zero at every window** of a text that continues, where only the *gradient* should be cut.
//
// ## Questions that everyone asks
//
// - **Why must the hidden state be detached?** ("Trying to backward through the graph a second time.") See [In
//   other libraries](#in-other-libraries).
// - **How far back must a window reach?** Somewhat farther than the dependence you want to learn; the table
//   above shows what happens just below that.
// - **My loss does not fall, or my network always gives the same answer.** See the checklist in [It
//   learns](#it-learns).
// - **My gradient check fails.** If the relative error is between $10^{-6}$ and $10^{-3}$, see the rule under
//   the plot of $h$; above it, ask the doctor.
// - **Which optimizer should I use?** Start with Adam and a learning rate near 0.001, and search the learning
//   rate by factors of 3 before you change anything else.
// - **Can the first state be learned?** Yes: see the end of "Through time".
// - **Why is this slow to train?** The backward pass has one product after the other, $T$ of them, and costs
//   about twice as much as the forward pass: two products with $dA_t$ for each product.
//
// ## On paper
//
// **1. Predict.** Three steps, $H_0 = 0$, and only the last step has a loss. How many of the six paths carry a
// gradient? Which steps contribute to $dW_{hh}$?
//
// <details><summary>Answer</summary>
//
// Three: from $L_3$ to $s_3$, to $s_2$, and to $s_1$. Step 1 contributes $H_0^\top dA_1 = 0$ to $dW_{hh}$, so
// only steps 2 and 3 do. With a given $H_0$ that is not zero, all three would.
//
// </details>
//
// **2. Derive** $\sigma(z) - y$ from the stable form $\max(z, 0) - z y + \log(1 + e^{-|z|})$.
//
// <details><summary>Answer</summary>
//
// For $z > 0$ the derivative is $1 - y - e^{-z} / (1 + e^{-z}) = 1 - y - (1 - \sigma(z)) = \sigma(z) - y$. For
// $z < 0$ it is $-y + e^{z} / (1 + e^{z}) = \sigma(z) - y$. The kink of $\max(z, 0)$ and the kink of $|z|$
// cancel.
//
// </details>
//
// **3. Why** can a loss rise when the network follows a truncated gradient, however small the learning rate?
//
// <details><summary>Answer</summary>
//
// A truncated gradient is not the gradient of the loss, and in general not of any function. It answers another
// question: how to change the weights if every window's first state stayed as it is. But the same weights also
// compute those first states. If the missing terms point the other way and are larger, the loss goes up.
//
// </details>
//
// ## Try it
//
// Open `Exercises/04-BPTT`. There are six tasks, about 75 lines in all:
//
// 1. the cross-entropies and their gradients;
// 2. one backward step;
// 3. the backward pass of a whole sequence;
// 4. the same gradient, path by path;
// 5. your own gradient checker;
// 6. a network that learns to remember, with no recipe given.
//
// Then run
//
// ```
// swift run course grade 04
// ```
//
// Before that, or after, change something here and run the chapter with `COURSE_ALL=1 swift run Chapter04BPTT`:
//
// - Let the echo come three steps later instead of two. Which windows learn it now? What does the frozen
//   network do?
// - In "The sum over paths", multiply $W_{hh}$ by 2 before the heat map. Which way do the paths go then?
// - In the valley, exchange 100 for 300. Which of the three methods needs a new learning rate?
// - Where is the best $h$ if the loss is multiplied by 1000? Predict it from the fourth line of the plot.
// - Make $H_0$ a parameter and let it learn with the rest.
//
// ## Summary
//
// - The loss is the sum over time of $-\log$ of the probability of what was true; its gradient at the logits
//   is $\hat Y_t - Y_t$.
// - One backward step: $dA_t = dH_t \odot (1 - H_t^2)$; each factor of a product gets $dA_t$ times the other
//   factor, transposed to fit.
// - $dH_t$ is the sum of a vertical part, from the step's own loss, and a horizontal part, from the next step.
//   Weights are used at every step, so their gradients are summed over the steps.
// - That is the sum over all paths from the losses to a state, computed without walking each of them.
// - Gradient descent moves against the gradient by the learning rate; momentum adds up what agrees; Adam gives
//   every parameter its own scale.
// - Truncated BPTT loses the paths that cross a cut. What is left is not a gradient: followed for long, it can
//   lead up. A random state also remembers a little, so compare with frozen recurrent weights.
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
// - H. Jaeger, "The 'echo state' approach to analysing and training recurrent neural networks", GMD report
//   148, 2001: random recurrent weights, of which only the output layer learns.
// - B. T. Polyak, "Some methods of speeding up the convergence of iteration methods", *USSR Computational
//   Mathematics and Mathematical Physics* 4, 1964: momentum.
// - D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization", *ICLR*, 2015.
// - P. E. Gill, W. Murray and M. H. Wright, *Practical Optimization*, Academic Press, 1981: the choice of the
//   step.
// - A. Karpathy, J. Johnson and F.-F. Li, *CS231n*, Stanford, notes on neural networks 3: gradient checks in
//   practice.
// - A. Ng and others, "Sequence Models", course 5 of the Deep Learning Specialization, 2018: the step in
//   columns, with $dtanh$, $da_{next}$, and $da_{prev}$.
// - A. Zhang, Z. C. Lipton, M. Li and A. J. Smola, *Dive into Deep Learning*, section 9.7, Cambridge University
//   Press, 2023.
// - I. Goodfellow, Y. Bengio and A. Courville, *Deep Learning*, sections 8.3, 8.5, and 10.2.2, MIT Press, 2016.
