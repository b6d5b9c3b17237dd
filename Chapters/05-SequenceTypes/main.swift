// %% [markdown]
// # 5. Kinds of sequence tasks
//
// A network that reads a sentence and says whether its writer was pleased; one that plays a tune from its
// name; one that says of every word whether it is a verb; one that turns "the 9th of march" into "03-09".
// They look like four machines. Inside they are the one layer of unit 03, with the same three weights and the
// same equation. What differs is where inputs come in and where answers are read. This chapter builds all of
// them, trains each on a small task, and shows what it learned and what it did not.
//
// **After this chapter you can**
//
// - look at a task and name its wiring: one or many in, one or many out;
// - say for each wiring which states are read, and so where the gradient enters on its way back;
// - put sequences of different length into one batch without learning from the filling;
// - tell what a network reads while it learns from what it reads while it writes;
// - connect two networks by a single state, and know what that costs.
//
// You need the recurrent network of [unit 03](../03-RNN/03-RNN.md) and the backward pass of
// [unit 04](../04-BPTT/04-BPTT.md). Reading takes about half an hour; the
// [exercise](../../Exercises/05-SequenceTypes) asks you to write the wirings yourself.

// %%
import LinearAlgebra
import NotebookDisplay
import RecurrentNetworks
import SequenceTraining
import TextEncoding

var generator = SplitMix64(seed: 5)  // all randomness comes from here: results repeat

/// Tokens as one-hot rows, [B, classes].
func rows(_ tokens: [Int], of classCount: Int) -> Matrix<Double> { oneHot(tokens, classCount: classCount) }

/// Trains with Adam; `gradient` gives the gradient of a model on a batch of its choice.
func train<Model: ParameterCollection>(
  _ model: inout Model, updates: Int, learningRate: Double, along gradient: (Int, Model) -> Model
) {
  var optimizer = Adam(for: model, learningRate: learningRate)
  for update in 0..<updates {
    var step = gradient(update, model)
    step.clip(toNorm: 1)  // no step longer than this: unit 07 says why
    optimizer.update(&model, along: step)
  }
}

// %% [markdown]
// ## Five wirings
//
// ```
//   one-to-one     one-to-many           many-to-one         many-to-many        encoder–decoder
//
//       Z          Z₁   Z₂   Z₃                    Z         Z₁   Z₂   Z₃                 Z₁   Z₂
//       ↑          ↑    ↑    ↑                     ↑         ↑    ↑    ↑                  ↑    ↑
//       H          H₁ → H₂ → H₃         H₁ → H₂ → H₃         H₁ → H₂ → H₃       E₁ → E₂ → D₁ → D₂
//       ↑          ↑    ↑    ↑          ↑    ↑    ↑          ↑    ↑    ↑        ↑    ↑    ↑    ↑
//       X          X    Y₁   Y₂         X₁   X₂   X₃         X₁   X₂   X₃       X₁   X₂   Y₀   Y₁
// ```
//
// | wiring | in | out | for example | in the library |
// |---|---|---|---|---|
// | one-to-one | 1 | 1 | a class for a row of numbers: an ordinary network | `OneToOne` |
// | one-to-many | 1 | T | a tune from its name, a caption for a picture | `OneToMany` |
// | many-to-one | T | 1 | the sentiment of a sentence | `ManyToOne` |
// | many-to-many | T | T | a tag for each word | `ManyToMany` |
// | encoder–decoder | T | T′ | a translation | `EncoderDecoder` |
//
// Read each picture from below. Each arrow to the right carries a state, each arrow upward into $H$ an input,
// and each arrow out of $H$ is the output layer:
//
// $$
// H_t = \tanh(X_t W_{xh} + H_{t-1} W_{hh} + b_h) \qquad Z_t = H_t W_{hq} + b_q
// $$
//
// | symbol | what it is | shape |
// |---|---|---|
// | $X_t$ | the input of step t, a row for each sequence of the batch | [B, I] |
// | $H_t$ | the state, $H_0 = 0$ | [B, H] |
// | $Z_t$ | the logits: the answer before softmax | [B, Q] |
// | $Y_t$ | a token that was written, as a one-hot row | [B, Q] |
// | $E_t, D_t$ | the states of an encoder and of a decoder | [B, H] |
// | T, T′ | how many steps are read, and how many are written | |
//
// There is no new equation in this chapter. Everything that is new stands in the arrows. And the way back
// needs no new rule either: *where an answer was read, there its gradient enters; a state that nobody read
// gets a zero*, and hears from the loss only through the states after it.
//
// Two laws follow from the picture, and they are good tests of code. A sequence of one step makes all wirings
// the same, and the answer of many-to-one is the last answer of many-to-many:

// %%
let layer = RNN<Double>(RNNCell(inputSize: 3, hiddenSize: 4, using: &generator))
let outputLayer = Linear<Double>(inputSize: 4, outputSize: 7, using: &generator)
let fiveSteps = (0..<5).map { _ in Matrix<Double>.normal(rows: 2, columns: 3, using: &generator) }

let everyStep = ManyToMany(layer: layer, output: outputLayer)(fiveSteps).logits
let once = OneToOne(layer: layer, output: outputLayer)(fiveSteps[0]).logits
let atTheEnd = ManyToOne(layer: layer, output: outputLayer)(fiveSteps).logits

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
// With a single step there is no step before, so $H_0 = 0$ meets $W_{hh}$ and gives nothing. What is left,
// $\tanh(X W_{xh} + b_h) W_{hq} + b_q$, is an ordinary network with one hidden layer. It can learn what such
// networks learn, for instance "one of the two, but not both":

// %%
var exclusive = OneToOne<RNN<Double>>(inputSize: 2, hiddenSize: 6, outputSize: 2, using: &generator)
let fourCases: Matrix<Double> = [[0, 0], [0, 1], [1, 0], [1, 1]]
let fourAnswers = [0, 1, 1, 0]
var recurrentGradient: Double = 0

train(&exclusive, updates: 300, learningRate: 0.02) { _, network in
  let (logits, cache) = network(fourCases)
  var gradient = network.zeroed()
  _ = network.backward(
    crossEntropyGradient(logits: logits, targets: fourAnswers), through: cache, adding: &gradient)
  recurrentGradient = max(recurrentGradient, gradient.layer.cell.weightHH.norm)
  return gradient
}

let chances = softmax(exclusive(fourCases).logits)
show(
  Table(
    header: ["inputs", "truth", "chance of “one but not both”"],
    rows: (0..<4).map {
      ["\(Int(fourCases[$0, 0])) and \(Int(fourCases[$0, 1]))", fourAnswers[$0], chances[$0, 1]]
    }), caption: "One-to-one learns an exclusive or")

print("the largest gradient that W_hh ever got:", short(recurrentGradient))

// %% [markdown]
// Zero, in all 300 updates: a weight that multiplies zeros has no say in the answer, and so nothing to learn.
//
// ## One-to-many
//
// One thing goes in, a whole sequence comes out. But a recurrent step needs an input at *every* step. What
// should the second one read? The answer that the first one gave. So the network feeds on its own output, and
// its state remembers where it is:
//
// $$
// H_1 = \mathrm{cell}(X, 0) \qquad H_t = \mathrm{cell}(Y_{t-1}, H_{t-1}) \qquad Z_t = H_t W_{hq} + b_q
// $$
//
// **While it writes**, $Y_{t-1}$ is what it chose itself, here simply the class with the largest logit.
// **While it learns**, $Y_{t-1}$ is the *true* token of the step before, whatever it would have said. That is
// called **teacher forcing**. Otherwise one wrong note at the start would make it practise the rest of a tune
// that nobody wrote.
//
// Our input is the name of a tune, one of three, and the outputs are its first fourteen notes.

// %%
let notes = Array("cdefga")
let names = ["Frère Jacques", "Twinkle", "Ode to Joy"]
let tunes = ["cdeccdecefgefg", "ccggaagffeeddc", "eefggfedccdeed"].map { tune in
  tune.compactMap { notes.firstIndex(of: $0) }
}
let length = tunes[0].count

// Nine symbols can be read: six notes and three names. Six can be written.
let nameRows = rows([6, 7, 8], of: 9)
let tuneTargets = (0..<length).map { step in tunes.map { $0[step] } }  // [T][B]
let truthBefore = tuneTargets.dropLast().map { rows($0, of: 9) }  // one step behind

/// Mean cross-entropy over all notes, and its gradient.
func lossAndGradient(_ player: OneToMany<RNN<Double>>) -> (loss: Double, gradient: OneToMany<RNN<Double>>) {
  let (logits, cache) = player(nameRows, trueOutputs: truthBefore)
  var gradient = player.zeroed()
  let steps = zip(logits, tuneTargets).map {
    crossEntropyGradient(logits: $0, targets: $1) / Double(length)
  }
  _ = player.backward(steps, through: cache, adding: &gradient)
  let loss = zip(logits, tuneTargets).reduce(0) { $0 + crossEntropy(logits: $1.0, targets: $1.1) }
  return (loss / Double(length), gradient)
}

var player = OneToMany<RNN<Double>>(inputSize: 9, hiddenSize: 16, outputSize: 6, using: &generator)
var playerLosses: [Double] = []
train(&player, updates: 200, learningRate: 0.01) { _, player in
  let (loss, gradient) = lossAndGradient(player)
  playerLosses.append(loss)
  return gradient
}

show(
  LineChart(
    [Series("loss", playerLosses)], xLabel: "update", yLabel: "cross-entropy a note, nats",
    yScale: .logarithmic),
  caption: "Learning three tunes")

// %% [markdown]
// Does it know them? We let it play: the name goes in, and then it hears only itself. In the last column we
// spoil its fifth note: whatever it chose there, it is told that it had played a `d`, which stands at that
// place in none of the three.

// %%
/// What a player writes about each name, as text; `spoiling` replaces what it reads back after a step.
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

show(
  Table(
    header: ["tune", "true", "played by itself", "played after a wrong fifth note"],
    rows: names.indices.map { name in
      [names[name], String(tunes[name].map { notes[$0] }), played[name], spoiled[name]]
    }), caption: "From a name to a tune")

// %% [markdown]
// By itself it plays all three. After one wrong note two of them go on as if nothing had happened, since the
// state still knows where it is. *Frère Jacques* is lost for good: nothing that the network practised ever
// went wrong, for teacher forcing has shown it the right past only. Keep this in mind for unit 06, where such
// networks write text.
//
// Could a network without memory do the same, from the note before alone? After `c` comes sometimes `d`,
// sometimes `e`, `c` or `g`. We count how many notes the best possible rule of that kind gets right:

// %%
var followers: [Int: [Int: Int]] = [:]
for tune in tunes {
  for (before, after) in zip(tune, tune.dropFirst()) {
    followers[before, default: [:]][after, default: 0] += 1
  }
}
let byRule = followers.values.reduce(0) { $0 + ($1.values.max() ?? 0) }
let transitions = tunes.count * (length - 1)

print("right by the note before alone: \(byRule) of \(transitions)")

// %% [markdown]
// The network's state makes the difference: it is nearly sure of every note, of each `c` that follows a `c`
// and of each `e` that does.

// %%
// To two digits, which is what fits into a cell of the picture.
let probabilities = player(nameRows, trueOutputs: truthBefore).logits.map {
  softmax($0).map { ($0 * 100).rounded() / 100 }
}
let roll = concatenate(rows: probabilities.map { $0.row(0) }).transposed()  // [notes, steps]

show(
  HeatMap(
    concatenate(rows: (0..<6).reversed().map { roll.row($0) }),
    rowLabels: notes.reversed().map { String($0) },
    columnLabels: (1...length).map(String.init), xLabel: "step", yLabel: "note", colors: .sequential),
  caption: "Frère Jacques, as the network expects it: the probability of each note at each step")

// %% [markdown]
// ## Many-to-one
//
// A sentence goes in, one verdict comes out. The network reads all of it, and only the last state is asked:
//
// $$
// Z = H_T W_{hq} + b_q
// $$
//
// That is enough, since $H_T$ depends on every input. On the way back only $H_T$ gets a gradient from the
// loss; it reaches the first word through T − 1 steps of $W_{hh}$, which is why long sentences are hard (unit
// 07).
//
// Our sentences come from a small grammar, and a third of them is negated. That makes them interesting: "the
// film was not really good" is bad news, and "the meal was never dull" is good news. A model that only counts
// words can weigh *not* and *good*, but cannot say that one turns the other round.

// %%
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

/// A batch of sentences, filled up with zeros to the longest: inputs [B, words] a step, and the lengths.
func batch(_ sentences: [[String]], _ vocabulary: [String], steps: Int? = nil) -> (
  inputs: [Matrix<Double>], lengths: [Int]
) {
  let lengths = sentences.map(\.count)
  let inputs = (0..<(steps ?? lengths.max() ?? 0)).map { step in
    Matrix<Double>(
      sentences.map { words in vocabulary.map { step < words.count && words[step] == $0 ? 1 : 0 } })
  }
  return (inputs, lengths)
}

var judge = ManyToOne<RNN<Double>>(
  inputSize: reviewWords.count, hiddenSize: 16, outputSize: 2, using: &generator)
var counter = Linear<Double>(inputSize: reviewWords.count, outputSize: 2, using: &generator)

train(&judge, updates: 500, learningRate: 0.01) { _, judge in
  let examples = (0..<32).map { _ in review(using: &generator) }
  let (inputs, lengths) = batch(examples.map(\.words), reviewWords)
  let (logits, cache) = judge(inputs, lengths: lengths)
  var gradient = judge.zeroed()
  let verdicts = examples.map { $0.isGood ? 1 : 0 }
  _ = judge.backward(
    crossEntropyGradient(logits: logits, targets: verdicts), through: cache, adding: &gradient)
  return gradient
}

/// How often each word stands in a sentence, [B, words].
func counts(_ sentences: [[String]]) -> Matrix<Double> {
  batch(sentences, reviewWords).inputs.reduce(.zeros(rows: sentences.count, columns: reviewWords.count), +)
}

train(&counter, updates: 500, learningRate: 0.01) { _, counter in
  let examples = (0..<32).map { _ in review(using: &generator) }
  let input = counts(examples.map(\.words))
  var gradient = counter.zeroed()
  let verdicts = examples.map { $0.isGood ? 1 : 0 }
  _ = counter.backward(
    crossEntropyGradient(logits: counter(input), targets: verdicts), through: input, adding: &gradient)
  return gradient
}

// %%
let freshReviews = (0..<1000).map { _ in review(using: &generator) }
let freshTruth = freshReviews.map { $0.isGood ? 1 : 0 }

func share(_ answers: [Int], _ truth: [Int]) -> Double {
  Double(zip(answers, truth).count { $0 == $1 }) / Double(truth.count)
}

let fresh = batch(freshReviews.map(\.words), reviewWords)
let judged = judge(fresh.inputs, lengths: fresh.lengths).logits.rowArgmax()
let byAdjective = freshReviews.map { praise.contains($0.words.last ?? "") ? 1 : 0 }
let counted = counter(counts(freshReviews.map(\.words))).rowArgmax()

show(
  Table(
    header: ["model", "right verdicts on 1000 new sentences"],
    rows: [
      ["skips “not” and “never”", share(byAdjective, freshTruth)],
      ["counts words, in any order", share(counted, freshTruth)],
      ["reads from left to right", share(judged, freshTruth)],
    ]), caption: "Sentiment, with negation")

// %% [markdown]
// Praise or blame, negated or not: no weighted sum of words gets all four cases right, and ours, trained on
// as many sentences, ends where somebody would who skips *not* and *never*. The network that reads makes not
// one mistake.
//
// We trained it to answer after the last word only. Nothing keeps us from asking earlier. Here is what it
// *would* say if the sentence ended after each word, the same output layer applied to every state:

// %%
let spoken = [["the", "film", "was", "really", "good"], ["the", "film", "was", "not", "really", "good"]]
let thoughts = spoken.map { words in
  ManyToMany(layer: judge.layer, output: judge.output)(batch([words], reviewWords).inputs).logits.map {
    softmax($0)[0, 1]
  }
}

show(
  Table(
    header: ["word", "good news?", "word", "good news?"],
    rows: (0..<6).map { step in
      spoken.indices.flatMap { sentence -> [Any] in
        step < spoken[sentence].count ? [spoken[sentence][step], thoughts[sentence][step]] : ["", ""]
      }
    }), caption: "The verdict after each word, as a probability")

// %% [markdown]
// The two part at *not*, and *good* then sends them to opposite ends. In between, the state holds something
// like "what follows counts the other way round". Nobody has told it to. Before the adjective the verdicts
// mean little: no sentence that it was trained on ended there.
//
// ## Sequences of different length
//
// A batch is a matrix a step, so all its sequences need the same number of steps. Ours have 4 to 8 words.
// The short ones are **padded**: filled up behind their ends with something, zeros here. Nothing of that
// filling may enter the result, and there are three doors to guard.
//
// **The state that is read.** Row b is read after *its own* last step, $H_{n_b}$, where $n_b$ is the length
// of sequence b. The network goes on through the filling, and its state goes on changing. What happens if you
// read every row at step T instead? The same trained network, the same sentences, filled up to 8, 15 and 40
// steps:

// %%
show(
  Table(
    header: ["filled up to", "read at each own end", "read at step T"],
    rows: [8, 15, 40].map { steps in
      let filled = batch(freshReviews.map(\.words), reviewWords, steps: steps).inputs
      return [
        "\(steps) steps", share(judge(filled, lengths: fresh.lengths).logits.rowArgmax(), freshTruth),
        share(judge(filled).logits.rowArgmax(), freshTruth),
      ]
    }), caption: "Right verdicts, by where the state is read")

// %% [markdown]
// Read where the filling ends, the verdict is soon no better than a coin: what the sentence has put into the
// state, the steps after it have overwritten.
//
// **The loss.** Where every step has an answer, a filled step has a loss like any other, unless you leave it
// out. The **mask** $M_{t,b}$ is 1 where $t \le n_b$ and 0 behind, and the loss is a mean over the places
// where it is 1:
//
// $$
// L = \frac{\sum_t \sum_b M_{t,b} \, \ell_{t,b}}{\sum_t \sum_b M_{t,b}}
// $$
//
// The gradient is that of each place times its mask, divided by the *same* number, $\sum_b n_b$ and not T ·
// B.
//
// **The gradient that goes back.** For many-to-one it enters row b at step $n_b$. In code: T matrices of
// zeros, in which row b of number $n_b$ is filled. A mask shows it best. Four sentences of the batch:

// %%
let fewLengths = [4, 8, 6, 5]
func picture(_ isOne: (_ step: Int, _ length: Int) -> Bool) -> Matrix<Double> {
  Matrix(fewLengths.map { length in (1...8).map { isOne($0, length) ? 1 : 0 } })
}
let sentenceNames = fewLengths.map { "\($0) words" }
let stepNames = (1...8).map(String.init)

show(
  HeatMap(
    picture { $0 <= $1 }, rowLabels: sentenceNames, columnLabels: stepNames, xLabel: "step t",
    colors: .sequential), caption: "The mask of four sentences: where the loss counts, many-to-many")
show(
  HeatMap(
    picture { $0 == $1 }, rowLabels: sentenceNames, columnLabels: stepNames, xLabel: "step t",
    colors: .sequential), caption: "Where the gradient enters, many-to-one")

// %% [markdown]
// ## Many-to-many, equal lengths
//
// One answer for each input: what kind of word is this? In English many words are nouns and verbs alike.
// *They fish* and *the fish*, *we watch the play*, *you play the watch*. Which one it is stands in the words
// before, sometimes right before, sometimes a few adjectives back: *the small old fish*.
//
// $$
// Z_t = H_t W_{hq} + b_q \quad \text{at every step} \qquad dH_t = dZ_t W_{hq}^\top + (\text{from } H_{t+1})
// $$
//
// Now every state has two visitors on the way back, its own answer and the state after it. The output layer
// is shared by all steps, so its gradients are added up.

// %%
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

/// A padded batch of tagged sentences; targets are [T][B], and -1 where there is filling.
func tagBatch(_ sentences: [[(word: String, tag: Int)]]) -> (
  inputs: [Matrix<Double>], lengths: [Int], targets: [[Int]]
) {
  let (inputs, lengths) = batch(sentences.map { $0.map(\.word) }, tagWords)
  let targets = inputs.indices.map { step in sentences.map { step < $0.count ? $0[step].tag : -1 } }
  return (inputs, lengths, targets)
}

let newSentences = (0..<500).map { _ in tagged(using: &generator) }
let newBatch = tagBatch(newSentences)

/// The share of right tags among the words for which `counts` says yes.
func tagShare(_ tagger: ManyToMany<RNN<Double>>, where counts: (String) -> Bool) -> Double {
  let answers = tagger(newBatch.inputs, lengths: newBatch.lengths).logits.map { $0.rowArgmax() }
  let places = newSentences.indices.flatMap { row in newSentences[row].indices.map { (row, $0) } }
  let counted = places.filter { counts(newSentences[$0.0][$0.1].word) }
  return Double(counted.count { answers[$0.1][$0.0] == newSentences[$0.0][$0.1].tag }) / Double(counted.count)
}

/// Trains for 150 updates; every 10 it takes the share of right tags, of all words and of the ambiguous ones.
func trainTagger(_ tagger: inout ManyToMany<RNN<Double>>) -> [(all: Double, ambiguous: Double)] {
  var results: [(Double, Double)] = []
  train(&tagger, updates: 151, learningRate: 0.01) { update, tagger in
    if update.isMultiple(of: 10) {
      results.append((tagShare(tagger) { _ in true }, tagShare(tagger, where: both.contains)))
    }
    let (inputs, lengths, targets) = tagBatch((0..<32).map { _ in tagged(using: &generator) })
    let (logits, cache) = tagger(inputs, lengths: lengths)
    let realCount = Double(lengths.reduce(0, +))
    let gradients = zip(logits, targets).map {
      crossEntropyGradient(logits: $0, targets: $1, ignoredTarget: -1, reduction: .sum) / realCount
    }
    var gradient = tagger.zeroed()
    _ = tagger.backward(gradients, through: cache, adding: &gradient)
    return gradient
  }
  return results
}

// %%
var tagger = ManyToMany<RNN<Double>>(
  inputSize: tagWords.count, hiddenSize: 12, outputSize: tags.count, using: &generator)
let tagCurve = trainTagger(&tagger)

let ambiguousPlaces = newSentences.flatMap { $0.filter { both.contains($0.word) } }
let asVerb = Double(ambiguousPlaces.count { $0.tag == 4 }) / Double(ambiguousPlaces.count)

show(
  LineChart(
    [
      Series("all words", x: tagCurve.indices.map { Double($0 * 10) }, y: tagCurve.map(\.all)),
      Series(
        "words that may be noun or verb", x: tagCurve.indices.map { Double($0 * 10) },
        y: tagCurve.map(\.ambiguous)),
      Series(
        "the same, from the word alone", x: [0, 150], y: [max(asVerb, 1 - asVerb), max(asVerb, 1 - asVerb)]),
    ], xLabel: "update", yLabel: "share of right tags, new sentences"), caption: "Learning to tag words")

// %%
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
// article that decides. The word alone gets no further than the flat line.
//
// ### What a loss that counts the filling tells you
//
// Suppose we had not masked, but made the filling a seventh tag, and counted it. It is the easiest tag of
// all. Here is one network, trained that way for 20 updates only, judged twice:

// %%
var naive = ManyToMany<RNN<Double>>(
  inputSize: tagWords.count + 1, hiddenSize: 12, outputSize: tags.count + 1, using: &generator)
let paddedWords = tagWords + ["▢"]

/// Sentences filled up with a word of its own, which has a tag of its own.
func withFilling(_ sentences: [[(word: String, tag: Int)]]) -> (inputs: [Matrix<Double>], targets: [[Int]]) {
  let steps = sentences.map(\.count).max() ?? 0
  let filled = sentences.map { $0 + Array(repeating: ("▢", 6), count: steps - $0.count) }
  return (
    batch(filled.map { $0.map(\.word) }, paddedWords).inputs,
    (0..<steps).map { step in filled.map { $0[step].tag } }
  )
}

train(&naive, updates: 20, learningRate: 0.01) { _, naive in
  let (inputs, targets) = withFilling((0..<32).map { _ in tagged(using: &generator) })
  let (logits, cache) = naive(inputs)
  let gradients = zip(logits, targets).map {
    crossEntropyGradient(logits: $0, targets: $1) / Double(logits.count)
  }
  var gradient = naive.zeroed()
  _ = naive.backward(gradients, through: cache, adding: &gradient)
  return gradient
}

let naiveBatch = withFilling(newSentences)
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
    header: ["counted", "loss", "right tags"],
    rows: [
      ["every place of the batch", naiveScore(ignoring: nil).loss, naiveScore(ignoring: nil).right],
      ["words only", naiveScore(ignoring: 6).loss, naiveScore(ignoring: 6).right],
    ]), caption: "One network, judged with the filling and without it")

// %% [markdown]
// The first row flatters. Worse, it depends on how long the longest sentence of a batch happens to be.
//
// ## Many-to-many, different lengths: encoder and decoder
//
// "the 9th of march" has sixteen characters, "march 9" has seven, and both mean "03-09", which has five. No
// step of the input belongs to a step of the output, and the first character to write may depend on the last
// one read. So reading and writing are parted. An **encoder** reads everything and answers nothing. Its last
// state is handed to a **decoder**, a one-to-many network that starts from it instead of from zeros:
//
// $$
// \begin{aligned}
// E_t &= \mathrm{encoder}(X_t, E_{t-1}) & t &= 1 \dots n_b \\
// D_0 &= E_{n_b} \\
// D_t &= \mathrm{decoder}(Y_{t-1}, D_{t-1}) & t &= 1 \dots T' \\
// Z_t &= D_t W_{hq} + b_q
// \end{aligned}
// $$
//
// $Y_0$ is a token that only says "start". The two have weights of their own. On the way back, the decoder's
// backward pass gives, among other things, $dD_0$. That one matrix, [B, H], is all the encoder ever hears of
// the loss: it enters at $E_{n_b}$, and everywhere else the encoder gets zeros.
//
// Our dates come in three ways of writing, with the 336 pairs of a month and a day up to 28. A fifth of these
// pairs, drawn by lot, is never shown in training. As a cell we take the GRU of unit 08, which keeps things
// longer than the plain cell; the wiring does not care.

// %%
let months = [
  "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
  "november",
  "december",
]
let readable = Array(" abcdefghijklmnopqrstuvwxyz0123456789")
let writable = Array("0123456789-▷")  // the last one says "start"

func ordinal(_ day: Int) -> String {
  let ending = (11...13).contains(day) ? "th" : [1: "st", 2: "nd", 3: "rd"][day % 10] ?? "th"
  return "\(day)\(ending)"
}

func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

// Months and days as one number, 0 to 335; a fifth of them is drawn by lot and kept from training.
let keptAway = Set((0..<336).shuffled(using: &generator).prefix(67))

/// A date as somebody might write it, and as it is to be written.
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

/// What a translator writes about sources, [5][B].
func translate(_ translator: DateTranslator, _ source: [Matrix<Double>], _ lengths: [Int]) -> [[Int]] {
  translator.generate(
    from: source, sourceLengths: lengths, beginning: start(lengths.count), stepCount: 5
  ) { rows($0.rowArgmax(), of: 12) }.map { $0.rowArgmax() }
}

// %%
let heldOutDates = (0..<300).map { _ in writtenDate(heldOut: true, using: &generator) }
let heldOutBatch = dateBatch(heldOutDates)

/// The share of right tokens at each of the five places, and of dates that are right in all.
func dateScores(_ translator: DateTranslator) -> [Double] {
  let written = translate(translator, heldOutBatch.source, heldOutBatch.lengths)
  let whole = heldOutDates.indices.count { row in
    written.indices.allSatisfy { written[$0][row] == heldOutBatch.targets[$0][row] }
  }
  return zip(written, heldOutBatch.targets).map { share($0, $1) } + [
    Double(whole) / Double(heldOutDates.count)
  ]
}

var translator = DateTranslator(
  sourceSize: readable.count, targetSize: 12, hiddenSize: 64, outputSize: 12, using: &generator)
var dateCurve: [[Double]] = []

train(&translator, updates: 501, learningRate: 0.01) { update, translator in
  if update.isMultiple(of: 25) { dateCurve.append(dateScores(translator)) }
  let (source, lengths, targets) = dateBatch(
    (0..<64).map { _ in writtenDate(heldOut: false, using: &generator) })
  let truth = [start(64)] + targets.dropLast().map { rows($0, of: 12) }  // one step behind
  let (logits, cache) = translator(source, trueOutputs: truth, sourceLengths: lengths)
  let gradients = zip(logits, targets).map { crossEntropyGradient(logits: $0, targets: $1) / 5 }
  var gradient = translator.zeroed()
  _ = translator.backward(gradients, through: cache, adding: &gradient)
  return gradient
}

let dateSteps = dateCurve.indices.map { Double($0 * 25) }
show(
  LineChart(
    [
      Series("second digit of the month", x: dateSteps, y: dateCurve.map { $0[1] }),
      Series("first digit of the day", x: dateSteps, y: dateCurve.map { $0[3] }),
      Series("second digit of the day", x: dateSteps, y: dateCurve.map { $0[4] }),
      Series("the whole date", x: dateSteps, y: dateCurve.map { $0[5] }),
    ], xLabel: "update", yLabel: "share that is right, held-out dates"),
  caption: "Learning to translate dates that it has never seen")

// %%
print("held-out dates that are right in all five places:", short(dateCurve[dateCurve.count - 1][5]))

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
// It has never met these pairs of month and day. It has learned to read a month, to read a day, and to carry
// both across. The month comes first, then the first digit of the day, and last its second digit, on which
// the whole date then waits.
//
// ### The narrow bridge
//
// Everything the decoder knows of the source is the 64 numbers of $D_0$. We can prove it: exchange the states
// of two dates between encoder and decoder, and the decoder writes the other date.

// %%
let two = [shownDates[0], shownDates[1]]
let twoBatch = dateBatch(two)
let handedOver = translator.encoder(twoBatch.source, from: nil, lengths: twoBatch.lengths).finalState
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

show(
  Table(
    header: ["read", "written, with the other's state"],
    rows: two.indices.map { row in [two[row].source, String(written.map { writable[$0[row]] })] }),
  caption: "The states of two dates exchanged on the bridge")

// %% [markdown]
// A date fits into 64 numbers. A paragraph does not, however good the network, and that is where the plain
// encoder–decoder ends: for long sentences its translations get worse and worse. The way out, letting the
// decoder look back at *all* the encoder's states at every step, was called attention (Bahdanau, Cho and
// Bengio, 2015), and what grew out of it has replaced recurrent translators. A cheaper one is to read the
// source from behind, so that its first words are near the first words to write (Sutskever, Vinyals and Le,
// 2014).
//
// ## Which wiring is it?
//
// Ask two questions. Does each answer belong to one input? Then many-to-many. If not: must all of the input
// be known before the first answer? Then an encoder reads it, and what follows is one answer (many-to-one) or
// a sequence of them (encoder–decoder).
//
// | task | in | out | wiring |
// |---|---|---|---|
// | spam or not | words | one class | many-to-one |
// | the next character, at every step (unit 06) | characters | as many | many-to-many |
// | a name from its first letter | one letter | letters | one-to-many |
// | names of people in a text | words | a tag each | many-to-many, often read from both sides (unit 10) |
// | a summary | words | fewer words | encoder–decoder |
// | tomorrow's temperature from last month's | numbers | one number | many-to-one, without softmax |
// | is this row of measurements strange | numbers | a score each | many-to-many |
//
// ## Common mistakes
//
// - **The state at step T is read in every row**, though the short sequences have ended before. A network
//   that is trained that way, too, may cope, and then depends on how long the longest neighbour in a batch
//   is.
// - **The filling is counted** in the loss, or left out of the sum but not of the number that divides it.
// - **Batch and time are exchanged.** Here `steps[t][b]` holds token t of sequence b; other libraries have
//   the batch outside. With T = B nothing complains.
// - **The decoder reads the token that it is to write.** Its inputs have to be one step behind its targets.
//   The loss falls to nothing, and what it writes by itself is another matter.
// - **The start token is forgotten**, or the end token: a network that never saw an end does not know when
//   to stop.
// - **The decoder starts from zeros.** It then learns how dates look in general: correct form, any date.
// - **The state is carried from one sequence to the next**, where the two have nothing to do with each other.
// - **The output layer's gradient of the last step only** is kept, though it served at every step.
//
// ## Try it
//
// Open `Exercises/05-SequenceTypes`. You write the padding, the masked loss, the five wirings forward and
// back, and train a network that turns words round. Then run
//
// ```
// swift run course grade 05
// ```
//
// Or change something here and run the chapter with
// `COURSE_ALL=1 swift run Chapter05SequenceTypes`:
//
// - Teach the player a fourth tune. How many hidden units does it need?
// - Give it its own notes instead of the true ones while it learns. Does it recover from a wrong note?
// - Make the date translator's hidden size 8, then 16. When does the bridge become too narrow?
// - Train the judge without `lengths`. Does it learn? And what does it say of sentences filled up to forty?
//
// ## Summary
//
// - One layer, five wirings. They differ in where inputs come in and where answers are read.
// - On the way back, a gradient enters where an answer was read; everywhere else there are zeros.
// - A batch of unequal sequences is padded; lengths or a mask keep the filling out of the state that is read,
//   out of the loss and its divisor, and out of the gradients.
// - What is written is read again: the truth while learning (teacher forcing), the own choice while writing.
// - An encoder hands one state to a decoder; forward it is all that passes, and backward its gradient.
//
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
//   on networks that only ever saw the right past.
