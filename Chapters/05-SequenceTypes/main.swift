// %% [markdown]
// # 5. Kinds of sequence tasks
//
// One network reads a sentence and decides whether its writer was pleased. One plays a tune from its name. One
// decides for every word whether it is a verb. One turns "the 9th of march" into "03-09", and one forecasts next
// year's sunspots. They look like five machines. Inside each is the same thing: a recurrent layer as in
// chapter 03, and an output layer on its states. What differs is where inputs come in and where answers are
// read. This chapter builds them, trains each on a small task, and shows what it learned and what it did not.
//
// **After this chapter you can**
//
// - look at a task and name its architecture: one or many in, one or many out;
// - say for each which states are read, and so where the gradient enters in the backward pass;
// - put sequences of different lengths into one batch without learning from the padding;
// - distinguish what a network reads during training from what it reads when it generates;
// - connect two networks by a single state, and know what that costs;
// - forecast a series of numbers, one step and several steps ahead, against the right baselines.
//
// You need the recurrent network of [chapter 03](../03-RNN/03-RNN.md) and the backward pass of
// [chapter 04](../04-BPTT/04-BPTT.md). Reading takes about an hour; plots and tables are drawn by folded code
// that you can skip. The [exercise](../../Exercises/05-SequenceTypes) asks you to write the architectures
// yourself.

// %%
import LinearAlgebra
import NotebookDisplay
import RecurrentNetworks
import SequenceTraining
import TextEncoding

var generator = SplitMix64(seed: 5)  // all randomness comes from here: results repeat

/// Tokens as one-hot rows, [B, classes].
func rows(_ tokens: [Int], of classCount: Int) -> Matrix<Double> {
  oneHot(tokens, classCount: classCount)
}

/// Trains with Adam; `gradient` returns the gradient of a model on a batch of its choice.
func train<Model: ParameterCollection>(
  _ model: inout Model, updates: Int, learningRate: Double,
  along gradient: (Int, Model) -> Model
) {
  var optimizer = Adam(for: model, learningRate: learningRate)
  for update in 0..<updates {
    var step = gradient(update, model)
    step.clip(toNorm: 1)  // no update longer than this: chapter 07 says why
    optimizer.update(&model, along: step)
  }
}

// %% [markdown]
// ## Five wirings
//
// Read each drawing from the bottom up. An arrow to the right carries a state, an arrow upward into $H$ an
// input, and an arrow out of $H$ is the output layer.

// %% [folded] How the wirings are drawn
/// A network unrolled: a column per step, the input below its state, the answer above.
func wiring(_ inputs: [String?], _ states: [String], _ answers: [String?], feedsBack: Bool = false) -> Diagram
{
  var nodes: [Diagram.Node] = []
  var edges: [Diagram.Edge] = []
  for (t, state) in states.enumerated() {
    let column = Double(t) * (feedsBack ? 1.3 : 1)
    nodes.append(.box(state, column, 1, name: "h\(t)", color: state.hasPrefix("D") ? .green : nil))
    if let input = inputs[t] { nodes.append(.pill(input, column, 2, name: "x\(t)")) }
    if let answer = answers[t] { nodes.append(.pill(answer, column, 0, name: "z\(t)")) }
    if inputs[t] != nil { edges.append(.forward("x\(t)", "h\(t)")) }
    if answers[t] != nil { edges.append(.forward("h\(t)", "z\(t)")) }
    if t > 0 { edges.append(.forward("h\(t - 1)", "h\(t)")) }
    if t > 0, feedsBack { edges.append(.dotted("z\(t - 1)", "x\(t)", color: .orange)) }
  }
  return Diagram(nodes, edges)
}
let threeInputs = ["X_1", "X_2", "X_3"]
let threeStates = ["H_1", "H_2", "H_3"]
let threeAnswers = ["Z_1", "Z_2", "Z_3"]

show(
  Diagram.panels([
    ("one-to-one", wiring(["X"], ["H"], ["Z"])),
    ("one-to-many", wiring(["X", "Y_1", "Y_2"], threeStates, threeAnswers)),
    ("many-to-one", wiring(threeInputs, threeStates, [nil, nil, "Z"])),
    ("many-to-many", wiring(threeInputs, threeStates, threeAnswers)),
    (
      "encoder–decoder",
      wiring(["X_1", "X_2", "Y_0", "Y_1"], ["E_1", "E_2", "D_1", "D_2"], [nil, nil, "Z_1", "Z_2"])
    ),
  ]),
  caption: "Five wirings of one recurrent layer")

// %% [markdown]
// The **architectures** are named after their inputs and outputs. We also say **wiring**, because that is all
// that changes:
//
// | wiring | in | out | for example | in the library |
// |---|---|---|---|---|
// | one-to-one | 1 | 1 | a class for a row of numbers: an ordinary network | `OneToOne` |
// | one-to-many | 1 | $T$ | a tune from its name, a caption for a picture | `OneToMany` |
// | many-to-one | $T$ | 1 | the sentiment of a sentence: positive, negative, or neutral | `ManyToOne` |
// | many-to-many | $T$ | $T$ | a tag for each word | `ManyToMany` |
// | encoder–decoder | $T$ | $T'$ | a translation from one language into another | `EncoderDecoder` |
//
// The equations are those of chapter 03, for a minibatch of $B$ sequences at a time (a *batch* from here on):
//
// $$
// H_t = \tanh(X_t W_{xh} + H_{t-1} W_{hh} + b_h) \qquad Z_t = H_t W_{hq} + b_q
// $$
//
// | symbol | what it is | shape |
// |---|---|---|
// | $X_t$ | the input of time step $t$, one row per sequence of the batch | $[B, I]$ |
// | $H_t$ | the hidden state, $H_0 = 0$ | $[B, H]$ |
// | $Z_t$ | the logits: the answer before softmax | $[B, Q]$ |
// | $W_{xh}, W_{hh}, W_{hq}$ | from input to state, from state to state, from state to answer | $[I, H]$, $[H, H]$, $[H, Q]$ |
// | $b_h, b_q$ | the biases | $[1, H]$, $[1, Q]$ |
// | $Y_t$ | the token chosen at step $t$, as a one-hot row | $[B, I]$ |
// | $E_t, D_t$ | the states of an encoder and of a decoder | $[B, H]$ |
// | $T, T'$ | the number of steps read, and the number of steps written | |
//
// Everything new in this chapter is in the arrows. The backward pass needs no new rule either: *where an
// answer was read, there its gradient enters; a state that was never read gets a zero*, and depends on the
// loss only through the states after it.
//
// Two laws follow from the drawings, and they are good tests of code. A sequence of one step makes the first
// four wirings the same. (An encoder–decoder still has two cells.) And the answer of many-to-one is the last
// answer of many-to-many:

// %% [folded] One layer and one output layer in three wirings
let layer = RNN<Double>(RNNCell(inputSize: 3, hiddenSize: 4, using: &generator))
let outputLayer = Linear<Double>(inputSize: 4, outputSize: 7, using: &generator)
let fiveSteps = (0..<5).map { _ in
  Matrix<Double>.normal(rows: 2, columns: 3, using: &generator)
}

let everyStep = ManyToMany(layer: layer, output: outputLayer)(fiveSteps).logits
let once = OneToOne(layer: layer, output: outputLayer)(fiveSteps[0]).logits
let atTheEnd = ManyToOne(layer: layer, output: outputLayer)(fiveSteps).logits

// %% [folded] The three answers compared
show(
  Table(
    header: ["wiring", "shape of the answer", "distance to many-to-many"],
    rows: [
      ["many-to-many, 5 steps", "5 of \(everyStep[0].shape)", 0],
      ["one-to-one, the first step", once.shape, (once - everyStep[0]).norm],
      ["many-to-one, all steps", atTheEnd.shape, (atTheEnd - everyStep[4]).norm],
    ]),
  caption: "One layer, one output layer, three wirings")

// %% [markdown]
// ## One-to-one
//
// With a single step there is no previous state, so $W_{hh}$ multiplies zeros and contributes nothing. What is
// left, $\tanh(X W_{xh} + b_h) W_{hq} + b_q$, is an ordinary network with one hidden layer, and no recurrent
// network is needed. It can learn what such networks learn: to classify a row of numbers into two classes,
// here by "one of the two, but not both".
//
// **Predict before you run.** How large will the gradient of $W_{hh}$ be?

// %%
var exclusive = OneToOne<RNN<Double>>(
  inputSize: 2, hiddenSize: 6, outputSize: 2, using: &generator)
let fourCases: Matrix<Double> = [[0, 0], [0, 1], [1, 0], [1, 1]]
let fourAnswers = [0, 1, 1, 0]
var recurrentGradient: Double = 0

train(&exclusive, updates: 300, learningRate: 0.02) { _, network in
  let (logits, cache) = network(fourCases)
  var gradient = network.zeroed()
  let logitGradient = crossEntropyGradient(logits: logits, targets: fourAnswers)
  _ = network.backward(logitGradient, through: cache, adding: &gradient)
  recurrentGradient = max(recurrentGradient, gradient.layer.cell.weightHH.norm)
  return gradient
}
print("the largest gradient W_hh ever got:", short(recurrentGradient))

// %% [folded] The four answers
let chances = softmax(exclusive(fourCases).logits)
show(
  Table(
    header: ["inputs", "truth", "probability of “one but not both”"],
    rows: (0..<4).map {
      ["\(Int(fourCases[$0, 0])) and \(Int(fourCases[$0, 1]))", fourAnswers[$0], chances[$0, 1]]
    }), caption: "One-to-one learns an exclusive or")

// %% [markdown]
// Zero, in all 300 updates: a weight that multiplies zeros has no influence on the answer, and so nothing to
// learn. The same happens by accident when a sequence is fed in the wrong shape. Thirty days with two readings
// per day are $T = 30$ matrices $[B, 2]$. Written as *one* step $[B, 60]$, they leave the recurrence nothing to
// do.
//
// ## One-to-many
//
// One input comes in, and a whole sequence goes out. But a recurrent step needs an input at *every* step. What
// should the second step read? The answer of the first. So the network feeds on its own output, and its state
// remembers where it is:
//
// $$
// H_1 = \mathrm{cell}(X, 0) \qquad H_t = \mathrm{cell}(Y_{t-1}, H_{t-1}) \qquad Z_t = H_t W_{hq} + b_q
// $$

// %% [folded] How the two uses are drawn
let fourStates = ["H_1", "H_2", "H_3", "H_4"]
show(
  Diagram.panels(
    [
      (
        "training: the tune gives every input",
        wiring(["name", "`c`", "`d`", "`e`"], fourStates, ["`c`", "`d`", "`e`", "`c`"])
      ),
      (
        "generating: each choice is the next input",
        wiring(
          ["name", "`c`", "`d`", "`e`"], fourStates, ["`c`", "`d`", "`e`", "`c`"], feedsBack: true)
      ),
    ], perRow: 1),
  caption: "One-to-many in training and in use")

// %% [markdown]
// **When it generates**, $Y_{t-1}$ is its own choice, here the class with the largest logit (**greedy
// decoding**). **During training**, $Y_{t-1}$ is the *true* token of the previous step, whatever the network
// would have said. That is called **teacher forcing**. Without it, one wrong note at the start would make the
// network practice the rest of a tune that no one wrote.
//
// Our input is the name of a tune, one of three, and the outputs are its first fourteen notes. Nine symbols
// can be read (six notes and three names), so $I = 9$; six can be written, so $Q = 6$.

// %% [folded] Three tunes as targets
let notes = Array("cdefga")
let names = ["Frère Jacques", "Twinkle", "Ode to Joy"]
let tunes = ["cdeccdecefgefg", "ccggaagffeeddc", "eefggfedccdeed"].map { tune in
  tune.compactMap { notes.firstIndex(of: $0) }
}
let length = tunes[0].count
let nameRows = rows([6, 7, 8], of: 9)
let tuneTargets = (0..<length).map { step in tunes.map { $0[step] } }  // [T][B]

// %%
/// The mean cross-entropy over all notes, and its gradient; `previous` are the notes read back.
func lossAndGradient(_ player: OneToMany<RNN<Double>>, reading previous: [[Int]]) -> (
  loss: Double, gradient: OneToMany<RNN<Double>>
) {
  let (logits, cache) = player(nameRows, trueOutputs: previous.map { rows($0, of: 9) })
  var gradient = player.zeroed()
  let steps = zip(logits, tuneTargets).map {
    crossEntropyGradient(logits: $0, targets: $1) / Double(length)
  }
  _ = player.backward(steps, through: cache, adding: &gradient)
  let loss = zip(logits, tuneTargets).reduce(0) {
    $0 + crossEntropy(logits: $1.0, targets: $1.1)
  }
  return (loss / Double(length), gradient)
}

var player = OneToMany<RNN<Double>>(
  inputSize: 9, hiddenSize: 16, outputSize: 6, using: &generator)
var playerLosses: [Double] = []
train(&player, updates: 200, learningRate: 0.01) { _, player in
  // the notes to read are one step behind the notes to play
  let (loss, gradient) = lossAndGradient(player, reading: tuneTargets.dropLast())
  playerLosses.append(loss)
  return gradient
}

// %% [folded] The loss over the updates
show(
  LineChart(
    [Series("loss", playerLosses)], xLabel: "update", yLabel: "cross-entropy per note, nats",
    yScale: .logarithmic),
  caption: "Learning three tunes")

// %% [markdown]
// Has it learned them? We let it play: the name goes in, and then it reads only itself. In the last column we
// spoil its fifth note. Whatever it chose there, it reads back a `d`, which is the fifth note of none of the
// three.
//
// **Predict before you run.** Will the tunes continue correctly after the wrong note?

// %% [folded] How a tune is played, and spoiled
/// The tunes a player generates, as text; `spoiling` replaces what it reads back after a step.
func play(_ player: OneToMany<RNN<Double>>, spoiling: (_ step: Int, _ tokens: [Int]) -> [Int]) -> [String] {
  var step = 0
  let logits = player.generate(from: nameRows, stepCount: length) { logits in
    let read = spoiling(step, logits.rowArgmax())
    step += 1
    return rows(read, of: 9)
  }
  return names.indices.map { name in
    String(logits.map { notes[$0.rowArgmax()[name]] })
  }
}

let played = play(player) { _, tokens in tokens }
let spoiled = play(player) { step, tokens in step == 4 ? tokens.map { _ in 1 } : tokens }

// %% [folded] The tunes side by side
let trueTunes = tunes.map { tune in String(tune.map { notes[$0] }) }
show(
  Table(
    header: ["tune", "true", "played on its own", "played after a wrong fifth note"],
    rows: names.indices.map { [names[$0], trueTunes[$0], played[$0], spoiled[$0]] }),
  caption: "From a name to a tune")

// %% [markdown]
// On its own it plays all three. After one wrong note two of them continue as if nothing had happened: the
// state still knows where it is. *Frère Jacques* is lost for good. Nothing the network practiced ever went
// wrong, because teacher forcing has shown it only the correct past. The gap between what it read in training
// and what it reads now is called **exposure bias**.
//
// That was one network. Is the explanation right? If it is, a network that has practiced with wrong notes
// should recover. We train twenty networks: ten as above, and ten that read a random note instead of the true
// one in a tenth of the places during training. (A related cure feeds the network's own output back more and
// more often: **scheduled sampling**.)

// %% [folded] Ten seeds each, with and without wrong notes in training
func playerTrained(seed: UInt64, wrongNotes: Double) -> OneToMany<RNN<Double>> {
  var generator = SplitMix64(seed: seed)
  var player = OneToMany<RNN<Double>>(inputSize: 9, hiddenSize: 16, outputSize: 6, using: &generator)
  train(&player, updates: 200, learningRate: 0.01) { _, player in
    let read = tuneTargets.dropLast().map { notes in
      notes.map { note in
        Double.random(in: 0..<1, using: &generator) < wrongNotes
          ? Int.random(in: 0..<6, using: &generator) : note
      }
    }
    return lossAndGradient(player, reading: read).gradient
  }
  return player
}

/// How many tunes have all the notes after the fifth right.
func recovered(_ tunes: [String]) -> Int {
  zip(tunes, trueTunes).count { $0.dropFirst(5) == $1.dropFirst(5) }
}

let recoveries = [0, 0.1].map { wrongNotes in
  let players = (1...10).map { playerTrained(seed: $0, wrongNotes: wrongNotes) }
  return [
    players.reduce(0) { sum, player in sum + recovered(play(player) { $1 }) },
    players.reduce(0) { sum, player in
      sum + recovered(play(player) { step, tokens in step == 4 ? tokens.map { _ in 1 } : tokens })
    },
  ]
}
show(
  Table(
    header: ["trained with", "tunes continued correctly", "the same after a wrong fifth note"],
    rows: [
      ["only true notes", "\(recoveries[0][0]) of 30", "\(recoveries[0][1]) of 30"],
      ["a tenth of wrong notes", "\(recoveries[1][0]) of 30", "\(recoveries[1][1]) of 30"],
    ]), caption: "Three tunes of ten networks each: the notes after the fifth")

// %% [markdown]
// Our first network was lucky: most tunes do not survive the wrong note, 6 of 30 do. With a little practice in
// error 28 of 30 do, and nothing is lost when no note is wrong. So the state *can* remember where it is. It
// does so reliably only if it has learned not to trust every note it reads.
//
// Keep this in mind for chapter 06, where such networks write text.
//
// Could a network without memory do the same, from the previous note alone? After `c` comes sometimes `d`,
// sometimes `e`, `c`, or `g`. We count how many notes the best possible rule of that kind gets right:

// %% [folded] The best rule that knows only the previous note
var followers: [Int: [Int: Int]] = [:]
for tune in tunes {
  for (before, after) in zip(tune, tune.dropFirst()) {
    followers[before, default: [:]][after, default: 0] += 1
  }
}
let byRule = followers.values.reduce(0) { $0 + ($1.values.max() ?? 0) }
let transitions = tunes.count * (length - 1)

print("right from the previous note only: \(byRule) of \(transitions)")

// %% [markdown]
// The network's state makes the difference: it is nearly sure of every note, even of whether a `c` is followed
// by `c`, `d`, or `e`.

// %% [folded] The probabilities as a piano roll
// To two digits, which is what fits into a cell of the picture.
let probabilities = player(nameRows, trueOutputs: tuneTargets.dropLast().map { rows($0, of: 9) }).logits.map {
  softmax($0).map { ($0 * 100).rounded() / 100 }
}
let roll = concatenate(rows: probabilities.map { $0.row(0) }).transposed()  // [notes, steps]

show(
  HeatMap(
    concatenate(rows: (0..<6).reversed().map { roll.row($0) }),
    rowLabels: notes.reversed().map { String($0) },
    columnLabels: (1...length).map(String.init), xLabel: "step", yLabel: "note", colors: .sequential),
  caption: "What the network expects of Frère Jacques: the probability of each note at each step")

// %% [markdown]
// ## Many-to-one
//
// A sentence comes in, one verdict goes out. The network reads all of it, and only the last state is read:
//
// $$
// Z = H_T W_{hq} + b_q
// $$
//
// That is enough, because $H_T$ depends on every input. In the backward pass only $H_T$ gets a gradient from
// the loss. It reaches the first word through $T - 1$ multiplications by $W_{hh}$, which is why long sentences
// are hard (chapter 07).
//
// A review can be positive, negative, or neutral; that makes $Q = 3$. Ours are only good or bad news, so
// $Q = 2$. They come from a small grammar, and a third of them are negated: "the film was not really good" is
// bad news, and "the meal was never dull" is good news. A model that only counts words can weigh *not* and
// *good*, but it cannot express that one reverses the other.

// %% [folded] A grammar of reviews
let things = ["film", "book", "play", "concert", "meal"]
let adverbs = ["very", "really", "so", "rather", "quite"]
let praise = ["good", "great", "lovely"]
let blame = ["bad", "dull", "awful"]
let negations = ["not", "never"]
let reviewWords = ["the", "was"] + things + adverbs + praise + blame + negations

/// A sentence of 4 to 8 words, and whether it is good news.
func review(using generator: inout SplitMix64) -> (words: [String], isGood: Bool) {
  func any(_ words: [String]) -> String { words[Int.random(in: 0..<words.count, using: &generator)] }
  let isPraise = Bool.random(using: &generator)
  let isNegated = Int.random(in: 0..<3, using: &generator) == 0
  let strength = (0..<Int.random(in: 0...3, using: &generator)).map { _ in any(adverbs) }
  let start = ["the", any(things), "was"] + (isNegated ? [any(negations)] : [])
  return (start + strength + [any(isPraise ? praise : blame)], isPraise != isNegated)
}

// %% [markdown]
// A batch is one matrix per step, so sentences of different lengths are filled with rows of zeros at the end.
// The section after this one explains what that can break.

// %%
/// A batch of sentences, padded with zeros to the longest: [B, words] per step, and the lengths.
func batch(_ sentences: [[String]], _ vocabulary: [String], steps: Int? = nil) -> (
  inputs: [Matrix<Double>], lengths: [Int]
) {
  let lengths = sentences.map(\.count)
  let inputs = (0..<(steps ?? lengths.max() ?? 0)).map { step in
    Matrix<Double>(
      sentences.map { words in
        vocabulary.map { step < words.count && words[step] == $0 ? 1 : 0 }
      })
  }
  return (inputs, lengths)
}

var judge = ManyToOne<RNN<Double>>(
  inputSize: reviewWords.count, hiddenSize: 16, outputSize: 2, using: &generator)

train(&judge, updates: 500, learningRate: 0.01) { _, judge in
  let examples = (0..<32).map { _ in review(using: &generator) }
  let (inputs, lengths) = batch(examples.map(\.words), reviewWords)
  let (logits, cache) = judge(inputs, lengths: lengths)
  var gradient = judge.zeroed()
  let verdicts = examples.map { $0.isGood ? 1 : 0 }
  let logitGradient = crossEntropyGradient(logits: logits, targets: verdicts)
  _ = judge.backward(logitGradient, through: cache, adding: &gradient)
  return gradient
}

// %% [folded] A model that only counts words, and the comparison
/// How often each word occurs in a sentence, [B, words].
func counts(_ sentences: [[String]]) -> Matrix<Double> {
  batch(sentences, reviewWords).inputs.reduce(.zeros(rows: sentences.count, columns: reviewWords.count), +)
}

var counter = Linear<Double>(inputSize: reviewWords.count, outputSize: 2, using: &generator)
train(&counter, updates: 500, learningRate: 0.01) { _, counter in
  let examples = (0..<32).map { _ in review(using: &generator) }
  let input = counts(examples.map(\.words))
  var gradient = counter.zeroed()
  let verdicts = examples.map { $0.isGood ? 1 : 0 }
  _ = counter.backward(
    crossEntropyGradient(logits: counter(input), targets: verdicts), through: input, adding: &gradient)
  return gradient
}

let freshReviews = (0..<1000).map { _ in review(using: &generator) }
let freshTruth = freshReviews.map { $0.isGood ? 1 : 0 }

func share(_ answers: [Int], _ truth: [Int]) -> Double {
  Double(zip(answers, truth).count { $0 == $1 }) / Double(truth.count)
}

let fresh = batch(freshReviews.map(\.words), reviewWords)
let judged = judge(fresh.inputs, lengths: fresh.lengths).logits.rowArgmax()
let byAdjective = freshReviews.map { praise.contains($0.words.last ?? "") ? 1 : 0 }
let counted = counter(counts(freshReviews.map(\.words))).rowArgmax()
// The weighted sum (praise) - (negations) - 1/2: positive only for praise without a negation.
let byHand = freshReviews.map { review in
  Double(review.words.count { praise.contains($0) }) - Double(review.words.count { negations.contains($0) })
    > 0.5 ? 1 : 0
}

show(
  Table(
    header: ["model", "correct verdicts on 1000 new sentences"],
    rows: [
      ["skips “not” and “never”", share(byAdjective, freshTruth)],
      ["a weighted sum of word counts, trained", share(counted, freshTruth)],
      ["a weighted sum of word counts, set by hand", share(byHand, freshTruth)],
      ["reads from left to right, trained", share(judged, freshTruth)],
    ]), caption: "Sentiment, with negation")
print("verdicts that differ between the first two rows:", zip(byAdjective, counted).count { $0 != $1 })

// %% [markdown]
// No weighted sum of words gets all four cases right (praise or blame, negated or not; question 2 at the end
// is the proof). The best one gets three of the four: it says "good" only for praise without a negation,
// and loses only "not bad", a sixth of all sentences. Training does not find it. Praise and blame are equally
// frequent here, so by symmetry cross-entropy pulls the weight of *not* to zero. Our trained sum, which saw as
// many sentences as the network, gives the same verdicts as a reader who skips *not* and *never*. The network
// that reads makes no mistake. (One run of each.)
//
// We trained it to answer only after the last word. Nothing keeps us from asking earlier. Here is what it
// *would* say if the sentence ended after each word: the same output layer, applied to every state.

// %% [folded] The verdict after each word
let spoken = [["the", "film", "was", "really", "good"], ["the", "film", "was", "not", "really", "good"]]
let thoughts = spoken.map { words in
  ManyToMany(layer: judge.layer, output: judge.output)(batch([words], reviewWords).inputs).logits.map {
    softmax($0)[0, 1]
  }
}

show(
  Table(
    header: ["sentence 1", "probability of good news", "sentence 2", "probability of good news"],
    rows: (0..<6).map { step in
      spoken.indices.flatMap { sentence -> [Any] in
        step < spoken[sentence].count
          ? [spoken[sentence][step], short(thoughts[sentence][step])] : ["", ""]
      }
    }), caption: "The verdict after each word, as a probability")

// %% [markdown]
// The two part at *not*, and *good* then sends them to opposite ends. In between, the state holds something
// like "what follows counts the other way around", which no one told it to do. Before the adjective the
// verdicts mean little: no sentence it was trained on ended there.
//
// ## Sequences of different lengths
//
// A batch is one matrix per step, so all its sequences need the same number of steps. Ours have 4 to 8 words.
// The short ones are **padded** at the end with something, zeros here. Nothing of that **padding** must enter
// the result, and there are three doors to guard.
//
// **The state that is read.** Row $b$ is read after *its own* last step, $H_{n_b}$, where $n_b$ is the length
// of sequence $b$. The network runs on through the padding, and its state keeps changing. What happens if you
// read every row at step $T$ instead? The same trained network, the same sentences, padded to 8, 15, and 40
// steps:

// %% [folded] Read at the right step, and at step T
show(
  Table(
    header: ["padded to", "correct, read at its own end", "correct, read at step $T$"],
    rows: [8, 15, 40].map { steps in
      let padded = batch(freshReviews.map(\.words), reviewWords, steps: steps).inputs
      return [
        "\(steps) steps", share(judge(padded, lengths: fresh.lengths).logits.rowArgmax(), freshTruth),
        share(judge(padded).logits.rowArgmax(), freshTruth),
      ]
    }), caption: "Correct verdicts, by where the state is read")

// %% [markdown]
// If the state is read at the end of the padding, the verdict is soon a coin toss: the padding steps have
// overwritten what the sentence left behind.
//
// **The loss.** If every step has an answer, a padded step has a loss like any other, unless you omit it. The
// **mask** $M_{t,b}$ is 1 for $t \le n_b$ and 0 after that, and the **masked loss** is the mean over the
// positions where it is 1:
//
// $$
// L = \frac{\sum_t \sum_b M_{t,b} \, \ell_{t,b}}{\sum_t \sum_b M_{t,b}}
// $$
//
// where $\ell_{t,b}$ is the cross-entropy of row $b$ at step $t$. The gradient of each position is multiplied
// by its mask and divided by the *same* number, $\sum_b n_b$ and not $T \cdot B$.
//
// **The gradient in the backward pass.** For many-to-one it enters row $b$ at step $n_b$: $T$ matrices of
// zeros, and row $b$ of matrix $n_b$ holds the gradient. Four sentences of a batch show both:

// %% [folded] The mask, and where the gradient enters
let fewLengths = [4, 8, 6, 5]
func picture(_ isOne: (_ step: Int, _ length: Int) -> Bool) -> Matrix<Double> {
  Matrix(fewLengths.map { length in (1...8).map { isOne($0, length) ? 1 : 0 } })
}
let sentenceNames = fewLengths.map { "\($0) words" }
let stepNames = (1...8).map(String.init)

show(
  HeatMap(
    picture { $0 <= $1 }, rowLabels: sentenceNames, columnLabels: stepNames, xLabel: "step $t$",
    colors: .sequential), caption: "The mask of four sentences: where the loss counts, many-to-many")
show(
  HeatMap(
    picture { $0 == $1 }, rowLabels: sentenceNames, columnLabels: stepNames, xLabel: "step $t$",
    colors: .sequential), caption: "Where the gradient enters, many-to-one")

// %% [markdown]
// ## Many-to-many, equal lengths
//
// One answer for each input: what kind of word is this? In English many words can be either a noun or a verb.
// *They fish* and *the fish*, *we watch the play*, *you play the watch*. The words before decide, sometimes
// the previous one, sometimes one a few adjectives back: *the small old fish*.
//
// $$
// Z_t = H_t W_{hq} + b_q \quad \text{at every step} \qquad dH_t = dZ_t W_{hq}^\top + (\text{from } H_{t+1})
// $$
//
// Now every state gets a gradient from two sides in the backward pass, from its own answer and from the next
// state. The output layer is shared by all steps, so its gradients are added up.

// %% [folded] A grammar of tagged sentences
let tags = ["article", "adjective", "noun", "pronoun", "verb", "and"]
let articles = ["the", "a"]
let adjectives = ["old", "small", "cold", "strange"]
let both = ["fish", "watch", "play", "walk", "cook", "dance"]
let pronouns = ["they", "we", "you"]
let verbs = ["see", "like"]
let nouns = ["dog", "house"]
let tagWords = articles + adjectives + both + pronouns + verbs + nouns + ["and"]

/// A sentence of 2 to 14 words with the tag of each.
func tagged(using generator: inout SplitMix64) -> [(word: String, tag: Int)] {
  func any(_ words: [String]) -> String { words[Int.random(in: 0..<words.count, using: &generator)] }
  func clause() -> [(word: String, tag: Int)] {
    var result = [(any(pronouns), 3), (any(both + verbs), 4)]
    guard Bool.random(using: &generator) else { return result }
    result.append((any(articles), 0))
    for _ in 0..<Int.random(in: 0...2, using: &generator) { result.append((any(adjectives), 1)) }
    return result + [(any(both + nouns), 2)]
  }
  return clause() + (Bool.random(using: &generator) ? [("and", 5)] + clause() : [])
}

/// A padded batch of tagged sentences; targets are [T][B], and -1 in the padding.
func tagBatch(_ sentences: [[(word: String, tag: Int)]]) -> (
  inputs: [Matrix<Double>], lengths: [Int], targets: [[Int]]
) {
  let (inputs, lengths) = batch(sentences.map { $0.map(\.word) }, tagWords)
  let targets = inputs.indices.map { step in sentences.map { step < $0.count ? $0[step].tag : -1 } }
  return (inputs, lengths, targets)
}

let newSentences = (0..<500).map { _ in tagged(using: &generator) }
let newBatch = tagBatch(newSentences)

/// The fraction of right tags among the words that `counts` selects.
func tagShare(_ tagger: ManyToMany<RNN<Double>>, where counts: (String) -> Bool) -> Double {
  let answers = tagger(newBatch.inputs, lengths: newBatch.lengths).logits.map { $0.rowArgmax() }
  let places = newSentences.indices.flatMap { row in newSentences[row].indices.map { (row, $0) } }
  let counted = places.filter { counts(newSentences[$0.0][$0.1].word) }
  return Double(counted.count { answers[$0.1][$0.0] == newSentences[$0.0][$0.1].tag }) / Double(counted.count)
}

// %%
var tagger = ManyToMany<RNN<Double>>(
  inputSize: tagWords.count, hiddenSize: 12, outputSize: tags.count, using: &generator)
var tagCurve: [(all: Double, ambiguous: Double)] = []

train(&tagger, updates: 151, learningRate: 0.01) { update, tagger in
  if update.isMultiple(of: 10) {
    let all = tagShare(tagger) { _ in true }
    tagCurve.append((all, tagShare(tagger, where: both.contains)))
  }
  let sentences = (0..<32).map { _ in tagged(using: &generator) }
  let (inputs, lengths, targets) = tagBatch(sentences)
  let (logits, cache) = tagger(inputs, lengths: lengths)
  let realCount = Double(lengths.reduce(0, +))  // the number of words, not T · B
  let gradients = zip(logits, targets).map {
    crossEntropyGradient(logits: $0, targets: $1, ignoredTarget: -1, reduction: .sum)
      / realCount
  }
  var gradient = tagger.zeroed()
  _ = tagger.backward(gradients, through: cache, adding: &gradient)
  return gradient
}

// %% [folded] The right tags over the updates
let ambiguousPlaces = newSentences.flatMap { $0.filter { both.contains($0.word) } }
let asVerb = Double(ambiguousPlaces.count { $0.tag == 4 }) / Double(ambiguousPlaces.count)

show(
  LineChart(
    [
      Series("all words", x: tagCurve.indices.map { Double($0 * 10) }, y: tagCurve.map(\.all)),
      Series(
        "words that can be noun or verb", x: tagCurve.indices.map { Double($0 * 10) },
        y: tagCurve.map(\.ambiguous)),
      Series(
        "the same, from the word alone", x: [0, 150], y: [max(asVerb, 1 - asVerb), max(asVerb, 1 - asVerb)]),
    ], xLabel: "update", yLabel: "fraction of correct tags, new sentences"), caption: "Learning to tag words")

// %% [folded] One sentence, tagged
let sample = "they fish and we watch the small old fish".split(separator: " ").map(String.init)
let sampleTags = tagger(batch([sample], tagWords).inputs).logits

show(
  Table(
    header: ["word", "tag", "probability"],
    rows: sample.indices.map { step in
      let chances = softmax(sampleTags[step])
      let best = chances.rowArgmax()[0]
      return [sample[step], tags[best], chances[0, best]]
    }), caption: "One sentence, a tag for each word")

// %% [markdown]
// The same word, *fish*, is a verb at step 2 and a noun at step 9, with two adjectives between it and the
// article that decides. The word alone gets no further than the flat line. (One run.)
//
// ### What a loss that counts the padding tells you
//
// Suppose we had not masked, but made the padding a seventh tag, and counted it. It is the easiest tag of
// all. Here is one network, trained that way for only 20 updates, scored twice:

// %% [folded] A network that is trained and scored on padding
var naive = ManyToMany<RNN<Double>>(
  inputSize: tagWords.count + 1, hiddenSize: 12, outputSize: tags.count + 1, using: &generator)
let paddedWords = tagWords + ["▢"]

/// Sentences padded with an extra word, which has its own tag.
func withPadding(_ sentences: [[(word: String, tag: Int)]]) -> (inputs: [Matrix<Double>], targets: [[Int]]) {
  let steps = sentences.map(\.count).max() ?? 0
  let padded = sentences.map { $0 + Array(repeating: ("▢", 6), count: steps - $0.count) }
  return (
    batch(padded.map { $0.map(\.word) }, paddedWords).inputs,
    (0..<steps).map { step in padded.map { $0[step].tag } }
  )
}

train(&naive, updates: 20, learningRate: 0.01) { _, naive in
  let (inputs, targets) = withPadding((0..<32).map { _ in tagged(using: &generator) })
  let (logits, cache) = naive(inputs)
  let gradients = zip(logits, targets).map {
    crossEntropyGradient(logits: $0, targets: $1) / Double(logits.count)
  }
  var gradient = naive.zeroed()
  _ = naive.backward(gradients, through: cache, adding: &gradient)
  return gradient
}

let naiveBatch = withPadding(newSentences)
let naiveLogits = naive(naiveBatch.inputs).logits
func naiveScore(ignoring: Int?) -> (loss: Double, right: Double) {
  let logits = concatenate(rows: naiveLogits)
  let targets = naiveBatch.targets.flatMap { $0 }
  let places = targets.indices.filter { targets[$0] != ignoring }
  let answers = logits.rowArgmax()
  return (
    crossEntropy(logits: logits, targets: targets, ignoredTarget: ignoring),
    Double(places.count { answers[$0] == targets[$0] }) / Double(places.count)
  )
}

show(
  Table(
    header: ["what is counted", "loss", "correct tags"],
    rows: [
      ["every position of the batch", naiveScore(ignoring: nil).loss, naiveScore(ignoring: nil).right],
      ["only words", naiveScore(ignoring: 6).loss, naiveScore(ignoring: 6).right],
    ]), caption: "One network, scored with the padding and without it")

// %% [markdown]
// The first row flatters. Worse, it depends on how long the longest sentence of a batch happens to be.
//
// ## Many-to-many, different lengths: encoder and decoder
//
// "the 9th of march" has sixteen characters, "march 9" has seven, and both mean "03-09", which has five. It is
// a translation in miniature: as between English and German, no step of the input belongs to a step of the
// output, and the first character to write can depend on the last one read. So reading and writing are
// separated. An **encoder** reads everything and answers nothing. Its last state is handed over to a
// **decoder**, a one-to-many network that starts from it instead of from zeros:

// %% [folded] How encoder and decoder are drawn
show(
  wiring(
    ["`t`", "…", "`h`", "▷", "0", "3", "-", "0"],
    ["E_1", "…", "E_{16}", "D_1", "D_2", "D_3", "D_4", "D_5"],
    [nil, nil, nil, "0", "3", "-", "0", "9"]
  ).adding(groups: [
    .frame("encoder", around: ["h0", "h1", "h2", "x0", "x1", "x2"]),
    .frame("decoder", around: (3...7).flatMap { ["z\($0)", "h\($0)", "x\($0)"] }),
  ]),
  caption: "An encoder reads the characters of the 9th of march, a decoder writes 03-09")

// %% [markdown]
// $$
// \begin{aligned}
// E_t &= \mathrm{encoder}(X_t, E_{t-1}) & t &= 1 \dots n_b \\
// D_0 &= E_{n_b} \\
// D_t &= \mathrm{decoder}(Y_{t-1}, D_{t-1}) & t &= 1 \dots T' \\
// Z_t &= D_t W_{hq} + b_q
// \end{aligned}
// $$
//
// $Y_0$ is a token that only means "start". The encoder and the decoder have their own weights. The decoder's
// backward pass yields, among other things, $dD_0$. That one matrix, $[B, H]$, is the only gradient the encoder
// gets: it enters at $E_{n_b}$, and all other encoder states get zeros. Here every output has five characters.
// Where lengths differ, the decoder learns to write an end token and stops there, as in chapter 06.
//
// Our dates come in three formats, for the 336 combinations of a month and a day up to 28. A fifth of these
// combinations, chosen at random, is never shown in training. The cell is the GRU of chapter 08, which keeps
// things longer than the plain cell; the wiring does not depend on it.

// %% [folded] Dates as people write them
let months = [
  "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
  "november",
  "december",
]
let readable = Array(" abcdefghijklmnopqrstuvwxyz0123456789")
let writable = Array("0123456789-▷")  // the last one means "start"

func ordinal(_ day: Int) -> String {
  let ending = (11...13).contains(day) ? "th" : [1: "st", 2: "nd", 3: "rd"][day % 10] ?? "th"
  return "\(day)\(ending)"
}

func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

// Months and days as one number, 0 to 335; a random fifth is held out.
let keptAway = Set((0..<336).shuffled(using: &generator).prefix(67))

/// A date as a person might write it, and as it must be written.
func writtenDate(heldOut: Bool, using generator: inout SplitMix64) -> (source: String, target: String) {
  var (month, day) = (0, 0)
  repeat {
    month = Int.random(in: 1...12, using: &generator)
    day = Int.random(in: 1...28, using: &generator)
  } while keptAway.contains((month - 1) * 28 + day - 1) != heldOut
  let name = months[month - 1]
  let ways = ["\(day) \(name)", "\(name) \(day)", "the \(ordinal(day)) of \(name)"]
  return (ways[Int.random(in: 0..<3, using: &generator)], "\(twoDigits(month))-\(twoDigits(day))")
}

/// A padded batch of sources, their lengths, and the five target tokens, [5][B].
func dateBatch(_ dates: [(source: String, target: String)]) -> (
  source: [Matrix<Double>], lengths: [Int], targets: [[Int]]
) {
  let (source, lengths) = batch(dates.map { $0.source.map { String($0) } }, readable.map { String($0) })
  let targets = dates.map { $0.target.compactMap { writable.firstIndex(of: $0) } }
  return (source, lengths, (0..<5).map { step in targets.map { $0[step] } })
}

typealias DateTranslator = EncoderDecoder<GRU<Double>, GRU<Double>>

func start(_ count: Int) -> Matrix<Double> { rows(Array(repeating: 11, count: count), of: 12) }

/// The tokens a translator generates from sources, [5][B].
func translate(_ translator: DateTranslator, _ source: [Matrix<Double>], _ lengths: [Int]) -> [[Int]] {
  translator.generate(
    from: source, sourceLengths: lengths, startInput: start(lengths.count), stepCount: 5
  ) { rows($0.rowArgmax(), of: 12) }.map { $0.rowArgmax() }
}

let heldOutDates = (0..<300).map { _ in writtenDate(heldOut: true, using: &generator) }
let heldOutBatch = dateBatch(heldOutDates)

/// The fraction of right tokens at each of the five positions, and of dates that are right in all five.
func dateScores(_ translator: DateTranslator) -> [Double] {
  let written = translate(translator, heldOutBatch.source, heldOutBatch.lengths)
  let whole = heldOutDates.indices.count { row in
    written.indices.allSatisfy { written[$0][row] == heldOutBatch.targets[$0][row] }
  }
  return zip(written, heldOutBatch.targets).map { share($0, $1) } + [
    Double(whole) / Double(heldOutDates.count)
  ]
}

// %%
var translator = DateTranslator(
  sourceSize: readable.count, targetSize: 12, hiddenSize: 64, outputSize: 12,
  using: &generator)
var dateCurve: [[Double]] = []

train(&translator, updates: 501, learningRate: 0.01) { update, translator in
  if update.isMultiple(of: 25) { dateCurve.append(dateScores(translator)) }
  let (source, lengths, targets) = dateBatch(
    (0..<64).map { _ in writtenDate(heldOut: false, using: &generator) })
  // one step behind
  let truth = [start(64)] + targets.dropLast().map { rows($0, of: 12) }
  let (logits, cache) = translator(source, trueOutputs: truth, sourceLengths: lengths)
  let gradients = zip(logits, targets).map {
    crossEntropyGradient(logits: $0, targets: $1) / 5
  }
  var gradient = translator.zeroed()
  _ = translator.backward(gradients, through: cache, adding: &gradient)
  return gradient
}

// %% [folded] What is right after how many updates
let dateSteps = dateCurve.indices.map { Double($0 * 25) }
let datePlaces = [
  "first digit of the month", "second digit of the month", "the dash", "first digit of the day",
  "second digit of the day", "the whole date",
]
show(
  LineChart(
    datePlaces.enumerated().map { place, name in Series(name, x: dateSteps, y: dateCurve.map { $0[place] }) },
    xLabel: "update", yLabel: "fraction right, held-out dates"),
  caption: "Learning to translate unseen dates")

// %% [folded] Eight held-out dates
print(
  "fraction of held-out dates that are right in all five positions:", short(dateCurve[dateCurve.count - 1][5])
)

let shownDates = Array(heldOutDates.prefix(8))
let shownBatch = dateBatch(shownDates)
let shownAnswers = translate(translator, shownBatch.source, shownBatch.lengths)

show(
  Table(
    header: ["read", "written", "true"],
    rows: shownDates.indices.map { row in
      [shownDates[row].source, String(shownAnswers.map { writable[$0[row]] }), shownDates[row].target]
    }), caption: "Eight of the held-out dates")
// %% [markdown]
// It has never seen these combinations of month and day. (One run.) It has learned to read a month, to read a
// day, and to carry both across. The dash comes first, because it is the same in every date. The first digit of
// the month is 0 in three dates of four and 1 in the others. The second digit of the day comes last, and the
// whole date has to wait for it.
//
// ### The narrow bridge
//
// All the decoder gets from the source is the 64 numbers of $D_0$. We can show it: exchange the states of two
// dates between encoder and decoder.
//
// **Predict before you run.** What will the decoder write?

// %% [folded] How the two states are exchanged
let two = [shownDates[0], shownDates[1]]
let twoBatch = dateBatch(two)
let handedOver = translator.encoder(
  twoBatch.source, from: nil, lengths: twoBatch.lengths
).finalState
let exchanged = concatenate(rows: [handedOver.row(1), handedOver.row(0)])

var state = exchanged
var next = start(2)
var written: [[Int]] = []
for _ in 0..<5 {
  let step = translator.decoder([next], from: state)
  state = step.finalState
  written.append(translator.output(step.hidden[0]).rowArgmax())
  next = rows(written[written.count - 1], of: 12)
}

// %% [folded] The two dates, exchanged
show(
  Table(
    header: ["read", "written, with the other's state"],
    rows: two.indices.map { row in [two[row].source, String(written.map { writable[$0[row]] })] }),
  caption: "The states of two dates exchanged on the bridge")

// %% [markdown]
// The decoder writes the other date each time. A date fits into 64 numbers. A paragraph does not, however good
// the network, and that is where the plain encoder–decoder ends: for long sentences its translations get worse
// and worse. The way out is **attention**, which lets the decoder look back at *all* encoder states at every
// step (Bahdanau, Cho, and Bengio, 2015). What grew out of it has replaced recurrent translators. A cheaper way
// reads the source in reverse, so its first words are near the first words to write (Sutskever, Vinyals, and Le,
// 2014).
//
// ## A series of numbers
//
// Not every sequence consists of symbols. A temperature, a price, or a water level is a **time series**: one
// number per time step. Three patterns are common. A **trend** goes up or down for long; a **cycle** or
// **seasonality** repeats; a **lagged effect** shows up some steps after its cause. A recurrent network reads
// such a series as it reads words, with $I = 1$, and a forecast is many-to-one without softmax: the output is a
// number, and the loss is the mean squared error.
//
// Our series is as real as it gets: the yearly number of sunspots since 1700, with a cycle of about eleven
// years that is never quite regular. (Source: National Geophysical Data Center; public domain, copied from the
// data sets of statsmodels.) We split it *by time*, before anything else.

// %% [folded] How the series is drawn
let sunspots = CourseSeries.sunspots

show(
  LineChart(
    [
      Series("training, 1700–1899", x: (1700..<1900).map(Double.init), y: Array(sunspots[0..<200])),
      Series("validation, 1900–1949", x: (1900..<1950).map(Double.init), y: Array(sunspots[200..<250])),
      Series("test, 1950–2008", x: (1950..<2009).map(Double.init), y: Array(sunspots[250..<309])),
    ], xLabel: "year", yLabel: "sunspot number"), caption: "Three centuries of sunspots, in three parts")

// %% [markdown]
// **Scale with the training part only.** Large inputs drive tanh to where it is flat. So we subtract the mean
// and divide by the standard deviation, both of the *training* part. Statistics of the whole series would let
// the network see a little of the test.
//
// **Windows.** The network reads 33 years, three cycles: $T = 33$ matrices $[B, 1]$. The target is what
// follows. A network with $Q = 1$ forecasts one year; fed with its own forecasts it goes further (**recursive**
// forecasting). A network with $Q = 11$ has one output column per future year (**direct** forecasting).

// %%
let trainingPart = sunspots[0..<200]
let mean = trainingPart.reduce(0, +) / 200
let variance = trainingPart.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 200
let deviation = variance.squareRoot()
let scaled = sunspots.map { ($0 - mean) / deviation }
let windowLength = 33

/// The windows that end before some years: T matrices, [B, 1].
func windows(before years: [Int]) -> [Matrix<Double>] {
  (0..<windowLength).map { step in
    Matrix(years.map { [scaled[$0 - windowLength + step]] })
  }
}

/// The values from these years on, [B, horizon].
func following(_ years: [Int], horizon: Int) -> Matrix<Double> {
  Matrix(years.map { Array(scaled[$0..<$0 + horizon]) })
}

/// Trains on windows of 1700 to 1899; keeps the network that was best on 1900 to 1949.
func trainForecaster(horizon: Int, seed: UInt64) -> ManyToOne<RNN<Double>> {
  var generator = SplitMix64(seed: seed)
  var network = ManyToOne<RNN<Double>>(
    inputSize: 1, hiddenSize: 16, outputSize: horizon, using: &generator)
  var best = (network: network, error: Double.infinity)
  let validationYears = Array(200...(250 - horizon))
  train(&network, updates: 400, learningRate: 0.01) { update, network in
    if update.isMultiple(of: 10) {
      let forecasts = network(windows(before: validationYears)).logits
      let errors = forecasts - following(validationYears, horizon: horizon)
      let error = (errors * errors).mean()
      if error < best.error { best = (network, error) }
    }
    let years = (0..<32).map { _ in
      Int.random(in: windowLength...(200 - horizon), using: &generator)
    }
    let (forecasts, cache) = network(windows(before: years))
    let errors = forecasts - following(years, horizon: horizon)
    var gradient = network.zeroed()
    let slope = errors * (2 / Double(errors.count))  // of the mean squared error
    _ = network.backward(slope, through: cache, adding: &gradient)
    return gradient
  }
  return best.network
}

/// Forecasts by feeding back: [B, horizon] from a network that forecasts one step.
func recursiveForecast(
  _ network: ManyToOne<RNN<Double>>, before years: [Int], horizon: Int
) -> Matrix<Double> {
  var inputs = windows(before: years)
  var forecasts: [Matrix<Double>] = []
  for _ in 0..<horizon {
    let forecast = network(inputs).logits  // [B, 1]
    forecasts.append(forecast)
    inputs = inputs.dropFirst() + [forecast]
  }
  return concatenate(columns: forecasts)
}

// %% [markdown]
// **Baselines.** **Persistence** says that next year will be like this year. For a series that moves little
// from step to step that is a strong guess, and a network that has learned nothing else draws a curve that
// looks excellent, only shifted by one step. The **seasonal naive** forecast repeats the value of eleven years
// before. The third baseline is Yule's of 1927, made for this very series: a weighted sum of the last two
// values, fitted to the training part. All are measured on the same 59 test years, which were not used for
// anything before, and the networks with five seeds each.

// %% [folded] All forecasts of the test years
let horizons = 1...11
/// The root mean squared error over the test years, in sunspots, of forecasts that are made k years before.
func testError(_ k: Int, _ forecast: ([Int]) -> Matrix<Double>) -> Double {
  let years = (250..<309).map { $0 - k + 1 }  // the first year that is not known
  let forecasts = forecast(years)  // [59, at least k], scaled
  let squares = years.indices.map { row in
    let error = (forecasts[row, k - 1] - scaled[years[row] + k - 1]) * deviation
    return error * error
  }
  return (squares.reduce(0, +) / Double(squares.count)).squareRoot()
}
func table(_ years: [Int], _ value: (_ year: Int, _ ahead: Int) -> Double) -> Matrix<Double> {
  Matrix(years.map { year in horizons.map { value(year, $0 - 1) } })
}

var yule = Linear<Double>(inputSize: 2, outputSize: 1, using: &generator)
let yuleYears = Array(2..<200)
func lastTwo(_ years: [Int]) -> Matrix<Double> { Matrix(years.map { [scaled[$0 - 1], scaled[$0 - 2]] }) }
train(&yule, updates: 1000, learningRate: 0.02) { _, yule in
  let input = lastTwo(yuleYears)
  var gradient = yule.zeroed()
  let slope = (yule(input) - Matrix(yuleYears.map { [scaled[$0]] })) * (2 / Double(yuleYears.count))
  _ = yule.backward(slope, through: input, adding: &gradient)
  return gradient
}
func yuleForecast(_ years: [Int]) -> Matrix<Double> {
  var input = lastTwo(years)
  return concatenate(
    columns: horizons.map { _ in
      let next = yule(input)
      input = concatenate(columns: [next, input.column(0)])
      return next
    })
}

let oneStep = (1...5).map { trainForecaster(horizon: 1, seed: $0) }
let direct = (1...5).map { trainForecaster(horizon: 11, seed: $0) }

let errors: [(name: String, byHorizon: [[Double]])] = [
  ("persistence", [horizons.map { k in testError(k) { table($0) { year, _ in scaled[year - 1] } } }]),
  ("seasonal naive", [horizons.map { k in testError(k) { table($0) { scaled[$0 + $1 - 11] } } }]),
  ("Yule's two values", [horizons.map { k in testError(k, yuleForecast) }]),
  (
    "RNN, recursive",
    oneStep.map { network in
      horizons.map { k in testError(k) { recursiveForecast(network, before: $0, horizon: k) } }
    }
  ),
  (
    "RNN, direct",
    direct.map { network in
      horizons.map { k in testError(k) { network(windows(before: $0)).logits } }
    }
  ),
]
func average(_ runs: [[Double]], _ k: Int) -> Double {
  runs.reduce(0) { $0 + $1[k - 1] } / Double(runs.count)
}
func spread(_ runs: [[Double]], _ k: Int) -> Double {
  let middle = average(runs, k)
  return (runs.reduce(0) { $0 + ($1[k - 1] - middle) * ($1[k - 1] - middle) } / Double(runs.count - 1))
    .squareRoot()
}

show(
  LineChart(
    errors.map { entry in
      Series(entry.name, horizons.map { average(entry.byHorizon, $0) }, startingAt: 1)
    }, xLabel: "years ahead", yLabel: "error on the test years, sunspots", covering: [0]),
  caption: "Forecasts of one to eleven years")
show(
  Table(
    header: [
      "forecast", "1 year ahead", "fraction of persistence", "2 years", "3 years", "5 years", "11 years",
    ],
    rows: errors.map { name, runs in
      func cell(_ k: Int) -> String {
        let middle = short(average(runs, k), digits: 3)
        return runs.count == 1 ? middle : "\(middle) ± \(short(spread(runs, k), digits: 2))"
      }
      return [
        name, cell(1), short(average(runs, 1) / average(errors[0].byHorizon, 1), digits: 2), cell(2), cell(3),
        cell(5), cell(11),
      ]
    }),
  caption: "Root mean squared error in sunspots; for networks the mean and standard deviation over five seeds"
)

// %% [folded] One step ahead, drawn
let testYears = (1950..<2009).map(Double.init)
let firstForecast = oneStep[0](windows(before: Array(250..<309))).logits * deviation + mean
show(
  LineChart(
    [
      Series("measured", x: testYears, y: Array(sunspots[250..<309])),
      Series("persistence", x: testYears, y: Array(sunspots[249..<308])),
      Series("RNN, seed 1", x: testYears, y: firstForecast.elements),
    ], xLabel: "year", yLabel: "sunspot number"),
  caption: "One year ahead: persistence is the series shifted by one")

func correlation(_ one: [Double], _ other: [Double]) -> Double {
  let (a, b) = (one.reduce(0, +) / Double(one.count), other.reduce(0, +) / Double(other.count))
  let together = zip(one, other).reduce(0) { $0 + ($1.0 - a) * ($1.1 - b) }
  let squares = (one.reduce(0) { $0 + ($1 - a) * ($1 - a) }, other.reduce(0) { $0 + ($1 - b) * ($1 - b) })
  return together / (squares.0 * squares.1).squareRoot()
}
let (theYear, theYearBefore) = (Array(sunspots[250..<309]), Array(sunspots[249..<308]))
print("correlation with the year that is forecast, and with the year before it")
print(
  "  of the network's forecasts:", short(correlation(firstForecast.elements, theYear), digits: 2),
  short(correlation(firstForecast.elements, theYearBefore), digits: 2))
print("  of persistence:", short(correlation(theYearBefore, theYear), digits: 2), "1")

// %% [markdown]
// One year ahead the network's error is 0.61 of that of persistence, so it has learned more than to copy. The
// plotted network shows the same. Its forecasts correlate at 0.94 with the year they are made for, where
// persistence reaches 0.80, and at 0.85 with the year before, where a copy has 1. Against Yule's two weights the
// lead is small: 20.4 ± 1.7 against 22.3. Two years ahead the network leads with 32; "as eleven
// years before" has 37 and Yule 38. From three
// years on, neither network is better than "as eleven years before". (Ten and eleven years ahead, neither is
// better than persistence: the last known value is then about eleven years old.) Recursive forecasts inherit
// their own errors, and their five seeds differ most. The direct network is steadier far ahead, and worse at one
// year, where it has to serve ten other columns as well.
//
// To the eye, the last plot shows little of this: one step ahead, even persistence looks good. And a network can
// only use what its window contains. To learn a trend over centuries, it would need windows of centuries.
//
// ## Which wiring is it?
//
// Ask two questions. Does each answer belong to one input? Then it is many-to-many. If not: must all of the
// input be known before the first answer? Then an encoder reads it, followed by one answer (many-to-one) or a
// sequence of answers (encoder–decoder).
//
// | task | in | out | wiring |
// |---|---|---|---|
// | spam or not | words | one class | many-to-one |
// | is this review positive, negative, or neutral | words | one of three classes | many-to-one, $Q = 3$ |
// | the next character, at every step (chapter 06) | characters | as many | many-to-many |
// | a name from its first letter | one letter | letters | one-to-many |
// | names of people in a text | words | one tag each | many-to-many, often read from both sides (chapter 10) |
// | a summary, a translation | words | other words, fewer or more | encoder–decoder |
// | tomorrow's temperature from last month's | numbers | one number | many-to-one, without softmax |
// | is this row of measurements strange | numbers | one score each | many-to-many |

// %% [markdown]
// ## Common mistakes
//
// - **The state at step $T$ is read in every row**, though the short sequences have ended. A network that is
//   trained that way as well can cope, but then depends on how long the longest neighbor in a batch is.
// - **The padding is counted** in the loss, or is omitted from the sum but not from the divisor.
// - **Batch and time are exchanged.** Here `steps[t][b]` holds token $t$ of sequence $b$.
// - **The decoder reads the token it must write.** Its inputs must be one step behind its targets. The loss
//   falls to nothing, and what it generates is another matter.
// - **The start token is forgotten**, or the end token: a network that never saw an end does not know when
//   to stop.
// - **The decoder starts from zeros.** It then learns how dates look in general: correct form, any date.
// - **The state is carried from one sequence to the next**, although the two are unrelated.
// - **Only the last step's gradient of the output layer** is kept, though the layer was used at every step.
// - **A forecast without a baseline.** A curve that hugs the series can be the series shifted by one.

// %% [markdown]
// ## Questions that everyone asks
//
// - **Which comes first, batch or time?** Here time is outside: `inputs[t]` is one matrix $[B, I]$, which is
//   what the loop over steps needs. PyTorch has the same order by default, $[T, B, I]$, and `batch_first=True`
//   turns it around. Keras always has the batch first. Test with $T \neq B$; with $T = B$ nothing complains.
// - **Do I pad at the end or at the front?** At the end, if each row is read at its own last step. Keras's
//   `pad_sequences` pads at the front by default: then every row ends at step $T$, but without a mask the state
//   has run through the padding before the first word.
// - **Why pack a sequence that is padded already?** Packing (PyTorch's `pack_padded_sequence`) stores only the
//   real steps, so no time is spent on padding and the final state is the one at each own end. `lengths:` has
//   the same effect on the result.
// - **Are `units` the number of steps?** No. They are $H$, the columns of $H_t$. Samples are the $B$ rows, time
//   steps the $T$ matrices, and features the $I$ columns.
// - **Can I shuffle?** The order *within* a sequence is the data. The order *of* sequences that each start from
//   zeros can and should be shuffled. A time series is split by time before anything is shuffled.
// - **How do I forecast beyond the last measurement?** The last real window is the input. There is nothing to
//   test against, so measure the error of each horizon earlier, at many starting points, as above.

// %% [markdown]
// ## On paper
//
// **1. Predict.** A many-to-one network reads a sequence of length 3 that is padded to $T = 5$. Which of
// $dH_1 \dots dH_5$ are nonzero in the backward pass, and which of them come directly from the loss?
//
// <details><summary>Answer</summary>
//
// The loss reads only $H_3$, so $dH_3 = dZ W_{hq}^\top$ directly. $dH_2$ and $dH_1$ are nonzero through
// $W_{hh}$. $dH_4$ and $dH_5$ are zero: nothing that was read depends on them.
//
// </details>
//
// **2. Derive.** Show that no weighted sum of word counts gives the correct verdict on "good", "bad", "not good",
// and "not bad".
//
// <details><summary>Answer</summary>
//
// Let $g$, $d$, and $n$ be the weights of *good*, *bad*, and *not*, and $c$ the constant. Correct verdicts need
// $g + c > 0$, $d + c < 0$, $g + n + c < 0$, and $d + n + c > 0$. The first and the last add up to
// $g + d + n + 2c > 0$, the second and the third to $g + d + n + 2c < 0$. Both cannot be true.
//
// </details>
//
// **3. Why** is the masked loss divided by $\sum_b n_b$ and not by $T \cdot B$?
//
// <details><summary>Answer</summary>
//
// The sum contains one term per real step, so only that divisor makes it a mean. With $T \cdot B$ the loss, and
// with it the size of every gradient, would shrink when one long sentence makes the batch longer, although no
// prediction has changed.
//
// </details>

// %% [markdown]
// ## Try it
//
// Open `Exercises/05-SequenceTypes`. There are seven tasks:
//
// 1. padding and masks;
// 2. a loss that ignores the padding;
// 3. one-to-one, many-to-many, and many-to-one;
// 4. the backward passes;
// 5. one in, many out;
// 6. encoder and decoder;
// 7. a network that reverses words.
//
// Then run
//
// ```
// swift run course grade 05
// ```
//
// Or change something here and run the chapter with `COURSE_ALL=1 swift run Chapter05SequenceTypes`:
//
// - Teach the player a fourth tune. How many hidden units does it need?
// - Give neutral reviews ("the film was long") a third class. What changes, and what does *not long* mean?
// - Make the date translator's hidden size 8, then 16. When does the bridge become too narrow?
// - Train the judge without `lengths`. Does it learn? And what does it say of sentences padded to forty?
// - Scale the sunspots with the mean of all 309 years. How much better do the forecasts look?

// %% [markdown]
// ## Summary
//
// - One layer, five wirings. They differ in where inputs come in and where answers are read.
// - In the backward pass a gradient enters where an answer was read; everywhere else there are zeros.
// - A batch of unequal sequences is padded. Lengths or a mask keep the padding out of the state that is read,
//   out of the loss and its divisor, and out of the gradients.
// - What is written is read again: the truth during training (teacher forcing), the network's own choice at
//   generation time. The difference is exposure bias.
// - An encoder hands one state over to a decoder. Nothing else passes, and its gradient is all that returns.
// - A forecast is measured against persistence and the season, on years that were used for nothing else.

// %% [markdown]
// ## Appendix: the same in other frameworks
//
// | here | PyTorch | Keras |
// |---|---|---|
// | `inputs[t]`, $[B, I]$ | `input`, $[T, B, I]$; `batch_first=True`: $[B, T, I]$ | $[B, T, I]$ |
// | all states, `hidden` | `output` | `return_sequences=True` |
// | state at each own end, `finalState` | `h_n` of a packed sequence | `return_sequences=False` with a mask |
// | `ManyToMany`: one output layer for all steps | `Linear` on `output` | `Dense` or `TimeDistributed(Dense)` |
// | encoder's state for the decoder | `h_n` as the second argument | `return_state=True`, `initial_state=` |
// | `lengths:` | `pack_padded_sequence` | `Masking`, or `mask_zero=True` of an embedding |
// | `ignoredTarget: -1` | `ignore_index` | `sample_weight`, or the mask |

// %% [markdown]
// ## References
//
// - R. J. Williams and D. Zipser, "A learning algorithm for continually running fully recurrent neural
//   networks", *Neural Computation* 1, 1989: teacher forcing.
// - I. Sutskever, O. Vinyals and Q. V. Le, "Sequence to sequence learning with neural networks", 2014.
// - K. Cho and others, "Learning phrase representations using RNN encoder–decoder for statistical machine
//   translation", 2014.
// - D. Bahdanau, K. Cho and Y. Bengio, "Neural machine translation by jointly learning to align and
//   translate", 2015.
// - S. Bengio and others, "Scheduled sampling for sequence prediction with recurrent neural networks", 2015:
//   on networks that only ever saw the correct past.
// - A. Karpathy, "The unreasonable effectiveness of recurrent neural networks", 2015: the drawing of the five.
// - G. U. Yule, "On a method of investigating periodicities in disturbed series, with special reference to
//   Wolfer's sunspot numbers", *Philosophical Transactions A* 226, 1927.
