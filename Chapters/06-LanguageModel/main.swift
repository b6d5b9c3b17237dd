// %% [markdown]
// # 6. Language models
//
// "The apple and …" Two words sound the same, *pair* and *pear*, and yet you know which one was meant. A
// **language model** is that knowledge as numbers: it gives every sentence a probability, the chance that the
// next sentence you read or hear is exactly this one. In that sense it is a model of what people say. With it
// a program can choose between two hearings of the same sound (speech recognition), between two renderings of
// a foreign sentence (translation), or write a sentence that no one has written before (generation).
//
// All the parts exist by now: tokens (chapter 02), a network that reads them one after another (03), and its
// training (04). This chapter puts them together.
//
// **After this chapter you can**
//
// - write the probability of a sentence as a product, compute it in logarithms, and choose between two
//   sentences by it;
// - explain perplexity and bits per character, and compare models by them;
// - make the inputs and targets of a sentence: $x_1 = 0$, then $x_t = y_{t-1}$, and `<EOS>` at the end;
// - train a language model, watch it learn, and compare it with n-gram models on text it has not seen;
// - sample novel text: temperature, top-k, greedy decoding, and where to stop;
// - choose between characters and words, and say what each costs.
//
// You need chapters 02, [03](../03-RNN/03-RNN.md), and [04](../04-BPTT/04-BPTT.md). Reading takes about an hour;
// plots and tables are drawn by folded code that you can skip. The [exercise](../../Exercises/06-LanguageModel)
// asks you to write what you read here.

// %%
import Foundation
import LinearAlgebra
import NotebookDisplay
import RecurrentNetworks
import SequenceTraining
import TextEncoding

// All randomness comes from here, the plans, and the seeds of samples: results repeat.
var generator = SplitMix64(seed: 6)

// %% [markdown]
// ## The probability of a sentence
//
// A speech recognizer has heard two candidates. Suppose a language model gives them these probabilities:

// %% [folded] Two sentences that sound the same
let candidates = [("The apple and pair salad", 3.2e-13), ("The apple and pear salad", 5.7e-10)]
show(
  Table(
    header: ["sentence", "$P$", "log $P$, nats"],
    rows: candidates.map { [$0.0, "\($0.1)", log($0.1)] }),
  caption: "Two hearings of one sound (invented numbers)"
)
print("the second is more likely by a factor of", short(candidates[1].1 / candidates[0].1, digits: 2))

// %% [markdown]
// Both are tiny, because every particular sentence is rare. What counts is the ratio, and the second wins.
//
// Where does such a number come from? Let $y_1, \dots, y_T$ be the tokens of a sentence, and let $y_{T+1}$ be
// `<EOS>`, the token that ends it. The probability of the whole can always be factored from left to right, each
// token given the tokens before it:
//
// $$
// P(y_1, \dots, y_{T+1}) = P(y_1) \, P(y_2 \mid y_1) \, P(y_3 \mid y_1, y_2) \cdots = \prod_{t=1}^{T+1} P(y_t
// \mid y_1, \dots, y_{t-1})
// $$
//
// This is not an approximation, only the definition of conditional probability, used $T$ times. So a model
// that answers one question, *what comes next?*, also answers the large one. And this question is what a
// recurrent network is made for: its state $H_t$ has read $y_1 \dots y_{t-1}$, and a softmax over the
// vocabulary gives a probability to every token that can come.
//
// | symbol | what it is | shape |
// |---|---|---|
// | $T$ | the number of tokens of a sentence without `<EOS>`; it has $T + 1$ predictions | |
// | $y_t$ | token $t$ of the sentence, an index from 0 to $V - 1$; $y_{T+1}$ is `<EOS>` | |
// | $x_t$ | the network's input at time step $t$: the one-hot row of $y_{t-1}$ | $[1, V]$ |
// | $H_t$ | the hidden state after reading it | $[1, H]$ |
// | $Z_t = H_t W_{hq} + b_q$ | the logits | $[1, V]$ |
// | $\hat{y}_t = \mathrm{softmax}(Z_t)$ | $\hat{y}_{t,k}$ is the probability that token $t$ is $k$ | $[1, V]$ |
//
// Here is a sentence with invented probabilities, word by word: $T = 5$, six predictions. Multiply them, and
// add their logarithms:

// %%
let steps: [(token: String, probability: Double)] = [
  ("the", 0.2), ("lamp", 0.05), ("went", 0.3), ("out", 0.4), (".", 0.6), ("<EOS>", 0.9),
]
var product = 1.0
var logSum = 0.0

show(
  Table(
    header: ["$t$", "token", "its probability", "product so far", "sum of logarithms"],
    rows: steps.enumerated().map { index, step in
      product *= step.probability
      logSum += log(step.probability)
      return [index + 1, step.token, step.probability, product, logSum]
    }),
  caption: "The probability of \"the lamp went out.\"")

print("exp of the sum:", short(exp(logSum)))

// %% [markdown]
// Always work with the sum. The product of a few hundred numbers below 1 is too small for a `Double`, which
// ends near $10^{-308}$, and becomes 0; its logarithm is an ordinary number:

// %% [folded] Long sentences and small numbers
let hundreds = [100, 300, 500].map { count in (count, pow(0.1, Double(count)), Double(count) * log(0.1)) }
show(
  Table(
    header: ["tokens of probability 0.1", "product", "sum of logarithms"],
    rows: hundreds.map { [$0.0, $0.1, $0.2] }),
  caption: "Long sentences and small numbers")

// %% [markdown]
// The last row of the first table, `<EOS>`, belongs to the sentence. "The lamp went out" can continue; only with `<EOS>`
// does a model say that a sentence is *over*. Without it the probabilities of all sentences would not sum
// to 1.
//
// ## Perplexity and bits
//
// The negative log-probability of a sentence, $L$, is a *sum* and grows with its length. To compare texts we
// take the *mean* over the predictions:
//
// $$
// L = -\log P(y_1, \dots, y_{T+1}) \qquad \bar{L} = \frac{L}{T + 1}
// $$
//
// Three ways to write the mean are common:
//
// | measure | formula | reads as |
// |---|---|---|
// | cross-entropy | $\bar{L}$ | nats per token |
// | bits | $\bar{L} / \ln 2$ | yes-or-no questions per token |
// | perplexity | $e^{\bar{L}} = P^{-1/(T+1)}$ | the number of equally likely tokens the model hesitates among |
//
// A model that knows nothing has perplexity $V$; one that is always certain and right has 1.

// %% [folded] Three models, three measures
show(
  Table(
    header: ["model of 67 characters", "nats", "bits", "perplexity"],
    rows: [
      ("all equally likely", log(67)), ("the correct one has 1/2", log(2)),
      ("the correct one has 9/10", -log(0.9)),
    ].map { name, nats in [name, nats, nats / log(2), exp(nats)] }),
  caption: "Three models, three measures")

// %% [markdown]
// Beware of the base: one bit is 0.69 nats, and "perplexity" computed as 2 to a number of nats is wrong.
//
// ## Where recurrent language models stand
//
// | when | model | what it remembers |
// |---|---|---|
// | 1913 | Markov's chains | whether the last one or two letters of *Eugene Onegin* were vowels or consonants, counted by hand |
// | 1948 | Shannon's n-grams | the last $n - 1$ tokens |
// | 1980–2000 | smoothed n-gram models | the same, with probabilities for what was never counted |
// | 2003 | a feed-forward network on the last $n - 1$ words | the same, but similar words help each other |
// | 2010 | recurrent networks | in principle everything before, in a state of fixed size |
// | 2012–2017 | LSTM and GRU | the same, over longer distances (chapters 08 and 09) |
// | since 2017 | transformers | up to hundreds of thousands of tokens, each looked at directly |
//
// N-gram models gave way to recurrent networks, and these to **transformers**, trained on much of the public
// web. One thing has not changed: the text itself supplies the correct answers, so no one has to label anything.
// That is **self-supervised** learning. The G and the P in **GPT** describe what this chapter does on a small
// scale: *generative* (it samples text) and *pretrained* (on a plain text, by predicting the next token).
// Chat programs such as ChatGPT, Gemini, or Claude are such models, trained further to answer and to follow
// instructions. They write as ours will: sample a token, feed it back, stop at an end token.
//
// ### The text, in three parts
//
// Our text is the small book of tales that comes with the course. Line breaks inside a paragraph become
// spaces; the end of a paragraph stays a line break and serves as `<EOS>`. As characters it has a vocabulary of
// letters, digits, punctuation marks, the space, and the line break. We cut it into three parts. Models
// learn from the **training** part. Every choice, such as when to stop, is made on the **validation** part.
// The **test** part is used once per model, for the number we report. A part used for choosing flatters what
// it chose.

// %%
/// A text as tokens. `learning.training` is the training part, `learning.heldOut` the validation part.
struct ThreeParts {
  let learning: TrainingText
  let test: [Int]

  /// Cuts after the first end token beyond eight and nine tenths of the tokens.
  init(
    _ tokens: [Int], of tokenizer: any IndexedTokenizer, end: Int, named name: String
  ) {
    func cut(_ fraction: Double) -> Int {
      let place = Int(Double(tokens.count) * fraction)
      return (tokens[place...].firstIndex(of: end) ?? tokens.count - 1) + 1
    }
    learning = TrainingText(
      tokens: Array(tokens[..<cut(0.9)]), of: tokenizer,
      heldOutCount: cut(0.9) - cut(0.8), named: name)
    test = Array(tokens[cut(0.9)...])
  }
}

// %% [folded] The book as characters
let paragraphs = try String(contentsOf: CourseText.lighthouse!, encoding: .utf8)
  .components(separatedBy: "\n\n")
let bookText =
  paragraphs.map { paragraph in
    paragraph.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"

let characters = CharacterTokenizer(charactersOf: bookText)
let end = try characters.encode("\n")[0]
let book = ThreeParts(try characters.encode(bookText), of: characters, end: end, named: "the book")
let text = book.learning
let testText = characters.decode(book.test)

show(
  Table(
    header: ["part", "characters"],
    rows: [
      ["training", text.training.count], ["validation", text.heldOut.count], ["test", book.test.count],
      ["different ones, $V$", text.vocabularySize],
      ["of these in the training part", Set(text.training).count],
    ]),
  caption: "The text as characters")

// %% [markdown]
// ### The baseline: n-gram models
//
// An **n-gram model** estimates $P(y_t \mid y_{t-n+1} \dots y_{t-1})$ by counting. A **bigram model** ($n = 2$)
// knows one previous token. The plain ratio of counts gives 0 to what was never seen, and a single 0 makes a
// whole text impossible. So we mix the orders: each gets twice the weight of the next shorter one.
// For $n = 2$ the weights are 4/7 for the bigram ratio, 2/7 for the frequency of the token, and 1/7 for the
// uniform probability $1/V$.

// %%
func ngramModel(_ order: Int, of text: TrainingText) -> NGramModel {
  let weights = (0...order).map { pow(2, Double($0)) }  // 1, 2, 4 …, longest context last
  return NGramModel(
    order: order, counting: text.training, vocabularySize: text.vocabularySize,
    estimate: .interpolating(weights: weights.map { $0 / weights.reduce(0, +) }))
}

/// The probability of each token but the first, given the eight before it.
func chances(_ model: NGramModel, _ tokens: [Int]) -> [Double] {
  tokens.indices.dropFirst().map {
    model.probability(of: tokens[$0], after: tokens[..<$0].suffix(8))
  }
}
func meanBits(_ probabilities: [Double]) -> Double {
  -probabilities.reduce(0) { $0 + log2($1) } / Double(probabilities.count)
}

let ngrams = (1...6).map { ngramModel($0, of: text) }
let ngramBits = ngrams.map { meanBits(chances($0, text.heldOut)) }
let bestOrder = ngramBits.indices.min { ngramBits[$0] < ngramBits[$1] }! + 1

// %% [folded] Their bits on the validation part
show(
  Table(
    header: ["$n$", "bits per character", "nats", "perplexity"],
    rows: [
      [0, log2(Double(text.vocabularySize)), log(Double(text.vocabularySize)), Double(text.vocabularySize)]
    ]
      + ngramBits.enumerated().map { [$0 + 1, $1, $1 * log(2), exp2($1)] }),
  caption: "N-gram models on the validation part; $n = 0$ is the uniform distribution")

// %% [markdown]
// Longer contexts help up to a point, and then no more: most long n-grams of new text were never counted
// (chapter 02). The best order on the validation part is the baseline to beat.
//
// ## Building one: inputs and targets
//
// Take the sentence "Cats average 15 hours of sleep a day", word by word, with `<EOS>` at the end: $T = 8$ and
// nine predictions. During training the true token goes in at every step, whatever the model would have said.
// This is **teacher forcing**:
//
// $$
// x_1 = 0, \qquad x_t = \mathrm{onehot}(y_{t-1}) \quad (t > 1)
// $$

// %% [folded] How the unrolled model is drawn
/// A language model unrolled: a column per step, the token read below the state, the token predicted above.
func unrolled(_ read: [String], _ predicted: [String], from first: Int = 1, feedsBack: Bool = false)
  -> Diagram
{
  Diagram(
    read.indices.flatMap { t -> [Diagram.Node] in
      let column = Double(t) * 1.3
      return [
        .pill("`\(predicted[t])`", column, 0, name: "y\(t)"),
        .box("H_\(t + first)", column, 1, name: "h\(t)"),
        .pill("`\(read[t])`", column, 2, name: "x\(t)"),
      ]
    },
    read.indices.flatMap { t -> [Diagram.Edge] in
      let carried: [Diagram.Edge] = t == 0 ? [] : [.forward("h\(t - 1)", "h\(t)")]
      let fedBack: [Diagram.Edge] =
        t > 0 && feedsBack ? [.dotted("y\(t - 1)", "x\(t)", color: .orange)] : []
      return [.forward("x\(t)", "h\(t)", "y\(t)")] + carried + fedBack
    })
}
let cats = "cats average 15 hours of sleep a day".split(separator: " ").map(String.init)
let (read, predicted) = (["0"] + cats, cats + ["<EOS>"])
show(
  Diagram.panels(
    [
      ("steps 1 to 5", unrolled(Array(read[..<5]), Array(predicted[..<5]))),
      ("steps 6 to 9", unrolled(Array(read[5...]), Array(predicted[5...]), from: 6)),
    ], perRow: 1),
  caption:
    "Cats average 15 hours of sleep a day: below each state the word it reads, above the word it must predict"
)

// %% [markdown]
// At step 1 the network has read nothing, a row of zeros, and must give a probability to every word of the
// vocabulary: $P(\text{a})$, $P(\text{aaron})$, …, $P(\text{cats})$, …, $P(\langle \text{EOS} \rangle)$. At
// step 2 it reads the true word *cats* and predicts $P(\cdot \mid \text{cats})$; at step 3,
// $P(\cdot \mid \text{cats average})$; and so on to step 9, where `<EOS>` should have become likely. So it
// learns one word at a time, from left to right. Inputs and targets are the same sentence, one step apart:

// %% [folded] The nine steps as a table
show(
  Table(
    header: ["$t$", "x_t (read)", "y_t (to predict)"],
    rows: zip(["0 (nothing)"] + cats, predicted).enumerated().map { [$0 + 1, $1.0, $1.1] }),
  caption: "Teacher forcing: $T + 1 = 9$ predictions")

// %% [markdown]
// The loss of one step is the cross-entropy between the true token, written as a one-hot row, and the
// predicted distribution. All terms but one are zero, so it is the negative logarithm of the probability of
// the correct token:
//
// $$
// L_t = -\sum_{k=1}^{V} y_{t,k} \log \hat{y}_{t,k} = -\log \hat{y}_{t, y_t}
// \qquad L = \sum_{t=1}^{T+1} L_t = -\log P(y_1, \dots, y_{T+1})
// $$
//
// The loss of the sentence is the sum over its steps. It equals the negative log-probability, so training
// makes the sentences of the text likely. Its gradient flows backward through time as in chapter 04. A trained
// model gives, after any beginning such as "cats average 15 hours of", the probability of every next word.
//
// A long text is read in windows that carry the state on:

// %% [folded] How the windows are drawn
let streams = [
  ["The keeper of ", "the lighthouse", " was an old ma"],
  ["One evening a ", "girl came to t", "he door of the"],
]
show(
  Diagram(
    streams.indices.flatMap { row in
      streams[row].indices.map { .box(streams[row][$0], Double($0), Double(row), name: "\(row)\(($0))") }
    },
    streams.indices.map { .forward("\($0)0", "\($0)1", "\($0)2", label: "state") },
    groups: (0..<3).map { .frame("update \($0 + 1)", around: ["0\($0)", "1\($0)"]) }),
  caption: "Two rows of a batch over three windows: each window continues where the last one ended")

// %% [markdown]
// Row $b$ of one window continues where row $b$ of the previous window ended, so the state of row $b$ fits. The
// row of zeros is read only at the very start. Every later paragraph begins by reading the `<EOS>` of the
// previous one, so in our code an `<EOS>` is what "nothing yet" looks like.
//
// ## Training one
//
// A plain recurrent network reads the book. One pass over the training part is an **epoch**. A plan has five
// numbers that matter:
//
// | number | here | too small | too large |
// |---|---|---|---|
// | window, $T$ | 32 | cannot learn longer dependences | fewer updates per epoch, more memory |
// | batch, $B$ | 16 | noisy updates | few updates per epoch: keep some dozens (here 51) |
// | hidden units, $H$ | 128 | both losses stay high | it memorizes a small text |
// | updates | 2,000 | it stops before it has learned | it overfits: choose by the validation part |
// | learning rate | 0.01 | slow | the loss jumps or diverges |
//
// Spend your time on the learning rate first; it matters more than the others. The update is Adam's, with
// clipped gradients (chapter 07 explains clipping). In a notebook the chart below grows while the network
// learns.

// %%
var plan = TrainingPlan()
plan.hiddenSize = 128
plan.batchSize = 16
plan.sequenceLength = 32
plan.stepCount = 2000
plan.learningRate = 1e-2
plan.evaluationInterval = 100

/// The mean loss over the start of the training part, as long as the validation part.
func trainingBits(_ model: LanguageModel<RNNCell<Float>>) -> Double {
  meanBits(chances(model, Array(text.training.prefix(text.heldOut.count))))
}

/// The probability of each token but the first, given all before it.
func chances(_ model: LanguageModel<RNNCell<Float>>, _ tokens: [Int]) -> [Double] {
  let reader = LanguageModelReader(model)
  return zip(tokens, tokens.dropFirst()).map { token, next in
    exp(Double(logSoftmax(reader.read(token))[0, next]))
  }
}

/// Samples a paragraph: draws a token, feeds it back, stops at `<EOS>` or at the limit.
func written(
  _ model: LanguageModel<RNNCell<Float>>, _ sampler: Sampler, seed: UInt64, limit: Int
) -> String {
  var generator = SplitMix64(seed: seed)
  var tokens: [Int] = []
  model.sample(after: [end], length: limit, with: sampler, using: &generator) { token in
    if token != end { tokens.append(token) }
    return token != end
  }
  return characters.decode(tokens)
}

/// The losses so far, next to those of the n-gram models.
func losses() -> LineChart {
  let ends = [0, Double(plan.stepCount)]
  return LineChart(
    [
      Series("RNN, validation", x: curve.map(\.step), y: curve.map(\.validation)),
      Series("RNN, training", x: curve.map(\.step), y: curve.map(\.training)),
      Series("bigram model", x: ends, y: [ngramBits[1], ngramBits[1]]),
      Series("best n-gram model", x: ends, y: [bestNgram, bestNgram]),
    ], xLabel: "update", yLabel: "bits per character")
}

let bestNgram = ngramBits[bestOrder - 1]
let trainer = try LanguageModelTrainer<RNNCell<Float>>(plan: plan, text: text)
let untrained = trainer.model
var model = untrained
var best = Double.infinity
var curve: [(step: Double, validation: Double, training: Double)] = []
var diary: [(step: Int, bits: Double, sample: String)] = []
let lookIn = [0, 50, 100, 200, 300, 500, 1000, 2000]
let clock = ContinuousClock()
let characterTime = try withLiveDisplay { display in
  try clock.measure {
    while true {
      if trainer.step.isMultiple(of: 100) || lookIn.contains(trainer.step) {
        let bits = trainer.heldOutLoss() / log(2)
        curve.append((Double(trainer.step), bits, trainingBits(trainer.model)))
        display.show(losses(), caption: "Learning to predict the next character")
        if bits < best { (best, model) = (bits, trainer.model) }
        if lookIn.contains(trainer.step) {
          let sampler = try Sampler(temperature: 0.7)
          let sample = written(trainer.model, sampler, seed: 2, limit: 100)
          diary.append((trainer.step, bits, sample))
        }
      }
      if trainer.isFinished { break }
      trainer.advance()
    }
  }
}

// %% [timed] [folded] How long that took
let characterSeconds = characterTime / .seconds(1)
print("seconds:", short(characterSeconds))

// %% [folded] Its diary
show(
  Table(
    header: ["update", "bits, validation", "what it writes"],
    rows: diary.map { [$0.step, $0.bits, $0.sample] }),
  caption: "Watch it learn: samples at temperature 0.7, the same random numbers each time")

print(
  "bits after the last update: training", short(curve[curve.count - 1].training), " validation",
  short(curve[curve.count - 1].validation), " lowest on validation", short(best))

// %% [markdown]
// It learns fast. After 50 updates it has the lengths of words, and a few short ones such as *the*, *in*, and
// *and*; after 300 it has many real words. At the end most words are real, and the sentences still mean
// nothing. Within 100 updates it predicts better than the bigram model, so it has learned to look further back
// than one character.
//
// (From here on we use the weights that were best on the validation part.)
//
// But it does not reach the best n-gram model. That is an honest result, and a useful one. The book is short
// and repeats its phrases, in the validation part as well. An n-gram model over five characters memorizes
// them. For a network that has to learn everything in small steps, 26,000 characters are few. After 500 updates
// the validation loss hardly moves anymore, while the training loss falls to about half of it: the network
// **overfits**. If nothing can be looked up, it is the other way around: see the names further
// down. (All of this is one run.)
//
// Has the network learned anything the n-gram model does not know? Ask both, and give each half of the weight.
// Now we use the test part.

// %% [folded] Bits on the test part
let ofNetwork = chances(model, book.test)
let ofNgram = chances(ngrams[bestOrder - 1], book.test)
let ofBoth = zip(ofNetwork, ofNgram).map { 0.5 * $0 + 0.5 * $1 }
show(
  Table(
    header: ["model", "bits per test character"],
    rows: [
      ["untrained RNN", meanBits(chances(untrained, book.test))],
      ["bigram model", meanBits(chances(ngrams[1], book.test))],
      ["n-gram model, $n = \(bestOrder)$", meanBits(ofNgram)], ["RNN", meanBits(ofNetwork)],
      ["half of each: RNN and $n = \(bestOrder)$", meanBits(ofBoth)],
    ]),
  caption: "Which model predicts the test part best?")

// %% [markdown]
// The mixture is a little better than either of its parts: the two are wrong in different places. Mixing a
// network with an n-gram model was good practice in speech recognition for years.
//
// ### A look inside
//
// The state has 128 units. Does one of them mean something to us? We ask two questions about every character:
// is it the last letter of a word (asked of letters only)? And is it inside quotation marks? For every unit we
// compute the correlation between its value and the answer, over the first 8,000 characters of the training
// part. We take the best unit and measure it once more on the test part. With 128 units to choose from, some
// will correlate by chance. So there are two controls: the same search in the untrained network, and a search
// for answers that are shifted by 1000 characters.

// %% [folded] The search for a unit with a meaning
/// The states after each token, one row each, [tokens, H].
func states(_ model: LanguageModel<RNNCell<Float>>, _ tokens: [Int]) -> Matrix<Float> {
  let reader = LanguageModelReader(model)
  return concatenate(
    rows: tokens.map { token in
      _ = reader.read(token)
      return reader.state![0].hidden
    })
}

/// 1 after each character inside quotation marks, 0 elsewhere; a paragraph starts outside.
func insideQuotes(_ tokens: [Int]) -> [Double?] {
  let mark = characters.vocabulary.index(of: "\"")
  var isInside = false
  return tokens.map { token in
    if token == mark { isInside.toggle() }
    if token == end { isInside = false }
    return isInside ? 1 : 0
  }
}

func isLetter(_ token: Int) -> Bool { characters.vocabulary.tokens[token].first?.isLetter ?? false }

/// 1 after the last letter of a word, 0 after its other letters, and nothing elsewhere.
func wordEnds(_ tokens: [Int]) -> [Double?] {
  tokens.indices.map { index in
    guard isLetter(tokens[index]), index + 1 < tokens.count else { return nil }
    return isLetter(tokens[index + 1]) ? 0 : 1
  }
}

/// The correlation of a unit with the answers, where there is one.
func correlation(_ unit: [Double], _ answers: [Double?]) -> Double {
  let pairs = zip(unit, answers).compactMap { value, answer in answer.map { (value, $0) } }
  let count = Double(pairs.count)
  let (a, b) = (pairs.reduce(0) { $0 + $1.0 } / count, pairs.reduce(0) { $0 + $1.1 } / count)
  let together = pairs.reduce(0) { $0 + ($1.0 - a) * ($1.1 - b) }
  let squares = pairs.reduce((0.0, 0.0)) {
    ($0.0 + ($1.0 - a) * ($1.0 - a), $0.1 + ($1.1 - b) * ($1.1 - b))
  }
  return together / max(squares.0 * squares.1, 1e-12).squareRoot()
}
func column(_ states: Matrix<Float>, _ unit: Int) -> [Double] {
  states.column(unit).elements.map(Double.init)
}

typealias FoundUnit = (unit: Int, found: Double, test: Double)
/// The unit with the largest correlation on the training part, and its correlation on the test part.
func search(
  _ model: LanguageModel<RNNCell<Float>>, for answers: ([Int]) -> [Double?], shiftedBy shift: Int = 0
) -> FoundUnit {
  func shifted(_ tokens: [Int]) -> [Double?] {
    let all = answers(tokens)
    return Array(all[shift...] + all[..<shift])
  }
  let learning = Array(text.training.prefix(8000))
  let (seen, wanted) = (states(model, learning), shifted(learning))
  let sizes = (0..<seen.columns).map { correlation(column(seen, $0), wanted) }
  let unit = sizes.indices.max { abs(sizes[$0]) < abs(sizes[$1]) }!
  return (unit, sizes[unit], correlation(column(states(model, book.test), unit), shifted(book.test)))
}

/// Guesses from the present character: its mean answer on the training part, correlated with the answers.
func searchByCharacter(for answers: ([Int]) -> [Double?]) -> (found: Double, test: Double) {
  let learning = Array(text.training.prefix(8000))
  var sums: [Int: (sum: Double, count: Double)] = [:]
  for (token, answer) in zip(learning, answers(learning)) {
    guard let answer else { continue }
    let (sum, count) = sums[token] ?? (0, 0)
    sums[token] = (sum + answer, count + 1)
  }
  func result(_ tokens: [Int]) -> Double {
    correlation(tokens.map { token in sums[token].map { $0.sum / $0.count } ?? 0 }, answers(tokens))
  }
  return (result(learning), result(book.test))
}

let endUnit = search(model, for: wordEnds)
let byLetter = searchByCharacter(for: wordEnds)
let searches: [(question: String, network: String, result: FoundUnit)] = [
  ("is this the last letter of a word", "trained", endUnit),
  ("the same", "untrained", search(untrained, for: wordEnds)),
  ("the same, shifted", "trained", search(model, for: wordEnds, shiftedBy: 1000)),
  ("is it inside quotation marks", "trained", search(model, for: insideQuotes)),
  ("the same", "untrained", search(untrained, for: insideQuotes)),
  ("the same, shifted", "trained", search(model, for: insideQuotes, shiftedBy: 1000)),
]
show(
  Table(
    header: ["question", "network", "best unit", "correlation, training", "correlation, test"],
    rows: searches.map { question, network, result in
      [question, network, "\(result.unit)", result.found, result.test]
    }),
  caption: "The unit that answers a question best, found on the training part")
print(
  "the last letter of a word, guessed from the present letter: training", short(byLetter.found), "test",
  short(byLetter.test))

// %% [folded] The unit over two lines of the test part
let line = Array(book.test.prefix(100))
let lineReader = LanguageModelReader(model)
let guesses = line.map { token in
  let logits = lineReader.read(token).elements
  return logits.indices.sorted { logits[$0] > logits[$1] }.prefix(3).map { characters.vocabulary.tokens[$0] }
}
let lineStates = states(model, line)
let endText = TextHeat(
  tokens: line.map { characters.vocabulary.tokens[$0] },
  values: column(lineStates, endUnit.unit), label: "unit \(endUnit.unit)", nextTokens: guesses)
let neighbors = (0..<7).filter { $0 != endUnit.unit }.map {
  (name: "unit \($0)", values: column(lineStates, $0))
}
show(
  Interactive(endText, .neuron(endText, others: neighbors)),
  caption: "One unit over the start of the test part, and the most likely next characters")

// %% [markdown]
// Unit 26 has learned something about the ends of words. Its correlation is −0.58 where we searched (it turns
// negative at a last letter), and still −0.54 on the test part. No unit of the untrained network comes close
// (0.29 and 0.22), and shifted answers leave nothing. But how much of that is only the letter? Many words end in
// *d*, few in *i*, and a guess from nothing but the present letter already reaches 0.49 and 0.44. The unit does
// somewhat better, so it also uses earlier letters. In the drawing it turns at most last letters, and there the space
// is among the most likely next characters.
//
// Quotation marks are another matter. The best unit reaches 0.06, less than one of the untrained network (0.08).
// No single unit of this network shows whether someone is speaking. That takes a memory over whole sentences; Karpathy (2015)
// shows such a unit in larger networks with the cells of chapter 09.
//
// ### How far back it looks
//
// What does the network do with the past? We let it read only the last $k$ characters before each prediction,
// and compare with n-gram models that see as many. Where should its state start? Zeros, in the middle of a
// text, are a state it never saw in training. The second curve starts from the state of an `<EOS>`,
// which it knows well, but there it expects the beginning of a paragraph. Both starts cost something at
// small $k$, the second more: it is sure of the wrong thing.

// %% [folded] The bits by how much can be read
func bits(of model: LanguageModel<RNNCell<Float>>, looking back: Int, afterEnd: Bool, in tokens: [Int])
  -> Double
{
  let places = Array(32..<tokens.count)
  var state = model.initialState(batchSize: places.count)
  if afterEnd { state = model.step(places.map { _ in end }, from: state).state }
  var logits = Matrix<Float>.zeros(rows: places.count, columns: model.vocabularySize)
  for distance in stride(from: back, through: 1, by: -1) {
    (logits, state) = model.step(places.map { tokens[$0 - distance] }, from: state)
  }
  return Double(crossEntropy(logits: logits, targets: places.map { tokens[$0] })) / log(2)
}
let looks = [1, 2, 3, 4, 5, 6, 8, 12, 16, 24, 32]
let fromZeros = looks.map { bits(of: model, looking: $0, afterEnd: false, in: text.heldOut) }
let fromEnd = looks.map { bits(of: model, looking: $0, afterEnd: true, in: text.heldOut) }

show(
  LineChart(
    [
      Series("RNN, from zeros", x: looks.map(Double.init), y: fromZeros),
      Series("RNN, from the state of <EOS>", x: looks.map(Double.init), y: fromEnd),
      Series("n-gram models", x: (1...6).map { Double($0 - 1) }, y: ngramBits),
    ], xLabel: "characters that can be read", yLabel: "bits per character"),
  caption: "How far back the model looks")

print(
  "the RNN with 5, 8, 16 and 32 characters:",
  [5, 8, 16, 32].map { short(fromZeros[looks.firstIndex(of: $0)!]) }.joined(separator: "  "))

// %% [markdown]
// The n-gram models fall steeply and then stop: they cannot use what they have not counted. The network gains
// more slowly, and keeps gaining for eight or ten characters, because it does not have to have *seen* a context
// to read it. Beyond that the curve is flat, though nothing in the equations limits how far back it can look.
// Chapter 07 is about the reason.
//
// ## Choosing between two sentences
//
// Back to *pear* and *pair*. Two sentences sound alike, and one of them is right. Which does the model find
// more likely? Each starts after an `<EOS>` and ends with one. The n-gram model and an untrained network answer
// the same questions.

// %%
func logProbability(
  _ model: LanguageModel<RNNCell<Float>>, _ sentence: String
) throws -> Double {
  let tokens = try [end] + characters.encode(sentence) + [end]
  return chances(model, tokens).reduce(0) { $0 + log($1) }
}

// %% [folded] Ten pairs of sentences
let rivals = [
  ("The lamp shone over the sea.", "The lamp shone over the see."),
  ("She knew the way.", "She new the way."),
  ("It was a dark night.", "It was a dark knight."),
  ("The two of them went home.", "The too of them went home."),
  ("He had one word.", "He had won word."),
  ("The sun was in the sky.", "The son was in the sky."),
  ("They could see the boat.", "They could sea the boat."),
  ("Mina wrote the word down.", "Mina rote the word down."),
  ("It was their house.", "It was there house."),
  ("The wind blew all night.", "The wind blue all night."),
]
func ngramLog(_ sentence: String) throws -> Double {
  try chances(ngrams[bestOrder - 1], [end] + characters.encode(sentence) + [end]).reduce(0) { $0 + log($1) }
}
let verdicts = try rivals.map { right, wrong in
  (
    rnn: (try logProbability(model, right), try logProbability(model, wrong)),
    ngram: try ngramLog(right) > ngramLog(wrong),
    untrained: try logProbability(untrained, right) > logProbability(untrained, wrong)
  )
}
func word(_ isRight: Bool) -> String { isRight ? "right" : "wrong" }
show(
  Table(
    header: ["right", "log $P$", "wrong", "log $P$", "RNN", "$n = \(bestOrder)$", "untrained"],
    rows: zip(rivals, verdicts).map { pair, verdict in
      [
        pair.0, verdict.rnn.0, pair.1, verdict.rnn.1, word(verdict.rnn.0 > verdict.rnn.1),
        word(verdict.ngram),
        word(verdict.untrained),
      ]
    }),
  caption: "Which of two sentences is more likely?")
print(
  "right of 10: RNN \(verdicts.count { $0.rnn.0 > $0.rnn.1 }), n-gram \(verdicts.count { $0.ngram }),",
  "untrained \(verdicts.count { $0.untrained })")
let trainingWords = WordTokenizer(letterCase: .lowercased).tokens(of: characters.decode(text.training))
print(
  "in the training part:",
  ["two", "too", "their", "there"].map { word in "\(word) \(trainingWords.count { $0 == word })" }
    .joined(separator: ", "))

// %% [markdown]
// Eight of ten. The network was never told what a verb is; it has only read what follows what. It fails twice.
// *There* occurs 49 times in the training part and *their* twice, so there the network follows frequency,
// against grammar. That does not explain *too*, which is rarer than *two*. Ten pairs are few, so one more than
// the n-gram model means nothing, but the untrained network shows that reading helped. Look at the differences,
// not at the numbers: no further token can make a sentence more likely, so a long one has a low probability
// however good it is. If the right word is longer than the wrong one, the comparison is unfair for that reason.
//
// ## Sampling novel sequences
//
// A model of what comes next can write. Sample a token from its distribution, feed it back as the next input,
// sample again, and stop at `<EOS>` or at a limit. There is no teacher any more: the model reads its own words.

// %% [folded] How training and sampling are drawn
let lamp = ["the", "lamp", "went", "out"]
show(
  Diagram.panels(
    [
      ("training: the text gives every input", unrolled(["0"] + lamp, lamp + ["<EOS>"])),
      (
        "sampling: each sampled token is the next input",
        unrolled(["0"] + lamp, lamp + ["<EOS>"], feedsBack: true)
      ),
    ], perRow: 1),
  caption: "Training above, sampling below")

// %% [markdown]
// The weights are the same above and below; only the inputs differ. In the drawing the first input is a row of
// zeros. In our code it is an `<EOS>`, the token the model has read before every paragraph but the first.
//
// Between the logits and the sampled token there is a choice. With the **sampling temperature** $\tau$ the
// probabilities are
//
// $$
// p_k = \frac{e^{z_k / \tau}}{\sum_{j} e^{z_j / \tau}}
// $$
//
// where $z_k$ is the logit of token $k$. At $\tau = 1$ they are the model's own. Below 1 the likely becomes
// more likely, and as $\tau$ goes to 0 only the most likely token is left: **greedy decoding**. Above 1 the
// probabilities even out. **Top-k** keeps only the $k$ most likely tokens and divides by the sum of what is
// kept. What can come after "The lamp w"?

// %%
func distribution(after prompt: String, _ sampler: Sampler) throws -> [Double] {
  let reader = LanguageModelReader(model)
  var logits = Matrix<Float>.zeros(rows: 1, columns: model.vocabularySize)
  for token in [end] + (try characters.encode(prompt)) { logits = reader.read(token) }
  return sampler.probabilities(logits)
}

// %% [folded] The distribution after "The lamp w"
let prompt = "The lamp w"
let plainChances = try distribution(after: prompt, try Sampler())
let mostLikely = plainChances.indices.sorted { plainChances[$0] > plainChances[$1] }.prefix(7)
let samplers: [(name: String, sampler: Sampler)] = [
  ("temperature 0.5", try Sampler(temperature: 0.5)), ("temperature 1", try Sampler()),
  ("temperature 2", try Sampler(temperature: 2)), ("top-3", try Sampler(topK: 3)),
  ("greedy", try Sampler(temperature: 0)),
]
let choices = try samplers.map { try distribution(after: prompt, $0.sampler) }

let choiceMap = HeatMap(
  Matrix<Double>(choices.map { row in mostLikely.map { (row[$0] * 100).rounded() / 100 } }),
  rowLabels: samplers.map(\.name),
  columnLabels: mostLikely.map { characters.vocabulary.tokens[$0] }, xLabel: "next character",
  colors: .sequential)
let writings = try [0, 0.2, 0.5, 0.8, 1, 1.3, 1.6, 2].map { temperature in
  var generator = SplitMix64(seed: 3)
  let start = [end] + (try characters.encode(prompt))
  let tokens = model.sample(
    after: start, length: 140, with: try Sampler(temperature: temperature), using: &generator)
  return (temperature: temperature, text: prompt + characters.decode(tokens))
}
show(
  Interactive(
    choiceMap,
    .temperature(
      logits: plainChances.map { log(max($0, 1e-30)) }, tokens: characters.vocabulary.tokens,
      samples: writings)),
  caption: "The next character after \"The lamp w\"")

// %% [markdown]
// Temperature 0.5 squares the odds: *a* was almost twice as likely as *e* and becomes more than three times as
// likely. Temperature 2 takes their square root, and letters that hardly ever follow a *w* get their chance.
// Top-3 drops everything after the third character, here 7 percent, and scales up the rest.
//
// **Predict before you run.** Which of these settings will repeat itself, and which will misspell most?

// %% [folded] Paragraphs that are not in the book
show(
  Table(
    header: ["setting", "what it writes"],
    rows: [
      ("greedy", try Sampler(temperature: 0), 1), ("temperature 0.5", try Sampler(temperature: 0.5), 2),
      ("temperature 1", try Sampler(), 3), ("temperature 1, top-5", try Sampler(topK: 5), 4),
      ("temperature 2", try Sampler(temperature: 2), 5),
    ].map { name, sampler, seed in [name, written(model, sampler, seed: UInt64(seed), limit: 140)] }),
  caption: "Paragraphs that are not in the book, at most 140 characters each")

// %% [folded] How often each setting walks in circles
/// The number of 20 continuations, 200 characters each, whose last 20 characters occurred in them before.
func circles(_ sampler: Sampler) throws -> Int {
  var generator = SplitMix64(seed: 6)
  let prompts = testText.split(separator: "\n").filter { $0.count >= 12 }.prefix(20)
  return try prompts.filter { prompt in
    let start = [end] + (try characters.encode(String(prompt.prefix(12))))
    let text = characters.decode(model.sample(after: start, length: 200, with: sampler, using: &generator))
    return text.dropLast().contains(text.suffix(20))
  }.count
}
show(
  Table(
    header: ["setting", "circles, of 20 continuations"],
    rows: try [
      ("greedy", try Sampler(temperature: 0)), ("temperature 0.2", try Sampler(temperature: 0.2)),
      ("temperature 0.5", try Sampler(temperature: 0.5)), ("temperature 1", try Sampler()),
    ].map { name, sampler in [name, try circles(sampler)] }),
  caption: "How often the last 20 characters were written before")

// %% [markdown]
// Greedy decoding walks in circles: 19 of 20 continuations do, within 200 characters. The most likely character
// after the most likely words is soon one that was there already. A temperature of 0.2 still repeats itself
// often; 0.5 no longer does. A high temperature dissolves words into letters. Between the two is something that
// looks like the book from a distance, which is fair for so small a network and 26,000 characters.
//
// ### Names that no one has
//
// A list of names is the classic text for this game: each line is a name, and `<EOS>` is the end of the line.
// The course comes with 697 given names in a random order. A smaller network learns from eight tenths of them.
// The validation part decides when to stop, and the test part compares.

// %%
let namesText = try String(contentsOf: CourseText.names!, encoding: .utf8)
let letters = CharacterTokenizer(charactersOf: namesText)
let nameEnd = try letters.encode("\n")[0]
let names = ThreeParts(
  try letters.encode(namesText), of: letters, end: nameEnd, named: "the names")

var namePlan = plan
namePlan.hiddenSize = 48
namePlan.batchSize = 8
namePlan.sequenceLength = 16
namePlan.stepCount = 1200
namePlan.evaluationInterval = 40

// %% [folded] Training on names, with the losses
let nameTrainer = try LanguageModelTrainer<RNNCell<Float>>(plan: namePlan, text: names.learning)
var nameModel = nameTrainer.model
var nameCurve: [(step: Double, validation: Double, training: Double)] = []
while !nameTrainer.isFinished {
  nameTrainer.advance()
  guard nameTrainer.step % namePlan.evaluationInterval == 0 else { continue }
  let training = meanBits(
    chances(nameTrainer.model, Array(names.learning.training.prefix(names.learning.heldOut.count))))
  nameCurve.append((Double(nameTrainer.step), nameTrainer.heldOutLoss() / log(2), training))
  if nameCurve.allSatisfy({ $0.validation >= nameCurve.last!.validation }) { nameModel = nameTrainer.model }
}
let bestName = nameCurve.min { $0.validation < $1.validation }!
let nameNgrams = (1...6).map { ngramModel($0, of: names.learning) }
let nameBits = nameNgrams.map { meanBits(chances($0, names.learning.heldOut)) }
let nameOrder = nameBits.indices.min { nameBits[$0] < nameBits[$1] }! + 1

show(
  LineChart(
    [
      Series("validation", x: nameCurve.map(\.step), y: nameCurve.map(\.validation)),
      Series("training", x: nameCurve.map(\.step), y: nameCurve.map(\.training)),
      Series(
        "best n-gram model, validation", x: [0, Double(namePlan.stepCount)],
        y: [nameBits[nameOrder - 1], nameBits[nameOrder - 1]]),
    ], xLabel: "update", yLabel: "bits per character"),
  caption: "Names: learning, then overfitting")
print("lowest on the validation part:", short(bestName.validation), "bits after update", Int(bestName.step))
print(
  "after all updates: training", short(nameCurve[nameCurve.count - 1].training), " validation",
  short(nameCurve[nameCurve.count - 1].validation))

show(
  Table(
    header: ["model", "bits per test character"],
    rows: [
      ["best n-gram model, $n = \(nameOrder)$", meanBits(chances(nameNgrams[nameOrder - 1], names.test))],
      ["RNN, best on validation", meanBits(chances(nameModel, names.test))],
      ["RNN, after all updates", meanBits(chances(nameTrainer.model, names.test))],
    ]), caption: "Names of the test part")

// %% [folded] Why the n-gram model wins there and loses here
/// The fraction of contexts of some length in a test part that occur in the training part.
func seenContexts(_ length: Int, _ training: [Int], _ test: [Int]) -> Double {
  func contexts(_ tokens: [Int]) -> [[Int]] {
    (0...(tokens.count - length)).map { Array(tokens[$0..<$0 + length]) }
  }
  let known = Set(contexts(training))
  let asked = contexts(test)
  return Double(asked.count { known.contains($0) }) / Double(asked.count)
}
let contextLengths = [2, 3, 4, 5, 6]
show(
  Table(
    header: ["text"] + contextLengths.map { "\($0) characters" },
    rows: [("the book", text.training, book.test), ("the names", names.learning.training, names.test)].map {
      row in
      [row.0] + contextLengths.map { short(seenContexts($0, row.1, row.2), digits: 2) }
    }), caption: "Fraction of the strings in the test part that occur in the training part")

// %% [markdown]
// Here the network wins (in this one run), on names that were used neither for training nor for choosing. The
// last table shows why. In the book, four of five strings of five characters are known from the training part,
// and the n-gram model only has to look them up. Of the names, one in seven is known. Where little can be looked
// up, a network that has learned how names are *built* does better.
//
// The model after all updates is much worse than the best one. It has become overconfident: about 2 bits
// per character on the names it learned from, more than 4 on new ones. Stopping at the lowest validation loss is
// called **early stopping**, and `course train` does the same.

// %% [folded] A hundred names each
let knownNames = Set(namesText.split(separator: "\n").map(String.init))

func sampledNames(_ count: Int, from model: LanguageModel<RNNCell<Float>>, temperature: Double) throws
  -> [String]
{
  var generator = SplitMix64(seed: 7)
  var tokens: [Int] = []
  var rest = count
  let sampler = try Sampler(temperature: temperature)
  model.sample(after: [nameEnd], length: 30 * count, with: sampler, using: &generator) { token in
    tokens.append(token)
    if token == nameEnd { rest -= 1 }
    return rest > 0
  }
  return letters.decode(tokens).split(separator: "\n").map(String.init)
}

show(
  Table(
    header: ["model", "temperature", "new ones", "the first of a hundred names"],
    rows: try [
      ("best", nameModel, 0.3), ("best", nameModel, 0.7), ("best", nameModel, 1), ("best", nameModel, 1.5),
      ("last", nameTrainer.model, 0.7),
    ].map { title, model, temperature in
      let sampled = try sampledNames(100, from: model, temperature: temperature)
      let new = sampled.filter { !knownNames.contains($0) }.count
      return [title, temperature, "\(new) of \(sampled.count)", sampled.prefix(7).joined(separator: ", ")]
    }),
  caption: "Sampled names, and how many of them are not in the list")

// %% [markdown]
// Most of these names belong to no one, but many could: the network has learned that names have vowels in the
// right places, that *-a* and *-in* are good endings, and roughly how long a name is. A low temperature yields
// safe names, a high one yields letters. Even the overfitted model (last row) recites only ten known names in a
// hundred. Being too sure is not the same as reciting.
//
// ## Words or characters?
//
// The same text once more, with words as tokens. To compare fairly, nothing must be lost: a token is a word or a
// punctuation mark *with the space before it*, so the joined tokens are the text. Words that occur only once in
// the training part become `<UNK>`, and so do all new ones.

// %% [folded] The book as words
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
let wordParts = [characters.decode(text.training), characters.decode(text.heldOut), testText].map(spacedWords)
let counted = TokenCounts(wordParts[0]).byFrequency
let wordVocabulary = Vocabulary(mostFrequentOf: wordParts[0], limit: counted.filter { $0.count > 1 }.count)
let wordIndices = try wordParts.map { try wordVocabulary.encode($0) }
let unknown = wordParts[2].filter { wordVocabulary.index(of: $0) == nil }

print("the joined tokens are the text:", wordParts[2].joined() == testText)
print("V:", wordVocabulary.count, " test tokens:", wordParts[2].count, " of them <UNK>:", unknown.count)

// %% [timed] [folded] Training on words
let wordText = TrainingText(
  tokens: wordIndices[0] + wordIndices[1], of: wordVocabulary, heldOutCount: wordIndices[1].count,
  named: "the book in words")
var wordPlan = plan
wordPlan.stepCount = 1000
wordPlan.batchSize = 4
wordPlan.sequenceLength = 16
wordPlan.hiddenSize = 64
var wordModel = model
let wordSeconds =
  try clock.measure {
    let wordTrainer = try LanguageModelTrainer<RNNCell<Float>>(plan: wordPlan, text: wordText)
    wordModel = try wordTrainer.run().model
  } / .seconds(1)

print("seconds:", short(wordSeconds))

// %% [markdown]
// A loss per word and a loss per character cannot be compared: a word is many characters. **Bits per
// character** can: all bits the model needs for the whole test part, divided by its number of characters. One
// thing is missing in the word model's bill. When it says `<UNK>`, it has not yet said *which* word. We let the
// character bigram model spell it, and charge that as well.

// %% [folded] The bill of both
let spelling = try unknown.reduce(0.0) { bits, word in
  bits - chances(ngrams[1], [end] + (try characters.encode(word)) + [end]).reduce(0) { $0 + log2($1) }
}
let characterCount = Double(testText.count)
let spellingBits = spelling / characterCount
let tokensPerCharacter = Double(wordParts[2].count) / characterCount
let wordNgrams = (1...3).map { ngramModel($0, of: wordText) }
let wordOrder = (0..<3).min {
  meanBits(chances(wordNgrams[$0], wordText.heldOut)) < meanBits(chances(wordNgrams[$1], wordText.heldOut))
}!
let wordNgramBits = meanBits(chances(wordNgrams[wordOrder], wordIndices[2]))
let wordBits = meanBits(chances(wordModel, wordIndices[2]))

show(
  Table(
    header: ["model", "$V$", "tokens", "perplexity of a token", "bits per character"],
    rows: [
      [
        "characters, n-gram model", text.vocabularySize, book.test.count, exp2(meanBits(ofNgram)),
        meanBits(ofNgram),
      ],
      [
        "characters, RNN", text.vocabularySize, book.test.count, exp2(meanBits(ofNetwork)),
        meanBits(ofNetwork),
      ],
      [
        "words, n-gram model", wordVocabulary.count, wordParts[2].count, exp2(wordNgramBits),
        wordNgramBits * tokensPerCharacter + spellingBits,
      ],
      [
        "words, RNN", wordVocabulary.count, wordParts[2].count, exp2(wordBits),
        wordBits * tokensPerCharacter + spellingBits,
      ],
    ]),
  caption: "The same test part in two kinds of tokens")
print("bits per character in the last two rows for spelling <UNK>:", short(spellingBits))

// %% [markdown]
// The perplexities of the two kinds are far apart and say nothing about each other: hesitating among forty words
// is not worse than hesitating among four characters. The last column can be compared. With words the network
// needs slightly fewer bits than with characters, because it does not have to learn to spell the words it knows.
// But it is not better than its n-gram model, and a third of its bill is for spelling the words it does not
// know. A larger text would make that part small. (One run each.)
//
// And the work? One step costs $H^2$ multiplications for the recurrence (a one-hot input only looks up a row)
// and $H \cdot V$ for the logits. For both to read the test part with the same $H = 128$:

// %% [folded] The multiplications of both
let hidden = 128
let readings: [(name: String, steps: Int, vocabulary: Int)] = [
  ("characters", book.test.count, text.vocabularySize),
  ("words", wordParts[2].count, wordVocabulary.count),
  ("words, if $V$ were 10,000", wordParts[2].count, 10_000),
]
let workRows: [[Any]] = readings.map { reading in
  let (recurrence, output) = (hidden * hidden, hidden * reading.vocabulary)
  return [
    reading.name, reading.steps, recurrence, output, Double(reading.steps * (recurrence + output)) / 1e6,
  ]
}
show(
  Table(
    header: [
      "tokens", "steps, one after another", "$H^2$ each", "$H · V$ each", "million multiplications in all",
    ],
    rows: workRows), caption: "What it costs to read the test part")

// %% [markdown]
// With the same state, characters need almost four times as many steps, and these run one after another. That
// is why a character model is called expensive, and for the recurrence it is true. The last layer is the other
// side: with 10,000 words it costs more than all the rest. So characters cost steps, and words cost width.
//
// | | characters | words |
// |---|---|---|
// | vocabulary | tens | tens of thousands in real use |
// | unknown tokens | none | `<UNK>`, whatever the limit |
// | steps per sentence | about four times as many, and they cannot run in parallel | few |
// | a dependence over ten words | some forty steps away | ten steps away |
// | cost of the last layer, $[H, V]$ | small | most of the work |
// | spelling, endings, new words | can be learned, and invented | out of reach |
//
// A character model spends much of its memory on spelling, and what was said a sentence ago is hundreds of
// steps away. Chapter 07 shows why that is too far for a plain recurrent network. Subword tokens (chapter 02)
// are the compromise that won. Both kinds use the same architecture, plain or with the cells of chapters 08 and
// 09; both are trained by teacher forcing, and both read their own tokens when they generate.

// %% [markdown]
// ## Common mistakes
//
// - **Targets not shifted.** If step $t$ reads $y_t$ and must predict $y_t$, the loss falls to nothing in no
//   time, and the model has learned to copy. A loss that is too good is a bug; see below.
// - **`<EOS>` forgotten** as a target: the model never stops, and its probabilities are those of beginnings.
// - **Mean for sum,** or bits for nats: perplexities that look wonderful.
// - **Scored on the text it was trained on.** The loss there keeps falling while that on new text rises.
// - **Chosen and reported on the same part.** The validation part flatters the model it chose.
// - **The sampled token not fed back.** Then every sample is from the same distribution.
// - **Temperature applied to probabilities** instead of logits: divided by their sum they are unchanged.
// - **State not carried** between windows that follow each other, or carried between unrelated sentences.

// %%
var copying = LanguageModel<RNNCell<Float>>(
  vocabularySize: text.vocabularySize, hiddenSize: 32, using: &generator)
var optimizer = Adam(for: copying, learningRate: 0.01)
let windows = SequentialWindows(text.training, batchSize: 16, stepCount: 32)
for index in 0..<150 {
  let window = windows[index % windows.windowCount]
  let unshifted = TokenWindow(inputs: window.inputs, targets: window.inputs)
  let gradient = copying.lossAndGradient(of: unshifted, from: nil).gradient
  optimizer.update(&copying, along: gradient)
}
let copies = TokenWindow(inputs: windows[0].inputs, targets: windows[0].inputs)
let tooGood = copying.loss(of: copies, from: nil).loss
let honest = copying.loss(of: windows[0], from: nil).loss

print("targets not shifted, bits after 150 updates:", short(tooGood / log(2)))
print("the same model, scored on the next character:", short(honest / log(2)))

// %% [markdown]
// ## Questions that everyone asks
//
// - **What is `stateful`? When is the state reset?** Within a sequence the state is always carried. `stateful`
//   (Keras) says that it is also carried from one batch to the next. That makes sense only if row $b$ continues
//   where row $b$ of the previous batch ended, as in our windows; then nothing may be shuffled, and the batch
//   size is fixed. Here `SequentialWindows` reads that way.
// - **Can I shuffle the windows?** Yes, if every window starts from zeros (`RandomWindows`; chapters 10 and 11
//   train like that). It costs a little: the first characters of each window are predicted without a past.
// - **How do I choose window, batch, units, updates, and learning rate?** See the table in "Training one".
// - **It overfits. What now?** In this order: stop earlier, use fewer units, add dropout (chapter 11), get more
//   text. If both losses are high and equal, it is the other way around: the network is too small, the
//   learning rate is wrong, or the training was too short.
// - **Why does it repeat itself?** Greedy decoding and low temperatures return to the most likely words, which
//   lead to the same words again. A better model loops later, but it still loops. Sample with a temperature
//   near 1, or cut the tail with top-k or **top-p** (the fewest tokens whose probabilities add up to $p$).
// - **What must the first input be?** Whatever training used. We train on windows of one long text, so it is
//   `<EOS>`; a model trained on single sentences from $x_1 = 0$ must start with zeros. The exercise does that.

// %% [markdown]
// ## On paper
//
// **1. Predict.** A model gives three tokens the probabilities 1/2, 1/3, and 1/6. What do top-2 and temperature
// 1/2 turn them into?
//
// <details><summary>Answer</summary>
//
// Top-2 keeps 1/2 and 1/3 and divides by 5/6: 3/5, 2/5, 0. Dividing logits by 1/2 squares the probabilities,
// up to the sum: 1/4, 1/9, 1/36, divided by 14/36: 9/14, 4/14, 1/14.
//
// </details>
//
// **2. Derive.** Show that perplexity is the inverse of the geometric mean of the probabilities of the correct
// tokens. What is it if one of them is 0?
//
// <details><summary>Answer</summary>
//
// With $N$ predictions of probabilities $p_t$,
// $e^{\bar{L}} = \exp(-\frac{1}{N} \sum_t \log p_t) = (\prod_t p_t)^{-1/N}$. One zero makes the product 0 and
// the perplexity infinite, which is why the n-gram models above mix in the uniform distribution.
//
// </details>
//
// **3. Why** is a model without `<EOS>` not a distribution over sentences of all lengths?
//
// <details><summary>Answer</summary>
//
// Without an end, every step distributes probability 1 over the next token. So the probabilities of all
// sentences of length 1 already sum to 1, and those of length 2 again, and so on: the total is infinite. With
// `<EOS>` each sentence pays for ending, and what it does not pay is left for its continuations.
//
// </details>

// %% [markdown]
// ## Try it
//
// Open `Exercises/06-LanguageModel`. There are five tasks:
//
// 1. the probability of a sentence, and its perplexity;
// 2. inputs and targets by teacher forcing;
// 3. the pass over a sentence, its loss, and bits per prediction;
// 4. sampling: temperature, top-k, greedy, and a novel sentence;
// 5. a model that remembers what bigrams cannot, graded by its result.
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
// - Give the character model 512 units, or ten times as many updates. When does the validation loss begin to
//   rise?
// - Sample with temperature 0.8 and each of top-2, top-5, top-20. Which reads best?
// - Look for a unit that knows whether a word has just begun, or how long the line is.
// - `swift run course train` does all this on your own text file, and `swift run course sample` writes.

// %% [markdown]
// ## Summary
//
// - $P(y_1 \dots y_{T+1}) = \prod_t P(y_t \mid y_1 \dots y_{t-1})$; in a program the sum of logarithms.
//   `<EOS>` is part of the sentence.
// - Perplexity $e^{\bar{L}}$ is the number of equally likely tokens the model hesitates among. Bits per
//   character make models with different tokens comparable.
// - Inputs and targets are the same sentence, one step apart; $x_1 = 0$. The loss is the summed
//   cross-entropy.
// - N-gram models are the baseline; they run out of counts.
// - Training, validation, test: learn from the first, choose by the second, report the third.
// - Sampling draws a token, feeds it back, and stops at `<EOS>` or a limit. Temperature, top-k, and greedy
//   decoding choose how bold it is.
// - Characters: no unknowns, long sequences. Words: short sequences, large vocabularies, `<UNK>`.

// %% [markdown]
// ## Appendix: a whole language model on one page
//
// Everything in this chapter, from scratch: the model, its loss, backpropagation through time, Adagrad, and
// sampling. It uses nothing of the library but matrices, and learns names. (Karpathy's min-char-rnn is its
// model.) Read it once from top to bottom; there is nothing else to a recurrent language model.

// %%
struct TinyModel {
  var weightXH, weightHH, biasH, weightHQ, biasQ: Matrix<Double>

  /// The parameters, to treat all alike.
  static let all: [WritableKeyPath<TinyModel, Matrix<Double>>] = [
    \.weightXH, \.weightHH, \.biasH, \.weightHQ, \.biasQ,
  ]

  init(vocabulary: Int, hidden: Int, using generator: inout SplitMix64) {
    let edge = 1 / Double(hidden).squareRoot()
    func random(_ rows: Int, _ columns: Int) -> Matrix<Double> {
      .uniform(rows: rows, columns: columns, in: -edge...edge, using: &generator)
    }
    weightXH = random(vocabulary, hidden)
    weightHH = random(hidden, hidden)
    biasH = .zeros(rows: 1, columns: hidden)
    weightHQ = random(hidden, vocabulary)
    biasQ = .zeros(rows: 1, columns: vocabulary)
  }

  /// One step: reads a token; returns the new state and the probabilities of the next token.
  func step(
    _ token: Int, _ state: Matrix<Double>
  ) -> (state: Matrix<Double>, chances: Matrix<Double>) {
    // a one-hot row picks a row
    let state = tanh(weightXH.row(token) + matmul(state, weightHH) + biasH)
    let logits = matmul(state, weightHQ) + biasQ
    let powers = exp(logits - logits.maximum())
    return (state, powers / powers.sum())
  }

  /// The summed loss of a window, its gradient, and the last state. Teacher forcing: `tokens` are
  /// inputs and targets.
  func loss(_ tokens: ArraySlice<Int>, from start: Matrix<Double>) -> (
    loss: Double, gradient: TinyModel, state: Matrix<Double>
  ) {
    var (states, chances, loss) = ([start], [Matrix<Double>](), 0.0)
    let inputs = Array(tokens.dropLast())
    let targets = Array(tokens.dropFirst())
    for (input, target) in zip(inputs, targets) {
      let (state, distribution) = step(input, states[states.count - 1])
      states.append(state)
      chances.append(distribution)
      loss -= log(distribution[0, target])
    }
    var gradient = self
    for path in Self.all { gradient[keyPath: path] *= 0 }
    var fromNext = start * 0
    for t in inputs.indices.reversed() {
      var logitGradient = chances[t]  // softmax minus one-hot
      logitGradient[0, targets[t]] -= 1
      gradient.weightHQ.addProduct(states[t + 1], logitGradient, transposingFirst: true)
      gradient.biasQ += logitGradient
      let fromLoss = matmul(logitGradient, weightHQ, transposingSecond: true)
      let slope = 1 - states[t + 1] * states[t + 1]  // of tanh
      let sumGradient = (fromLoss + fromNext) * slope
      for unit in 0..<sumGradient.columns {
        gradient.weightXH[inputs[t], unit] += sumGradient[0, unit]
      }
      gradient.weightHH.addProduct(states[t], sumGradient, transposingFirst: true)
      gradient.biasH += sumGradient
      fromNext = matmul(sumGradient, weightHH, transposingSecond: true)  // to step t - 1
    }
    return (loss, gradient, states[states.count - 1])
  }

  /// Samples text until there are `lines` ends.
  func sample(
    after token: Int, lines: Int, end: Int, using generator: inout SplitMix64
  ) -> [Int] {
    var (state, token, tokens) = (biasH * 0, token, [Int]())
    while tokens.count(where: { $0 == end }) < lines, tokens.count < 40 * lines {
      let next = step(token, state)
      state = next.state
      var point = Double.random(in: 0..<1, using: &generator)
      token =
        next.chances.elements.firstIndex { chance in
          point -= chance
          return point < 0
        } ?? end
      tokens.append(token)
    }
    return tokens
  }
}

var dice = SplitMix64(seed: 1)
var tiny = TinyModel(vocabulary: letters.vocabulary.count, hidden: 48, using: &dice)
var squares = tiny  // Adagrad's memory: the sums of squared gradients
for path in TinyModel.all { squares[keyPath: path] *= 0 }
let tokens = names.learning.training
var carried = tiny.biasH * 0
var place = 0
for update in 0...4000 {
  // a new epoch starts from zeros
  if place + 26 > tokens.count { (place, carried) = (0, carried * 0) }
  let (loss, gradient, state) = tiny.loss(tokens[place..<place + 26], from: carried)
  // the state is carried on, the gradient is not: truncated BPTT
  (place, carried) = (place + 25, state)
  for path in TinyModel.all {
    let clipped = gradient[keyPath: path].map { min(5, max(-5, $0)) }
    squares[keyPath: path] += clipped * clipped
    let size = squares[keyPath: path].map { $0.squareRoot() + 1e-8 }
    tiny[keyPath: path] -= 0.1 * clipped / size
  }
  if update.isMultiple(of: 1000) {
    let sampled = tiny.sample(after: nameEnd, lines: 4, end: nameEnd, using: &dice)
    let name = letters.decode(sampled)
    print(
      update, " bits in this window:", short(loss / 25 / log(2)), " ",
      name.replacingOccurrences(of: "\n", with: " "))
  }
}
print(
  "bits per character, validation part:",
  short(
    tiny.loss(names.learning.heldOut[...], from: carried * 0).loss / log(2)
      / Double(names.learning.heldOut.count - 1)))

// %% [markdown]
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
// - A. Karpathy, "The unreasonable effectiveness of recurrent neural networks", 2015: samples while it learns,
//   and units with a meaning.
// - A. Vaswani and others, "Attention is all you need", *NeurIPS*, 2017.
// - A. Radford and others, "Improving language understanding by generative pre-training", 2018: the first GPT.
