// %% [markdown]
// # 1. Categories as numbers
//
// A network multiplies and adds. A word, a day of the week, or a kind of bread can be neither multiplied nor
// added, so before anything can be learned from them they must become numbers. There is an obvious way to do
// it, which is usually wrong, and a slightly wasteful one, which is right. This chapter shows both, with the
// reason. It opens with the subject of the whole course: sequences.
//
// **After this chapter you can**
//
// - say what makes data a sequence, and name the patterns that a sequence can hold;
// - measure in bits how much the past says about what comes next;
// - read the course's notation: $x_t$, $X_t$, $T$, $B$;
// - encode categories as labels and as one-hot rows, and decode them;
// - show with numbers why labels mislead a model;
// - say why a one-hot row times a matrix needs no product, and what that has to do with embeddings;
// - handle what does not fit: a category never seen, an empty column, a category listed twice.
//
// You need to know what a [matrix product](https://en.wikipedia.org/wiki/Matrix_multiplication) is. A check:
// the row $[1, 2]$ times the matrix with the rows $[1, 0]$ and $[3, 5]$ is $[7, 10]$. If you see why, you are
// ready. Reading takes about 40 minutes; the [exercise](../../Exercises/01-OneHot) asks you to write what
// you read here.

// %%
import Foundation
import LinearAlgebra
import NotebookDisplay
import SequenceTraining
import TextEncoding

var generator = SplitMix64(seed: 1)  // all randomness comes from here: results repeat

// %% [markdown]
// ## The book and its people
//
// Most measurements on text in this course use one small book, written for it: twelve tales from the town of
// Tillen. You will meet its people again and again. **Tobin** is the old keeper of the lighthouse. **Mina** is
// nine years old and collects words in a small blue book. **Mr. Pell** repairs clocks, **Rosa** bakes bread,
// **Hanna** is the captain of the ferry, **Jory** is the boy who is late for it, and **Admiral** is a cat. This
// is how the book begins:

// %%
let text = try String(contentsOf: CourseText.lighthouse!, encoding: .utf8)
print(text.split(separator: "\n").dropFirst().prefix(9).joined(separator: "\n"))
print("…\n")
print(text.count, "characters,", Set(text).count, "of them different")

// %% [markdown]
// ## What makes data a sequence
//
// A heap of photographs is not a sequence: shuffle it, and nothing is lost. A sentence is one. Its words have
// an **order**, and each word depends on those before it. In general, a sequence is a list of values
// $x_1, x_2, \dots$ in which each is **conditioned** on the values before it. In symbols, the distribution
// $P(x_t \mid x_1, \dots, x_{t-1})$ changes with the past. Static data has no such dependence: each photograph
// can be understood on its own.

// %% [folded] How the drawing is made
show(
  Diagram.panels(
    [
      ("a heap: no arrows", Diagram((1...4).map { .box("photo \($0)", Double($0), 0) })),
      (
        "a sequence: x_4 depends on all before it",
        Diagram(
          (1...4).map { .circle("x_\($0)", Double($0), 0) },
          [
            .forward("x_3", "x_4", color: .orange), .forward("x_2", "x_4", color: .orange, bend: .under),
            .forward("x_1", "x_4", color: .orange, bend: .under),
          ])
      ),
    ], perRow: 1),
  caption: "A heap and a sequence")

// %% [markdown]
// Here is a series in which the dependence is plain to see. We make it ourselves, so that we know what is in
// it: a **trend** that rises by 0.02 per step, a **season** that repeats every 12 steps, and noise of at most
// 0.3. Next to it are the same values in another order.

// %%
let stepCount = 120
let noise = (0..<stepCount).map { _ in Double.random(in: -0.3...0.3, using: &generator) }
let series = noise.enumerated().map { t, noise -> Double in
  let (trend, season) = (0.02 * Double(t), sin(2 * .pi * Double(t) / 12))
  return trend + season + noise
}
let shuffled = series.shuffled(using: &generator)

// %% [folded] How the plot is drawn
show(
  LineChart(
    [Series("in order", series), Series("the same values, shuffled", shuffled, style: .dots)], xLabel: "step",
    yLabel: "value"),
  caption: "The same 120 values in two orders")

// %% [markdown]
// Both have the same mean, the same variance, and the same histogram. Now guess each value, and measure how
// wrong the guess is on average. Five guesses compete: the mean of all values; the value one step before; the
// value one season before; that value plus what the trend adds in a season; and the rule that made the series,
// without its noise. *Predict before you read on: which guesses get worse when the values are shuffled, and
// which one hardly changes?*

// %%
/// How wrong a guess of step t is on average, over all steps with a season before them.
func meanError(_ values: [Double], _ guess: (Int) -> Double) -> Double {
  let steps = 12..<values.count
  return steps.map { abs(values[$0] - guess($0)) }.reduce(0, +) / Double(steps.count)
}
let mean = series.reduce(0, +) / Double(stepCount)
func errors(_ values: [Double]) -> [Double] {
  [
    meanError(values) { _ in mean },
    meanError(values) { values[$0 - 1] },
    meanError(values) { values[$0 - 12] },
    meanError(values) { values[$0 - 12] + 12 * 0.02 },
    meanError(values) { series[$0] - noise[$0] },
  ]
}

// %% [folded] How the table is made
let guesses = [
  "the mean of all", "the value before", "the value 12 steps before", "that, plus the trend of 12 steps",
  "the rule, without the noise",
]
show(
  Table(
    header: ["guess", "in order", "shuffled"],
    rows: zip(guesses, zip(errors(series), errors(shuffled))).map { [$0, $1.0, $1.1] }),
  caption: "How far off the guess is on average")

// %% [markdown]
// In order, every guess from the past beats the mean, and each one that knows more of the pattern beats the
// one above it. Shuffled, every guess from the past is *worse* than ignoring the past. That is the whole reason
// for networks with a memory. (The error of the mean moves a little only because the first 12 steps are not
// guessed.) The last line is a limit: the noise cannot be predicted by anyone, so the foresight of any model
// ends there.
//
// Five kinds of pattern make the past useful. A sequence model has to find them in examples, as rules that
// no one writes down for it:
//
// | pattern | what repeats | example |
// |---|---|---|
// | continuity | a value is near the one before | temperature from minute to minute |
// | trend | a slow rise or fall | the price of bread over decades |
// | season, cycle | a season has a fixed period; a cycle rises and falls without one | heating in winter; booms and slumps |
// | lagged effect | a cause that shows some steps later | rain today, a high river in three days |
// | long-range dependence | a link across many steps | *The cats, which … , were full* |
//
// You can see several of them by asking how strongly the values $k$ steps apart go together, for each lag
// $k$. The measure is the **correlation**: 1 if they always move together, 0 if they have nothing to do with
// each other. For a lagged effect we make rain, and a river that follows the rain after three steps.

// %% [folded] How the correlations are computed and drawn
let rain = (0..<stepCount).map { _ in Double.random(in: 0...1, using: &generator) }
let river = (0..<stepCount).map { t in
  (t < 3 ? 0 : 0.8 * rain[t - 3]) + 0.2 * Double.random(in: 0...1, using: &generator)
}

/// The correlation of `later` with `earlier` k steps before.
func correlation(_ earlier: [Double], _ later: [Double], lag k: Int) -> Double {
  let pairs = (k..<later.count).map { (earlier[$0 - k], later[$0]) }
  let (meanX, meanY) = (
    pairs.map(\.0).reduce(0, +) / Double(pairs.count), pairs.map(\.1).reduce(0, +) / Double(pairs.count)
  )
  func sum(_ term: ((Double, Double)) -> Double) -> Double { pairs.map(term).reduce(0, +) }
  let (xx, yy) = (sum { pow($0.0 - meanX, 2) }, sum { pow($0.1 - meanY, 2) })
  return sum { ($0.0 - meanX) * ($0.1 - meanY) } / (xx * yy).squareRoot()
}
let lags = 1...30
show(
  LineChart(
    [
      Series("the series", lags.map { correlation(series, series, lag: $0) }, startingAt: 1),
      Series("the same, shuffled", lags.map { correlation(shuffled, shuffled, lag: $0) }, startingAt: 1),
      Series("rain, then river", lags.map { correlation(rain, river, lag: $0) }, startingAt: 1),
    ], xLabel: "lag $k$, in steps", yLabel: "correlation"),
  caption: "How values k steps apart go together")
print(
  "rain and river, lags 1 to 5:",
  lags.prefix(5).map { short(correlation(rain, river, lag: $0)) }.joined(separator: ", "))

// %% [markdown]
// The season is the wave with its crests at 12 and 24. The trend makes the crests higher than the troughs are
// deep. The river answers the rain at lag 3 and at no other. (Two series of 120 values that have nothing to do
// with each other still have a correlation by chance, in 19 of 20 cases below about $2 / \sqrt{120} = 0.18$; of
// thirty lags, expect one or two above.) The shuffled values are the control: whatever their curve shows is
// chance.
//
// ### Text, measured in bits
//
// Text is no different. How uncertain is the next character? The unit is the **bit**: one bit is the
// uncertainty of a fair coin, two bits that of four equally likely cases, $n$ bits that of $2^n$. If the cases
// are not equally likely, take the mean over them of $-\log_2$ of their probability. That mean is the
// **entropy**. Given the character before, it is the **conditional entropy**:
//
// $$
// H(x_t \mid x_{t-1}) = - \sum_{a} p(a) \sum_{b} p(b \mid a) \, \log_2 p(b \mid a)
// $$
//
// | symbol | what it is |
// |---|---|
// | $a$ | a character that can come before |
// | $p(a)$ | the fraction of all steps with $a$ before them |
// | $p(b \mid a)$ | among those steps, the fraction whose character is $b$ |
//
// Read it from the inside out: for one past $a$, the second sum is the entropy of what follows it; the first
// sum is the mean over all pasts.
//
// Do one by hand. In `abacabad`, seven characters have one before them. Four times it is `a`, and what follows
// is `b` twice, `c` once, `d` once: $\frac12 \cdot 1 + \frac14 \cdot 2 + \frac14 \cdot 2 = 1.5$ bits. Three
// times it is `b` or `c`, and what follows is always `a`: 0 bits. So the mean is
// $\frac47 \cdot 1.5 + \frac37 \cdot 0 = 0.857$ bits. The function counts in the same way, for a past of any
// length:

// %%
/// The mean uncertainty of a character, in bits, given the `count` characters before it.
func uncertainty(of text: [Character], knowing count: Int) -> Double {
  var followers: [ArraySlice<Character>: [Character: Int]] = [:]
  for t in count..<text.count {
    followers[text[t - count..<t], default: [:]][text[t], default: 0] += 1
  }
  let total = Double(text.count - count)
  var bits = 0.0
  for counts in followers.values {
    let here = Double(counts.values.reduce(0, +))  // how often this past occurs
    for n in counts.values.map(Double.init) { bits -= n / total * log2(n / here) }
  }
  return bits
}
let tiny = Array("abacabad")
print("abacabad, knowing one character:", short(uncertainty(of: tiny, knowing: 1)))

// %% [markdown]
// Now the book, and as a control the book with its characters shuffled. *Predict the right-hand column: what
// should it be in every row?*

// %% [folded] How the table is made
let characters = Array(text)
let scrambled = characters.shuffled(using: &generator)

show(
  Table(
    header: ["characters known", "bits, in the book", "bits, characters shuffled"],
    rows: (0...3).map { count in
      [count, uncertainty(of: characters, knowing: count), uncertainty(of: scrambled, knowing: count)]
    }),
  caption: "How uncertain the next character is")

// %% [markdown]
// Knowing two characters takes more than half of the uncertainty away. In the shuffled text, one known
// character helps hardly at all.
//
// But look at the last rows on the right. In a shuffled text nothing helps, so the true value is 4.422 in
// every row. The measured one falls all the same, and the difference is an error of the method: most pasts of
// two or three characters occur so rarely that what followed them *here* looks like a rule. On a longer text
// the drop would vanish. The column of the book suffers from the same error, but less, because its pasts repeat
// more often. A model that counts and a network that is trained too long fall into the same trap. The way out
// is to measure on text that was not counted; chapter 06 does that.
//
// ### Bits and nats, mean and sum
//
// Every chapter from here on uses these words. This is the place to look them up.
//
// The **surprise** of something that had probability $p$ is $-\log p$. With the logarithm to base 2 it is
// measured in **bits**, with the natural logarithm in **nats**. They differ like inches and centimeters: 1 nat
// is $1 / \ln 2 = 1.443$ bits, and 1 bit is $\ln 2 = 0.693$ nats. People like bits. Networks compute with
// $\ln$, because its derivative is simpler, so their losses are in nats.
//
// Suppose a model gave the four characters that came the probabilities ½, ¼, ⅛, and ⅛. The probability of all
// four is the product, 1/512, and the logarithm turns the product into a sum:

// %% [folded] How the table is made
let probabilities = [0.5, 0.25, 0.125, 0.125]
let bits = probabilities.map { -log2($0) }
let nats = probabilities.map { -log($0) }
func total(_ surprises: [Double]) -> Double { surprises.reduce(0, +) }

show(
  Table(
    header: ["unit", "$p = 1/2$", "1/4", "1/8", "1/8", "sum", "mean", "perplexity"],
    rows: [
      ["bits"] + bits + [total(bits), total(bits) / 4, "2^mean = \(short(pow(2, total(bits) / 4)))"],
      ["nats"] + nats + [total(nats), total(nats) / 4, "e^mean = \(short(exp(total(nats) / 4)))"],
    ]),
  caption: "The surprises of four characters")

// %% [markdown]
// - The **sum** over the steps is the surprise of the whole sequence: $-\log$ of its probability. Longer
//   sequences have larger sums.
// - The **mean** per step does not grow with the length, so sequences and models can be compared by it. A loss
//   without a word about sum or mean says nothing. Each chapter says which one it uses.
// - **Cross-entropy** is the mean surprise of a model's predictions. **Entropy** is what it would be if the
//   model knew the true probabilities. Cross-entropy is never smaller; the excess is what the model does not
//   know.
// - **Perplexity** is the mean surprise turned back into a number of choices: 4.757 means as uncertain as a
//   fair die with 4.757 faces. It does not depend on the unit, as long as base and unit match.
//
// ## Where sequences occur, and how we write them
//
// We write $x_t$ for the value at **time step** $t$, counted from 1, and $T$ for the number of steps. If there
// are outputs, $y_t$ is the one at step $t$, and $T'$ their number. The two lengths do not have to be equal,
// and they can differ from example to example.
//
// | task | input | output | $T$ and $T'$ |
// |---|---|---|---|
// | speech recognition | sound, step by step | characters or words | $T$ far larger than $T'$ |
// | sentiment of a review | words | one number of stars | $T' = 1$ |
// | tagging names in a text | words | name or not, for each word | $T = T'$ |
// | translation | words | words of another language | different |
// | music | a style, or nothing | notes | $T$ is 1 or 0 |
// | video | pictures | what happens in them | $T' = 1$, or $T = T'$ |
// | forecasting | measurements so far | measurements to come | chosen by you |
// | anomaly detection | measurements | ordinary or not, for each | $T = T'$ |
//
// Take the third task: which words of a sentence are part of a person's name?

// %%
let sentence = ["Harry", "lost", "the", "key", "but", "Harry", "found", "it"]
let isName = [1, 0, 0, 0, 0, 1, 0, 0]

// %% [folded] How the table is made
show(
  Table(
    header: ["$t$"] + sentence.indices.map { "\($0 + 1)" },
    rows: [["x"] + sentence, ["y"] + isName.map { "\($0)" }]),
  caption: "One example: $T = T′ = 8$")

// %% [markdown]
// $x_1$ and $x_6$ are the same word. If step 1 teaches a network that Harry is a person, it should know the
// same at step 6. A network with separate weights for every position has to learn it twice, and a third time
// for position 7. Chapter 03 counts what that costs, and does better.
//
// Networks read several sequences at a time, a **minibatch** of $B$ of them, or **batch** for short. If each
// value is a row of $I$ numbers, step $t$ of all $B$ sequences is one matrix, $X_t$ of shape $[B, I]$, and the
// whole batch is $T$ such matrices. Time is outside, the batch is in the rows. Below, $B = 2$ and $I = 4$; the
// marked rows are the first sequence:

// %% [folded] How the drawing is made
let batch: [Matrix<Double>] = [[0, 3], [1, 1], [2, 3], [3, 2]].map { oneHot($0, classCount: 4) }
show(
  Diagram(
    batch.enumerated().map { t, rows in
      .matrix("X_\(t + 1)\n[B, I]", rows, Double(t), 0, markedRows: [0])
    },
    groups: [.frame("time: $T = 4$ matrices", around: batch.indices.map { "X_\($0 + 1)" })]),
  caption: "A batch of two sequences, one matrix per time step")

// %% [markdown]
// In code, $X_t$ is element `t - 1` of an array of matrices. Other books write the same things in other
// ways: $x^{\langle t \rangle}$, $T_x$, and $T_y$ for our $x_t$, $T$, and $T'$; the
// [appendix](#appendix-notation) has a table. The question of this chapter is what the row of numbers is.
// $x_1$ is "Harry", and a network cannot multiply by Harry.
//
// ## Labels: the obvious way
//
// A small table of foods: the first column holds categories, the other one numbers. **Label encoding** gives
// each category a number, its **label**. Many texts count labels from 1, in the order of the rows:

// %% [folded] How the table is made
let menu = ["apple", "chicken", "broccoli"]
let menuCalories = [95, 231, 50]
show(
  Table(
    header: ["food", "label", "calories of a portion"],
    rows: menu.indices.map { [menu[$0], $0 + 1, menuCalories[$0]] }),
  caption: "Three foods, labeled from 1")

// %% [markdown]
// The calories stay unchanged. They are already numbers, and numbers that mean something: 231 is really more
// than 95.
//
// This course makes two small changes. Labels start at 0, so that a label is an index into an array. And the
// categories are sorted first, so that the labels do not depend on which row happens to come first:
//
// 1. collect the distinct values, the **categories**; there are $V$ of them;
// 2. sort them;
// 3. the label of a category is its index in the sorted list, from 0 to $V - 1$.

// %%
let foods = ["rice", "apple", "chicken", "apple", "broccoli", "rice"]
let foodLabels = try LabelEncoder(fitting: foods)
let labelsOfFoods = try foodLabels.encode(foods)

print("categories:", foodLabels.categories)
print("encoded:   ", labelsOfFoods)
print("decoded:   ", try foodLabels.decode(labelsOfFoods))

// %% [markdown]
// That is compact, and nothing is lost: decoding returns the foods.
//
// ## Why labels mislead
//
// What does a model see that reads these numbers? A line, with the foods on it at equal distances. It sees
// that
//
// - chicken is *more* than broccoli: an **order** where there is none;
// - apple is three times as far from rice as from broccoli: a **distance** where there is none;
// - chicken is the mean of broccoli and rice.
//
// None of this was in the data. It came from the alphabet; in another language, other foods are neighbors.
// What we want instead are points that are all equally far apart.

// %% [folded] How the drawing is made
show(
  Diagram.panels(
    [
      (
        "labels: a line",
        Diagram(
          [.pill("apple 0", 0, 0), .pill("broccoli 1", 1, 0), .pill("chicken 2", 2, 0)],
          [
            .plain("apple 0", "broccoli 1", label: "1"), .plain("broccoli 1", "chicken 2", label: "1"),
            .plain("apple 0", "chicken 2", label: "2", bend: .under),
          ])
      ),
      (
        "wanted: all pairs alike",
        Diagram(
          [.pill("apple", 1.2, 0), .pill("broccoli", 0, 1.6), .pill("chicken", 2.4, 1.6)],
          [
            .plain("apple", "broccoli"), .plain("broccoli", "chicken"), .plain("apple", "chicken"),
          ])
      ),
    ], perRow: 2),
  caption: "Distances between three foods")

// %% [markdown]
// Do labels do harm? Let's measure. The simplest model is a straight line: calories
// $\approx a \cdot \text{label} + b$, with $a$ and $b$ chosen to make the mean squared error as small as
// possible. There are five foods and $5! = 120$ ways to number them. We make up four measured portions of each
// food to fit the line to, and four others to test it on; portions scatter by up to a tenth. *Predict: how much
// does the numbering change the error?*

// %%
let names = ["apple", "broccoli", "chicken", "rice", "tomato"]
let energy: [Double] = [95, 50, 231, 206, 22]

/// Four measured portions of each food.
func portions() -> [[Double]] {
  energy.map { typical in
    (0..<4).map { _ in typical * Double.random(in: 0.9...1.1, using: &generator) }
  }
}
let (training, test) = (portions(), portions())

/// The root of the mean squared error on the test portions; `guesses[n]` is for food n.
func testError(_ guesses: [Double]) -> Double {
  let squares = zip(test, guesses).flatMap { portions, guess in
    portions.map { pow($0 - guess, 2) }
  }
  return (squares.reduce(0, +) / Double(squares.count)).squareRoot()
}

/// The guesses of the best line through the training portions; food n has label `labels[n]`.
func line(through labels: [Int]) -> [Double] {
  let points = zip(labels, training).flatMap { label, portions in
    portions.map { (Double(label), $0) }
  }
  let count = Double(points.count)
  let meanX = points.map(\.0).reduce(0, +) / count
  let meanY = points.map(\.1).reduce(0, +) / count
  let slope =
    points.map { ($0.0 - meanX) * ($0.1 - meanY) }.reduce(0, +)
    / points.map { pow($0.0 - meanX, 2) }.reduce(0, +)
  return labels.map { meanY + slope * (Double($0) - meanX) }
}

// %% [folded] How the 120 orders are tried and drawn
func orders(of items: [Int]) -> [[Int]] {
  if items.count < 2 { return [items] }
  return items.flatMap { first in orders(of: items.filter { $0 != first }).map { [first] + $0 } }
}
let allErrors = orders(of: Array(0..<5)).map { testError(line(through: $0)) }.sorted()
let alphabetical = testError(line(through: Array(0..<5)))
let foodMeans = training.map { $0.reduce(0, +) / 4 }
let oneHotError = testError(foodMeans)
let ignoringError = testError(Array(repeating: foodMeans.reduce(0, +) / 5, count: 5))

show(
  LineChart(
    [
      Series("a line through labels", allErrors, startingAt: 1),
      Series("ignoring the food", x: [1, 120], y: [ignoringError, ignoringError]),
      Series("one-hot rows", x: [1, 120], y: [oneHotError, oneHotError]),
    ], xLabel: "numbering, from the best to the worst", yLabel: "test error, in calories",
    covering: [0]),
  caption: "The same model and the same data, numbered in 120 ways")
show(
  Table(
    header: ["model", "test error, in calories"],
    rows: [
      ["one-hot rows", oneHotError],
      ["line, best of the 120 numberings", allErrors[0]],
      ["line, alphabetical numbering", alphabetical],
      ["line, worst of the 120 numberings", allErrors[119]],
      ["ignoring the food", ignoringError],
    ]),
  caption: "Calories of portions never seen")
print(
  "numberings with a larger error than the alphabet's:", allErrors.filter { $0 > alphabetical + 1e-9 }.count)

// %% [markdown]
// The data is the same in all 120 cases; only the numbering differs, and with it the error changes by a factor
// of more than four. The best numbering happens to rank the foods by calories. The worst is no better than a
// model that ignores the food, and the alphabet is among the worst. (Every error occurs twice: a reversed
// numbering makes the same line run the other way.)
//
// The lowest line is the same model on one-hot rows, which come next. Its guess for a food is the mean of that
// food's training portions. That it wins is no miracle: it has five parameters for five foods, and the line has
// two. Its error is mostly the scatter of the portions, which no model can remove.
//
// There is an exception. If categories *have* an order, like small, medium, and large, the labels 0, 1, 2 carry
// it, and that is an advantage. The question is always: if the labels were shuffled, would something be lost?
//
// ## One-hot rows: no order, no distance
//
// **One-hot encoding** gives each category its own column. In the row of a value, the column of its category
// holds 1, and all others hold 0. The three foods from above, with the calories again unchanged:

// %% [folded] How the table is made
show(
  Table(
    header: menu + ["calories"],
    rows: [[1, 0, 0], [0, 1, 0], [0, 0, 1]].enumerated().map { $1 + [menuCalories[$0]] }),
  caption: "Three foods, one-hot")

// %% [markdown]
// Category $k$ of $V$ becomes the unit vector
//
// $$
// e_k = (0, \dots, 0, \underset{k}{1}, 0, \dots, 0)
// $$
//
// | symbol | what it is | shape |
// |---|---|---|
// | $N$ | number of values, here rows of a table | |
// | $V$ | number of categories, for text the size of the vocabulary | |
// | $k$ | label of a category, $0$ to $V - 1$ | |
// | $e_k$ | the row of category $k$ | $[1, V]$ |
// | $X$ | the rows of all values, one below the other | $[N, V]$ |

// %%
let foodRows = OneHotEncoder(labels: foodLabels)
let rows: Matrix<Double> = try foodRows.encode(foods)

// %% [folded] How the picture is drawn
show(
  HeatMap(
    rows, rowLabels: foods, columnLabels: foodLabels.categories, xLabel: "category", yLabel: "value",
    colors: .sequential),
  caption: "The column 'food', one-hot")

// %% [markdown]
// How far apart are two categories now? The difference of two different rows, $e_j - e_k$, has one entry $1$,
// one entry $-1$, and zeros, so its length is
//
// $$
// \lVert e_j - e_k \rVert = \sqrt{1^2 + (-1)^2} = \sqrt{2} \qquad (j \neq k)
// $$
//
// for every pair. No pair is nearer than another, and no category is first or last. The rows say "these are
// different things", and no more.
//
// **Outputs are categories too.** A network that predicts the next character of a text reads one-hot rows and
// is trained toward one-hot rows: the pair $(x_t, y_t)$ is two rows over the same vocabulary, and $y_t$ is
// simply $x_{t+1}$. For the word `lamp`, with its four letters as the vocabulary:

// %% [folded] How the pictures are drawn
let letters = OneHotEncoder(labels: try LabelEncoder(fitting: ["l", "a", "m", "p"]))
let inputs: Matrix<Double> = try letters.encode(["l", "a", "m"])
let targets: Matrix<Double> = try letters.encode(["a", "m", "p"])
show(
  HeatMap(
    concatenate(columns: [inputs, targets]), rowLabels: ["$t = 1$", "$t = 2$", "$t = 3$"],
    columnLabels: letters.labels.categories.map { "x: \($0)" }
      + letters.labels.categories.map { "y: \($0)" },
    colors: .sequential),
  caption: "Inputs and targets of a model that learns to spell lamp")

// %% [markdown]
// The price is room. A label is one number, a row is $V$ numbers, nearly all of them zero:

// %% [folded] How the table is made
let vocabularies: [(what: String, size: Int)] = [
  ("foods above", 4), ("characters of the book", Set(text).count), ("words, a small vocabulary", 10_000),
  ("words, a large one", 250_000),
]
show(
  Table(
    header: ["what", "$V$, numbers in a row", "a text of 1,000 tokens, MB of Float"],
    rows: vocabularies.map { [$0.what, $0.size, Double(4 * 1000 * $0.size) / 1e6] }),
  caption: "What one-hot rows cost")

// %% [markdown]
// A gigabyte for a thousand words would be absurd. Programs therefore keep labels and only *imagine* the
// one-hot rows. The section after next shows how.
//
// ## A whole table
//
// Real tables mix both kinds of columns. The rule: a column of numbers stays one column; a column of categories
// becomes $V$ columns, where each column has its own $V$.

// %%
let shops = ["market", "market", "butcher", "corner", "corner", "market"]
let calories: [Double] = [206, 95, 231, 95, 50, 206]
let table = try DataTable([
  "food": .categories(foods), "shop": .categories(shops), "calories": .numbers(calories),
])
let encoder = try TableEncoder(fitting: table, categories: .oneHot)
let matrix: Matrix<Double> = try encoder.encode(table)
print("decoding the matrix returns the table:", try encoder.decode(matrix) == table)

// %% [folded] How the table is made
show(
  Table(matrix, rowLabels: foods, columnLabels: encoder.columnNames),
  caption: "The table as a matrix [6, 8]: 4 foods, 3 shops, 1 number")

// %% [markdown]
// The column of calories goes up to 231, while the others hold 0 and 1. Large inputs make a network hard to
// train (chapter 05 says why), so such a column is usually scaled: subtract its mean, divide by its standard
// deviation. Both numbers come from the *training* rows only and are kept with the model, so that new rows are
// scaled in the same way. Numbers computed from all rows would let the model see the test.
//
// ## A one-hot row times a matrix picks a row
//
// The first thing a network does with its input is to multiply it by a weight matrix. Let $W$ have the shape
// $[V, H]$, here $[4, 3]$. What is $e_k W$?

// %%
let weight: Matrix<Double> = [
  [0.1, 0.2, 0.3], [1.1, 1.2, 1.3], [2.1, 2.2, 2.3], [3.1, 3.2, 3.3],
]

// %% [folded] How the drawing is made
let chicken: Matrix<Double> = oneHot([2], classCount: 4)
show(
  Diagram([
    .matrix("e_2\n[1, 4]", chicken, 0, 0), .text("·", 1, 0),
    .matrix("W\n[4, 3]", weight, 2, 0, markedRows: [2]),
    .text("=", 3, 0), .matrix("e_2 W\n[1, 3]", matmul(chicken, weight), 4, 0, color: .orange),
  ]),
  caption: "A one-hot row picks a row of the matrix")

// %% [markdown]
// Element $h$ of the product is a sum over all $V$ rows,
//
// $$
// (e_k W)_h = \sum_{v} (e_k)_v \, W_{v h} = W_{k h}
// $$
//
// and all but one of its $V$ terms are zero. So $e_k W$ is **row $k$ of $W$**, and $X W$ is the matrix of the
// rows that the labels name, one after the other:

// %%
let product = matmul(rows, weight)  // [6, 4] · [4, 3] → [6, 3]

// %% [folded] How the table is made
show(
  Table(
    product, rowLabels: zip(foods, labelsOfFoods).map { "\($0), label \($1)" },
    columnLabels: ["$h = 0$", "$h = 1$", "$h = 2$"]),
  caption: "$X · W$: each value has picked its row of $W$")

// %% [markdown]
// So there is no need to multiply, or even to make the row $e_k$: it is enough to look up row $k$. For a text
// of 100 tokens, a vocabulary of 10,000, and 64 hidden units, we count and time both ways. *Predict the factor
// between the two counts before you look.*

// %%
let (tokenCount, vocabularySize, width) = (100, 10_000, 64)
let bigWeight = Matrix<Double>.uniform(
  rows: vocabularySize, columns: width, in: -1...1, using: &generator)
let tokens = (0..<tokenCount).map { _ in
  Int.random(in: 0..<vocabularySize, using: &generator)
}
let bigRows: Matrix<Double> = oneHot(tokens, classCount: vocabularySize)

func picked(_ labels: [Int], from weight: Matrix<Double>) -> Matrix<Double> {
  concatenate(rows: labels.map { weight.row($0) })
}

// %% [timed] [folded] The stopwatch and the table
func seconds(_ body: () -> Void) -> Double {
  let clock = ContinuousClock()
  let times = (0..<5).map { _ in clock.measure(body) / .seconds(1) }
  return times.sorted()[2]
}
let productTime = seconds { _ = matmul(bigRows, bigWeight) }
let pickTime = seconds { _ = picked(tokens, from: bigWeight) }

show(
  Table(
    header: ["way", "multiplications", "numbers copied", "milliseconds"],
    rows: [
      ["one-hot rows times $W$", tokenCount * vocabularySize * width, 0, productTime * 1000],
      ["look up the rows", 0, tokenCount * width, pickTime * 1000],
    ]),
  caption: "The same [100, 64] matrix in two ways, median of 5")

// %%
let sameNumbers = matmul(bigRows, bigWeight)
  .isApproximatelyEqual(to: picked(tokens, from: bigWeight), absoluteTolerance: 0)
print("the same numbers to the last bit:", sameNumbers)

// %% [markdown]
// The product uses a very fast routine, and looking up still wins by a wide margin. There is one more
// difference, for the day when something goes wrong. In a product, a row that was never asked for can do harm,
// because $0 \cdot \infty$ is not a number (NaN). A lookup touches only the rows it needs.

// %%
var damaged = weight
damaged[3, 1] = .infinity
let apple: Matrix<Double> = oneHot([0], classCount: 4)

// %% [folded] How the table is made
show(
  Table(
    concatenate(rows: [matmul(apple, damaged), picked([0], from: damaged)]),
    rowLabels: ["product", "lookup"], columnLabels: ["$h = 0$", "$h = 1$", "$h = 2$"]),
  caption: "'apple' is label 0; only the row of 'rice' holds an infinity")

// %% [markdown]
// ### From here to embeddings
//
// Look at $W$ once more. Its row $k$ is all the rest of the network ever learns about category $k$: $H$ numbers
// that stand for "apple". When the network is trained, these numbers are trained too, and categories that are
// used alike end up with similar rows. The rows of such a $W$ are called **embeddings**, and the lookup is an
// embedding layer. So there are two steps:
//
// 1. one-hot rows, which know nothing: all pairs are $\sqrt{2}$ apart, $V$ numbers each;
// 2. times $W$: rows of $H$ numbers, with $H$ much smaller than $V$, in which distance has been *learned*.
//
// Labels pretend to a structure that does not exist; one-hot rows have none; embeddings find the one in the
// data. If you know the structure, you can also write it down by hand. Small, medium, and large are on a line,
// and a line is labels. For the days of the week, the labels 0 to 6 are wrong in one place, between Sunday and
// Monday, and one-hot rows have no neighbors at all. Which numbers say that the week is round? That is the last
// task of the exercise.

// %% [folded] How the picture is drawn
func distances(_ points: Matrix<Double>) -> Matrix<Double> {
  var result = Matrix<Double>.zeros(rows: points.rows, columns: points.rows)
  for one in 0..<points.rows {
    for other in 0..<points.rows { result[one, other] = (points.row(one) - points.row(other)).norm }
  }
  return result
}
let days = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
let dayLabels = Matrix<Double>(rows: 7, columns: 1, elements: (0..<7).map(Double.init))
show(
  HeatMap(
    distances(dayLabels), rowLabels: days, columnLabels: days, xLabel: "to", yLabel: "distance from",
    colors: .sequential),
  caption: "Days as labels: Sunday is as far from Monday as can be")

// %% [markdown]
// ## Going back
//
// A one-hot row is decoded by finding its 1. The output of a network is never exactly one-hot: it is a score
// for each category, and the answer is the category with the largest score.

// %%
let scores: Matrix<Double> = [[0.1, 0.2, 2.5, -1.0], [0.9, 0.8, 0.7, 0.6]]
print("categories with the largest scores:", try foodLabels.decode(scores.rowArgmax()))

func outcome(_ body: () throws -> Any) -> String {
  do { return "\(try body())" } catch { return "error: \(error)" }
}
print("decoded as one-hot rows:", outcome { try foodRows.decode(scores) })

// %% [markdown]
// The library keeps the two apart on purpose. If rows that should be one-hot are not, something went wrong
// earlier, and the largest entry would hide it.
//
// ## What does not fit
//
// Three things can be wrong with categories, and each deserves an error that says where. Silence would be
// worse: a model trains on wrong labels just as happily.

// %% [folded] How the table is made
show(
  Table(
    header: ["problem", "what the library says"],
    rows: [
      ["a category never seen", outcome { try foodLabels.encode(["rice", "tofu"]) }],
      ["an empty column", outcome { try LabelEncoder<String>(fitting: []) }],
      ["a category listed twice", outcome { try LabelEncoder(categories: ["rice", "apple", "rice"]) }],
      ["a label without a category", outcome { try foodLabels.decode([1, 4]) }],
    ]),
  caption: "Errors name the value and the index")

// %% [markdown]
// For words, an error is too strict, because every new text has words never seen. Chapter 02 gives them all one
// common category, `<UNK>`.

// %% [markdown]
// ## Common mistakes
//
// - **Refitting.** The categories are learned from the training table, and the test table is encoded with
//   *those*. If you learn them again from the test table, the labels mean something else. No shape complains;
//   see below.
// - **Labels without an order.** The plot of 120 numberings shows the cost.
// - **As wide as the largest label.** A batch in which the last category does not occur then has too few
//   columns.
// - **Unseen becomes 0.** Zero is a label like any other: now it is an apple.
// - **The order of the rows decides.** Without sorting, or with the order of a set, the labels change from run
//   to run, and a stored model no longer fits its data.
// - **One-hot for a column of numbers.** Every calorie value gets its own column, and 206 has nothing to do with
//   207 anymore.
// - **Scaling with the mean of all rows,** test rows included. The test is then a little too easy.

// %% [folded] How the table is made
let testFoods = ["rice", "chicken", "chicken"]
let refitted = try LabelEncoder(fitting: testFoods)

show(
  Table(
    header: ["value", "label of the training table", "label after refitting", "the model reads it as"],
    rows: try testFoods.map { food in
      let wrong = try refitted.encode([food])[0]
      return [food, try foodLabels.encode([food])[0], wrong, try foodLabels.decode([wrong])[0]]
    }),
  caption: "The test table encoded with its own categories")

// %% [markdown]
// ## Questions that everyone asks
//
// - **Embedding or one-hot?** They compute the same. An embedding layer is a linear layer without bias whose
//   input is one-hot, done as a lookup. It also saves weights. An LSTM of $H$ units that reads one-hot rows has
//   $4H$ weights for every word. With an embedding of $E$ numbers in front, it has $E$ for every word, and $4EH$
//   once.
// - **Can I feed labels to an embedding layer?** Yes. There a label is an index and is never multiplied.
// - **Do targets have to be one-hot?** In the equations yes, in programs no: the loss needs only the label of
//   the correct category (chapter 04).
// - **Must numbers be scaled, and with whose mean?** Usually yes, to a size near 1, with the mean and standard
//   deviation of the training part only. Keep both numbers: they turn forecasts back into the original unit.
// - **Can I shuffle my data?** The order *within* a sequence is the data and must stay. The order *of* the
//   sequences can be shuffled.

// %% [markdown]
// ## On paper
//
// **1. Predict.** A text is the record of 1,000 tosses of a fair coin, `HTTHH…`. Which numbers do you expect in
// the table of uncertainties, for 0, 1, and 2 characters known? And if you shuffle it?
//
// <details><summary>Answer</summary>
//
// About 1 bit in every row, a hair below. A fair coin has two equally likely cases, and the past does not
// help. Shuffled, nothing changes: the tosses were independent already. The error of counting is small here,
// because two characters of past give only four pasts, and each occurs some 250 times.
//
// </details>
//
// **2. Derive.** A loss $L$ depends on $W$ only through $z = e_k W$, and $\partial L / \partial z$ is the row
// $g$, of shape $[1, H]$. What is $\partial L / \partial W$, of shape $[V, H]$? What does that mean for the
// embedding of a category that does not occur in a batch?
//
// <details><summary>Answer</summary>
//
// $z_h = W_{kh}$, so $\partial L / \partial W_{vh}$ is $g_h$ if $v = k$ and 0 otherwise. As a matrix it is
// $e_k^\top g$: the row $g$ in row $k$, zeros elsewhere. A category that does not occur gets the gradient 0,
// and plain gradient descent leaves its embedding unchanged. Rare words learn slowly for this reason.
//
// </details>
//
// **3. Why** can a linear model on one-hot rows imitate every linear model on labels, while the opposite is
// false? And when is the one on labels the better choice all the same?
//
// <details><summary>Answer</summary>
//
// With the weights $w_k = a \cdot k + b$, the one-hot model computes exactly $a \cdot \text{label} + b$. The
// line has only two free numbers, so for $V > 2$ it cannot reach arbitrary values for all categories. The line
// is better if the categories have an order, the effect is nearly linear, and examples are few: it learns two
// numbers from all of them, and can even say something about a category that never occurred.
//
// </details>

// %% [markdown]
// ## Try it
//
// Open `Exercises/01-OneHot`. There are six tasks, some 55 lines in all:
//
// 1. the categories of a column and their labels;
// 2. label encoding and back;
// 3. one-hot encoding and back;
// 4. a whole table with mixed columns;
// 5. rows of a matrix without the product;
// 6. a week that is a circle: your own encoding, graded by its distances.
//
// Then run
//
// ```
// swift run course grade 01
// ```
//
// Before or after that, change something here and run the chapter with
// `COURSE_ALL=1 swift run Chapter01OneHot`:
//
// - Replace the calories by numbers that do rise with the alphabet. What does the plot of 120 numberings look
//   like now?
// - One column of a one-hot matrix can be dropped without losing anything: a row of zeros is then the last
//   category. Are all pairs still equally far apart?
// - Are there four points in a plane, two numbers each, with all six distances equal? Three? How many numbers do
//   you need for $V$ points?
// - Give the series another period than 12, or no trend. Which guesses suffer?

// %% [markdown]
// ## Summary
//
// - A sequence is data in which order matters, because each value is conditioned on those before it. Trends,
//   seasons, cycles, lagged effects, and long-range links are what the past can tell.
// - Uncertainty is measured in bits or nats; a sum belongs to a sequence, a mean to a step.
// - Step $t$ is $x_t$, a batch of step $t$ is $X_t$ of shape $[B, I]$, and $T$ is the number of steps.
// - Labels are short, and suggest an order and distances that do not exist. The error of the same model on the
//   same data changes with the numbering.
// - One-hot rows are all $\sqrt{2}$ apart: different things, and no more. They cost $V$ numbers each, for
//   inputs and for targets.
// - Numbers stay unchanged; each column of categories becomes $V$ columns.
// - $e_k W$ is row $k$ of $W$: a lookup, not a product. Trained, such rows are embeddings.
// - Fit on the training data once; unseen, empty, and duplicate are errors that say where.

// %% [markdown]
// ## Appendix: notation
//
// | here | A. Ng's *Sequence Models* | Goodfellow and others, *Deep Learning* | what it is |
// |---|---|---|---|
// | $x_t$, $y_t$ | $x^{\langle t \rangle}$, $y^{\langle t \rangle}$ | $\boldsymbol{x}^{(t)}$, $\boldsymbol{y}^{(t)}$ | input and output of step $t$ |
// | $T$, $T'$ | $T_x$, $T_y$ | $\tau$ | number of steps |
// | $X_t$, $[B, I]$ | $x^{\langle t \rangle}$, $[n_x, m]$ | | step $t$ of a batch |
//
// Here a sequence of a batch is a row; there it is a column, so every matrix is transposed. Chapter 03 sets the
// equations of the network side by side.

// %% [markdown]
// ## References
//
// - C. E. Shannon, "A mathematical theory of communication", *Bell System Technical Journal* 27, 1948: bits,
//   and text guessed from the characters before.
// - J. L. Elman, "Finding structure in time", *Cognitive Science* 14, 1990: words as one-hot vectors, read by
//   a recurrent network that learns which are alike.
// - Y. Bengio, R. Ducharme, P. Vincent and C. Jauvin, "A neural probabilistic language model", *Journal of
//   Machine Learning Research* 3, 2003: a learned row for each word.
// - T. Mikolov, K. Chen, G. Corrado and J. Dean, "Efficient estimation of word representations in vector
//   space", 2013.
// - D. M. Harris and S. L. Harris, *Digital Design and Computer Architecture*, 2012: where the name comes
//   from, a bundle of wires of which exactly one is hot.
