// %% [markdown]
// # 6. Language models
//
// "She ate an apple and a …" Read it aloud and stop: you know what may come, and you know that *pear* is
// likelier than *pair*, though they sound the same. A **language model** is that knowledge as numbers: it
// gives every sentence a probability. With it a program can choose between two hearings of the same sound,
// finish a line, or write one that nobody has written before.
//
// Everything is there by now: tokens (unit 02), a network that reads them one after another (03), its
// training (04). This chapter puts it together.
//
// **After this chapter you can**
//
// - write the probability of a sentence as a product, compute it in logarithms, and choose between two
//   sentences by it;
// - say what perplexity and bits per character measure, and compare models by them;
// - make the inputs and targets of a sentence: $x_1 = 0$, then $x_t = y_{t-1}$, and `<EOS>` at the end;
// - train a language model and judge it against tables of n-grams;
// - sample novel text: temperature, top-k, greedy, and where to stop;
// - choose between characters and words, and say what each costs.
//
// Reading takes about forty minutes; the [exercise](../../Exercises/06-LanguageModel) asks you to write what
// you read here.

// %%
import Foundation
import LinearAlgebra
import NotebookDisplay
import RecurrentNetworks
import SequenceTraining
import TextEncoding

// All randomness comes from here and from the seeds of the plans and samples: results repeat.
var generator = SplitMix64(seed: 6)

// %% [markdown]
// ## The probability of a sentence
//
// Let $y_1, y_2, \dots, y_T$ be the tokens of a sentence. Its probability can always be taken apart from left
// to right, each token given those before it:
//
// $$
// P(y_1, \dots, y_T) = P(y_1) \, P(y_2 \mid y_1) \, P(y_3 \mid y_1, y_2) \cdots = \prod_{t=1}^{T} P(y_t \mid y_1, \dots, y_{t-1})
// $$
//
// That is no approximation, only the definition of conditional probability, used $T$ times. So a model that
// answers one question, *what comes next?*, answers the large one too. And this question is what a recurrent
// network is made for: its state $H_t$ has read $y_1 \dots y_{t-1}$, and a softmax over the vocabulary gives
// a probability to every token that may come.
//
// | symbol | what it is | shape |
// |---|---|---|
// | $y_t$ | token $t$ of the sentence, an index from 0 to $V - 1$ | |
// | $x_t$ | what the network reads at step $t$: the one-hot row of $y_{t-1}$ | [1, V] |
// | $H_t$ | the state after reading it | [1, H] |
// | $Z_t = H_t W_{hq} + b_q$ | the logits | [1, V] |
// | $\hat{y}_t = \mathrm{softmax}(Z_t)$ | $\hat{y}_{t,k}$ is the probability that token $t$ is $k$ | [1, V] |
//
// Here is a sentence with invented probabilities, word by word. Multiply them, and add their logarithms:

// %%
let steps: [(token: String, probability: Double)] = [
  ("the", 0.2), ("lamp", 0.05), ("went", 0.3), ("out", 0.4), (".", 0.6), ("<EOS>", 0.9),
]
var product = 1.0
var logSum = 0.0

show(
  Table(
    header: ["t", "token", "its probability", "product so far", "sum of logarithms"],
    rows: steps.enumerated().map { index, step in
      product *= step.probability
      logSum += log(step.probability)
      return [index + 1, step.token, step.probability, product, logSum]
    }),
  caption: "The probability of \"the lamp went out.\"")

print("exp of the sum:", short(exp(logSum)))

// %% [markdown]
// Always work with the sum. The product of a few hundred numbers below 1 is too small for a `Double`, which
// ends near $10^{-308}$, and is then 0; its logarithm is an ordinary number:

// %%
let hundreds = [100, 300, 500].map { count in (count, pow(0.1, Double(count)), Double(count) * log(0.1)) }
show(
  Table(
    header: ["tokens of probability 0.1", "product", "sum of logarithms"],
    rows: hundreds.map { [$0.0, $0.1, $0.2] }),
  caption: "Long sentences and small numbers")

// %% [markdown]
// One thing more about the first table: its last row, `<EOS>`, belongs to the sentence. "The lamp went out"
// may go on; only with `<EOS>` does a model say that a sentence is *over*. Without it the probabilities of
// all sentences would not sum to 1.
//
// ## Perplexity and bits
//
// A log-probability grows with the length of the sentence, so one takes the mean over its predictions, the
// mean loss in nats:
//
// $$
// L = -\frac{1}{T} \log P(y_1, \dots, y_T)
// $$
//
// Three ways to write this number are common:
//
// | measure | formula | reads as |
// |---|---|---|
// | cross-entropy | $L$ | nats for each token |
// | bits | $L / \ln 2$ | yes-or-no questions for each token |
// | perplexity | $e^{L} = P^{-1/T}$ | among how many equally likely tokens the model hesitates |
//
// A model that knows nothing has perplexity $V$; one that is always certain and right has 1.

// %%
show(
  Table(
    header: ["model of 67 characters", "nats", "bits", "perplexity"],
    rows: [
      ("all equally likely", log(67)), ("the right one has 1/2", log(2)),
      ("the right one has 9/10", -log(0.9)),
    ].map { name, nats in [name, nats, nats / log(2), exp(nats)] }),
  caption: "Three models, three measures")

// %% [markdown]
// Beware of the base. A loss in nats and one in bits differ by a factor of 0.69, and "perplexity" computed as
// 2 to a number of nats is neither.
//
// ## Where recurrent language models stand
//
// | when | model | what it remembers |
// |---|---|---|
// | 1913 | Markov's chains | the one or two letters before, counted by hand in a poem |
// | 1948 | Shannon's n-grams | the n − 1 tokens before |
// | 1980–2000 | smoothed n-grams | the same, with probabilities for what was never counted |
// | 2003 | a feed-forward network on the last n − 1 words | the same, but similar words help each other |
// | 2010 | recurrent networks | in principle everything before, in a state of fixed size |
// | 2012–2017 | LSTM and GRU | the same, over longer distances (units 08 and 09) |
// | since 2017 | transformers | up to thousands of tokens, each looked at directly; costs grow with the square of the length |
//
// The n-gram table is what a network has to beat, so let us build both. The text is the little book of tales
// that comes with the course. Line breaks inside a paragraph become spaces; the end of a paragraph stays a
// line break and plays `<EOS>`. The last tenth is held back.

// %%
let paragraphs = try String(contentsOf: CourseText.lighthouse!, encoding: .utf8)
  .components(separatedBy: "\n\n")
let book =
  paragraphs.map { paragraph in
    paragraph.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"

let text = TrainingText(book, named: "the book")
let characters = text.tokenizer
let heldOutText = characters.decode(text.heldOut)

show(
  Table(
    header: ["part", "characters"],
    rows: [
      ["to learn from", text.training.count], ["held back", text.heldOut.count],
      ["different ones, V", text.vocabularySize],
    ]),
  caption: "The text as characters")

// %% [markdown]
// A table of n-grams says $P(y_t \mid y_{t-n+1} \dots y_{t-1})$ by counting. The plain ratio of counts gives
// 0 to what was never seen, and a single 0 makes a whole text impossible; so the orders are mixed, a little
// of each down to the even chance $1/V$:

// %%
func meanNats(_ model: NGramModel, _ tokens: [Int]) -> Double {
  let losses = tokens.indices.dropFirst().map {
    -log(model.probability(of: tokens[$0], after: tokens[..<$0].suffix(8)))
  }
  return losses.reduce(0, +) / Double(losses.count)
}

func table(_ order: Int, of text: TrainingText) -> NGramModel {
  // Each order gets half of what is left, the longest first.
  let weights = (0...order).map { pow(0.5, Double(order + 1 - $0)) }
  let total = weights.reduce(0, +)
  return NGramModel(
    order: order, counting: text.training, vocabularySize: text.vocabularySize,
    estimate: .interpolating(weights: weights.map { $0 / total }))
}
let tables = (1...6).map { meanNats(table($0, of: text), text.heldOut) }

show(
  Table(
    header: ["n", "nats", "perplexity", "bits per character"],
    rows: [
      [0, log(Double(text.vocabularySize)), Double(text.vocabularySize), log2(Double(text.vocabularySize))]
    ]
      + tables.enumerated().map { [$0 + 1, $1, exp($1), $1 / log(2)] }),
  caption: "Tables of n-grams on the text held back; n = 0 is the even chance")

// %% [markdown]
// Longer contexts help up to a point, and then no more: nearly every long n-gram of the new text was never
// counted (unit 02).
//
// ## Building one: inputs and targets
//
// At training time the right token goes in at every step, whatever the model would have said. This is
// **teacher forcing**:
//
// $$
// x_1 = 0, \qquad x_t = \mathrm{onehot}(y_{t-1}) \quad (t > 1)
// $$
//
// So inputs and targets are the same sentence, one step apart:

// %%
let word = Array("lamp").map(String.init)
show(
  Table(
    header: ["t", "x_t (read)", "y_t (to be said)"],
    rows: zip(["0 (nothing)"] + word, word + ["<EOS>"]).enumerated().map { [$0 + 1, $1.0, $1.1] }),
  caption: "Teacher forcing for one word: T + 1 = 5 predictions")

// %% [markdown]
// ```
//        y₁ = l      y₂ = a      y₃ = m      y₄ = p      y₅ = <EOS>
//          ↑           ↑           ↑           ↑           ↑
//  H₀ ──→ cell ────→ cell ────→ cell ────→ cell ────→ cell
//          ↑           ↑           ↑           ↑           ↑
//          0           l           a           m           p
// ```
//
// The loss of a sentence is the cross-entropy of all its predictions, summed (divided by their number
// $T + 1$, it is the mean loss of the section on perplexity):
//
// $$
// L = \sum_{t=1}^{T+1} - \log \hat{y}_{t, y_t} = -\log P(y_1, \dots, y_T, \text{EOS})
// $$
//
// It is nothing but the negative log-probability, so training makes the sentences of the text likely. Its
// gradient goes back through time as unit 04 has shown. A long text is read in windows that carry the state
// on, so that the row of zeros is read only at the very start, and every later paragraph begins by reading
// the `<EOS>` of the one before.
//
// ## Training one
//
// A plain recurrent network, 128 units, reads the book: 16 places of it at once, 32 characters a window, the
// update by Adam with clipped gradients. (Both are the library's; unit 07 explains clipping.)

// %% [timed]
func trained(
  _ plan: TrainingPlan, on text: TrainingText, watch: (Int, Double, Double) -> Void
) throws -> LanguageModel<RNNCell<Float>> {
  let trainer = try LanguageModelTrainer<RNNCell<Float>>(plan: plan, text: text)
  watch(0, trainer.heldOutLoss(), log(Double(text.vocabularySize)))
  while !trainer.isFinished {
    trainer.advance()
    if trainer.step % plan.evaluationInterval == 0 {
      watch(trainer.step, trainer.heldOutLoss(), trainer.runningLoss)
    }
  }
  return trainer.model
}

var plan = TrainingPlan()
plan.hiddenSize = 128
plan.batchSize = 16
plan.sequenceLength = 32
plan.stepCount = 2000
plan.learningRate = 1e-2
plan.evaluationInterval = 100

var curve: [(step: Double, bits: Double, training: Double)] = []
let clock = ContinuousClock()
var model = LanguageModel<RNNCell<Float>>(vocabularySize: 1, hiddenSize: 1, using: &generator)
let characterSeconds =
  try clock.measure {
    model = try trained(plan, on: text) { curve.append((Double($0), $1 / log(2), $2 / log(2))) }
  } / .seconds(1)

print("seconds:", short(characterSeconds))

// %%
let bestTable = tables.min()! / log(2)
show(
  LineChart(
    [
      Series("RNN, text held back", x: curve.map(\.step), y: curve.map(\.bits)),
      Series("RNN, text it learns from", x: curve.map(\.step), y: curve.map(\.training)),
      Series("pairs (n = 2)", x: [0, Double(plan.stepCount)], y: [tables[1] / log(2), tables[1] / log(2)]),
      Series("best table", x: [0, Double(plan.stepCount)], y: [bestTable, bestTable]),
    ], xLabel: "update", yLabel: "bits per character"),
  caption: "Learning to foretell the next character")

// %% [markdown]
// It learns fast: within a hundred updates it does better than the table of pairs, and so it has learned to
// look further back than one character. But it does not reach the best table. That is an honest result, and a
// useful one. The book is short and likes to repeat its phrases, in the end that is held back too; a table of
// six characters knows such phrases by heart, and 30,000 characters are little for a network that has to find
// out everything by small steps. Where nothing can be known by heart it is the other way around: see the
// names further down.
//
// Has the network then learned anything that the table does not know? Ask both, and give half of the trust to
// each:

// %%
func chances(_ model: LanguageModel<RNNCell<Float>>, _ tokens: [Int]) -> [Double] {
  let reader = LanguageModelReader(model)
  return zip(tokens, tokens.dropFirst()).map { token, next in
    exp(Double(logSoftmax(reader.read(token))[0, next]))
  }
}
let ofNetwork = chances(model, text.heldOut)
let longTable = table(6, of: text)
let ofTable = text.heldOut.indices.dropFirst().map {
  longTable.probability(of: text.heldOut[$0], after: text.heldOut[..<$0].suffix(8))
}
func meanBits(_ probabilities: [Double]) -> Double {
  -probabilities.reduce(0) { $0 + log2($1) } / Double(probabilities.count)
}

show(
  Table(
    header: ["model", "bits per character held back"],
    rows: [
      ["pairs (n = 2)", tables[1] / log(2)], ["three in a row (n = 3)", tables[2] / log(2)],
      ["best table (n = 6)", meanBits(ofTable)], ["RNN", meanBits(ofNetwork)],
      ["half of each: RNN and best table", meanBits(zip(ofNetwork, ofTable).map { 0.5 * $0 + 0.5 * $1 })],
    ]),
  caption: "Who foretells the new text best?")

// %% [markdown]
// The mixture is better than either of its parts: the two are wrong in different places. Mixing a network
// with a table was good practice in speech recognition for years.
//
// What does the network do with the past? We let it read only the last $k$ characters before each prediction,
// from a state of zeros, and compare with tables that look back as far.

// %%
func bits(of model: LanguageModel<RNNCell<Float>>, looking back: Int, in tokens: [Int]) -> Double {
  let places = Array(32..<tokens.count)
  var state = model.initialState(batchSize: places.count)
  var logits = Matrix<Float>.zeros(rows: places.count, columns: model.vocabularySize)
  for distance in stride(from: back, through: 1, by: -1) {
    (logits, state) = model.step(places.map { tokens[$0 - distance] }, from: state)
  }
  return Double(crossEntropy(logits: logits, targets: places.map { tokens[$0] })) / log(2)
}
let looks = [1, 2, 3, 4, 5, 6, 8, 12, 16, 24, 32]
let byLook = looks.map { bits(of: model, looking: $0, in: text.heldOut) }

show(
  LineChart(
    [
      Series("RNN", x: looks.map(Double.init), y: byLook),
      Series("table of n-grams", x: (1...6).map { Double($0 - 1) }, y: tables.map { $0 / log(2) }),
    ], xLabel: "characters that may be read", yLabel: "bits per character"),
  caption: "How far back the model looks")

print("the RNN with 5, 8 and 32 characters:", short(byLook[4]), short(byLook[6]), short(byLook[10]))

// %% [markdown]
// The table falls steeply and then stops: what it has not counted, it cannot use. The network gains more
// slowly, and goes on gaining for some ten characters, since it need not have *seen* a context to read it.
// Beyond that the curve is flat, though nothing in the equations limits how far back it may look. Unit 07 is
// about the reason.
//
// ## Choosing between two sentences
//
// Back to *pear* and *pair*. Two sentences that sound alike, one of them right: which does the model find
// likelier? Each starts behind an `<EOS>` and ends with one.

// %%
let end = try characters.encode("\n")[0]

func logProbability(_ sentence: String) throws -> Double {
  let tokens = [end] + (try characters.encode(sentence)) + [end]
  return model.logProbability(of: tokens) - model.logProbability(of: [end])
}
let rivals = [
  ("The lamp shone over the sea.", "The lamp shone over the see."),
  ("She knew the way.", "She new the way."),
  ("It was a dark night.", "It was a dark knight."),
  ("The two of them went home.", "The too of them went home."),
  ("He had one word.", "He had won word."),
]

show(
  Table(
    header: ["right", "log P", "wrong", "log P", "chosen"],
    rows: try rivals.map { right, wrong in
      let (one, other) = (try logProbability(right), try logProbability(wrong))
      return [right, one, wrong, other, one > other ? "right" : "wrong"]
    }),
  caption: "Which of two sentences is likelier?")

// %% [markdown]
// Four of five. The network has never been told what a verb is; it has only read what follows what. It errs
// on "two" and "too", which takes a little grammar and which the book shows too rarely. Look at the
// differences, not at the numbers: nearly every further token makes a sentence less likely, so a long one has
// a low probability however good it is.
//
// ## Sampling novel sequences
//
// A model of what comes next can write. Draw a token from its distribution, feed it back as the next input,
// draw again, and stop at `<EOS>` or at a limit. There is no teacher any more: the model reads its own words.
//
// ```
//        draw y₁     draw y₂     draw y₃          until <EOS>
//          ↑    ↘      ↑    ↘      ↑    ↘
//  H₀ ──→ cell ──┼─→ cell ──┼─→ cell ──┼─→ …
//          ↑     └───→ ↑    └────→ ↑   └────→
//          0           y₁          y₂
// ```
//
// Between the logits and the draw there is a choice. With the **temperature** $\tau$ the probabilities are
//
// $$
// p_k = \frac{e^{z_k / \tau}}{\sum_{j} e^{z_j / \tau}}
// $$
//
// At $\tau = 1$ these are the model's own. Below 1 the likely becomes likelier, and as $\tau$ goes to 0 only
// the likeliest is left: **greedy** choice. Above 1 chances even out. **Top-k** keeps only the k likeliest
// tokens and divides what is kept by its sum. What may come after "The lamp w"?

// %%
func distribution(after prompt: String, _ sampler: Sampler) throws -> [Double] {
  let reader = LanguageModelReader(model)
  var logits = Matrix<Float>.zeros(rows: 1, columns: model.vocabularySize)
  for token in [end] + (try characters.encode(prompt)) { logits = reader.read(token) }
  return sampler.probabilities(logits)
}
let prompt = "The lamp w"
let plainChances = try distribution(after: prompt, try Sampler())
let likeliest = plainChances.indices.sorted { plainChances[$0] > plainChances[$1] }.prefix(7)
let samplers: [(name: String, sampler: Sampler)] = [
  ("temperature 0.5", try Sampler(temperature: 0.5)), ("temperature 1", try Sampler()),
  ("temperature 2", try Sampler(temperature: 2)), ("top-3", try Sampler(topK: 3)),
  ("greedy", try Sampler(temperature: 0)),
]
let choices = try samplers.map { try distribution(after: prompt, $0.sampler) }

show(
  HeatMap(
    Matrix<Double>(choices.map { row in likeliest.map { row[$0] } }), rowLabels: samplers.map(\.name),
    columnLabels: likeliest.map { characters.vocabulary.tokens[$0] }, xLabel: "next character",
    colors: .sequential),
  caption: "What may follow \"The lamp w\"")

// %%
func written(_ sampler: Sampler, seed: UInt64, limit: Int = 140) -> String {
  var generator = SplitMix64(seed: seed)
  var tokens: [Int] = []
  model.sample(after: [end], length: limit, with: sampler, using: &generator) { token in
    if token != end { tokens.append(token) }
    return token != end
  }
  return characters.decode(tokens)
}

show(
  Table(
    header: ["way", "what it writes"],
    rows: [
      ("greedy", try Sampler(temperature: 0), 1), ("temperature 0.5", try Sampler(temperature: 0.5), 2),
      ("temperature 1", try Sampler(), 3), ("temperature 1, top-5", try Sampler(topK: 5), 4),
      ("temperature 2", try Sampler(temperature: 2), 5),
    ].map { name, sampler, seed in [name, written(sampler, seed: UInt64(seed))] }),
  caption: "Paragraphs that are not in the book, at most 140 characters each")

// %% [markdown]
// Greedy choice walks in circles: the likeliest character after the likeliest words is soon one that was
// there already. A high temperature dissolves words into letters. Between them lies something that looks like
// the book from a distance, which is fair for so small a network and 30,000 characters.
//
// ### Names that nobody has
//
// A list of names is the classic text for this game: each line is a name, and `<EOS>` the end of the line.
// The course comes with 697 given names in a random order. A smaller network learns from nine tenths of them,
// and at some point it begins to know them by heart; what is kept is the model that did best on the tenth
// held back.

// %%
let nameText = TrainingText(try String(contentsOf: CourseText.names!, encoding: .utf8), named: "the names")
var namePlan = plan
namePlan.hiddenSize = 48
namePlan.batchSize = 8
namePlan.sequenceLength = 16
namePlan.stepCount = 1200

let nameTrainer = try LanguageModelTrainer<RNNCell<Float>>(plan: namePlan, text: nameText)
var nameModel = nameTrainer.model
var nameCurve: [(step: Double, heldOut: Double, training: Double)] = []
while !nameTrainer.isFinished {
  nameTrainer.advance()
  if nameTrainer.step % 40 == 0 {
    nameCurve.append((Double(nameTrainer.step), nameTrainer.heldOutLoss(), nameTrainer.runningLoss))
    // The longest training is not the best: keep the model that was best on what it did not learn from.
    if nameCurve.allSatisfy({ $0.heldOut >= nameCurve.last!.heldOut }) { nameModel = nameTrainer.model }
  }
}
let bestName = nameCurve.min { $0.heldOut < $1.heldOut }!
let nameTables = (1...6).map { meanNats(table($0, of: nameText), nameText.heldOut) }
let nameTable = nameTables.min()!

show(
  LineChart(
    [
      Series("names held back", x: nameCurve.map(\.step), y: nameCurve.map(\.heldOut)),
      Series("names it learns from", x: nameCurve.map(\.step), y: nameCurve.map(\.training)),
      Series("best table", x: [0, Double(namePlan.stepCount)], y: [nameTable, nameTable]),
    ], xLabel: "update", yLabel: "nats per character"),
  caption: "Names: learning, then learning by heart")

print(
  "the network's lowest on the names held back:", short(bestName.heldOut), "after update", Int(bestName.step))
print("tables of 1 to 6 characters:", nameTables.map { short($0) }.joined(separator: "  "))

// %%
let nameEnd = try nameText.tokenizer.encode("\n")[0]
let known = Set(nameText.tokenizer.decode(nameText.training + nameText.heldOut).split(separator: "\n"))

func names(_ count: Int, from model: LanguageModel<RNNCell<Float>>, temperature: Double) throws -> [String] {
  var generator = SplitMix64(seed: 7)
  var tokens: [Int] = []
  var rest = count
  let sampler = try Sampler(temperature: temperature)
  model.sample(after: [nameEnd], length: 30 * count, with: sampler, using: &generator) { token in
    tokens.append(token)
    if token == nameEnd { rest -= 1 }
    return rest > 0
  }
  return nameText.tokenizer.decode(tokens).split(separator: "\n").map(String.init)
}

show(
  Table(
    header: ["model", "temperature", "new ones", "the first of a hundred names"],
    rows: try [
      ("best", nameModel, 0.3), ("best", nameModel, 0.7), ("best", nameModel, 1), ("best", nameModel, 1.5),
      ("last", nameTrainer.model, 0.7),
    ].map { title, model, temperature in
      let drawn = try names(100, from: model, temperature: temperature)
      let new = drawn.filter { !known.contains(Substring($0)) }.count
      return [title, temperature, "\(new) of \(drawn.count)", drawn.prefix(7).joined(separator: ", ")]
    }),
  caption: "Names drawn from the model, and how many of them are not in the list")

// %% [markdown]
// Here the network wins: its best is 0.13 nats below the best table. Two names seldom share more than three
// letters in a row, so there is little to know by heart and much to be understood.
//
// Most of them are nobody's, and yet many could be: the network has learned that names have vowels in the
// right places, that *-a* and *-in* are good ends, and roughly how long a name is. A low temperature gives
// safe names, a high one gives letters. The last row is the model after all 1200 updates. It is worse on
// names that it has not seen, since it has grown too sure of the ones that it has; stopping at the lowest
// loss on held-back text is called **early stopping**, and `course train` does the same.
//
// ## Words or characters?
//
// The same text, once more, with words as tokens. To compare fairly, nothing may be lost: a token is a word
// or a mark *with the space before it*, so that the tokens joined are the text. Words that occur only once in
// the training part become `<UNK>`, and so do all new ones.

// %%
func spacedWords(of text: String) -> [String] {
  var rest = Substring(text)
  var tokens: [String] = []
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    for word in WordTokenizer().tokens(of: String(line)) {
      let space = rest.hasPrefix(" ") ? " " : ""
      tokens.append(space + word)
      rest = rest.dropFirst(space.count + word.count)
    }
    if rest.hasPrefix("\n") {
      tokens.append("\n")
      rest = rest.dropFirst()
    }
  }
  return tokens
}
let knownWords = spacedWords(of: characters.decode(text.training))
let newWords = spacedWords(of: heldOutText)
let counted = TokenCounts(knownWords).byFrequency
let wordVocabulary = Vocabulary(mostFrequentOf: knownWords, limit: counted.filter { $0.count > 1 }.count)
let knownIndices = try wordVocabulary.encode(knownWords)
let newIndices = try wordVocabulary.encode(newWords)
let unknown = newWords.filter { wordVocabulary.index(of: $0) == nil }

print("the tokens joined are the text:", newWords.joined() == heldOutText)
print("V:", wordVocabulary.count, " tokens held back:", newWords.count, " of them <UNK>:", unknown.count)

// %% [timed]
let wordText = TrainingText(
  tokens: knownIndices + newIndices, of: wordVocabulary, heldOutCount: newIndices.count,
  named: "the book in words")
var wordPlan = plan
wordPlan.stepCount = 1000
wordPlan.batchSize = 4
wordPlan.sequenceLength = 16
wordPlan.hiddenSize = 64

var wordCurve: [(step: Double, nats: Double)] = []
var wordModel = model
let wordSeconds =
  try clock.measure {
    wordModel = try trained(wordPlan, on: wordText) { step, nats, _ in wordCurve.append((Double(step), nats))
    }
  } / .seconds(1)

print("seconds:", short(wordSeconds))

// %% [markdown]
// A loss for each word and one for each character cannot be compared: a word is many characters. **Bits per
// character** can: all bits that the model needs for the whole text held back, divided by its number of
// characters. One thing is missing in the word model's bill. When it says `<UNK>`, it has not yet said
// *which* word; we let the table of character pairs spell it, and charge that too.

// %%
let pairs = table(2, of: text)
let spelling = try unknown.reduce(0.0) { bits, word in
  let tokens = [end] + (try characters.encode(word)) + [end]
  return bits
    - tokens.indices.dropFirst().reduce(0.0) {
      $0 + log2(pairs.probability(of: tokens[$1], after: [tokens[$1 - 1]]))
    }
}
let characterCount = Double(heldOutText.count)
let wordLoss = wordCurve.last!.nats
let wordBits = wordLoss / log(2) * Double(newWords.count) / characterCount
let wordTable = [1, 2, 3].map { meanNats(table($0, of: wordText), wordText.heldOut) }.min()!
let spellingBits = spelling / characterCount

show(
  Table(
    header: ["model", "V", "tokens", "parameters", "perplexity of a token", "bits per character"],
    rows: [
      [
        "characters, best table", text.vocabularySize, text.heldOut.count, "", pow(2, bestTable), bestTable,
      ],
      [
        "characters, RNN", text.vocabularySize, text.heldOut.count, "\(model.parameterCount)",
        pow(2, meanBits(ofNetwork)), meanBits(ofNetwork),
      ],
      [
        "words, best table", wordVocabulary.count, newWords.count, "", exp(wordTable),
        wordTable / log(2) * Double(newWords.count) / characterCount + spellingBits,
      ],
      [
        "words, RNN", wordVocabulary.count, newWords.count, "\(wordModel.parameterCount)", exp(wordLoss),
        wordBits + spellingBits,
      ],
    ]),
  caption: "The same text held back, in two kinds of tokens")

print("of the word models' bits per character, for spelling <UNK>:", short(spellingBits))

// %% [markdown]
// The perplexities of the two kinds are far apart and say nothing about each other: hesitating among thirty
// words is not worse than hesitating among four characters. The last column can be compared. With words the
// network needs fewer bits than with characters, since it need not learn to spell what it knows, and it does
// better than its table; but a third of its bill is for spelling what it does not know. A larger text would
// make that part small.
//
// | | characters | words |
// |---|---|---|
// | vocabulary | tens | tens of thousands in real use |
// | unknown tokens | none | `<UNK>`, whatever the limit |
// | steps for a sentence | about four times as many | few |
// | a dependence over ten words | some forty steps away | ten steps away |
// | cost of a step | small | grows with $V$: the last layer alone is [H, V] |
// | spelling, endings, new words | can be learned, and invented | out of reach |
//
// A character model spends much of its memory on spelling, and what lies a sentence back is hundreds of steps
// away. Unit 07 shows why that is too far for a plain recurrent network. Sub-word pieces (unit 02) are the
// compromise that won.
//
// ## Common mistakes
//
// - **Targets not shifted.** If step t reads $y_t$ and has to say $y_t$, the loss falls to nothing in no
//   time, and the model has learned to copy. A loss that is too good is a bug; see below.
// - **`<EOS>` forgotten** as a target: the model never stops, and its probabilities are those of beginnings.
// - **Mean for sum,** or bits for nats: perplexities that look wonderful.
// - **Judged on the text it was trained on.** The loss there keeps falling while that on new text rises.
// - **The drawn token not fed back.** Then every draw is from the same distribution.
// - **Temperature applied to probabilities** instead of logits: divided by their sum they are what they were.
// - **State not carried,** or carried between unrelated sentences.

// %%
var copying = LanguageModel<RNNCell<Float>>(
  vocabularySize: text.vocabularySize, hiddenSize: 32, using: &generator)
var optimizer = Adam(for: copying, learningRate: 0.01)
let windows = SequentialWindows(text.training, batchSize: 16, stepCount: 32)
for index in 0..<150 {
  let window = windows[index % windows.windowCount]
  let unshifted = TokenWindow(inputs: window.inputs, targets: window.inputs)
  optimizer.update(&copying, along: copying.lossAndGradient(of: unshifted, from: nil).gradient)
}
let tooGood = copying.loss(of: TokenWindow(inputs: windows[0].inputs, targets: windows[0].inputs), from: nil)
  .loss
let honest = copying.loss(of: windows[0], from: nil).loss

print("targets not shifted, bits after 150 updates:", short(tooGood / log(2)))
print("the same model asked for the next character: ", short(honest / log(2)))

// %% [markdown]
// ## Try it
//
// Open `Exercises/06-LanguageModel`. There are five tasks:
//
// 1. the probability of a sentence, and its perplexity;
// 2. inputs and targets by teacher forcing;
// 3. the pass over a sentence, its loss, and bits per prediction;
// 4. sampling: temperature, top-k, greedy, drawing, and writing a sentence;
// 5. train a model that remembers what a table of pairs cannot, graded by its result.
//
// Then run
//
// ```
// swift run course grade 06
// ```
//
// Before that, or after, change something here and run the chapter with
// `COURSE_ALL=1 swift run Chapter06LanguageModel`:
//
// - Give the character model 512 units, or ten times as many updates. When does the loss on the text held
//   back begin to rise?
// - Sample with temperature 0.8 and each of top-2, top-5, top-20. Which reads best?
// - `swift run course train` does all this on a text file of your own, and `swift run course sample` writes.
//
// ## Summary
//
// - $P(y_1 \dots y_T) = \prod_t P(y_t \mid y_1 \dots y_{t-1})$; in a program the sum of logarithms. `<EOS>`
//   is part of the sentence.
// - Perplexity $e^{L}$ is the number of tokens among which the model hesitates. Bits per character make
//   models with different tokens comparable.
// - Inputs and targets are the same sentence, one step apart; $x_1 = 0$. The loss is the summed
//   cross-entropy.
// - Tables of n-grams are the mark to beat; they run out of counts.
// - Sampling draws, feeds back, and stops at `<EOS>` or a limit. Temperature, top-k and greedy choose how
//   bold it is.
// - Characters: no unknowns, long sequences. Words: short sequences, large vocabularies, `<UNK>`.
//
// ## References
//
// - A. A. Markov, "An example of statistical investigation of the text *Eugene Onegin*", 1913 (English in
//   *Science in Context* 19, 2006).
// - C. E. Shannon, "A mathematical theory of communication", *Bell System Technical Journal* 27, 1948.
// - C. E. Shannon, "Prediction and entropy of printed English", *Bell System Technical Journal* 30, 1951.
// - F. Jelinek and R. L. Mercer, "Interpolated estimation of Markov source parameters from sparse data",
//   1980.
// - Y. Bengio, R. Ducharme, P. Vincent and C. Jauvin, "A neural probabilistic language model", *Journal of
//   Machine Learning Research* 3, 2003.
// - T. Mikolov and others, "Recurrent neural network based language model", *Interspeech*, 2010.
// - I. Sutskever, J. Martens and G. Hinton, "Generating text with recurrent neural networks", *ICML*, 2011.
// - A. Karpathy, "The unreasonable effectiveness of recurrent neural networks", 2015.
// - A. Vaswani and others, "Attention is all you need", *NeurIPS*, 2017.
