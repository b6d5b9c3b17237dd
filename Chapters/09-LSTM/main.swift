// %% [markdown]
// # 9. Long short-term memory
//
// The GRU of [chapter 08](../08-GRU/08-GRU.md) keeps its memory and shows its memory with the same numbers:
// whatever a unit holds, all other units and the output layer see, all the time. The LSTM, seventeen years
// older, separates the two. It has a **memory** or **cell state** $C_t$ that only the cell itself sees, and a
// hidden state $H_t$, the part of the memory the cell chooses to show. The hidden state changes at every
// step, like a short-term memory; the cell state makes it a *long* short-term memory, which is the name.
// Three gates decide what is written into the memory, what is kept in it, and what is shown. In this chapter
// you will follow a single pulse through a hundred steps of noise, find out which gate carries it in one
// trained network, and see how much one number in the bias matters for learning to do so.
//
// **After this chapter you can**
//
// - write down the LSTM with the shape of everything in it, and compute a step by hand;
// - say what the cell does when each gate is fully open or shut;
// - follow the gradient along the additive path through the memory, and say why it hardly fades there;
// - read an LSTM with separate or stacked weights, in any order of the gates;
// - choose among its variants, and give the forget gate the bias it needs.
//
// You need chapters 03 and 04; chapter 08 helps. Reading takes about an hour, with the equations and the
// code; the [exercise](../../Exercises/09-LSTM) asks you to write the cell.

// %%
import GradientChecking
import LinearAlgebra
import NotebookDisplay
import RecurrentNetworks
import SequenceTraining
import TextEncoding

var generator = SplitMix64(seed: 9)  // all randomness comes from here: results repeat

// %% [markdown]
// ## The cell
//
// $$
// \begin{aligned}
// I_t &= \sigma(X_t W_{xi} + H_{t-1} W_{hi} + b_i) \\
// F_t &= \sigma(X_t W_{xf} + H_{t-1} W_{hf} + b_f) \\
// \tilde{C}_t &= \tanh(X_t W_{xc} + H_{t-1} W_{hc} + b_c) \\
// O_t &= \sigma(X_t W_{xo} + H_{t-1} W_{ho} + b_o) \\
// C_t &= F_t \odot C_{t-1} + I_t \odot \tilde{C}_t \\
// H_t &= O_t \odot \tanh(C_t)
// \end{aligned}
// $$
//
// | symbol | what it is | shape |
// |---|---|---|
// | $X_t$ | the input of time step $t$ | $[B, I]$ |
// | $C_t$ | the memory, also called the cell state | $[B, H]$ |
// | $H_t$ | the hidden state: what is shown of the memory | $[B, H]$ |
// | $I_t$ | input gate: how much is written | $[B, H]$ |
// | $F_t$ | forget gate: how much is *kept*; at 1 nothing is forgotten | $[B, H]$ |
// | $O_t$ | output gate: how much is shown | $[B, H]$ |
// | $\tilde{C}_t$ | candidate: the new content, between −1 and 1 | $[B, H]$ |
// | $W_{xi}, W_{xf}, W_{xc}, W_{xo}$ | weights from the input | $[I, H]$ each |
// | $W_{hi}, W_{hf}, W_{hc}, W_{ho}$ | weights from the hidden state | $[H, H]$ each |
// | $b_i, b_f, b_c, b_o$ | biases, added to each row | $[1, H]$ each |
// | $\odot$ | the product element by element | |
//
// $B$ is the number of sequences in a batch, $I$ the length of an input, $H$ the number of units. With an index,
// $I_t$ and $H_t$ are the input gate and the hidden state.
//
// The memory runs along the top of the cell. Below it, the three gates ($\sigma$) and the candidate (the lower
// tanh) all read the same two things, $H_{t-1}$ and $X_t$:

// %% [folded] How the cell is drawn
show(Diagram.lstmCell(), caption: "The LSTM cell")

// %% [markdown]
// The **forget gate** decides, unit by unit, how much of the old memory is kept:

// %% [folded] How the forget gate is drawn
show(Diagram.lstmCell(lit: .forget), caption: "LSTM: the forget gate")

// %% [markdown]
// The **input gate** decides how much of the **candidate** is written:

// %% [folded] How the input gate and the candidate are drawn
show(Diagram.lstmCell(lit: .input), caption: "LSTM: the input gate and the candidate")

// %% [markdown]
// The new **memory** is what is kept plus what is written. On the line from the old one to the new one there is
// no weight matrix and no tanh:

// %% [folded] How the memory is drawn
show(Diagram.lstmCell(lit: .memory), caption: "LSTM: the memory")

// %% [markdown]
// The **output gate** decides how much of the memory is shown, after a tanh, as the hidden state:

// %% [folded] How the output gate is drawn
show(Diagram.lstmCell(lit: .output), caption: "LSTM: the output gate")

// %% [markdown]
// Read the last two equations as three verbs. *Keep* a part of the old memory, *write* a part of the
// candidate, *show* a part of the result. The name "forget gate" is a little unlucky: a forget gate of 1
// forgets nothing.
//
// Here is an image to keep in mind; trained networks often find something else, as you will see. "Mina thanked her
// brother. *He* …" A unit of the memory holds the gender of the person the text is about. At "Mina" it writes
// (input gate open), and over "thanked her" it keeps (forget gate open, input gate shut). At "brother" the person
// changes: the forget gate shuts, the old gender goes, and the new one is written. Only at the period, when a
// pronoun is due next, does the output gate open and show it.

// %% [folded] How the unit is drawn
let story: [(word: String, gates: String, memory: String)] = [
  ("Mina", "write", "she"), ("thanked", "keep", "she"), ("her", "keep", "she"),
  ("brother", "forget, write", "he"), (".", "keep, show", "he"),
]
var storyNodes: [Diagram.Node] = [
  .text("memory", 0, 1), .text("gates", 0, 2), .text("word read", 0, 3), .pill("He", 5, 0, color: .orange),
]
var storyEdges: [Diagram.Edge] = [
  .forward("C1", "C2", "C3", "C4", "C5"), .forward("C5", "He", color: .orange),
]
for (index, moment) in story.enumerated() {
  let (t, column) = (index + 1, Double(index + 1))
  storyNodes += [
    .box(moment.memory, column, 1, name: "C\(t)", color: moment.memory == "she" ? .blue : .green),
    .text(moment.gates, column, 2, name: "gates\(t)"), .pill(moment.word, column, 3, name: "X\(t)"),
  ]
}
show(
  Diagram(storyNodes, storyEdges),
  caption: "A unit that holds a gender, as we imagine it")

// %% [markdown]
// Let's build that unit, with weights set by hand. Its input is the word as a one-hot row, so each column of $W_x$
// is a list: what this gate does at which word. A bias of −6 keeps a gate shut and +6 keeps it open, and a weight
// of 12 with the opposite sign flips it.

// %%
let storyWords = ["Mina", "thanked", "her", "brother", "."]
let genderCell = LSTMCell<Double>(
  weightIH: [  // columns: i, f, candidate, o
    [12, -12, 3, 0],  // Mina: let the old person go, write +1
    [0, 0, 0, 0],
    [0, 0, 0, 0],
    [12, -12, -3, 0],  // brother: let the old person go, write −1
    [0, 0, 0, 12],  // the sentence ends: show
  ], weightHH: [[0, 0, 0, 0]], bias: [[-6, 6, 0, -6]])

// %% [folded] How the table is made
/// What one unit does at each word: the row of the memory's equation, with names.
func walkTable(_ cell: LSTMCell<Double>, unit: Int, _ words: [(name: String, input: Matrix<Double>)]) -> Table
{
  var state = cell.initialState(batchSize: 1)
  return Table(
    header: ["word", "$F$", "$I$", "$O$", "forgotten", "written", "memory $C$", "shown $H$"],
    rows: words.map { word in
      let (next, gates) = cell.step(word.input, from: state)
      let old = state.cell[0, unit]
      state = next
      let numbers = [
        gates.forgetGate[0, unit], gates.inputGate[0, unit], gates.outputGate[0, unit],
        (1 - gates.forgetGate[0, unit]) * old, gates.inputGate[0, unit] * gates.candidate[0, unit],
        next.cell[0, unit], next.hidden[0, unit],
      ]
      return [word.name] + numbers.map { short(abs($0) < 0.005 ? 0 : $0, digits: 2) }
    })
}

show(
  walkTable(
    genderCell, unit: 0,
    storyWords.enumerated().map { ($1, oneHot([$0], classCount: 5) as Matrix<Double>) }),
  caption: "A hand-set unit reads the sentence: + is she, − is he")

// %% [markdown]
// Read it row by row, with the two equations $C_t = F_t \odot C_{t-1} + I_t \odot \tilde{C}_t$ and
// $H_t = O_t \odot \tanh(C_t)$ next to it. *Forgotten* is $(1 - F_t) \odot C_{t-1}$, *written* is
// $I_t \odot \tilde{C}_t$. The new memory is the old one, minus what is forgotten, plus what is written. The first
// memory and the first hidden state are 0. At "Mina" almost 1 is written. (The forget gate is also shut there, but
// has nothing to forget yet.) Over "thanked her" nothing is forgotten, nothing written, nothing shown. At "brother"
// all of the old memory is forgotten and almost −1 is written. At the period the output gate opens, and the hidden
// state says "he".
//
// Does training find this unit, too? We make sentences of twelve words: persons (four female, four male), six other
// words, and now and then a period, where the network must give the gender of the last person. An LSTM with 2
// hidden units learns it, from five seeds, with the forget gate's bias at 0 at the start and the usual random
// biases elsewhere.

// %% [folded] How the sentences are made and learned
let persons = ["Mina", "Ada", "sister", "mother", "Tobin", "Otto", "brother", "father"]
let otherWords = ["thanked", "her", "his", "saw", "and", "then"]
let storyVocabulary = persons + otherWords + ["."]

/// Sentences [T][B, V], and at periods the gender of the last person, 1 or −1; at all other words 0.
func makeStories(steps: Int, batch: Int, using generator: inout SplitMix64) -> (
  inputs: [Matrix<Double>], genders: [Matrix<Double>], words: [[Int]]
) {
  var gender = [Double](repeating: 0, count: batch)
  var (genders, words): ([Matrix<Double>], [[Int]]) = ([], [])
  for step in 0..<steps {
    var row: [Int] = []
    var targets = Matrix<Double>.zeros(rows: batch, columns: 1)
    for story in 0..<batch {
      let chance = Double.random(in: 0..<1, using: &generator)
      let word =
        step == 0 || chance < 0.2
        ? Int.random(in: 0..<8, using: &generator)
        : chance < 0.8 ? Int.random(in: 8..<14, using: &generator) : 14
      if word < 8 { gender[story] = word < 4 ? 1 : -1 }
      if word == 14 { targets[story, 0] = gender[story] }
      row.append(word)
    }
    words.append(row)
    genders.append(targets)
  }
  return (words.map { oneHot($0, classCount: 15) }, genders, words)
}

/// An LSTM with 2 units after 1,000 updates, and the share of correct answers on new sentences.
func trainStories(seed: UInt64) -> (network: ManyToMany<LSTM<Double>>, right: Double) {
  var generator = SplitMix64(seed: seed)
  let cell = LSTMCell<Double>(inputSize: 15, hiddenSize: 2, forgetBias: 0, using: &generator)
  var network = ManyToMany(
    layer: LSTM(cell), output: Linear(inputSize: 2, outputSize: 1, using: &generator))
  var optimizer = Adam(for: network, learningRate: 0.02)
  for _ in 0..<1000 {
    let task = makeStories(steps: 12, batch: 16, using: &generator)
    let (answers, cache) = network(task.inputs)
    let differences = zip(answers, task.genders).map { ($0 - $1) * ($1 * $1) * (2.0 / 16) }
    var gradient = network.zeroed()
    _ = network.backward(differences, through: cache, adding: &gradient)
    gradient.clip(toNorm: 1)
    optimizer.update(&network, along: gradient)
  }
  let test = makeStories(steps: 12, batch: 500, using: &generator)
  let products = zip(network(test.inputs).logits, test.genders).flatMap { ($0 * $1).elements }.filter {
    $0 != 0
  }
  return (network, Double(products.count { $0 > 0 }) / Double(products.count))
}

let storytellers = (1...5).map { trainStories(seed: $0) }

// %% [folded] How the trained units are listed
/// The unit that the output layer listens to most.
func mainUnit(_ network: ManyToMany<LSTM<Double>>) -> Int {
  abs(network.output.weight[0, 0]) > abs(network.output.weight[1, 0]) ? 0 : 1
}

let firstTeller = storytellers[0].network
show(
  walkTable(
    firstTeller.layer.cell, unit: mainUnit(firstTeller),
    storyWords.map { ($0, oneHot([storyVocabulary.firstIndex(of: $0)!], classCount: 15) as Matrix<Double>) }),
  caption: "What training found instead: the unit that the output listens to most, seed 1")

/// A gate's mean at some words and at all others, of the unit that the output listens to most.
func gateMeans(
  _ network: ManyToMany<LSTM<Double>>, _ gate: (LSTMCell<Double>.Cache) -> Matrix<Double>,
  at isWanted: (Int) -> Bool
) -> String {
  var generator = SplitMix64(seed: 98)
  let test = makeStories(steps: 12, batch: 200, using: &generator)
  let caches = Array(network.layer(test.inputs).cache)
  let unit = mainUnit(network)
  var sums: [Bool: (sum: Double, count: Double)] = [:]
  for (step, words) in test.words.enumerated() where step > 0 {
    for (row, word) in words.enumerated() {
      let old = sums[isWanted(word), default: (0, 0)]
      sums[isWanted(word)] = (old.sum + gate(caches[step])[row, unit], old.count + 1)
    }
  }
  func mean(_ key: Bool) -> String { short(sums[key]!.sum / sums[key]!.count, digits: 2) }
  return "\(mean(true)) / \(mean(false))"
}

show(
  Table(
    header: ["mean of", "the story says"] + (1...5).map { "seed \($0)" },
    rows: [
      ["input gate at persons / elsewhere", "high / low"]
        + storytellers.map { gateMeans($0.network, \.inputGate) { $0 < 8 } },
      ["forget gate at persons / elsewhere", "low / high"]
        + storytellers.map { gateMeans($0.network, \.forgetGate) { $0 < 8 } },
      ["output gate at periods / elsewhere", "high / low"]
        + storytellers.map { gateMeans($0.network, \.outputGate) { $0 == 14 } },
      ["correct answers", "all"] + storytellers.map { "\(Int(($0.right * 100).rounded())) %" },
    ]),
  caption: "Which gates do what the story says, in five trainings")

// %% [markdown]
// All five networks answer all questions, and none has found our unit. One line of the story is true in all five:
// the forget gate lets go at persons. The rest is different. Elsewhere the gate keeps between 0.37 and 0.66 on
// average, and the input gate is not shut: over "thanked her" the unit of the second table writes the same sign
// again and again, so a part of what is forgotten is made up for. The memory shrinks from 0.55 to 0.39, and its
// sign stays. The output gate is open most of the time, because nobody asks between the periods, and nothing has to
// be hidden. Even the sign is a matter of chance: in this unit + means he. Keep our unit as a picture of what gates
// *can* do. What they do in a trained network has to be looked up each time.
//
// Two differences from the GRU matter. Keeping and writing have their own gates, so a unit can add without
// forgetting. And the memory is not squashed on its way: it is not bounded, so it can count (the exercise
// builds such a unit by hand).

// %% [folded] How the two cells are drawn
show(
  Diagram.panels([("GRU", .gruCell()), ("LSTM", .lstmCell())], perRow: 2),
  caption: "GRU and LSTM side by side")

// %% [markdown]
// ## One step by hand
//
// One input, one unit. The pre-activations of the gates are chosen for paper: $\ln 3 \approx 1.099$ makes a
// gate $3/4$, $-\ln 3$ makes it $1/4$, 0 makes it $1/2$.

// %%
let ln3 = 1.098612
let x: Matrix<Double> = [[1]]
let before = LSTMState<Double>(hidden: [[0.5]], cell: [[2]])

let inputGate = sigmoid(x * 1 + before.hidden * -2)  // σ(1 − 1) = 1/2
let forgetGate = sigmoid(x * ln3)  // σ(ln 3) = 3/4
let candidate = tanh(x * 1 + before.hidden * 2)  // tanh(2)
let outputGate = sigmoid(x * -ln3)  // σ(−ln 3) = 1/4
let memory = forgetGate * before.cell + inputGate * candidate
let hidden = outputGate * tanh(memory)

let handCell = LSTMCell(  // columns: i, f, candidate, o
  weightIH: [[1, ln3, 1, -ln3]], weightHH: [[-2, 0, 2, 0]], bias: [[0.0, 0, 0, 0]])
let byLibrary = handCell.step(x, from: before).state

// %% [folded] How the table is made
show(
  Table(
    header: ["what", "value"],
    rows: [
      ["input gate $I$", inputGate[0, 0]], ["forget gate $F$", forgetGate[0, 0]],
      ["candidate $C̃$", candidate[0, 0]],
      ["output gate $O$", outputGate[0, 0]], ["kept, $F ⊙ C$", (forgetGate * before.cell)[0, 0]],
      ["written, $I ⊙ C̃$", (inputGate * candidate)[0, 0]], ["new memory", memory[0, 0]],
      ["new hidden state", hidden[0, 0]], ["the library's memory", byLibrary.cell[0, 0]],
      ["the library's hidden state", byLibrary.hidden[0, 0]],
    ]),
  caption: "One step of an LSTM, from $C = 2$ and $H = 0.5$")

// %% [markdown]
// ## The extremes
//
// As with the GRU, a bias of 40 opens a gate and −40 shuts it, whatever the input. Each row sets biases of a
// random cell and compares its step with something simpler:

// %% [folded] How the extremes are set and compared
let cell = LSTMCell<Double>(inputSize: 3, hiddenSize: 4, using: &generator)
let input = Matrix<Double>.normal(rows: 2, columns: 3, using: &generator)  // B = 2
let state = LSTMState(
  hidden: Matrix<Double>.uniform(rows: 2, columns: 4, in: -0.9...0.9, using: &generator),
  cell: Matrix<Double>.uniform(rows: 2, columns: 4, in: -2...2, using: &generator))

func withBiases(_ biases: [LSTMCell<Double>.Gate: Double]) -> LSTMCell<Double> {
  var result = cell
  for (gate, bias) in biases { result[gate].bias = Matrix(rows: 1, columns: 4, repeating: bias) }
  return result
}

func stepped(_ biases: [LSTMCell<Double>.Gate: Double]) -> LSTMState<Double> {
  withBiases(biases).step(input, from: state).state
}

func distance(_ one: Matrix<Double>, _ other: Matrix<Double>) -> Double {
  let distance = (one - other).norm
  return distance < 1e-12 ? 0 : distance  // what is left then is rounding
}

let usual = cell.step(input, from: state)
let holding = stepped([.forgetGate: 40, .inputGate: -40])
let replacing = stepped([.forgetGate: -40, .inputGate: 40])
let showing = stepped([.outputGate: 40])
let hiding = stepped([.outputGate: -40])

show(
  Table(
    header: ["gates", "what becomes what", "distance", "distance in the cell as it was"],
    rows: [
      [
        "$F = 1$, $I = 0$", "the new memory is the old one", distance(holding.cell, state.cell),
        distance(usual.state.cell, state.cell),
      ],
      [
        "$F = 0$, $I = 1$", "the new memory is the candidate",
        distance(replacing.cell, usual.cache.candidate),
        distance(usual.state.cell, usual.cache.candidate),
      ],
      [
        "$O = 1$", "the hidden state is tanh of the memory", distance(showing.hidden, tanh(showing.cell)),
        distance(usual.state.hidden, tanh(usual.state.cell)),
      ],
      [
        "$O = 0$", "the hidden state is zero", distance(hiding.hidden, hiding.hidden * 0),
        usual.state.hidden.norm,
      ],
      [
        "$O = 0$", "the memory is what it would have been", distance(hiding.cell, usual.state.cell), 0.0,
      ],
    ]),
  caption: "The gates at their extremes")

// %% [markdown]
// The first row is the heart of the LSTM: with $F = 1$ and $I = 0$ the memory is carried unchanged for as
// many steps as you like. The last two rows are what the GRU cannot do: the memory is complete, while nothing
// is shown.
//
// How near to 1 must a forget gate be? The memory is multiplied by it at each step, so after a hundred steps
// the factor is $F^{100}$. The numbers are those of the GRU's update gate in chapter 08, because the rule is
// the same:

// %% [folded] How the table is made
show(
  Table(
    header: ["sum in the gate", "$F$", "left after 10 steps", "left after 100 steps"],
    rows: [0.0, 2, 4, 6, 8].map { sum in
      let gate = sigmoid(Matrix(rows: 1, columns: 1, elements: [sum]))[0, 0]
      let powers = (1...100).reduce(into: [1.0]) { powers, _ in powers.append(powers[powers.count - 1] * gate)
      }
      return [sum, gate, powers[10], powers[100]]
    }),
  caption: "What a constant forget gate leaves of a memory")

// %% [folded] One unit whose gates are set by hand
var candidates = [Double](repeating: 0, count: 60)
(candidates[4], candidates[24]) = (1, -0.5)
func memories(forgetGate: Double) -> [Double] {
  candidates.reduce(into: [0.0]) { $0.append(forgetGate * $0[$0.count - 1] + $1) }
}
show(
  Interactive(
    LineChart(
      [0.8, 0.95, 1.0].map { Series("$F = \($0)$", memories(forgetGate: $0)) }, xLabel: "step",
      yLabel: "memory $C$"),
    .memory(candidates: candidates, forget: 0.95, input: 1, output: 1)),
  caption: "Candidate 1 at step 5 and −0.5 at step 25, with three forget gates")

// %% [markdown]
// ## A pulse, a hundred steps ago
//
// Now the test. The network reads one number at a time. One of the first five is a pulse, 1 or −1; all others
// are noise between −0.2 and 0.2. At the very end it has to report the sign of the pulse. We train one LSTM
// with 4 hidden units on sequences of 40 steps, and its forget gates start with a bias of 3.

// %% [folded] How the pulses are made
/// Sequences [T][B, 1] with one pulse among the first five steps, and its sign, [B, 1].
func makePulses(steps: Int, batch: Int, using generator: inout SplitMix64) -> (
  inputs: [Matrix<Double>], signs: Matrix<Double>
) {
  let signs = Matrix<Double>(
    rows: batch, columns: 1,
    elements: (0..<batch).map { _ in unitUniform(using: &generator) < 0.5 ? -1 : 1 })
  let places = (0..<batch).map { _ in Int.random(in: 0..<5, using: &generator) }
  let inputs = (0..<steps).map { step in
    var input = Matrix<Double>.uniform(rows: batch, columns: 1, in: -0.2...0.2, using: &generator)
    for row in 0..<batch where places[row] == step { input[row, 0] = signs[row, 0] }
    return input
  }
  return (inputs, signs)
}

// %%
/// Trains on fresh sequences by the squared error of the last answer.
///
/// - Returns: the network; and at which update the mean loss of ten fell below 0.2, if it did.
func train<Cell: RecurrentCell>(
  _ cell: Cell, steps: Int, updates: Int, seed: UInt64, untilLearned: Bool = false
) -> (network: ManyToOne<RecurrentLayer<Cell>>, learnedAt: Int?) where Cell.Scalar == Double {
  var generator = SplitMix64(seed: seed)
  let output = Linear<Double>(inputSize: cell.hiddenSize, outputSize: 1, using: &generator)
  var network = ManyToOne(layer: RecurrentLayer(cell), output: output)
  var optimizer = Adam(for: network, learningRate: 0.01)
  var losses: [Double] = []
  var learnedAt: Int?
  for update in 1...updates {
    let task = makePulses(steps: steps, batch: 32, using: &generator)
    let (answers, cache) = network(task.inputs)
    losses.append((answers - task.signs).squaredNorm / 32)
    if learnedAt == nil, update >= 10, losses.suffix(10).reduce(0, +) < 2 {
      learnedAt = update
      if untilLearned { break }
    }
    var gradient = network.zeroed()
    _ = network.backward((answers - task.signs) * (2 / 32), through: cache, adding: &gradient)
    gradient.clip(toNorm: 1)
    optimizer.update(&network, along: gradient)
  }
  return (network, learnedAt)
}

// %% [folded] How a network is made and asked
/// The share of 500 sequences whose sign is told rightly.
func accuracy<Cell: RecurrentCell>(of network: ManyToOne<RecurrentLayer<Cell>>, steps: Int) -> Double
where Cell.Scalar == Double {
  var generator = SplitMix64(seed: 99)
  let task = makePulses(steps: steps, batch: 500, using: &generator)
  let answers = network(task.inputs).logits
  return Double((0..<500).filter { answers[$0, 0] * task.signs[$0, 0] > 0 }.count) / 500
}

func fresh(forgetBias: Double, hiddenSize: Int, seed: UInt64) -> LSTMCell<Double> {
  var generator = SplitMix64(seed: seed)
  return LSTMCell(inputSize: 1, hiddenSize: hiddenSize, forgetBias: forgetBias, using: &generator)
}

// %%
let keeper = train(fresh(forgetBias: 3, hiddenSize: 4, seed: 1), steps: 40, updates: 800, seed: 1).network

// %% [folded] How the table is made
show(
  Table(
    header: ["length of the sequence", "answers right"],
    rows: [10, 40, 100, 200].map { [$0, accuracy(of: keeper, steps: $0)] }),
  caption: "Trained on 40 steps, asked after 10 to 200")

// %% [markdown]
// It remembers five times as long as any sequence it was trained on. Let's look inside. We send it one pulse
// of each sign and follow the unit whose memory differs most at the end.

// %% [folded] How the unit is watched and drawn
var watcher = SplitMix64(seed: 12)
let noise = (0..<100).map { _ in Matrix<Double>.uniform(rows: 1, columns: 1, in: -0.2...0.2, using: &watcher)
}

func watch(pulse: Double) -> (states: [LSTMState<Double>], caches: [LSTMCell<Double>.Cache]) {
  var inputs = noise
  inputs[3] = [[pulse]]
  var state = keeper.layer.cell.initialState(batchSize: 1)
  return inputs.reduce(into: (states: [], caches: [])) { result, input in
    let (next, cache) = keeper.layer.cell.step(input, from: state)
    result.states.append(next)
    result.caches.append(cache)
    state = next
  }
}

let (up, down) = (watch(pulse: 1), watch(pulse: -1))
let unit = (up.states[99].cell - down.states[99].cell).map(abs).rowArgmax()[0]

show(
  LineChart(
    [
      Series("memory after the pulse 1", up.states.map { $0.cell[0, unit] }, startingAt: 1),
      Series("memory after the pulse −1", down.states.map { $0.cell[0, unit] }, startingAt: 1),
      Series("shown, pulse 1", up.states.map { $0.hidden[0, unit] }, startingAt: 1),
      Series("shown, pulse −1", down.states.map { $0.hidden[0, unit] }, startingAt: 1),
    ], xLabel: "step", yLabel: "$C$ and $H$ of one unit"),
  caption: "A pulse at step 4, kept for a hundred steps")

// %% [folded] How the gates are drawn
let firstCaches = up.caches.prefix(16)
func row(_ value: (LSTMCell<Double>.Cache) -> Double) -> Matrix<Double> {
  Matrix(rows: 1, columns: firstCaches.count, elements: firstCaches.map(value))
}

show(
  HeatMap(
    concatenate(rows: [
      row { $0.input[0, 0] }, row { $0.inputGate[0, unit] }, row { $0.forgetGate[0, unit] },
      row { $0.outputGate[0, unit] }, row { $0.candidate[0, unit] },
    ]), rowLabels: ["input", "input gate", "forget gate", "output gate", "candidate"],
    columnLabels: (1...firstCaches.count).map(String.init), xLabel: "step"),
  caption: "The same unit's gates around the pulse")

// %% [markdown]
// ### Which gate does it?
//
// Look at the gates first, because they hold a surprise. The pulse comes at step 4, and no gate moves much. The
// forget gate is near 1 all the time, the input gate drifts slowly near one half, before, at, and after the pulse,
// and only the candidate reacts. This network does not open a gate for the pulse and shut it afterward, as a
// picture of the LSTM would have it.
//
// Looking is not enough; let's break things. We run the trained network on sequences of 100 steps once more
// and take one gate away from it: its value is replaced by a constant, at every step and in every unit.

// %%
enum Meddling: String, CaseIterable {
  case none = "nothing is replaced"
  case forgetHalf = "forget gate held at 0.5"
  case forgetNine = "forget gate held at 0.9"
  case forgetOne = "forget gate held at 1"
  case inputHalf = "input gate held at 0.5"
  case outputHalf = "output gate held at 0.5"
  case deaf = "$H$ is not fed back"
  case deafAndNine = "$H$ is not fed back, forget gate held at 0.9"
}

func accuracy(meddling: Meddling) -> Double {
  var generator = SplitMix64(seed: 99)
  let task = makePulses(steps: 100, batch: 500, using: &generator)
  var state = keeper.layer.cell.initialState(batchSize: 500)
  for input in task.inputs {
    var seen = state
    if meddling == .deaf || meddling == .deafAndNine { seen.hidden = state.hidden * 0 }
    let gates = keeper.layer.cell.step(input, from: seen).cache
    var (i, f, o) = (gates.inputGate, gates.forgetGate, gates.outputGate)
    switch meddling {
    case .none, .deaf: break
    case .forgetHalf: f = f * 0 + 0.5
    case .forgetNine, .deafAndNine: f = f * 0 + 0.9
    case .forgetOne: f = f * 0 + 1
    case .inputHalf: i = i * 0 + 0.5
    case .outputHalf: o = o * 0 + 0.5
    }
    let cell = f * state.cell + i * gates.candidate
    state = LSTMState(hidden: o * tanh(cell), cell: cell)
  }
  let answers = keeper.output(state.hidden)
  return Double((0..<500).filter { answers[$0, 0] * task.signs[$0, 0] > 0 }.count) / 500
}

show(
  Table(
    header: ["what is done to the gates", "answers right after 100 steps"],
    rows: Meddling.allCases.map { [$0.rawValue, accuracy(meddling: $0)] }),
  caption: "A gate taken away")

// %% [markdown]
// In this network it is the forget gate: held at one half, the network can only guess, while the other two
// can be held at one half without harm. But two lines are surprising. Why is 0.9 enough, when $0.9^{100}$
// leaves next to nothing of the memory? And why is everything lost when $H$ is not fed back into the gates
// and the candidate? Look at the chart again: the memory does not just stay, it grows. What is written in a
// step, on average, long after the pulse?

// %%
func meanWritten(_ caches: [LSTMCell<Double>.Cache]) -> Double {
  caches[20...].reduce(0) { $0 + ($1.inputGate * $1.candidate)[0, unit] } / Double(caches.count - 20)
}

show(
  Table(
    header: ["pulse", "mean of $I ⊙ C̃$ in steps 21 to 100"],
    rows: [[1, meanWritten(up.caches)], [-1, meanWritten(down.caches)]]),
  caption: "What this unit writes when there is nothing but noise")

// %% [markdown]
// It writes the sign it remembers, again and again: the memory is shown as $H$, $H$ goes into the candidate, and
// the candidate says the same once more. So this training run found a forget gate that keeps *together with* a loop
// that refreshes. The loop makes up for a tenth lost at each step, but not for a half; and without the loop nothing
// replaces what the forget gate loses, and by the end the sign cannot be read. (The gates also read $H$, so they
// change; a row with $F$ held at 1 and no feedback would separate the two.) Training does not have to find the
// solution we would have drawn. That one, a forget gate near 1 and an input gate shut except at the pulse, you will
// build by hand in the exercise.
//
// ## The bias that decides
//
// Why did the forget gates start with a bias of 3? A newly initialized network has gates near
// $\sigma(0) = 0.5$: each step halves the memory, and after 40 steps a trillionth is left of the pulse, and
// of its gradient along this path. The network would have to learn to keep before there is anything worth
// keeping. A bias of 1 makes $F = 0.73$, a bias of 3 makes it 0.95. How many updates does it take to learn
// the task, five runs each at one learning rate, at three distances?

// %% [folded] How the updates are counted
struct BiasRun: CustomStringConvertible {
  let steps: Int
  let bias: Double
  var description: String { "\(steps) steps, bias \(short(bias))" }
}

let biasRuns = [10, 20, 40].flatMap { steps in [0.0, 1, 3, 6].map { BiasRun(steps: steps, bias: $0) } }
let learning = try Experiment(
  "forget-bias", chapter: "09", settings: biasRuns, seeds: 1...5, measures: ["updates"], isStored: true
) { run, seed in
  let cell = fresh(forgetBias: run.bias, hiddenSize: 8, seed: seed)
  let result = train(cell, steps: run.steps, updates: 1000, seed: seed, untilLearned: true)
  return [result.learnedAt.map(Double.init) ?? .infinity]
}.results()

show(
  Table(
    header: ["sequences of", "forget bias", "$F$ at the start", "updates of five runs, sorted"],
    rows: biasRuns.map { run in
      [
        "\(run.steps) steps", run.bias, sigmoid([[run.bias]])[0, 0],
        learning[run].sorted().map { $0.isFinite ? "\(Int($0))" : "–" }.joined(separator: ", "),
      ]
    }),
  caption: "Updates until the task is learned; – where 1,000 are not enough")

// %% [markdown]
// At 10 steps every bias works. At 20 steps a bias of 0 is too little: not one of five runs learns the task within
// 1,000 updates. At 40 steps a bias of 1 is too little as well, and 3 and 6 learn it in all five runs. So the longer
// the distance, the wider the gate has to be open at the start. The usual advice is a bias of 1; in this experiment,
// with its one learning rate, that suits 20 steps. In the library it is
// `LSTMCell(inputSize:hiddenSize:forgetBias:using:)`.
//
// ## The backward pass
//
// From the last equation to the first. The memory gets its gradient from two sides: from the next step, and
// through the part of the memory that was shown. All the gradients here have the shape $[B, H]$.
//
// $$
// \begin{aligned}
// dC_t &\leftarrow dC_t + dH_t \odot O_t \odot (1 - \tanh^2(C_t)) \\
// dO &= dH_t \odot \tanh(C_t) & dI &= dC_t \odot \tilde{C}_t \\
// dF &= dC_t \odot C_{t-1} & d\tilde{C} &= dC_t \odot I_t \\
// dC_{t-1} &= dC_t \odot F_t
// \end{aligned}
// $$
//
// Each of $dI, dF, d\tilde{C}, dO$ times the derivative of its $\sigma$ or $\tanh$ is the gradient of a
// pre-activation:
//
// $$
// \begin{aligned}
// dA_i &= dI \odot I_t \odot (1 - I_t) & dA_f &= dF \odot F_t \odot (1 - F_t) \\
// dA_c &= d\tilde{C} \odot (1 - \tilde{C}_t^2) & dA_o &= dO \odot O_t \odot (1 - O_t)
// \end{aligned}
// $$
//
// From there it is the backward pass of the plain cell, four times over: $dW_{xi} = X_t^\top dA_i$ $[I, H]$,
// $dW_{hi} = H_{t-1}^\top dA_i$ $[H, H]$, $db_i$ the sum of the rows of $dA_i$ $[1, H]$, and so on for the
// others. The previous hidden state gets
// $dH_{t-1} = dA_i W_{hi}^\top + dA_f W_{hf}^\top + dA_c W_{hc}^\top + dA_o W_{ho}^\top$ $[B, H]$; with
// $W_{xi}^\top, W_{xf}^\top, W_{xc}^\top, W_{xo}^\top$ instead, the same sum is $dX_t$ $[B, I]$.
//
// The line $dC_{t-1} = dC_t \odot F_t$ is the reason for the whole construction. From $C_t$ to $C_{t-1}$ the
// gradient passes no weight matrix and no tanh. Along this direct path, over $k$ steps, it is multiplied by
// the product of $k$ forget gates and nothing else. Hochreiter and Schmidhuber called it the **constant error
// carousel**; in their first LSTM there was no forget gate, and the factor was 1.
//
// It is not the only path. $C_{t-1}$ also reaches $C_t$ through $H_{t-1}$, which feeds all gates and the
// candidate, and the weights there have no limit. The next chart shows $\partial H_T / \partial C_{T-k}$,
// which holds *all* paths, in untrained networks, next to the direct path, which is the product of the forget gates and
// of $O_T \odot (1 - \tanh^2(C_T))$ on the way out:

// %% [folded] How the gradients are measured and drawn
var roadGenerator = SplitMix64(seed: 14)
let roadInputs = (0..<50).map { _ in Matrix<Double>.normal(rows: 1, columns: 1, using: &roadGenerator) }
let plainNorms = RNN(RNNCell<Double>(inputSize: 1, hiddenSize: 8, using: &roadGenerator))
  .stateGradientNorms(over: roadInputs)

/// The factors of the direct path from C_(T−k) to H_T, of the unit that loses least, for every distance k > 0.
func directPath(_ layer: LSTM<Double>) -> [Double] {
  let output = layer(roadInputs)
  let caches = Array(output.cache)
  let shown = tanh(layer.states(of: output)[roadInputs.count - 1].cell)
  var factor = caches[roadInputs.count - 1].outputGate * (1 - shown * shown)
  return caches.reversed().map { cache in
    factor = factor * cache.forgetGate
    return factor.maximum()
  }
}

func memoryNorms(_ layer: LSTM<Double>) -> [Double] {
  Array(layer.stateGradientNorms(over: roadInputs, of: "cell").dropFirst())
}

show(
  LineChart(
    [Series("plain RNN", Array(plainNorms.dropFirst()), startingAt: 1)]
      + [1.0, 3].flatMap { bias in
        let layer = LSTM(fresh(forgetBias: bias, hiddenSize: 8, seed: 14))
        return [
          Series("bias \(short(bias)), all paths", memoryNorms(layer), startingAt: 1),
          Series("bias \(short(bias)), direct path", directPath(layer), startingAt: 1),
        ]
      },
    xLabel: "distance $k$ in steps", yLabel: "norm of the gradient", yScale: .logarithmic),
  caption: "How far a gradient reaches back, before any training")

// %% [folded] How the memory and its tanh are measured
/// Over 5 fresh networks: the mean size of the memory after 50 steps, and the slope of its tanh.
func saturation(forgetBias: Double) -> [Any] {
  let layers = (14..<19).map { LSTM(fresh(forgetBias: forgetBias, hiddenSize: 8, seed: $0)) }
  let memories = layers.map { $0(roadInputs).finalState.cell }
  func mean(_ value: (Int) -> Double) -> Double { layers.indices.reduce(0) { $0 + value($1) / 5 } }
  return [
    forgetBias, mean { memories[$0].map(abs).mean() },
    mean { index in
      let shown = tanh(memories[index])
      return (1 - shown * shown).mean()
    }, short(mean { directPath(layers[$0])[49] }), short(mean { memoryNorms(layers[$0])[49] }),
  ]
}

show(
  Table(
    header: [
      "forget bias", "mean size of $C$ after 50 steps", "mean slope of tanh($C$)", "direct path, 50 steps",
      "all paths, 50 steps",
    ],
    rows: [0.0, 1, 3, 6].map(saturation)),
  caption: "Fresh LSTMs, means of five: an open gate lets the memory grow")

// %% [markdown]
// The direct paths only fall, as a product of gates must. After 50 steps all paths together hold more: with a bias
// of 1 about a thousand times more, and with a bias of 3 four times. In the chart the curve of bias 3 even turns
// upward at the end, which only the other paths can do. The table shows what a wide open gate costs. It lets the
// memory grow, to a mean size of 5 with a bias of 6, and the tanh on the way out gets flat: its mean slope is 0.19
// instead of 0.93. So opening the gate from 3 to 6 gains much less than from 1 to 3.
// (The LSTM of chapter 07 has 32 units instead of 8. There the other paths are more, and with a bias of 3 the whole
// even grows with distance.)
//
// And here is the check against central differences, for a random layer over six steps:

// %%
let checkedLayer = LSTM(cell)
let checkedInputs = (0..<6).map { _ in Matrix<Double>.normal(rows: 2, columns: 3, using: &generator) }
let outputGradients = (0..<6).map { _ in Matrix<Double>.normal(rows: 2, columns: 4, using: &generator) }
let gradients = checkedLayer.backward(outputGradients, through: checkedLayer(checkedInputs)).parameters

func loss(_ layer: LSTM<Double>) -> Double {
  zip(layer(checkedInputs).hidden, outputGradients).reduce(0) { $0 + $1.0.dot($1.1) }
}

show(
  Table(
    header: ["parameters", "relative error below 1e-6"],
    rows: checkGradients(gradients, of: loss, at: checkedLayer).map { [$0.name, $0.passes()] }),
  caption: "The library's gradients against central differences")

// %% [markdown]
// ## Unit by unit
//
// The products $\odot$ work element by element: unit $k$ of the memory is multiplied by unit $k$ of each gate
// and by nothing else. Units talk to each other only through $H_{t-1}$ and the weights. You can see it in the
// two Jacobians of a single step, $\partial H_t / \partial C_{t-1}$ and $\partial H_t / \partial H_{t-1}$:

// %%
let oneStep = [input.row(0)]
let oneState = LSTMState(hidden: state.hidden.row(0), cell: state.cell.row(0))
let byMemory = checkedLayer.stateJacobians(over: oneStep, from: oneState, of: "cell")[0]
let byHidden = checkedLayer.stateJacobians(over: oneStep, from: oneState, of: "hidden")[0]

show(
  HeatMap(
    concatenate(columns: [byMemory, byHidden]), rowLabels: (0..<4).map { "$H$, unit \($0)" },
    columnLabels: (0..<4).map { "$C$ \($0)" } + (0..<4).map { "$H$ \($0)" },
    xLabel: "changed before the step",
    yLabel: "moved after it"),
  caption: "The memory's Jacobian is diagonal, the hidden state's is full")

// %% [markdown]
// So each unit of the memory is a little machine with its own three valves.
//
// ## The gates over a real sentence
//
// What do the gates do in an LSTM that has learned to read? We train a small one to predict the next
// character of the course's own book of tales ([chapter 06](../06-LanguageModel/06-LanguageModel.md) explains
// how), let it read a sentence from the book, and look at all its gates.

// %% [folded] How the reader is trained and its gates are drawn
var plan = TrainingPlan()
plan.hiddenSize = 64
plan.stepCount = 400
plan.batchSize = 16
let tales = try TrainingText(contentsOf: CourseText.lighthouse!)
let reader = try LanguageModelTrainer<LSTMCell<Float>>(plan: plan, text: tales)
while !reader.isFinished { reader.advance() }

/// The caches of the trained cell, one per character.
func read(_ tokens: [Int]) -> [LSTMCell<Float>.Cache] {
  let layer = reader.model.layers.layers[0]
  let inputs = tokens.map { token in
    var row = Matrix<Float>.zeros(rows: 1, columns: tales.vocabularySize)
    row[0, token] = 1
    return row
  }
  return Array(layer(inputs).cache)
}

let sentence = "\"Good evening, Tobin,\" said Mina."
let caches = read(try tales.tokenizer.encode(sentence))
let letters = sentence.map { $0 == " " ? "␣" : String($0) }

func means(_ gate: (LSTMCell<Float>.Cache) -> Matrix<Float>) -> Matrix<Float> {
  Matrix(rows: 1, columns: caches.count, elements: caches.map { gate($0).mean() })
}

show(
  HeatMap(
    concatenate(rows: [means(\.inputGate), means(\.forgetGate), means(\.outputGate)]),
    rowLabels: ["input gate", "forget gate", "output gate"], columnLabels: letters, xLabel: "character read",
    colors: .sequential),
  caption: "The gates over a sentence, mean of 64 units")

// %% [markdown]
// The forget gates start near one half and open over the first ten characters or so; the input gates are the most
// open of the three. The mean hides the units. Here are the twelve whose forget gates move most over this sentence.
// (So they are not the units with the longest memory: a unit that keeps everything would show as one evenly dark
// row.)

// %% [folded] How the twelve units are found and drawn
let forgetGates = concatenate(rows: caches.map(\.forgetGate))  // [characters, 64]
let spreads = (0..<64).map { unit -> Float in
  let column = forgetGates.column(unit)
  return (column - column.mean()).squaredNorm
}
let liveliest = (0..<64).sorted { spreads[$0] > spreads[$1] }.prefix(12)

show(
  HeatMap(
    concatenate(columns: liveliest.map { forgetGates.column($0) }).transposed(),
    rowLabels: liveliest.map { "unit \($0)" }, columnLabels: letters, xLabel: "character read",
    colors: .sequential),
  caption: "The forget gates of twelve units")

// %% [markdown]
// Dark is "keep". Unit by unit the rows have little in common, and each lets go at its own positions. Is the end of
// a word such a position? We take the held-out text (the **validation set**) and compare the mean forget gate at
// spaces and line ends with the mean inside words, for each of the 64 units. With 64 units some differ by chance,
// so we count again with shifted labels.

// %% [folded] How differences at blanks are counted
let heldOut = tales.heldOut
let heldOutText = Array(tales.tokenizer.decode(heldOut))
let heldOutCaches = read(heldOut)
let heldOutForget = concatenate(rows: heldOutCaches.map(\.forgetGate))  // [characters, 64]

/// How many units differ by 0.1 or more in their mean forget gate between two kinds of characters.
func differingUnits(_ isMarked: [Bool]) -> Int {
  let marks = Matrix<Float>(rows: 1, columns: isMarked.count, elements: isMarked.map { $0 ? 1 : 0 })
  let others = 1 - marks
  let difference =
    matmul(marks, heldOutForget) / marks.sum() - matmul(others, heldOutForget) / others.sum()
  return difference.elements.count { abs($0) >= 0.1 }
}

/// The labels from another position on: as many, and in the same runs, but at the wrong characters.
func shifted<Label>(_ labels: [Label], using generator: inout SplitMix64) -> [Label] {
  let distance = Int.random(in: 100..<labels.count - 100, using: &generator)
  return Array(labels[distance...] + labels[..<distance])
}

let isBlank = heldOutText.map(\.isWhitespace)
var shiftGenerator = SplitMix64(seed: 15)
let byChance = (0..<200).map { _ in differingUnits(shifted(isBlank, using: &shiftGenerator)) }.sorted()
show(
  Table(
    header: ["labels", "units that differ by 0.1 or more"],
    rows: [
      ["blanks", differingUnits(isBlank)],
      ["shifted, median of 200", byChance[100]], ["shifted, most of 200", byChance[199]],
    ]),
  caption: "Forget gates at blanks and elsewhere, 64 units, \(heldOut.count) characters of held-out text")

// %% [markdown]
// At the ends of words 14 of the 64 units differ. With shifted labels none does, in any of the 200 counts. So
// chance does not explain it: a fifth of its forget gates treat a blank differently. That they treat it as the end
// of a word, and not just as another character, this table does not show; the same count for the letter e would
// tell. (The limit of 0.1 is our choice.)
//
// ### A memory that can be read
//
// In larger networks, after longer training, Karpathy and others (2015) found units whose memory is switched on
// exactly between quotation marks, or counts toward the end of the line. Does ours have one? We do not look for a
// nice picture, we search and test. Four things could be tracked: whether the text is inside quotation marks, how
// long the current line is, how long the current word is, and the position in the sentence. On the first half of
// the held-out text we take, for each, the unit whose $\tanh(C_t)$ correlates most with it. The second half shows
// what is left of the correlation. And the **control** is the same search with shifted labels, 200 times: what it
// finds is chance. (Shuffling the labels one by one would make chance look smaller than it is, because neighboring
// characters have similar labels.)

// %% [folded] How the search goes
/// A label per character: the number of characters since the last one that ends something.
func since(_ isEnd: (Character) -> Bool) -> [Double] {
  var count = 0.0
  return heldOutText.map { character in
    count = isEnd(character) ? 0 : count + 1
    return count
  }
}

var isOpen = false
let quoted = heldOutText.map { character -> Double in
  if character == "\"" { isOpen.toggle() }
  return isOpen ? 1 : 0
}
let tracked: [(name: String, labels: [Double])] = [
  ("inside quotation marks", quoted), ("length of the line", since { $0 == "\n" }),
  ("length of the word", since { !$0.isLetter }), ("position in the sentence", since { ".?!".contains($0) }),
]

let half = heldOut.count / 2
/// tanh(C) of each unit over the held-out text.
let shownMemories = { () -> [[Double]] in
  let layer = reader.model.layers.layers[0]
  let output = layer(heldOut.map { oneHot([$0], classCount: tales.vocabularySize) as Matrix<Float> })
  let memories = layer.states(of: output).map { tanh($0.cell) }
  return (0..<64).map { unit in memories.map { Double($0[0, unit]) } }
}()

func correlation(_ one: ArraySlice<Double>, _ other: ArraySlice<Double>) -> Double {
  let n = Double(one.count)
  let (a, b) = (one.reduce(0, +) / n, other.reduce(0, +) / n)
  let together = zip(one, other).reduce(0) { $0 + ($1.0 - a) * ($1.1 - b) }
  let squares = (one.reduce(0) { $0 + ($1 - a) * ($1 - a) }, other.reduce(0) { $0 + ($1 - b) * ($1 - b) })
  return together / (squares.0 * squares.1).squareRoot()
}

/// The unit found on the first half of the text, and its correlation on each half.
func search(_ labels: [Double]) -> (unit: Int, found: Double, left: Double) {
  let first = (0..<64).map { correlation(shownMemories[$0][..<half], labels[..<half]) }
  let unit = (0..<64).max { abs(first[$0]) < abs(first[$1]) }!
  return (unit, first[unit], correlation(shownMemories[unit][half...], labels[half...]))
}

let searches = tracked.map { search($0.labels) }
show(
  Table(
    header: ["tracked", "unit", "first half", "second half", "shifted labels: first half, 95 % below"],
    rows: zip(tracked, searches).map { tracked, result in
      let chance = (0..<200).map { _ in
        abs(search(shifted(tracked.labels, using: &shiftGenerator)).found)
      }.sorted()
      return [tracked.name, result.unit, result.found, result.left, chance[189]]
    }),
  caption: "The memory that correlates most with a property of the text")

// %% [folded] How the text is colored
let best = searches.indices.max { abs(searches[$0].left) < abs(searches[$1].left) }!
let passage = half..<half + 330
show(
  TextHeat(
    String(heldOutText[passage]), values: Array(shownMemories[searches[best].unit][passage]),
    label: "tanh($C$) of unit \(searches[best].unit)"),
  caption: "Held-out text, colored by the memory found for: \(tracked[best].name)")

// %% [markdown]
// Unit 0 follows the length of the word: a correlation of 0.68 on the half where it was found, of 0.67 on the half
// it was not chosen on, and chance stays below 0.09 in 95 of 100 tries. In the picture its color starts over with
// each word. The position in the sentence and the length of the line are followed as well, more loosely. Quotation
// marks are not, by this test: 0.126 is just below what chance reaches once in twenty searches. So a small network
// after 400 updates has a unit that can be read, and not the famous one. A correlation says that the unit follows
// the word; it does not say that the network uses it.
//
// ### How far open, how often
//
// One more look from the same paper. How often is a gate nearly 1, and how often nearly 0? Each dot is one unit
// of one gate: to the right are units whose gate is often shut (below 0.1), at the top those whose gate is often
// wide open (above 0.9).

// %% [folded] How saturation is counted
func saturations(_ name: String, _ gate: (LSTMCell<Float>.Cache) -> Matrix<Float>) -> Series {
  let values = concatenate(rows: heldOutCaches.map(gate))
  let columns = (0..<64).map { values.column($0).elements }
  func share(_ isCounted: (Float) -> Bool) -> [Double] {
    columns.map { Double($0.count(where: isCounted)) / Double($0.count) }
  }
  return Series(name, x: share { $0 < 0.1 }, y: share { $0 > 0.9 }, style: .dots)
}

show(
  LineChart(
    [
      saturations("input gate", \.inputGate), saturations("forget gate", \.forgetGate),
      saturations("output gate", \.outputGate),
    ], xLabel: "share of characters with the gate below 0.1", yLabel: "share with the gate above 0.9"),
  caption: "Gate saturation, one dot per unit")

// %% [markdown]
// Most dots sit near the corner at the bottom left: such a gate is neither shut nor wide open, whatever the
// character. Some are wide open nearly all the time, at the top left; those units of the input and output gate pass
// everything. No gate is shut often: the one farthest to the right is shut at one character in seven. Karpathy and
// others saw units whose forget gate was nearly always open, in a much larger network. Here even the forget gate
// that is open most often is wide open at only seven characters in ten.
//
// ## Separate and stacked
//
// The equations have eight weight matrices. Programs have one or two, because one large product is faster
// than eight small ones. Put the gates side by side and stack the two kinds of weights:
//
// $$
// \begin{bmatrix} A_i & A_f & A_c & A_o \end{bmatrix} = \begin{bmatrix} H_{t-1} & X_t \end{bmatrix} \begin{bmatrix} W_{hi} & W_{hf} & W_{hc} & W_{ho} \\ W_{xi} & W_{xf} & W_{xc} & W_{xo} \end{bmatrix} + b
// $$
//
// The shapes are $[B, 4H] = [B, H + I] \cdot [H + I, 4H] + [1, 4H]$. In the style of many courses this is
// $W [a, x] + b$, once for each gate. It is the same network:

// %%
let gates: [LSTMCell<Double>.Gate] = [.inputGate, .forgetGate, .candidate, .outputGate]
let stackedWeight = concatenate(rows: [
  concatenate(columns: gates.map { cell[$0].weightHH }),
  concatenate(columns: gates.map { cell[$0].weightIH }),
])
let stackedBias = concatenate(columns: gates.map { cell[$0].bias })

let sums = matmul(concatenate(columns: [state.hidden, input]), stackedWeight) + stackedBias
func part(_ index: Int) -> Matrix<Double> { sums.columns(4 * index..<4 * index + 4) }
let stackedCell = sigmoid(part(1)) * state.cell + sigmoid(part(0)) * tanh(part(2))
let stackedHidden = sigmoid(part(3)) * tanh(stackedCell)

show(
  Table(
    header: ["what", "shape"],
    rows: [
      ["$[H, X]$", MatrixShape(2, 7)], ["all weights, stacked", stackedWeight.shape],
      ["all four sums", sums.shape], ["the sum of one gate", part(0).shape],
    ]),
  caption: "Sizes for $B = 2$, $I = 3$, $H = 4$")

// %%
print("same memory:      ", distance(stackedCell, usual.state.cell) == 0)
print("same hidden state:", distance(stackedHidden, usual.state.hidden) == 0)

// %% [markdown]
// The one thing to agree on is the **order of the gates**, and here the conventions differ:
//
// | where | order of the columns or rows | in its letters |
// |---|---|---|
// | here, Keras | $i\,f\,\tilde{c}\,o$ | $i\,f\,c\,o$ |
// | PyTorch | $i\,f\,\tilde{c}\,o$ | $i\,f\,g\,o$ |
// | CS231n | $i\,f\,o\,\tilde{c}$ | $i\,f\,o\,g$ |
// | ONNX | $i\,o\,f\,\tilde{c}$ | $i\,o\,f\,c$; its peepholes $i\,o\,f$ |
// | d2l | a matrix for each gate and each of $X$ and $H$ | $W_{xi}, W_{hi}, b_i$ and so on |
// | the deep learning specialization | a matrix for each gate, stacked $[a ; x]$ | $W_u, W_f, W_c, W_o$ |
// | Goodfellow and others (2016) | a matrix for each gate | memory $s$, input gate $g$, output gate $q$ |
// | lecture slides with $V^\top z + W^\top x$ | a matrix for each gate | memory $s$, hidden state $z$, forget gate $e$ |
// | Graves (2013) | a matrix for each gate, and peepholes | $W_{xi}, W_{hi}, w_{ci}$ and so on |
//
// Weights passed on in the wrong order cause no error, only a network that has forgotten all it knew. So we
// carry one cell through every convention, as chapter 03 did with the plain cell: the library returns the
// tensors of each convention, and that author's own equations compute the step, with the blocks in that
// author's order.

// %% [folded] How the step is made in eight conventions
/// The step from all four sums, each [B, H], that stand side by side in the order of the letters.
func step(_ sums: Matrix<Double>, order: [Character]) -> LSTMState<Double> {
  func sum(_ letter: Character) -> Matrix<Double> {
    let place = order.firstIndex(of: letter)!
    return sums.columns(4 * place..<4 * place + 4)
  }
  let memory = sigmoid(sum("f")) * state.cell + sigmoid(sum("i")) * tanh(sum("c"))
  return LSTMState(hidden: sigmoid(sum("o")) * tanh(memory), cell: memory)
}

func timesTransposed(_ vectors: Matrix<Double>, _ weight: Matrix<Double>) -> Matrix<Double> {
  matmul(vectors, weight, transposingSecond: true)
}

let torch = try cell.weights(in: .pyTorch)
let torchSums =
  timesTransposed(input, torch["weight_ih"]!) + torch["bias_ih"]!
  + timesTransposed(state.hidden, torch["weight_hh"]!) + torch["bias_hh"]!

let keras = try cell.weights(in: .keras())
let kerasSums =
  matmul(input, keras["kernel"]!) + matmul(state.hidden, keras["recurrent_kernel"]!) + keras["bias"]!

let stanford = try cell.weights(in: .cs231n)
let stanfordSums = matmul(input, stanford["Wx"]!) + matmul(state.hidden, stanford["Wh"]!) + stanford["b"]!

let onnx = try cell.weights(in: .onnx())
let onnxSums =
  timesTransposed(input, onnx["W"]!) + timesTransposed(state.hidden, onnx["R"]!)
  + onnx["B"]!.columns(0..<16) + onnx["B"]!.columns(16..<32)

let book = try cell.weights(in: .d2l)
let bookSums = concatenate(
  columns: "ifco".map { gate in
    matmul(input, book["W_x\(gate)"]!) + matmul(state.hidden, book["W_h\(gate)"]!) + book["b_\(gate)"]!
  })

// W_u, W_f, W_c and W_o, each [H, H + I], left of the column [a; x].
let column = concatenate(rows: [state.hidden.transposed(), input.transposed()])
let specializationSums = concatenate(
  columns: gates.map { gate in
    let weight = concatenate(columns: [cell[gate].weightHH.transposed(), cell[gate].weightIH.transposed()])
    return (matmul(weight, column) + cell[gate].bias.transposed()).transposed()
  })

// Graves's cell has peepholes; with all of them 0 it is this one.
let graves = PeepholeLSTMCell(
  weightIH: cell.weightIH, weightHH: cell.weightHH, bias: cell.bias, peepholes: .zeros(rows: 3, columns: 4))

let inEveryConvention: [(String, LSTMState<Double>)] = [
  ("here", usual.state),
  ("PyTorch", step(torchSums, order: ["i", "f", "c", "o"])),
  ("Keras", step(kerasSums, order: ["i", "f", "c", "o"])),
  ("CS231n", step(stanfordSums, order: ["i", "f", "o", "c"])),
  ("ONNX", step(onnxSums, order: ["i", "o", "f", "c"])),
  ("d2l", step(bookSums, order: ["i", "f", "c", "o"])),
  ("the specialization", step(specializationSums, order: ["i", "f", "c", "o"])),
  ("Graves, no peepholes", graves.step(input, from: state).state),
  ("CS231n's, read in our order", step(stanfordSums, order: ["i", "f", "c", "o"])),
]

show(
  Table(
    header: ["convention", "memory, unit 0", "hidden, unit 0", "same within 1e-15"],
    rows: inEveryConvention.map { name, result in
      let apart = max(
        (result.cell - usual.state.cell).map(abs).maximum(),
        (result.hidden - usual.state.hidden).map(abs).maximum())
      return [name, result.cell[0, 0], result.hidden[0, 0], apart <= 1e-15]
    }),
  caption: "One LSTM, one step, in the conventions of eight authors ($B = 2$, $I = 3$, $H = 4$)")

// %% [markdown]
// The last row is the warning: the same numbers, with two blocks mistaken for each other. Reading and writing
// by name avoids it, and a round trip loses nothing:

// %%
let conventions: [WeightConvention] = [.pyTorch, .keras(), .cs231n, .onnx(), .d2l]
let returned = try conventions.map { try LSTMCell(try cell.weights(in: $0), convention: $0) }
let isReturned = returned.allSatisfy {
  $0.weightIH == cell.weightIH && $0.weightHH == cell.weightHH && $0.bias == cell.bias
}
print("five times there and back, the same weights:", isReturned)

// %% [markdown]
// ## Variants
//
// In almost thirty years many have been tried. The library has the most common ones:
//
// | variant | what changes | in the library |
// |---|---|---|
// | output without tanh | $H_t = O_t \odot C_t$ | `LSTMCell(…, outputActivation: .identity)` |
// | peepholes | the gates see the memory too: $+\, p_i \odot C_{t-1}$ and $+\, p_f \odot C_{t-1}$ in the pre-activations of $I$ and $F$, $+\, p_o \odot C_t$ in the one of $O$; each $p$ is $[1, H]$ | `PeepholeLSTMCell` |
// | coupled gates | $I_t = 1 - F_t$: what is written is what was forgotten | `CoupledLSTMCell` |
// | forget bias | $b_f = 1$ or more at the start | `LSTMCell(…, forgetBias: 1)` |
//
// A peephole lets a gate look at the memory even while the output gate hides it from all other units. Coupled
// gates save a quarter of the parameters and bring the cell close to a GRU, whose update gate also keeps and
// writes with one number. On our pulse, with 20 steps, 8 hidden units and a forget bias of 1 for all:

// %% [folded] How the variants are trained and compared
func withForgetBias<Cell: GatedCell>(_ cell: Cell, _ gate: Cell.Gate) -> Cell where Cell.Scalar == Double {
  var result = cell
  result[gate].bias = Matrix(rows: 1, columns: cell.hiddenSize, repeating: 1)
  return result
}

func results<Cell: RecurrentCell>(_ name: String, _ make: (inout SplitMix64) -> Cell) -> [Any]
where Cell.Scalar == Double {
  var parameterCount = 0
  let runs = (1...3).map { seed -> (learnedAt: Int?, right: Double) in
    var generator = SplitMix64(seed: UInt64(seed))
    let cell = make(&generator)
    parameterCount = cell.parameterCount
    let result = train(cell, steps: 20, updates: 120, seed: UInt64(seed))
    return (result.learnedAt, accuracy(of: result.network, steps: 100))
  }
  return [
    name, parameterCount, runs.map { $0.learnedAt.map(String.init) ?? "–" }.joined(separator: ", "),
    runs.map(\.right).sorted()[1],
  ]
}

show(
  Table(
    header: ["cell", "parameters", "learned at update", "answers right after 100 steps"],
    rows: [
      results("LSTM") { LSTMCell(inputSize: 1, hiddenSize: 8, forgetBias: 1, using: &$0) },
      results("without tanh at the output") {
        LSTMCell(inputSize: 1, hiddenSize: 8, outputActivation: .identity, forgetBias: 1, using: &$0)
      },
      results("with peepholes") {
        withForgetBias(PeepholeLSTMCell(inputSize: 1, hiddenSize: 8, using: &$0), .forgetGate)
      },
      results("with coupled gates") {
        withForgetBias(CoupledLSTMCell(inputSize: 1, hiddenSize: 8, using: &$0), .forgetGate)
      },
    ]),
  caption: "Variants on the pulse, three runs each; the last column is the middle one of three")

// %% [markdown]
// All four learn it, and the runs of one variant differ about as much as the variants do. The large
// comparison by Greff and others (2017), on speech, handwriting, and music, also found no variant clearly
// better than the plain LSTM. It found that the forget gate and the activation at the output were the parts
// most needed. Our toy task does not need the latter: without tanh at the output the network does as well as
// the others.
//
// ## Where it came from, and what it was used for
//
// In 1991 Sepp Hochreiter described vanishing gradients in his diploma thesis, in German, and few read it. The
// LSTM followed: a report in 1995, the paper with Jürgen Schmidhuber in 1997. It had no forget gate; Gers added
// that in 2000. For years it was known to few. Then it began to win: handwriting (Graves and others, 2009), speech
// (2013), translation (Sutskever, Vinyals, and Le, 2014). In 2015 and 2016 LSTMs moved into products, such as
// Google's voice search and translator. Until about 2017 nearly every leading result with a recurrent network came
// from an LSTM or a GRU. Then transformers took over most of language
// ([chapter 12](../12-GatedNetworks/12-GatedNetworks.md) says why). LSTMs remain where a series arrives step by
// step and memory is small: forecasting, sensors, speech on a telephone.
//
// ## Common mistakes
//
// No shape reveals any of these. How far off is each, in memory and hidden state, after six steps of a random
// network with doubled weights?

// %% [folded] How the mistakes are made and measured
let doubled = LSTMCell(weightIH: cell.weightIH * 2, weightHH: cell.weightHH * 2, bias: cell.bias)

/// Six steps in which each step is given by the gates of the right cell.
func final(_ blend: (LSTMCell<Double>.Cache, LSTMState<Double>) -> LSTMState<Double>) -> LSTMState<Double> {
  checkedInputs.reduce(state) { state, input in blend(doubled.step(input, from: state).cache, state) }
}

func shown(_ cache: LSTMCell<Double>.Cache, _ cell: Matrix<Double>) -> LSTMState<Double> {
  LSTMState(hidden: cache.outputGate * tanh(cell), cell: cell)
}

let right = final { shown($0, $0.forgetGate * $1.cell + $0.inputGate * $0.candidate) }
let mistakes: [(String, LSTMState<Double>)] = [
  (
    "input gate and forget gate swapped",
    final { shown($0, $0.inputGate * $1.cell + $0.forgetGate * $0.candidate) }
  ),
  (
    "the candidate multiplies the whole: $(F ⊙ C + I) ⊙ C̃$",
    final { shown($0, ($0.forgetGate * $1.cell + $0.inputGate) * $0.candidate) }
  ),
  (
    "$H$ where $C$ belongs: $F ⊙ H + I ⊙ C̃$",
    final { shown($0, $0.forgetGate * $1.hidden + $0.inputGate * $0.candidate) }
  ),
  (
    "the old memory is shown: $O$ ⊙ tanh(old $C$)",
    final { cache, state in
      LSTMState(
        hidden: cache.outputGate * tanh(state.cell),
        cell: cache.forgetGate * state.cell + cache.inputGate * cache.candidate)
    }
  ),
  (
    "no tanh around $C$",
    final { cache, state in
      let cell = cache.forgetGate * state.cell + cache.inputGate * cache.candidate
      return LSTMState(hidden: cache.outputGate * cell, cell: cell)
    }
  ),
]

show(
  Table(
    header: ["mistake", "memory", "hidden state"],
    rows: mistakes.map { [$0.0, distance($0.1.cell, right.cell), distance($0.1.hidden, right.hidden)] }),
  caption: "Distance from the right state after six steps")

// %% [markdown]
// Each of them runs without complaint. Equations look right for a long time; compare numbers.
//
// In the backward pass the usual ones are: $dC$ of the next step is overwritten instead of added to, which
// cuts the direct path; $dF$ is computed with $C_t$ instead of $C_{t-1}$; $O$ or the derivative of
// $\tanh(C_t)$ is missing in $dC_t$. And in use: $C$ is not carried along with $H$ when a long text is read
// in pieces, or neither is set to zero when a new text begins.
//
// ## On paper
//
// **1. Predict.** A unit starts at $C_0 = 0$. At every step $F = I = O = 1$ and $\tilde{C} = 0.5$. What are
// $C_{10}$ and $H_{10}$? How much of a gradient at $H_{10}$ reaches $C_{10}$?
//
// <details><summary>Answer</summary>
//
// Each step adds 0.5, so $C_{10} = 5$: the memory is not bounded by 1. $H_{10} = \tanh(5) \approx 0.9999$.
// The gradient is multiplied by $1 - \tanh^2(5) \approx 4 e^{-10} \approx 0.0002$. The memory is intact, and
// the way out of it is saturated.
//
// </details>
//
// **2. Count.** The table of variants prints 320, 344, and 240 parameters for $I = 1$ and $H = 8$. Where do
// the three numbers come from?
//
// <details><summary>Answer</summary>
//
// One gate has $I H + H^2 + H = 8 + 64 + 8 = 80$ parameters. The LSTM has four such blocks, 320. Peepholes
// add three rows $[1, H]$, $320 + 3 \cdot 8 = 344$. Coupled gates need no input gate, $3 \cdot 80 = 240$.
//
// </details>
//
// **3. Which paths** lead from $C_t$ to $C_{t+1}$, and what is the factor of each? Which of them can be
// greater than 1?
//
// <details><summary>Answer</summary>
//
// One is direct, with the factor $F_{t+1}$, never above 1. Three lead through $H_t$, whose factor is
// $O_t \odot (1 - \tanh^2(C_t))$: through $W_{hi}$ into the input gate, through $W_{hf}$ into the forget
// gate, and through $W_{hc}$ into the candidate. (The output gate changes only $H_{t+1}$.) Weights have no
// limit, so these three can exceed 1, and only they can make the whole derivative grow.
//
// </details>
//
// ## Try it
//
// Open `Exercises/09-LSTM`. There are seven tasks, some 90 lines in all:
//
// 1. the three gates and the candidate;
// 2. one step of the cell;
// 3. the whole forward pass;
// 4. one backward step;
// 5. the whole sequence backward;
// 6. separate and stacked weights;
// 7. an open one: choose the weights by hand for an LSTM that keeps a pulse for hundreds of steps and reports
//    it only when asked, and for another that counts.
//
// Then run
//
// ```
// swift run course grade 09
// ```
//
// And here, with `COURSE_ALL=1 swift run Chapter09LSTM`:
//
// - Train the keeper with a forget bias of 6, at 80 steps. What does the table of biases look like then?
// - Search the reader's memory for something else, such as vowels or the position in the paragraph. Compare with
//   shifted labels.
// - Give the GRU of chapter 08 an update bias of 3 and the pulse of this chapter. Does the same trick work?
//
// ## Summary
//
// - The LSTM has a memory $C_t$ besides its hidden state $H_t$: keep, write, show, each with its own gate.
// - $C_t = F \odot C_{t-1} + I \odot \tilde{C}$ carries the memory unchanged if $F = 1$ and $I = 0$.
// - Along the direct path through the memory the gradient passes the forget gates and nothing else; other
//   paths lead through the hidden state.
// - An untrained forget gate should be mostly open. On the pulse, a bias of 1 was enough for 20 steps, and 40 steps
//   took 3. In the recall task of chapter 12 an open forget gate gained little.
// - The products between $C_{t-1}$ and $C_t$ work unit by unit; units affect each other only through $H$.
// - Stacked or separate weights are the same network; the order of the gates is a convention, and it differs.
//
// ## References
//
// - S. Hochreiter and J. Schmidhuber, "Long short-term memory", *Neural Computation* 9, 1997.
// - F. Gers, J. Schmidhuber and F. Cummins, "Learning to forget: continual prediction with LSTM", *Neural
//   Computation* 12, 2000: the forget gate.
// - F. Gers and J. Schmidhuber, "Recurrent nets that time and count", *IJCNN*, 2000: peepholes.
// - R. Jozefowicz, W. Zaremba and I. Sutskever, "An empirical exploration of recurrent network
//   architectures", *ICML*, 2015: the forget bias.
// - A. Karpathy, J. Johnson and L. Fei-Fei, "Visualizing and understanding recurrent networks", 2015: units
//   that can be read.
// - K. Greff, R. Srivastava, J. Koutník, B. Steunebrink and J. Schmidhuber, "LSTM: a search space odyssey",
//   *IEEE Transactions on Neural Networks and Learning Systems* 28, 2017: the variants compared.
// - A. Graves and others, "A novel connectionist system for unconstrained handwriting recognition", *IEEE
//   Transactions on Pattern Analysis and Machine Intelligence* 31, 2009.
// - I. Goodfellow, Y. Bengio and A. Courville, *Deep Learning*, ch. 10, MIT Press, 2016.
// - C. Olah, "Understanding LSTM networks", 2015: the walk through the cell, part by part.
// - M. Nguyen, "Illustrated guide to LSTM's and GRU's", 2018.
