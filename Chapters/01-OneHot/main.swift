// %% [markdown]
// # 1. Categories as numbers
//
// A network multiplies and adds. A word, a day of the week or a kind of bread can be neither multiplied nor
// added, so before anything can be learned from them they must become numbers. There is an obvious way to do
// it, which is usually wrong, and a slightly wasteful one, which is right. This chapter shows both, with the
// reason, and opens with what the whole course is about: sequences.
//
// **After this chapter you can**
//
// - say what makes data a sequence, and read the notation $x^{\langle t \rangle}$, $T_x$, $T_y$;
// - encode categories as labels and as one-hot rows, and go back;
// - show with numbers why labels mislead a model;
// - say why a one-hot row times a matrix needs no product, and what that has to do with embeddings;
// - handle what does not fit: a category never seen, an empty column, a category listed twice.
//
// You need to know what a matrix product is. Reading takes about half an hour; the
// [exercise](../../Exercises/01-OneHot) asks you to write what you read here.

// %%
import Foundation
import LinearAlgebra
import NotebookDisplay
import SequenceTraining
import TextEncoding

var generator = SplitMix64(seed: 1)  // all randomness comes from here: results repeat

// %% [markdown]
// ## What makes data a sequence
//
// A heap of photographs is not a sequence: shuffle it, and nothing is lost. A sentence is one. Its words have
// an **order**, and each word depends on those before it. In general a sequence is a list of values in which
// each is **conditioned** on what came before: the distribution of the next value changes with the past.
//
// Here is a signal in which that is plain to see, and the very same values in another order.

// %%
let signal = (0..<80).map { step in
  sin(Double(step) / 6) + 0.15 * Double.random(in: -1...1, using: &generator)
}
let shuffled = signal.shuffled(using: &generator)

show(
  LineChart(
    [Series("a sequence", signal), Series("the same values, shuffled", shuffled)], xLabel: "step",
    yLabel: "value"),
  caption: "The same 80 values in two orders")

// %% [markdown]
// Both have the same mean, the same variance, the same histogram. But guess each value by the one before it,
// and see how wrong the guess is on average:

// %%
func meanGap(_ values: [Double]) -> Double {
  zip(values, values.dropFirst()).map { abs($0 - $1) }.reduce(0, +) / Double(values.count - 1)
}
let mean = signal.reduce(0, +) / Double(signal.count)
let gapToMean = signal.map { abs($0 - mean) }.reduce(0, +) / Double(signal.count)

show(
  Table(
    header: ["guess", "in the sequence", "in the shuffled one"],
    rows: [
      ["the mean of all", gapToMean, gapToMean],
      ["the value before", meanGap(signal), meanGap(shuffled)],
    ]),
  caption: "How far off the guess is on average")

// %% [markdown]
// In the sequence the past tells a lot; in the shuffled one, guessing by the value before is worse than
// ignoring it. That is the whole reason for networks with a memory.
//
// Text is no different. Let us ask how uncertain the next character of a text is, measured in **bits**: 1 bit
// is a fair coin, 2 bits are four equally likely cases, and so on. First without looking at anything, then
// knowing one character before it, then two. The text is the little book of tales that comes with the course.

// %%
let text = try String(contentsOf: CourseText.lighthouse!, encoding: .utf8)

func uncertainty(of text: [Character], knowing count: Int) -> Double {
  var followers: [ArraySlice<Character>: [Character: Int]] = [:]
  for place in count..<text.count {
    followers[text[place - count..<place], default: [:]][text[place], default: 0] += 1
  }
  let total = Double(text.count - count)
  return followers.values.reduce(0) { bits, counts in
    let here = Double(counts.values.reduce(0, +))
    return bits - counts.values.reduce(0) { $0 + Double($1) / total * log2(Double($1) / here) }
  }
}

let characters = Array(text)
let scrambled = characters.shuffled(using: &generator)

show(
  Table(
    header: ["characters known", "bits, in the text", "bits, characters shuffled"],
    rows: (0...2).map { count in
      [count, uncertainty(of: characters, knowing: count), uncertainty(of: scrambled, knowing: count)]
    }),
  caption: "How uncertain the next character is")

// %% [markdown]
// Knowing two characters takes more than half of the uncertainty away. In the shuffled text one character
// before tells nearly nothing. (The last number there falls too, but for a bad reason: most pairs of
// characters occur so rarely in a shuffled text that what followed them *here* looks like a rule. A longer
// text would show it. The same trap waits in the column beside it, only smaller; unit 06 measures on text
// that was held back.)
//
// ### Where sequences occur, and how we write them
//
// We write $x^{\langle t \rangle}$ for the value at step $t$ of the input, counted from 1, and
// $y^{\langle t \rangle}$ for the output. $T_x$ is the number of steps of the input, $T_y$ that of the
// output. They need not be equal, and need not be the same for two examples.
//
// | task | input | output | $T_x$ and $T_y$ |
// |---|---|---|---|
// | speech recognition | sound, step by step | characters or words | $T_x$ far larger than $T_y$ |
// | sentiment of a review | words | one number of stars | $T_y = 1$ |
// | tagging of names in a text | words | name or not, for each word | $T_x = T_y$ |
// | translation | words | words of another language | different |
// | music | a style, or nothing | notes | $T_x$ is 1 or 0 |
// | video | pictures | what happens in them | $T_y = 1$, or $T_x = T_y$ |
// | forecasting | measurements so far | those to come | chosen by you |
// | anomaly detection | measurements | ordinary or not, for each | $T_x = T_y$ |
//
// For a sentence of four words and a tag for each:

// %%
let sentence = ["Tobin", "climbed", "the", "stairs"]
let tags = [1, 0, 0, 0]  // is it a name?

show(
  Table(
    header: ["t", "x", "y"],
    rows: sentence.indices.map { [$0 + 1, sentence[$0], tags[$0]] }),
  caption: "One example: T_x = T_y = 4")

// %% [markdown]
// In code, step $t$ is element $t - 1$ of an array. And in the shapes of this course a batch of $B$ sequences
// is $T$ matrices, one for each step, each with $B$ rows. What stands in such a row is the question of this
// chapter: $x^{\langle 1 \rangle}$ is "Tobin", and a network cannot multiply by Tobin.
//
// ## Labels: the obvious way
//
// Take a small table of foods. Two of its columns are categories, one is a number.

// %%
let foods = ["rice", "apple", "cheese", "apple", "beans", "rice"]
let shops = ["market", "market", "dairy", "corner", "corner", "market"]
let calories = [130.0, 52, 402, 52, 127, 130]

show(
  Table(
    header: ["food", "shop", "calories per 100 g"],
    rows: foods.indices.map { [foods[$0], shops[$0], calories[$0]] }),
  caption: "A small table, N = 6 rows")

// %% [markdown]
// **Label encoding** gives each distinct value of a column a number, its label:
//
// 1. collect the distinct values, the **categories**; there are $V$ of them;
// 2. sort them, so that the labels do not depend on which row comes first;
// 3. a category's label is its place in that list, from 0 to $V - 1$.

// %%
let foodLabels = try LabelEncoder(fitting: foods)

show(
  Table(header: ["label", "category"], rows: foodLabels.categories.enumerated().map { [$0, $1] }),
  caption: "The categories of the column 'food', V = 4")

print("encoded:", try foodLabels.encode(foods))
print("and back:", try foodLabels.decode(try foodLabels.encode(foods)))

// %% [markdown]
// That is compact, and nothing is lost: decoding gives back what was there. The third column, the calories,
// is left as it is. It is already a number, and one that means something: 402 is really more than 52.
//
// ## Why labels mislead
//
// With labels the same seems to hold for foods. A model that reads label 0 for apple, 1 for beans, 2 for
// cheese and 3 for rice is told that
//
// - cheese is *more* than beans: there is an **order** where there is none;
// - apple is three times as far from rice as from beans: there is a **distance** where there is none;
// - cheese is the mean of beans and rice.
//
// None of it was in the data. It came from the alphabet; in another language other foods are neighbours. Does
// it do harm? Let us measure. The simplest model there is draws a straight line: calories
// $\approx a \cdot \text{label} + b$, with $a$ and $b$ chosen to make the mean squared error as small as
// possible. We try it with five foods, first with the labels in the order of the alphabet, and then with each
// of the 120 orders in which they could have been numbered.

// %%
let names = ["apple", "beans", "cheese", "cucumber", "rice"]
let energy: [Double] = [52, 127, 402, 15, 130]

/// How far off the best straight line is on average (root of the mean square), if food n has the given label.
func errorOfLine(_ labels: [Double], _ values: [Double]) -> Double {
  let count = Double(labels.count)
  let (meanX, meanY) = (labels.reduce(0, +) / count, values.reduce(0, +) / count)
  let covariance = zip(labels, values).map { ($0 - meanX) * ($1 - meanY) }.reduce(0, +)
  let variance = labels.map { ($0 - meanX) * ($0 - meanX) }.reduce(0, +)
  let slope = variance > 0 ? covariance / variance : 0
  let squares = zip(labels, values).map { pow($1 - meanY - slope * ($0 - meanX), 2) }
  return (squares.reduce(0, +) / count).squareRoot()
}

func orders(of items: [Double]) -> [[Double]] {
  if items.count < 2 { return [items] }
  return items.indices.flatMap { index -> [[Double]] in
    var rest = items
    let first = rest.remove(at: index)
    return orders(of: rest).map { [first] + $0 }
  }
}

let alphabetical: [Double] = [0, 1, 2, 3, 4]
let allErrors = orders(of: alphabetical).map { errorOfLine($0, energy) }.sorted()

show(
  LineChart(
    [
      Series("labels, 120 orders", allErrors, startingAt: 1),
      Series(
        "labels, alphabetical", x: [1, 120],
        y: Array(repeating: errorOfLine(alphabetical, energy), count: 2)),
      Series("one-hot rows", x: [1, 120], y: [0, 0]),
    ], xLabel: "order of the labels, from the best to the worst", yLabel: "error, in calories"),
  caption: "The same model and the same data, with labels in different orders")

// %% [markdown]
// The data is the same in all 120 cases; only the numbering differs, and with it the error more than doubles.
// The best numbering happens to rank the foods by calories. The worst is no better than a model that ignores
// the food, and the alphabet's is not far from it. The zero line at the bottom is the same model on one-hot
// rows, which come next: it can give each food a number of its own.
//
// There is an exception. Where categories *have* an order, like small, medium and large, labels 0, 1, 2 carry
// it, and that is an advantage. The question is always: if the labels were shuffled, would something be lost?
//
// ## One-hot rows: no order, no distance
//
// **One-hot encoding** gives each category a column of its own. The row of a value has 1 in the column of its
// category and 0 everywhere else. Category $k$ of $V$ becomes the unit vector
//
// $$
// e_k = (0, \dots, 0, \underset{k}{1}, 0, \dots, 0)
// $$
//
// | symbol | what it is | shape |
// |---|---|---|
// | $N$ | number of values | |
// | $V$ | number of categories | |
// | $k$ | label of a category, $0$ to $V - 1$ | |
// | $e_k$ | the row of category $k$ | [1, V] |
// | $X$ | the rows of all values, one below the other | [N, V] |

// %%
let foodRows = OneHotEncoder(labels: foodLabels)
let rows: Matrix<Double> = try foodRows.encode(foods)

show(
  HeatMap(
    rows, rowLabels: foods, columnLabels: foodLabels.categories, xLabel: "category", yLabel: "value",
    colors: .sequential),
  caption: "The column 'food', one-hot: [6, 4]")

// %% [markdown]
// How far apart are two categories now? The difference of two different rows, $e_j - e_k$, has one entry $1$,
// one entry $-1$ and zeros, so its length is
//
// $$
// \lVert e_j - e_k \rVert = \sqrt{1^2 + (-1)^2} = \sqrt{2} \qquad (j \neq k)
// $$
//
// for every pair alike. Compare the distances between the labels:

// %%
func distances(_ points: Matrix<Double>) -> Matrix<Double> {
  var result = Matrix<Double>.zeros(rows: points.rows, columns: points.rows)
  for one in 0..<points.rows {
    for other in 0..<points.rows { result[one, other] = (points.row(one) - points.row(other)).norm }
  }
  return result
}

let asLabels: Matrix<Double> = [[0], [1], [2], [3]]
show(
  HeatMap(
    distances(asLabels), rowLabels: foodLabels.categories, columnLabels: foodLabels.categories,
    colors: .sequential),
  caption: "Distances between labels")

// %%
let asRows: Matrix<Double> = oneHot([0, 1, 2, 3], classCount: 4)
show(
  HeatMap(
    distances(asRows), rowLabels: foodLabels.categories, columnLabels: foodLabels.categories,
    colors: .sequential),
  caption: "Distances between one-hot rows: √2 for every pair")

// %% [markdown]
// No pair is nearer than another, none is first or last. The rows say "these are different things", and no
// more.
//
// The price is room. A label is one number, a row is $V$ numbers, nearly all of them zero:

// %%
show(
  Table(
    header: ["what", "V, numbers in a row", "a text of 1,000 tokens, MB of Float"],
    rows: [
      ("foods above", 4), ("characters", 65), ("words, a small vocabulary", 10_000),
      ("words, a large one", 250_000),
    ]
    .map { what, count in [what, count, Double(count) * 1000 * 4 / 1e6] }),
  caption: "What one-hot rows cost")

// %% [markdown]
// A gigabyte for a thousand words would be absurd. Programs therefore keep labels, and make one-hot rows only
// in thought, as the next but one section shows.
//
// ## A whole table
//
// Real tables mix both kinds of columns. The rule is simple: a column of numbers stays one column; a column
// of categories becomes $V$ columns, where each column has its own $V$.

// %%
let table = try DataTable([
  "food": .categories(foods), "shop": .categories(shops), "calories": .numbers(calories),
])
let encoder = try TableEncoder(fitting: table, categories: .oneHot)
let matrix: Matrix<Double> = try encoder.encode(table)

show(
  Table(matrix, rowLabels: foods, columnLabels: encoder.columnNames),
  caption: "The table as a matrix [6, 8]: 4 foods, 3 shops, 1 number")

// %% [markdown]
// And with labels, for comparison; the same table, three columns:

// %%
let labelEncoder = try TableEncoder(fitting: table, categories: .labels)
let labelMatrix: Matrix<Double> = try labelEncoder.encode(table)
show(
  Table(labelMatrix, rowLabels: foods, columnLabels: labelEncoder.columnNames),
  caption: "The table with labels: [6, 3]")

print("decoding the one-hot matrix gives the table back:", try encoder.decode(matrix) == table)

// %% [markdown]
// The column of calories goes up to 402 while the others hold 0 and 1. Before training one usually scales
// such a column to mean 0 and variance 1. That is a choice about numbers, not about categories, and encoding
// leaves it to you.
//
// ## A one-hot row times a matrix picks a row
//
// The first thing that a network does with its input is to multiply it by a weight matrix. Let $W$ be of
// shape [V, H]. What is $e_k W$? Element $h$ of it is a sum over all $V$ rows,
//
// $$
// (e_k W)_h = \sum_{v} (e_k)_v \, W_{v h} = W_{k h}
// $$
//
// and of its $V$ terms all but one are zero. So $e_k W$ is **row $k$ of $W$**, and $X W$ is the matrix of the
// rows that the labels name, one after the other:

// %%
let weight: Matrix<Double> = [[0.1, 0.2, 0.3], [1.1, 1.2, 1.3], [2.1, 2.2, 2.3], [3.1, 3.2, 3.3]]  // [4, 3]
let product = matmul(rows, weight)  // [6, 4] · [4, 3] → [6, 3]
let labelsOfFoods = try foodLabels.encode(foods)

show(
  Table(
    product, rowLabels: zip(foods, labelsOfFoods).map { "\($0), label \($1)" },
    columnLabels: ["h = 0", "h = 1", "h = 2"]),
  caption: "X · W: each value has picked its row of W")

// %% [markdown]
// So nobody needs to multiply, or even to make the row $e_k$: it is enough to look up row $k$. For a text of
// 100 tokens, a vocabulary of 10,000 and 64 hidden units, count and time both ways:

// %% [timed]
let (tokenCount, vocabularySize, width) = (100, 10_000, 64)
let bigWeight = Matrix<Double>.uniform(rows: vocabularySize, columns: width, in: -1...1, using: &generator)
let tokens = (0..<tokenCount).map { _ in Int.random(in: 0..<vocabularySize, using: &generator) }
let bigRows: Matrix<Double> = oneHot(tokens, classCount: vocabularySize)

func seconds(_ body: () -> Void) -> Double {
  let clock = ContinuousClock()
  let times = (0..<5).map { _ in clock.measure(body) / .seconds(1) }
  return times.sorted()[2]
}
func picked(_ labels: [Int], from weight: Matrix<Double>) -> Matrix<Double> {
  concatenate(rows: labels.map { weight.row($0) })
}
let productTime = seconds { _ = matmul(bigRows, bigWeight) }
let pickTime = seconds { _ = picked(tokens, from: bigWeight) }

show(
  Table(
    header: ["way", "numbers read of W", "milliseconds"],
    rows: [
      ["one-hot rows times W", tokenCount * vocabularySize * width, productTime * 1000],
      ["look up the rows", tokenCount * width, pickTime * 1000],
    ]),
  caption: "The same [100, 64] matrix in two ways, median of 5")

// %%
let sameNumbers = matmul(bigRows, bigWeight)
  .isApproximatelyEqual(to: picked(tokens, from: bigWeight), absoluteTolerance: 0)
print("the same numbers to the last bit:", sameNumbers)

// %% [markdown]
// The product is a very simple use of a very fast routine, and looking up still wins by a wide margin. There
// is one more difference, for the day when something goes wrong: in a product a row that nobody asked for can
// do harm, since $0 \cdot \infty$ is not a number. A lookup touches only what it wants.

// %%
var damaged = weight
damaged[3, 1] = .infinity
let apple: Matrix<Double> = oneHot([0], classCount: 4)

show(
  Table(
    concatenate(rows: [matmul(apple, damaged), picked([0], from: damaged)]),
    rowLabels: ["product", "lookup"], columnLabels: ["h = 0", "h = 1", "h = 2"]),
  caption: "'apple' is label 0; only the row of 'rice' holds an infinity")

// %% [markdown]
// ### From here to embeddings
//
// Look at $W$ once more. Its row $k$ is all that the rest of the network ever learns about category $k$: $H$
// numbers which stand for "apple". When the network is trained, these numbers are trained too, and categories
// that are used alike end up with similar rows. The rows of such a $W$ are called **embeddings**, and the
// lookup an embedding layer. So the two steps are:
//
// 1. one-hot rows, which know nothing: all pairs √2 apart, $V$ numbers each;
// 2. times $W$: rows of $H$ numbers, with $H$ much smaller than $V$, in which distance has been *learned*.
//
// Labels pretend to a structure that is not there; one-hot rows have none; embeddings find the one that is
// there. You can also write one down by hand, where you know the structure. Small, medium and large are a
// line, and a line is labels. For the days of the week the labels 0 to 6 are wrong in one place, between
// Sunday and Monday, and one-hot rows know no neighbours at all. Which numbers say that the week is round?
// That is the last task of the exercise.

// %%
let days = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
let dayLabels = Matrix<Double>(rows: 7, columns: 1, elements: (0..<7).map(Double.init))
show(
  HeatMap(distances(dayLabels), rowLabels: days, columnLabels: days, colors: .sequential),
  caption: "Days as labels: Sunday is as far from Monday as can be")

// %% [markdown]
// ## Going back
//
// A one-hot row is decoded by finding its 1. What a network puts out is never exactly one-hot: it is a score
// for each category, and the answer is the category with the largest.

// %%
let scores: Matrix<Double> = [[0.1, 0.2, 2.5, -1.0], [0.9, 0.8, 0.7, 0.6]]
print("categories with the largest scores:", try foodLabels.decode(scores.rowArgmax()))

func outcome(_ body: () throws -> Any) -> String {
  do { return "\(try body())" } catch { return "error: \(error)" }
}
print("decoded as one-hot rows:", outcome { try foodRows.decode(scores) })

// %% [markdown]
// The library keeps the two apart on purpose. If rows that ought to be one-hot are not, something went wrong
// earlier, and the largest entry would hide it.
//
// ## What does not fit
//
// Three things can be wrong with categories, and each deserves an error that says where. Silence would be
// worse: a model trained on wrong labels trains just as happily.

// %%
show(
  Table(
    header: ["what", "what the library says"],
    rows: [
      ["a category never seen", outcome { try foodLabels.encode(["rice", "tofu"]) }],
      ["an empty column", outcome { try LabelEncoder<String>(fitting: []) }],
      ["a category listed twice", outcome { try LabelEncoder(categories: ["rice", "beans", "rice"]) }],
      ["a label without a category", outcome { try foodLabels.decode([1, 4]) }],
    ]),
  caption: "Errors name the value and the place")

// %% [markdown]
// For words an error is too strict, since every new text has words never seen. Unit 02 gives them all one
// category of their own, `<UNK>`.
//
// ## Common mistakes
//
// - **Fitting anew.** The categories are learned from the training table, and the test table is encoded with
//   *those*. Learn them anew from the test table, and the labels mean something else. No shape complains; see
//   below.
// - **Labels where there is no order.** The plot of 120 orders above is what it costs.
// - **As wide as the largest label.** A batch in which the last category does not occur then has too few
//   columns.
// - **Unseen becomes 0.** Zero is a label like any other: now it is an apple.
// - **The order of the rows decides.** Without sorting, or with a set's own order, the labels change from run
//   to run, and a stored model no longer fits its data.
// - **One-hot for a column of numbers.** Every calorie value gets a column of its own, and 130 has nothing to
//   do with 131 any more.

// %%
let testFoods = ["rice", "cheese", "cheese"]
let refitted = try LabelEncoder(fitting: testFoods)

show(
  Table(
    header: ["value", "label of the training table", "label learned anew", "which the model takes for"],
    rows: try testFoods.map { food in
      let wrong = try refitted.encode([food])[0]
      return [food, try foodLabels.encode([food])[0], wrong, try foodLabels.decode([wrong])[0]]
    }),
  caption: "The test table encoded with categories of its own")

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
// 6. a week that is a circle: an encoding of your own, graded by its distances.
//
// Then run
//
// ```
// swift run course grade 01
// ```
//
// Before that, or after, change something here and run the chapter with
// `COURSE_ALL=1 swift run Chapter01OneHot`:
//
// - Replace the calories by numbers that do rise with the alphabet. What does the plot of 120 orders look
//   like now?
// - One column of a one-hot matrix can be left out without losing anything: a row of zeros is then the last
//   category. Are all pairs still equally far apart?
// - Are there four points in a plane, two numbers each, with all six distances equal? Three? How many numbers
//   does one need for $V$ points?
//
// ## Summary
//
// - A sequence is data in which order matters, because each value is conditioned on those before it. Step $t$
//   is $x^{\langle t \rangle}$; $T_x$ and $T_y$ are the lengths.
// - Labels are short, and tell a model of an order and a distance that are not there. The error of the same
//   model on the same data changes with the numbering.
// - One-hot rows are all √2 apart: different things, and no more. They cost $V$ numbers each.
// - Numbers stay as they are; each column of categories becomes $V$ columns.
// - $e_k W$ is row $k$ of $W$: a lookup, not a product. Trained, such rows are embeddings.
// - Fit on the training data once; unseen, empty and duplicate are errors that say where.
//
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
