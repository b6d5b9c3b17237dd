// %% [markdown]
// # 7. Vanishing and exploding gradients
//
// “The cat, which had slept all day on the warm stones behind the house, **was** hungry.” “The cats, which
// had slept all day on the warm stones behind the house, **were** hungry.” One letter at the second word
// decides the fifteenth. You had no trouble with that. A plain recurrent network does; this chapter measures
// how much, and explains why. To learn that connection, the gradient of a loss at the verb must reach the
// noun, through every step between them.
//
// **After this chapter you can**
//
// - write the gradient over many steps as a product of Jacobians, and say what makes it vanish or explode;
// - measure how much of a gradient arrives, for any layer, as a curve over the distance;
// - choose initial weights by what they do to that curve;
// - say why gates keep gradients alive, and what you have to set for it;
// - recognize an exploding gradient, and clip it by value or by norm, knowing what each does;
// - say what clipping cannot do.
//
// You need chapters 03 and 04. Reading takes about 45 minutes, with the equations and the code; the
// [exercise](../../Exercises/07-VanishingGradients) asks you to clip, to measure, and to find weights that
// last.

// %%
import Foundation
import LinearAlgebra
import NotebookDisplay
import RecurrentNetworks
import SequenceTraining

var generator = SplitMix64(seed: 7)  // all randomness comes from here: results repeat

// %% [markdown]
// ## A verb that depends on a noun
//
// Let's make that sentence as small as possible. The first word is `cat` or `cats`. Then come some words that
// have nothing to do with it, drawn from five. Then the network has to choose between `was` and `were`. The
// only thing that varies is the number of words in between. For each distance a network of 16 units is
// trained on 200 batches of 32 such sentences, and then tested on 500 new ones.

// %% [folded] How the sentences are made
typealias Sentences = (inputs: [Matrix<Double>], verbs: [Int])

func sentences(_ count: Int, distance: Int, using generator: inout SplitMix64) -> Sentences {
  let verbs = (0..<count).map { _ in Int.random(in: 0..<2, using: &generator) }
  let inputs = (0...distance).map { step in
    var oneHot = Matrix<Double>.zeros(rows: count, columns: 7)
    for row in 0..<count {
      let word = step == 0 ? verbs[row] : Int.random(in: 2..<7, using: &generator)
      oneHot[row, word] = 1
    }
    return oneHot
  }
  return (inputs, verbs)
}

// %%
/// The share of right verbs after training a network of these cells.
func accuracy<Cell: RecurrentCell>(of cell: Cell, distance: Int, seed: UInt64) -> Double
where Cell.Scalar == Double {
  var generator = SplitMix64(seed: seed)
  var model = ManyToOne(
    layer: RecurrentLayer(cell), output: Linear(inputSize: 16, outputSize: 2, using: &generator))
  var optimizer = Adam(for: model, learningRate: 0.01)
  for _ in 0..<200 {
    let batch = sentences(32, distance: distance, using: &generator)
    let (logits, cache) = model(batch.inputs)
    var gradient = model.zeroed()
    let logitGradient = crossEntropyGradient(logits: logits, targets: batch.verbs)
    _ = model.backward(logitGradient, through: cache, adding: &gradient)
    gradient.clip(toNorm: 1)
    optimizer.update(&model, along: gradient)
  }
  let test = sentences(500, distance: distance, using: &generator)
  let answers = model(test.inputs).logits.rowArgmax()
  return Double(zip(answers, test.verbs).filter { $0 == $1 }.count) / 500
}

// %% [folded] How the networks are run, listed and drawn
/// A network, and how many words are between noun and verb.
struct VerbRun: CustomStringConvertible {
  enum Network: String, CaseIterable {
    case plain = "plain"
    case orthogonal = "plain, orthogonal start"
    case halfOpen = "LSTM, forget bias 0"
    case open = "LSTM, forget bias 3"
  }

  let network: Network
  let distance: Int
  var description: String { "\(network.rawValue), distance \(distance)" }

  /// The share of right verbs in one run.
  func result(seed: UInt64) -> Double {
    var generator = SplitMix64(seed: 100 + seed)
    func lstm(_ bias: Double) -> LSTMCell<Double> {
      LSTMCell(inputSize: 7, hiddenSize: 16, forgetBias: bias, using: &generator)
    }
    switch network {
    case .halfOpen: return accuracy(of: lstm(0), distance: distance, seed: seed)
    case .open: return accuracy(of: lstm(3), distance: distance, seed: seed)
    case .plain, .orthogonal:
      var cell = RNNCell<Double>(inputSize: 7, hiddenSize: 16, using: &generator)
      if network == .orthogonal { cell.weightHH = .orthogonal(rows: 16, columns: 16, using: &generator) }
      return accuracy(of: cell, distance: distance, seed: seed)
    }
  }
}

let distances = [5, 10, 20, 30, 40]
let verbs = try Experiment(
  "verbs", chapter: "07",
  settings: VerbRun.Network.allCases.flatMap { network in
    distances.map { VerbRun(network: network, distance: $0) }
  }, seeds: 1...5, measures: ["accuracy"], isStored: true
) { run, seed in [run.result(seed: seed)] }.results()

show(
  Table(
    header: ["network"] + distances.map { "\($0) words" },
    rows: VerbRun.Network.allCases.map { network in
      [network.rawValue]
        + distances.map { distance in
          verbs[VerbRun(network: network, distance: distance)].sorted()
            .map { "\(Int((100 * $0).rounded()))" }.joined(separator: " ")
        }
    }),
  caption: "Right verbs in percent after the same training: five runs of each, sorted (50 is guessing)")

// %% [markdown]
// The plain network is perfect with five or ten words in between, sometimes right with twenty or thirty, and with
// forty no better than a coin. It is large enough: it has one bit to remember. But almost no gradient from the verb
// reaches the noun, so it never learns to remember it.
//
// The other rows have the same task, learning rate and number of updates. A plain network that starts from other
// weights solves everything, and so does a network of [chapter 09](../09-LSTM/09-LSTM.md) whose forget gates start
// open. If they start half open, the same cell does worse than the plain one at twenty and thirty words. So the
// start matters as much as the cell. This chapter shows what a start does to a gradient. (It does not explain
// everything: why the half-open LSTM does worse than the plain network is not visible in the fresh gradients
// below.)
//
// The runs are listed one by one because a mean would hide the pattern: each run solves the task or guesses.
// [Chapter 12](../12-GatedNetworks/12-GatedNetworks.md) has another task, more cells, and a learning rate for each.
// There these two starts help much less.
//
// ## One unit
//
// Take a network of one unit without inputs, $h_t = \tanh(w \, h_{t-1})$. How does $h_T$ change if $h_0$
// does? By the chain rule, one factor per step:
//
// $$
// \frac{dh_T}{dh_0} = \prod_{t=1}^{T} w \, (1 - h_t^2)
// $$
//
// Near zero the slopes $1 - h_t^2$ are nearly 1, and $w^T$ is left. Now powers are merciless:

// %% [folded] How the table is made
show(
  Table(
    header: ["$w$", "$w^{10}$", "$w^{50}$", "$w^{100}$"],
    rows: [0.5, 0.9, 0.99, 1, 1.01, 1.1, 1.5].map { w in
      [short(w)] + [10.0, 50, 100].map { short(pow(w, $0)) }
    }),
  caption: "A number multiplied by itself")

// %% [markdown]
// Everything below 1 ends at nothing, everything above 1 grows beyond all bounds, and only a narrow strip
// around 1 leaves anything to work with. This is the whole chapter; the rest is what "$w$" means for a matrix,
// and what you can do. (A feed-forward network of 100 layers has the same problem. There each layer has its
// own weights, so the factors differ; here one matrix appears in all of them.)
//
// ## The product of Jacobians
//
// With $H$ units the factor of a step is a matrix, the **Jacobian** $J_t$ of the new state with respect to
// the old one. Unit $j$ of the new state is the tanh of a sum, where unit $k$ of the old state has the weight
// $(W_{hh})_{kj}$. So
//
// $$
// J_t = \frac{\partial H_t}{\partial H_{t-1}}, \qquad (J_t)_{jk} = (1 - H_t[j]^2) \, (W_{hh})_{kj}, \qquad \frac{\partial H_T}{\partial H_t} = J_T \, J_{T-1} \cdots J_{t+1}
// $$
//
// A gradient at $H_4$ reaches $H_1$ through three of these factors, and by no other way:

// %% [folded] How the path of the gradient is drawn
show(
  Diagram.unrolled(steps: 4, outputs: 4...4, hasStart: false).adding(
    [.circle("L_4", 4, -1)],
    [
      .forward("Ŷ_4", "L_4"), .backward("L_4", "Ŷ_4", "H_4", color: .blue),
      .backward("H_4", "H_3", label: "J_4"), .backward("H_3", "H_2", label: "J_3"),
      .backward("H_2", "H_1", label: "J_2"),
    ]),
  caption: "The path of a gradient through steps: one Jacobian each")

// %% [markdown]
// | symbol | what it is | shape |
// |---|---|---|
// | $H_t$ | the state after step $t$ of one sequence | $[1, H]$ |
// | $J_t$ | how each unit of the new state (row) answers to each of the old one (column) | $[H, H]$ |
// | $\partial H_T / \partial H_t$ | how the last state answers to that of step $t$ | $[H, H]$ |
// | $\lVert A \rVert_2$ | the spectral norm, the largest singular value: the most by which $A$ can lengthen a vector | a number |
// | $\rho(A)$ | the spectral radius: the size of the largest eigenvalue, which can be complex | a number |
//
// A gradient that travels back $k$ steps is multiplied by that product. How long is it then? Each factor
// lengthens it at most by its spectral norm, and the slopes of tanh are at most 1, so
//
// $$
// \left\lVert \frac{\partial H_T}{\partial H_{T-k}} \right\rVert_2 \le \lVert W_{hh} \rVert_2^k
// $$
//
// If $\lVert W_{hh} \rVert_2 < 1$, the gradient must vanish, and fast. Above 1 nothing is certain: the bound
// can be far too large. Over many steps the norm is not what counts, as long as all slopes are 1. Then the
// product is a power of one matrix, and the spectral **radius** decides, because
//
// $$
// \rho(W) = \lim_{n \to \infty} \lVert W^n \rVert^{1/n}
// $$
//
// whatever the norm. (Gelfand proved it in 1941.) Once the slopes differ from step to step, the radius of
// $W_{hh}$ is no longer a bound in either direction; the sections below measure what happens. First the
// powers, for a matrix whose norm promises growth:

// %%
func power(_ matrix: Matrix<Double>, doublings: Int) -> Matrix<Double> {
  (0..<doublings).reduce(matrix) { square, _ in matmul(square, square) }
}

/// ‖Wⁿ‖^(1/n) for n = 2^doublings.
func rootOfPower(_ matrix: Matrix<Double>, doublings: Int) -> Double {
  pow(singularValues(of: power(matrix, doublings: doublings))[0], 1 / pow(2, Double(doublings)))
}

let hiddenSize = 32
let drawn = Matrix<Double>.normal(
  rows: hiddenSize, columns: hiddenSize, standardDeviation: 1 / Double(hiddenSize).squareRoot(),
  using: &generator)
let radius = rootOfPower(drawn, doublings: 8)

show(
  Table(
    header: ["$n$", "$n$-th root of the norm of the $n$-th power"],
    rows: [0, 1, 2, 3, 4, 6, 8].map { [Int(pow(2, Double($0))), rootOfPower(drawn, doublings: $0)] }),
  caption: "From the norm of $W$ to its spectral radius")

// %% [markdown]
// Multiply the matrix by a number, and its radius is multiplied by the same number, so we can have any radius
// we like. The exercise asks you to compute it for any matrix; the powers above would overflow for a large
// one.
//
// ### Measured
//
// Now the curve of this chapter: $\partial H_T / \partial H_{T-k}$ for every distance $k$, and its spectral
// norm. (The exercise measures the same matrices by the root of the sum of all their squares, divided by
// $\sqrt{H}$: other numbers, the same rise and fall.) The library computes the Jacobians by backpropagation,
// all $H$ rows in one pass (`Sources/Library/RecurrentNetworks/Analysis/StateJacobians.swift`). The layer reads 100
// small random inputs; three scalings of one and the same matrix:

// %% [folded] How the gradients are measured and drawn
let smallInputs = (0..<100).map { _ in
  Matrix<Double>.normal(rows: 1, columns: 3, standardDeviation: 0.01, using: &generator)
}
let inputWeight = Matrix<Double>.uniform(rows: 3, columns: hiddenSize, in: -0.3...0.3, using: &generator)

func plainLayer(_ weightHH: Matrix<Double>) -> RNN<Double> {
  RNN(RNNCell(weightIH: inputWeight, weightHH: weightHH, bias: .zeros(rows: 1, columns: hiddenSize)))
}

func normSeries(_ name: String, _ layer: some GradientMeasuring, _ inputs: [Matrix<Double>]) -> Series {
  Series(name, layer.norms(over: inputs))
}

/// Any layer of which the norms over distance can be measured.
protocol GradientMeasuring {
  func norms(over inputs: [Matrix<Double>]) -> [Double]
}

extension RecurrentLayer: GradientMeasuring where Cell.Scalar == Double {
  func norms(over inputs: [Matrix<Double>]) -> [Double] { stateGradientNorms(over: inputs) }
}

func scaled(to wanted: Double) -> Matrix<Double> { drawn * (wanted / radius) }

show(
  LineChart(
    [0.8, 1, 1.2].map { normSeries("radius \(short($0))", plainLayer(scaled(to: $0)), smallInputs) },
    xLabel: "distance $k$ in steps", yLabel: "norm of ∂H_T/∂H_{T-k}", yScale: .logarithmic),
  caption: "A gradient over distance, for a small, a unit and a large spectral radius")

// %% [markdown]
// On a logarithmic axis a power is a straight line. At radius 0.8 the line falls by the logarithm of 0.8 per
// step, and after a hundred steps less than a billionth is left ($0.8^{100} \approx 2 \cdot 10^{-10}$). At 1
// the gradient survives. At 1.2 the line has a bend. Read it from the left, that is, from the last step
// backward. The states grow by a factor of 1.2 per step here, until tanh holds them. The late steps are the
// ones where the units are saturated, so near the end nothing grows; the early steps, where the states were
// still small, are the ones where the gradient explodes.
//
// ## What tanh does
//
// The inputs above were tiny, so the states stayed near zero, where tanh has slope 1. With inputs of ordinary
// size the units are driven to where tanh is flat. Then every factor of the product is smaller than $W_{hh}$
// promises:

// %% [folded] How the slopes are measured
let ordinaryInputs = smallInputs.map { $0 * 300 }  // standard deviation 3

func meanSlope(_ layer: RNN<Double>, _ inputs: [Matrix<Double>]) -> Double {
  let slopes = layer(inputs).hidden.map { (1 - $0 * $0).mean() }
  return slopes.reduce(0, +) / Double(slopes.count)
}

show(
  Table(
    header: [
      "radius", "mean slope, small inputs", "norm over 50 steps, small inputs", "mean slope, larger inputs",
      "norm over 50 steps, larger inputs",
    ],
    rows: [0.8, 1, 1.2, 1.6, 3].map { wanted in
      let layer = plainLayer(scaled(to: wanted))
      return [
        wanted, meanSlope(layer, smallInputs), short(layer.norms(over: smallInputs)[50]),
        meanSlope(layer, ordinaryInputs), short(layer.norms(over: ordinaryInputs)[50]),
      ]
    }),
  caption: "Flat tanh units let less through")

// %% [markdown]
// So a radius of 1 is not enough: if the states are large, the gradient vanishes all the same. And a larger radius
// does not help. It makes the units flatter, and yet the norms grow with it, from next to nothing at 1 to more than
// a hundred thousand at 3: the network amplifies every small difference, and the gradients explode. None of these
// five settings suits both kinds of input. You balance on an edge, and the inputs move the edge.
//
// ## How to draw the first weights
//
// Before training, the weights are what we draw. Here are four usual ways:
//
// - **uniform $±1/\sqrt{H}$**, the default of PyTorch and of our cells. The variance of such a number is
//   $1 / (3H)$. The eigenvalues of a large random matrix fill a disk of radius $\sqrt{\text{variance} \cdot H}$
//   (the circular law), here $1/\sqrt{3} = 0.577$;
// - **normal with variance $1/H$**: a radius of about 1;
// - **orthogonal**: $W W^\top = 1$. It turns or mirrors every vector and changes no length, so all singular
//   values, and with them $\lVert W \rVert_2$ and $\rho(W)$, are exactly 1;
// - **the identity**, proposed together with ReLU: each unit keeps its own value.

// %% [folded] How the four matrices are drawn and their gradients plotted
let bound = 1 / Double(hiddenSize).squareRoot()
let uniform = Matrix<Double>.uniform(
  rows: hiddenSize, columns: hiddenSize, in: -bound...bound, using: &generator)
let orthogonal = Matrix<Double>.orthogonal(rows: hiddenSize, columns: hiddenSize, using: &generator)
let ways: [(name: String, weight: Matrix<Double>)] = [
  ("uniform ±1/√$H$", uniform), ("normal, 1/$H$", drawn), ("orthogonal", orthogonal),
  ("identity", .identity(hiddenSize)),
]

show(
  LineChart(
    ways.map { normSeries($0.name, plainLayer($0.weight), smallInputs) },
    xLabel: "distance $k$ in steps", yLabel: "norm of ∂H_T/∂H_{T-k}", yScale: .logarithmic),
  caption: "The gradient over distance, by initialization (small inputs)")

// %% [folded] How the table is made
show(
  Table(
    header: ["drawn", "spectral norm", "spectral radius", "norm over 50 steps", "with larger inputs"],
    rows: ways.map { name, weight in
      [
        name, singularValues(of: weight)[0], rootOfPower(weight, doublings: 8),
        short(plainLayer(weight).norms(over: smallInputs)[50]),
        short(plainLayer(weight).norms(over: ordinaryInputs)[50]),
      ]
    }),
  caption: "Four ways to draw W_hh")

// %% [markdown]
// The default loses a factor of a million million over fifty steps of small inputs. The orthogonal matrix and
// the identity keep the gradient's length almost exactly (in the chart their two curves coincide), and the
// orthogonal one is Keras's default. It is only a start: training moves the weights, and larger inputs
// flatten tanh as before, as the last column shows for all four.
//
// ## Why gates help
//
// The trouble is that everything in the state goes through the same matrix and the same tanh at every step,
// wanted or not. Besides $H_t$, an LSTM ([chapter 09](../09-LSTM/09-LSTM.md)) has a second state, the cell
// state or memory $C_t$, which goes through neither:
//
// $$
// C_t = F_t \odot C_{t-1} + I_t \odot \tilde{C}_t
// $$

// %% [folded] How the memory's path is drawn
show(Diagram.lstmCell(lit: .memory), caption: "The memory's direct path through an LSTM cell")

// %% [markdown]
// One direct path leads from $C_{t-1}$ to $C_t$, and its factor is the **forget gate** $F_t$: a number
// between 0 and 1 for each unit, which the network sets itself. If it is 1, the gradient passes along this
// path unchanged, over any distance. A GRU ([chapter 08](../08-GRU/08-GRU.md)) has the same with its update
// gate. Is that enough? We measure untrained cells, with weights and biases uniform in $±1/\sqrt{H}$, as in
// PyTorch.

// %% [folded] How the fresh cells are made and their gradients drawn
func freshLSTM(forgetBias: Double?, seed: UInt64 = 70) -> LSTM<Double> {
  var generator = SplitMix64(seed: seed)
  return LSTM(LSTMCell(inputSize: 3, hiddenSize: hiddenSize, forgetBias: forgetBias, using: &generator))
}

func freshGRU(updateBias: Double?) -> GRU<Double> {
  var generator = SplitMix64(seed: 71)
  var cell = GRUCell<Double>(inputSize: 3, hiddenSize: hiddenSize, using: &generator)
  if let updateBias {
    cell[.updateGate].bias = Matrix(rows: 1, columns: hiddenSize, repeating: updateBias)
  }
  return GRU(cell)
}

func freshRNN() -> RNN<Double> {
  var generator = SplitMix64(seed: 72)
  return RNN(RNNCell(inputSize: 3, hiddenSize: hiddenSize, using: &generator))
}

let unitInputs = (0..<50).map { _ in Matrix<Double>.normal(rows: 1, columns: 3, using: &generator) }

show(
  LineChart(
    [
      normSeries("RNN", freshRNN(), unitInputs), normSeries("GRU", freshGRU(updateBias: nil), unitInputs),
      normSeries("LSTM", freshLSTM(forgetBias: nil), unitInputs),
      normSeries("GRU, update bias 3", freshGRU(updateBias: 3), unitInputs),
      normSeries("LSTM, forget bias 3", freshLSTM(forgetBias: 3), unitInputs),
    ], xLabel: "distance $k$ in steps", yLabel: "norm of ∂H_T/∂H_{T-k}", yScale: .logarithmic),
  caption: "Three kinds of cell, fresh, and the gated ones with their gates open")

// %% [markdown]
// You may have read that remembering is the LSTM's default behavior. Here is the surprise: drawn like that, a
// GRU and an LSTM forget nearly as fast as the plain network. Of course they do. A gate is a sigmoid,
// $\sigma(a) = 1 / (1 + e^{-a})$. With a pre-activation near 0 it is half open, $\sigma(0) = 0.5$, and fifty
// halves are $10^{-15}$. The gates do not *have* a long memory. They make it possible to *set* one, by one
// number: with a bias of 3 the gate starts at $\sigma(3) = 0.95$. That is why many programs set the forget
// gate's bias to 1 or more, and why the table at the top used 3.

// %% [folded] How the direct path and the whole derivative are measured
/// The factors of the direct path from C_(T−k) to H_T, of the unit that loses least, for every distance k.
func directPath(_ layer: LSTM<Double>, over inputs: [Matrix<Double>]) -> [Double] {
  let output = layer(inputs)
  let caches = Array(output.cache)
  let shown = tanh(layer.states(of: output)[inputs.count - 1].cell)
  var factor = caches[inputs.count - 1].outputGate * (1 - shown * shown)
  return [factor.maximum()]
    + caches.reversed().map { cache in
      factor = factor * cache.forgetGate
      return factor.maximum()
    }
}

func range(_ values: [Double]) -> String {
  "\(short(values.min()!, digits: 2)) to \(short(values.max()!, digits: 2))"
}

show(
  Table(
    header: [
      "forget bias", "gate at sum 0", "gate to the 50th", "direct path, measured", "all paths, measured",
    ],
    rows: [0.0, 1, 2, 3, 5].map { bias in
      let gate = 1 / (1 + exp(-bias))
      let layers = (70..<75).map { freshLSTM(forgetBias: bias, seed: $0) }
      return [
        bias, gate, short(pow(gate, 50)), range(layers.map { directPath($0, over: unitInputs)[50] }),
        range(layers.map { $0.stateGradientNorms(over: unitInputs, of: "cell")[50] }),
      ]
    }),
  caption:
    "∂H_T/∂$C$ over 50 steps in a fresh LSTM, by its forget bias: five networks each, lowest to highest")

show(
  LineChart(
    [1.0, 3].flatMap { bias in
      let layer = freshLSTM(forgetBias: bias)
      return [
        Series(
          "bias \(short(bias)), all paths",
          Array(layer.stateGradientNorms(over: unitInputs, of: "cell").dropFirst()), startingAt: 1),
        Series(
          "bias \(short(bias)), direct path", Array(directPath(layer, over: unitInputs).dropFirst()),
          startingAt: 1),
      ]
    }, xLabel: "distance $k$ in steps", yLabel: "norm of ∂H_T/∂C_{T-k}", yScale: .logarithmic),
  caption: "The direct path of an LSTM, and all its paths")

// %% [markdown]
// The last two columns are measured. The direct path (fourth column) is near what the third column promises,
// between 0.4 and 2.3 times as much: it is a product of gates, of the unit that loses least, times the way out, and
// never more than 1. All paths together hold far more: with a bias of 1 a thousand times more and beyond, and with
// biases of 3 and 5 the whole derivative is larger than 1. The rest comes through $H_{t-1}$. Each gate and each
// candidate reads it, it is a function of $C_{t-1}$, and the weights on that way have no limit. So in the chart the
// direct paths only fall, while the curve of all paths with bias 3 falls at first and then rises. (Hochreiter and
// Schmidhuber knew the difference: the backward pass of their first LSTM cut all paths but the direct one.)
//
// A trained LSTM can open and close the gate when it needs to. Do gates also prevent explosions? No: the direct path
// cannot exceed 1, the other paths can, so gated networks also need the next sections.
//
// ## The opposite: exploding gradients
//
// A gradient that vanishes teaches nothing. One that explodes destroys what was learned: one huge update, and
// the weights are anywhere. Here is why gradients can be huge although the loss itself is harmless. One unit,
// $h_t = \tanh(w \, h_{t-1} + b)$ with $b = -0.3$, starts at $h_0 = 0.7$ and is asked to be at 0.5 after 50
// steps. The loss is $(h_{50} - 0.5)^2$, as a function of the one weight:

// %%
func walk(_ w: Double) -> (loss: Double, gradient: Double) {
  var (h, slope) = (0.7, 0.0)  // h_t and dh_t/dw
  for _ in 0..<50 {
    let next = tanh(w * h - 0.3)
    slope = (1 - next * next) * (h + w * slope)
    h = next
  }
  return ((h - 0.5) * (h - 0.5), 2 * (h - 0.5) * slope)
}

let weights = stride(from: 1.0, through: 2.5, by: 0.001).map { $0 }
let landscape = weights.map(walk)
let steepest = landscape.indices.max { abs(landscape[$0].gradient) < abs(landscape[$1].gradient) } ?? 0

show(
  Interactive(
    LineChart(
      [Series("loss", x: weights, y: landscape.map(\.loss))], xLabel: "weight $w$",
      yLabel: "loss after 50 steps"),
    .wall(weights: 1...2.5, startingAt: 2.3, state: 0.7, bias: -0.3, target: 0.5, steps: 50)),
  caption: "A loss with a wall in it")

// %% [folded] How the table is made
show(
  Table(
    header: ["$w$", "loss", "gradient"],
    rows: [1.3, weights[steepest] - 0.02, weights[steepest], weights[steepest] + 0.02, 2.3].map { w in
      [w, walk(w).loss, short(walk(w).gradient)]
    }),
  caption: "On both sides of the wall, and at it")

// %% [markdown]
// On the left the unit falls to a resting point below zero, on the right it stays at one above. There is a
// wall between the two. On it the gradient is thousands of times as large as at the other weights in the
// table, and it is right: *here* the loss changes that fast. But a step in proportion to that slope lands far
// outside the picture.
//
// With tanh the states stay bounded, and so does the loss. With ReLU not even that is certain: a spectral
// radius above 1 can make the states themselves explode, and soon there is infinity minus infinity, which is
// NaN, "not a number". It spreads to everything it touches, and no update brings it back.
//
// Watch it in one training run: 24 ReLU units learn to repeat the symbol they read three steps earlier (as in
// chapter 04), from an orthogonal start, by plain gradient descent with a learning rate that is a little too
// bold.

// %% [folded] How the symbols are made
typealias Tagger = ManyToMany<RNN<Double>>

func echoBatch(using generator: inout SplitMix64) -> (inputs: [Matrix<Double>], targets: [[Int]]) {
  let symbols = (0..<30).map { _ in (0..<16).map { _ in Int.random(in: 0..<3, using: &generator) } }
  let inputs = symbols.map { row in
    var oneHot = Matrix<Double>.zeros(rows: 16, columns: 3)
    for (index, symbol) in row.enumerated() { oneHot[index, symbol] = 1 }
    return oneHot
  }
  return (inputs, symbols.indices.map { $0 < 3 ? [Int](repeating: 0, count: 16) : symbols[$0 - 3] })
}

// %%
enum Clipping { case none, byValue(Double), byNorm(Double) }

/// Losses and gradient norms of a ReLU network that learns to repeat what it read three steps before.
func training(_ clipping: Clipping, updates: Int) -> (losses: [Double], norms: [Double]) {
  var generator = SplitMix64(seed: 77)
  let cell = RNNCell<Double>(
    weightIH: .uniform(rows: 3, columns: 24, in: -0.5...0.5, using: &generator),
    weightHH: .orthogonal(rows: 24, columns: 24, using: &generator),
    bias: .zeros(rows: 1, columns: 24), activation: .relu)
  var model = Tagger(layer: RNN(cell), output: Linear(inputSize: 24, outputSize: 3, using: &generator))
  var optimizer = SGD(for: model, learningRate: 0.3)
  var (losses, norms): ([Double], [Double]) = ([], [])
  for _ in 0..<updates {
    let batch = echoBatch(using: &generator)
    let (logits, cache) = model(batch.inputs)
    var gradient = model.zeroed()
    var loss = 0.0
    let logitGradients = zip(logits, batch.targets).map { logits, targets in
      loss += crossEntropy(logits: logits, targets: targets) / 30
      return crossEntropyGradient(logits: logits, targets: targets) / 30
    }
    _ = model.backward(logitGradients, through: cache, adding: &gradient)
    losses.append(loss)
    norms.append(gradient.globalNorm)
    switch clipping {
    case .none: break
    case .byValue(let limit): gradient.clip(toValue: limit)
    case .byNorm(let limit): gradient.clip(toNorm: limit)
    }
    optimizer.update(&model, along: gradient)
  }
  return (losses, norms)
}

let unclipped = training(.none, updates: 300)

// %% [folded] How the table is made
show(
  Table(
    header: ["update", "loss", "norm of the gradient"],
    rows: [0, 10, 20, 40, 299].map { [$0, short(unclipped.losses[$0]), short(unclipped.norms[$0])] }),
  caption: "Training without clipping")

let largest = unclipped.norms.filter { !$0.isNaN }.max() ?? 0
print("largest norm on the way is above ten thousand:", largest > 1e4)

// %% [markdown]
// For some fifty updates the loss falls, in jerks. Then one update hits a wall, and is so long that the next
// gradient is even larger; a few more, and there are no numbers left.
//
// ## Clipping
//
// The cure is crude and works: do not trust the *length* of a gradient. There are two ways.
//
// **By value**: each number separately is moved into $-c \ldots c$. Simple; but with $c = 1$ a gradient
// $(100, 1)$ becomes $(1, 1)$, which is another direction.
//
// **By the global norm**: if the norm of all gradients together, $\lVert g \rVert = \sqrt{\sum g^2}$, is
// above $c$, all are multiplied by one factor $c / \lVert g \rVert$. The direction stays.

// %%
let steepGradient: Matrix<Double> = [[100, 1, -0.5]]
let byValue = steepGradient.map { min(1, max(-1, $0)) }
let byNorm = steepGradient * min(1, 1 / steepGradient.norm)

func cosine(_ a: Matrix<Double>, _ b: Matrix<Double>) -> Double { a.dot(b) / (a.norm * b.norm) }

show(
  Table(
    header: ["", "gradient", "norm", "cosine with the gradient"],
    rows: [("as it is", steepGradient), ("by value, c = 1", byValue), ("by norm, c = 1", byNorm)].map {
      name, g in
      [
        name, g.elements.map { short($0, digits: 3) }.joined(separator: ", "), short(g.norm),
        cosine(g, steepGradient),
      ]
    }),
  caption: "Two ways to clip one gradient")

// %% [folded] How the three trainings are run and drawn
let clippedByNorm = training(.byNorm(1), updates: 300)
let clippedByValue = training(.byValue(0.1), updates: 300)

show(
  LineChart(
    [
      Series("not clipped", unclipped.losses.map { min($0, 2.5) }),
      Series("by value", clippedByValue.losses.map { min($0, 2.5) }),
      Series("by norm", clippedByNorm.losses.map { min($0, 2.5) }),
    ], xLabel: "update", yLabel: "loss in nats a step"),
  caption: "The same training three times (losses above 2.5 are drawn at 2.5)")

// %% [folded] How the limits are compared
func lastLoss(_ run: (losses: [Double], norms: [Double])) -> String {
  short(run.losses.suffix(50).sorted()[25], digits: 1)
}

func share(of run: (losses: [Double], norms: [Double]), above limit: Double) -> String {
  "\(Int((100 * Double(run.norms.filter { $0 > limit }.count) / 300).rounded())) %"
}

let byNormRuns = [0.05, 1, 5].map { limit in (limit, training(.byNorm(limit), updates: 300)) }
let byValueRuns = [0.005, 0.1, 1].map { limit in (limit, training(.byValue(limit), updates: 300)) }

show(
  Table(
    header: ["clipped", "c", "median loss of the last 50 updates", "updates with a norm above c"],
    rows: [["not", "–", lastLoss(unclipped), "–"]]
      + byValueRuns.map { ["by value", short($0), lastLoss($1), "–"] }
      + byNormRuns.map { ["by norm", short($0), lastLoss($1), share(of: $1, above: $0)] }),
  caption: "The limit matters, but not to the last digit")

// %% [markdown]
// Both ways save this training, at a suitable limit (one run for each row). If the limit is far too small, every
// update is tiny and learning takes long; if it is too large for the size of single numbers, such as 1 by value,
// the training survives, but its loss stays high.
//
// How large should $c$ be? Record the norms of a few hundred updates without an incident, and take a little more
// than the usual norm; 1 to 5 for a mean loss is common. Clip *before* the update, and clip the gradient of the
// whole model: one norm for all. And clipping does not repair NaN: a norm that is NaN yields no factor. Skip that
// update, and find out where the NaN came from.
//
// ### What clipping cannot do
//
// It makes long gradients shorter. It makes none longer. The gradient of a weight is a sum over steps. The nearby
// steps contribute large terms, the distant ones almost nothing. Scale it as you like: its direction hardly depends
// on the noun at the start of the sentence. "Clipping cures vanishing gradients" is an error you will find again
// and again. Could you at least scale gradients up? Not that either: the total does not separate the small distant
// part from the large nearby one. The table shows how small the distant part is, for one untrained network. Its
// last column divides the square of each norm by the sum of all squares; over all inputs these shares add up to 1.

// %%
let plain = freshRNN()
let output = plain(unitInputs)
let lastGradient = Matrix<Double>.normal(rows: 1, columns: hiddenSize, using: &generator)
let zeros = Array(repeating: lastGradient * 0, count: unitInputs.count)
let ofInputs = plain.backward(zeros.dropLast() + [lastGradient], through: output).inputs
let squares = ofInputs.map(\.squaredNorm)
let total = squares.reduce(0, +)

show(
  Table(
    header: ["steps before the loss", "norm of the gradient of that input", "share of the squares"],
    rows: [0, 1, 2, 5, 10, 20, 40].map { distance in
      let index = unitInputs.count - 1 - distance
      return [distance, short(squares[index].squareRoot()), short(squares[index] / total)]
    }),
  caption: "Where the gradient of one loss arrives, in a fresh plain network")

// %% [markdown]
// ## Common mistakes
//
// - **"Clipping cures vanishing gradients."** See above.
// - **"The early layers stop learning."** That is said of deep feed-forward networks, where each layer has its
//   own weights. Here one matrix serves all steps. It continues to learn from what is near; what it cannot learn
//   is a connection over many steps.
// - **Each matrix clipped by its own norm.** Then the direction changes: the largest part is made as small as
//   the others.
// - **Always scaled to the limit,** even when the norm is below it. That is a different method: its steps never get
//   shorter.
// - **Clipped after the update,** or only the weights of one layer.
// - **NaN made harmless** by a `max` and a `min` that happen to return the limit for it.
// - **The spectral norm mistaken for the radius.** A matrix can lengthen vectors for a while and shrink them
//   in the end.
// - **An LSTM with PyTorch's default biases,** and the conclusion that LSTMs do not help.
// - **The Jacobian transposed.** With rows as states, $H W_{hh}$, the weight from $k$ to $j$ is at $[k, j]$,
//   and belongs at $[j, k]$ of the Jacobian.
//
// ## On paper
//
// **1. Predict.** All states are near 0, and the weight of a single unit is 0.9. After how many steps is less
// than 1 % of a gradient left? And along the direct path of an LSTM whose forget gates are all 0.95?
//
// <details><summary>Answer</summary>
//
// $0.9^k < 0.01$ for $k > \ln 0.01 / \ln 0.9 \approx 43.7$, so after 44 steps. With 0.95 it is
// $\ln 0.01 / \ln 0.95 \approx 89.8$, so 90 steps. Halve the gap to 1, and the distance doubles.
//
// </details>
//
// **2. Compute.** The rows of $W$ are $[0.5, 4]$ and $[0, 0.5]$. Write down $W^n$. Is $\lVert W \rVert_2$
// above or below 1? What is $\rho(W)$, and which of the two decides about fifty steps?
//
// <details><summary>Answer</summary>
//
// The diagonal of $W^n$ holds $0.5^n$, the corner $4 n \, 0.5^{n-1}$. The corner is 4 for $n = 1$, still 4
// for $n = 2$, 3 for $n = 3$, and $40 / 512 \approx 0.08$ for $n = 10$. The norm is at least 4, so above 1;
// both eigenvalues are 0.5, so $\rho(W) = 0.5$. Over two steps the norm tells the truth, over fifty the
// radius does.
//
// </details>
//
// **3. Why** is a cell whose forget gate is 1 at every step, forever, not the best of all cells? Its direct
// path keeps every gradient.
//
// <details><summary>Answer</summary>
//
// It can never forget. Everything the input gate lets in is added to the memory and stays there, the old next
// to the new. The memory grows, its tanh saturates, and the slope $1 - \tanh^2(C_t)$ on the way out
// vanishes instead. The gate has to be near 1 where something must be kept, and near 0 where it must go.
//
// </details>
//
// ## Try it
//
// Open `Exercises/07-VanishingGradients`. There are six tasks, about 30 lines in all:
//
// 1. clipping by value;
// 2. the global norm, and clipping by it;
// 3. the Jacobian of a step;
// 4. the Jacobians over all distances, and their norms;
// 5. the spectral radius of any matrix;
// 6. weights that let a gradient survive sixty steps, with no recipe given.
//
// Then run
//
// ```
// swift run course grade 07
// ```
//
// Before that, or after, change something here and run the chapter with
// `COURSE_ALL=1 swift run Chapter07VanishingGradients`:
//
// - Put 80 or 160 words between noun and verb. How far does the orthogonal start reach? And the LSTM?
// - Where is the wall if there are 20 steps instead of 50, and how steep is it?
// - Which forget bias is best for a distance of 40? Is more always better?
//
// ## Summary
//
// - A gradient that travels back over $k$ steps is multiplied by $k$ Jacobians,
//   $(1 - H_t[j]^2) (W_{hh})_{kj}$ each.
// - Their product shrinks or grows like a power. For small states its rate is the spectral radius of
//   $W_{hh}$; flat tanh units make it shrink faster.
// - Initial weights: uniform $±1/\sqrt{H}$ has a radius near 0.58, and over fifty steps nothing is left; orthogonal
//   has 1.
// - A memory with a gate has a direct path whose factor is the gate. It helps once the gate is open: set its
//   bias. The whole derivative also holds the paths through the hidden state.
// - Exploding gradients come from walls in the loss; clip, preferably by the global norm, which keeps the
//   direction.
// - Clipping does nothing for gradients that vanish.
//
// ## References
//
// - S. Hochreiter, *Untersuchungen zu dynamischen neuronalen Netzen*, diploma thesis, TU München, 1991: the
//   problem, found and explained.
// - Y. Bengio, P. Simard and P. Frasconi, "Learning long-term dependencies with gradient descent is
//   difficult", *IEEE Transactions on Neural Networks* 5, 1994.
// - S. Hochreiter and J. Schmidhuber, "Long short-term memory", *Neural Computation* 9, 1997.
// - F. A. Gers, J. Schmidhuber and F. Cummins, "Learning to forget: continual prediction with LSTM", *Neural
//   Computation* 12, 2000: the forget gate.
// - R. Pascanu, T. Mikolov and Y. Bengio, "On the difficulty of training recurrent neural networks", *ICML*,
//   2013: the wall, and clipping by norm.
// - A. M. Saxe, J. L. McClelland and S. Ganguli, "Exact solutions to the nonlinear dynamics of learning in
//   deep linear neural networks", *ICLR*, 2014: orthogonal weights.
// - Q. V. Le, N. Jaitly and G. E. Hinton, "A simple way to initialize recurrent networks of rectified linear
//   units", 2015: the identity.
// - R. Jozefowicz, W. Zaremba and I. Sutskever, "An empirical exploration of recurrent network
//   architectures", *ICML*, 2015: the forget bias.
// - T. Linzen, E. Dupoux and Y. Goldberg, "Assessing the ability of LSTMs to learn syntax-sensitive
//   dependencies", *TACL* 4, 2016: verbs and nouns far apart in real text.
// - I. Goodfellow, Y. Bengio and A. Courville, *Deep Learning*, ch. 10, MIT Press, 2016.
// - M. Nguyen, "Illustrated guide to recurrent neural networks", 2018: the popular picture of a short memory.
// - I. Gelfand, "Normierte Ringe", *Matematicheskii Sbornik* 9, 1941.
