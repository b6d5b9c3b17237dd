// %% [markdown]
// # 2. Text as tokens
//
// A network reads indices: in chapter 01 each category got a label, and the label picked a row of a matrix. For
// a text you first have to decide what the categories *are*. Letters? Words? Something between? That choice
// decides how long the sequences get, how large the vocabulary is, and what the model can never say. You make
// it once, before training, and it is easy to get wrong.
//
// **After this chapter you can**
//
// - cut a text into words, characters, sentences, n-grams, and subword tokens, and name what each is good for;
// - build a vocabulary by frequency with `<UNK>` and `<EOS>`, and say what its limit costs;
// - learn byte-pair merges by hand, apply them, and undo them;
// - turn a text into a vector over its unigrams and bigrams;
// - say which tokenizers can give a text back, and which cannot.
//
// You need chapter 01. Reading takes about 40 minutes; the [exercise](../../Exercises/02-Tokenizers) asks
// you to write what you read here.

// %%
import Foundation
import LinearAlgebra
import NotebookDisplay
import SequenceTraining
import TextEncoding

let book = try String(contentsOf: CourseText.lighthouse!, encoding: .utf8)
let cut = book.index(book.startIndex, offsetBy: book.count * 9 / 10)
let (known, new) = (String(book[..<cut]), String(book[cut...]))

print(known.count, "characters to learn from,", new.count, "held out")

// %% [markdown]
// We measure on the book that comes with the course. Its last tenth is **held out**: it plays the text that
// comes tomorrow. (A held-out part that is used to choose between models is also called the **validation
// set**.)
//
// ## The way from text to numbers

// %% [folded] How the drawing is made
let pipeline = VocabularyTokenizer(WordTokenizer(letterCase: .lowercased), mostFrequentOf: known, limit: 300)
let shortText = "The lamp went out."
let steps = [
  "\"\(shortText)\"", pipeline.tokens(of: shortText).joined(separator: " · "),
  try pipeline.encode(shortText).map(String.init).joined(separator: " · "),
  "a row of $W$ for each index\n[T, H]",
]
let stages = ["text", "tokens", "indices", "vectors"]
show(
  Diagram(
    zip(stages, steps).enumerated().map { .box($1.1, 1, Double($0), name: $1.0) }
      + stages.enumerated().map { .text($1, 0, Double($0), name: "title \($1)") },
    [
      .forward("text", "tokens", label: "tokenize"),
      .forward("tokens", "indices", label: "look up"),
      .forward("indices", "vectors", label: "pick rows"),
    ]),
  caption: "From a text to numbers")

// %% [markdown]
// **Tokenization** is the first arrow: it cuts a text into **tokens**. The **vocabulary** is the list of the
// tokens that have an index, $V$ of them; the second arrow looks a token up in it. **Vectorization** is any way
// from there to vectors: one row of a matrix $W$ of shape $[V, H]$ for each of the $T$ tokens in order (chapter
// 01), which yields $[T, H]$; or a single vector for the whole text, as we will see toward the end.
//
// ## Words
//
// Words are what we think in. A language that writes spaces between its words does most of the work for us.
// Cut there, and you nearly have them:

// %%
let line = "\"Don't go!\" said Mina. She didn't; the well-known stairs had 112 steps."
let ways: [(name: String, tokenizer: WordTokenizer)] = [
  ("cut at spaces", WordTokenizer(punctuation: .attached)),
  ("punctuation as tokens", WordTokenizer()),
  ("the same, lowercase", WordTokenizer(letterCase: .lowercased)),
  (
    "lowercase, punctuation dropped",
    WordTokenizer(letterCase: .lowercased, punctuation: .dropped)
  ),
]

// %% [folded] How the table is made
show(
  Table(
    header: ["way", "tokens"],
    rows: [("an easy line, cut at spaces", ways[0].tokenizer, "Counting stairs is tiring")].map {
      [$0.0, $0.1.tokens(of: $0.2).joined(separator: " · ")]
    } + ways.map { [$0.name, $0.tokenizer.tokens(of: line).joined(separator: " · ")] }),
  caption: "An easy line, and a harder one in four ways")

// %% [markdown]
// The first line shows no problem: four words, four tokens. In the second, cut at spaces, `Mina.` and `Mina`
// are two different words, and a model learns about each separately. Making each punctuation mark its own token
// fixes that. An apostrophe or hyphen *between letters* belongs to its word, so `don't` and `well-known` stay
// one token, while the quotes around `"Don't go!"` do not.
//
// Lowercase merges `The` and `the`, which is mostly the same word, and `Rose` and `rose`, which is not.
// Dropping punctuation makes the text shorter, and then no model can learn to end a sentence. No choice is
// right for every task, but what each one costs can be counted:

// %% [folded] How the table is made
show(
  Table(
    header: ["way", "tokens in the book", "different tokens", "that occur only once"],
    rows: ways.map { name, tokenizer in
      let counts = TokenCounts(tokenizer.tokens(of: book)).inOrderOfAppearance
      let once = counts.filter { $0.count == 1 }.count
      return [name, counts.reduce(0) { $0 + $1.count }, counts.count, once]
    }),
  caption: "The whole book in four ways")

// %% [markdown]
// Cut at spaces, the book has 1.6 times as many different tokens as with punctuation as tokens, and half of
// them occur only once, too rarely to learn anything from.
//
// All of this rests on word boundaries that can be seen. Chinese, Japanese, and Thai write no spaces. The
// Chinese sentence 灯塔很高, "the lighthouse is very high", is one single token to our tokenizer:

// %%
let chinese = "灯塔很高"
print(
  WordTokenizer().tokens(of: chinese),
  CharacterTokenizer(charactersOf: chinese).tokens(of: chinese))

// %% [markdown]
// ## A vocabulary by frequency
//
// How many words should have an index? Count them and sort by frequency:

// %%
let words = WordTokenizer(letterCase: .lowercased)
let frequencies = TokenCounts(words.tokens(of: known)).byFrequency

// %% [folded] How the table is made
show(
  Table(
    header: ["rank", "token", "count"],
    rows: [0, 1, 2, 3, 4, 9, 19, 49, 99, 199, 399].map {
      [$0 + 1, frequencies[$0].token, frequencies[$0].count]
    }),
  caption: "Tokens by rank")

// %% [markdown]
// A pattern hides in this table: very roughly, twice the rank is half the count. If the count is a constant divided by
// the rank $r$, then $\log(\text{count}) = \text{constant} - \log r$. On axes that are both logarithmic that is
// a straight line with slope −1:

// %% [folded] How the plot is drawn, and the line fitted
let tokenTotal = frequencies.reduce(0) { $0 + $1.count }
let ranked = frequencies.prefix(300).map { Double($0.count) }
show(
  LineChart(
    [
      Series("count", ranked, startingAt: 1),
      Series("first count / rank", (1...300).map { ranked[0] / Double($0) }, startingAt: 1),
    ], xLabel: "rank of the token", yLabel: "count", xScale: .logarithmic, yScale: .logarithmic),
  caption: "Count over rank, both axes logarithmic")

let points = ranked.enumerated().map { (log(Double($0 + 1)), log($1)) }
let (meanX, meanY) = (points.map(\.0).reduce(0, +) / 300, points.map(\.1).reduce(0, +) / 300)
let slope =
  points.map { ($0.0 - meanX) * ($0.1 - meanY) }.reduce(0, +)
  / points.map { pow($0.0 - meanX, 2) }.reduce(0, +)
let ratios = (2...200).map { ranked[$0 - 1] * Double($0) / ranked[0] }
func coverage(_ count: Int) -> Double {
  100 * Double(frequencies.prefix(count).reduce(0) { $0 + $1.count }) / Double(tokenTotal)
}
print("slope of the best line through ranks 1 to 300:", short(slope))
print(
  "count times rank, divided by the first count, ranks 2 to 200:", short(ratios.min()!), "to",
  short(ratios.max()!))
print(
  "% of the text covered by the 10 most common tokens:", short(coverage(10)), "· by 100:",
  short(coverage(100)))

// %% [markdown]
// The slope is −1.004. That is **Zipf's law**, and it holds, roughly, for nearly every text in nearly every
// language: few words are common, most are rare, and there is no end of rare ones. Ten tokens, punctuation
// among them, make up 40 percent of this text, and a hundred make up 75 percent. The law is not exact: from
// rank 2 to 200 the counts are 1.6 to 2.5 times the dashed line; the first count is lower than the others
// suggest.
//
// So you keep the $n$ most common tokens, 10,000 or 50,000 on a real corpus, and give all others one common
// index:
//
// - `<UNK>`, *unknown*, index 0, stands for every token outside the list;
// - `<EOS>`, *end of sequence*, index 1, is put at the end, so that a model can learn where to stop.
//
// So $V = n + 2$, and the token of rank $r$ has index $r + 1$.
//
// How often does `<UNK>` occur? *Predict the two curves below, one for the text that was counted, one for the
// held-out text: where does each one end?*

// %%
func unknownPercent(limit: Int, on text: String) -> Double {
  let vocabulary = Vocabulary(mostFrequentOf: words.tokens(of: known), limit: limit)
  let tokens = words.tokens(of: text)
  let unknown = tokens.filter { vocabulary.index(of: $0) == nil }
  return 100 * Double(unknown.count) / Double(tokens.count)
}

// %% [folded] How the plot is drawn
let limits = [10, 30, 100, 200, 300, 400, 500, 600, 700, 800]
let limitPlaces = limits.map(Double.init)
show(
  LineChart(
    [
      Series("counted text", x: limitPlaces, y: limits.map { unknownPercent(limit: $0, on: known) }),
      Series("held-out text", x: limitPlaces, y: limits.map { unknownPercent(limit: $0, on: new) }),
    ], xLabel: "limit of the vocabulary", yLabel: "<UNK>, % of tokens"),
  caption: "What a small vocabulary loses")

// %% [markdown]
// The two lines part, and that is the point. On the counted text, a larger list drives `<UNK>` to zero. On new
// text it cannot: some words of tomorrow are simply not in yesterday's book. This is the weak spot of words.
//
// Encoding and decoding with both special tokens:

// %%
let small = VocabularyTokenizer(words, mostFrequentOf: known, limit: 300, addsEnd: true)
let sentence = "The keeper polished the lamp."
let indices = try small.encode(sentence)
print("encoded:", indices)
print("decoded:", small.decode(indices))

// %% [folded] How the table is made
show(
  Table(
    header: ["token", "index", "decoded"],
    rows: zip(words.tokens(of: sentence) + ["(end)"], indices).map { [$0, $1, small.vocabulary.tokens[$1]] }),
  caption: "A sentence with a word the vocabulary lacks")

// %% [markdown]
// `<UNK>` is lost for good: no decoder can say which word it was. `<EOS>` ends the decoding, and whatever
// follows it belongs to another sequence.
//
// ## Characters
//
// The other end: every character is a token. *You were late* has three words and thirteen characters, because
// the spaces count:

// %%
print(CharacterTokenizer(charactersOf: book).tokens(of: "You were late"))

// %% [markdown]
// The vocabulary is tiny, nothing is unknown that is spelled with known letters, and any text comes back
// exactly. The price is length, here four times that of words, and a model has to learn to spell before it can
// learn to speak. Characters are right for tasks in which spelling matters: correcting it, for example. To a
// word model, a misspelled word is just another `<UNK>`, whereas its characters are almost all where they
// belong:

// %%
let (right, misspelled) = ("lighthouse", "lighthuose")
let asWords = try [right, misspelled].map { try small.encode($0).dropLast() }
let same = zip(right, misspelled).filter { $0 == $1 }.count
print("as words:", asWords[0], "and", asWords[1])
print("as characters:", same, "of", right.count, "are the same")

// %% [markdown]
// They are also right if word boundaries are unclear, as in the Chinese example, and for character language
// models (chapter 06).
//
// But what *is* a character? In memory a text is bytes (UTF-8), bytes form code points, and one or more code
// points form what a reader sees: a **grapheme cluster**. Swift's `Character` is a grapheme cluster.

// %% [folded] How the table is made
let samples = ["a", "\u{E9}", "e\u{301}", "한", "\u{1112}\u{1161}\u{11AB}", "🇸🇪", "👩\u{200D}👩\u{200D}👧"]
let remarks = [
  "a letter", "one code point", "e and an accent", "one code point", "three letters of Hangul",
  "two letters: S and E",
  "three people and two joiners",
]

show(
  Table(
    header: ["seen", "how it is written", "characters", "code points", "bytes"],
    rows: zip(samples, remarks).map { [$0, $1, $0.count, $0.unicodeScalars.count, $0.utf8.count] }),
  caption: "One character each, to a reader")

print("the two spellings of é are equal:", samples[1] == samples[2])

// %% [markdown]
// A tokenizer that cuts at code points takes an accent off its letter and a family apart, and a model that
// samples such tokens puts accents on nothing. Cut where a reader would.
//
// ## Sentences
//
// Sentences are useless as a vocabulary, because hardly any occurs twice. But many tasks work sentence by
// sentence: translating, rating, looking for the one that answers a question. And a language model needs
// sequences of a sensible length. The example is a paragraph of three:

// %%
let sentences = SentenceTokenizer()
let paragraph = "The sea is loud tonight. Tobin lights the lamp. Boats find the harbor."
print(sentences.tokens(of: paragraph))

// %% [markdown]
// It looks trivial: cut after `.`, `!`, and `?`. Here are five texts for which it is not.

// %% [folded] The trivial cut, and the table
func cutAtEveryMark(_ text: String) -> [String] {
  var sentences = [""]
  for character in text {
    sentences[sentences.count - 1].append(character)
    if ".!?".contains(character) { sentences.append("") }
  }
  return sentences.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
}
let tricky = [
  "Dr. No arrived. He was late.",
  "“Stop!” he said. She did not.",
  "It costs 3.14 at example.org. Really?!",
  "Well... perhaps. Yes.",
  "J. R. R. Tolkien wrote it. I read it.",
]

show(
  Table(
    header: ["text", "cut at every mark", "by rules"],
    rows: tricky.map { text in
      [
        text, cutAtEveryMark(text).joined(separator: " ‖ "),
        sentences.tokens(of: text).joined(separator: " ‖ "),
      ]
    }),
  caption: "Five small traps")

// %% [markdown]
// The rules that help: a mark ends a sentence only if whitespace follows; closing quotes go with it; a list of
// abbreviations says after which periods a sentence continues; and if the next word starts with a lowercase
// letter, it continues too. Rules are not understanding, so some cases stay wrong:

// %%
print(sentences.tokens(of: "He came at 5 p.m. Mr. Holmes was out."))
print(sentences.tokens(of: "It is rich in vitamin C. It is also cheap."))

// %% [markdown]
// The first result is correct by luck: an uppercase letter follows `p.m.`, and this time it does start a sentence,
// but *Mr. Holmes* would start with one anywhere in a sentence. The second text is not cut, because `C.` looks like
// an initial.
//
// ## N-grams
//
// An **n-gram** is $n$ neighboring tokens, taken as one tuple: $n = 1$ unigrams, 2 bigrams, 3 trigrams. They
// overlap, so $T$ tokens have $T - n + 1$ of them.

// %%
let phrase = ["the", "lamp", "did", "not", "go", "out"]
for size in 1...3 {
  print(size, nGrams(of: phrase, size: size).map { $0.joined(separator: " ") })
}

// %% [markdown]
// N-grams keep a little of the order: `not go` is a token here, and says something that `not` and `go` apart do
// not. Before networks learned to remember, n-grams *were* the memory of language models (chapter 06). Their
// limit is the counting. *Predict: of the trigrams in the held-out text, how many were never seen before?*

// %%
let knownWords = words.tokens(of: known)
let newWords = words.tokens(of: new)

/// Counts the n-grams of the known text, and looks for those of the new text among them.
func statistics(_ size: Int) -> (different: Int, once: Double, unseen: Double) {
  var counts: [[String]: Int] = [:]
  for nGram in nGrams(of: knownWords, size: size) { counts[nGram, default: 0] += 1 }
  let newOnes = nGrams(of: newWords, size: size)
  let once = Double(counts.values.filter { $0 == 1 }.count) / Double(counts.count)
  let unseen = Double(newOnes.filter { counts[$0] == nil }.count) / Double(newOnes.count)
  return (counts.count, once, unseen)
}
let bySize = (1...6).map(statistics)

// %% [folded] How the table and the plot are made
show(
  Table(
    header: ["$n$", "different n-grams", "that occur once, %", "of the held-out text, never seen, %"],
    rows: bySize.enumerated().map { [$0 + 1, $1.different, 100 * $1.once, 100 * $1.unseen] }),
  caption: "N-grams of words in the book")
print("tokens counted:", knownWords.count)
show(
  LineChart(
    [
      Series("occur only once", bySize.map { 100 * $0.once }, startingAt: 1),
      Series("of held-out text, never seen", bySize.map { 100 * $0.unseen }, startingAt: 1),
    ], xLabel: "$n$", yLabel: "share of n-grams, in %"),
  caption: "The longer the n-gram, the less there is to count")

// %% [markdown]
// Already at $n = 3$, most of what comes tomorrow was never counted. Any n-gram table hits that wall, on any
// text; a larger text only moves it to a larger $n$.
//
// ## Between words and characters: byte-pair encoding
//
// Words are too many, characters too small. **Subword** tokenizers take the middle: common words as one token,
// rare words in parts. The best-known way to find the parts is **byte-pair encoding (BPE)**. It starts from
// characters and lets the text say which neighbors belong together:
//
// 1. Write every word as its characters and an end mark `</w>`.
// 2. Count every pair of neighboring pieces, as often as its word occurs.
// 3. Merge the most common pair, everywhere. The merged piece is a new token.
// 4. Continue at 2, until there are as many merges as you want.
//
// The example of the paper that brought it to words (Sennrich, Haddow, and Birch, 2016) has four words: *low*
// 5 times, *lower* twice, *newest* 6 times, and *widest* 3 times. Do the first two merges on paper before you
// look.

// %%
let paperWords = [
  TokenCount(token: "low", count: 5), TokenCount(token: "lower", count: 2),
  TokenCount(token: "newest", count: 6), TokenCount(token: "widest", count: 3),
]

// %% [folded] How the table is made
show(
  Table(
    header: ["merges", "new piece", "low", "lower", "newest", "widest"],
    rows: try (0...10).map { count in
      let encoding = try BytePairEncoding(learning: count, from: paperWords)
      let pieces = paperWords.map { encoding.pieces(ofWord: $0.token).joined(separator: " ") }
      return [count, encoding.merges.last.map { "\($0.first) + \($0.second)" } ?? "(start)"] + pieces
    }),
  caption: "Ten merges, one after another")

// %% [markdown]
// The first merge is `e` + `s`, which occurs in *newest* 6 times and in *widest* 3 times, 9 in all. After it,
// `es` + `t` occurs just as often, and so on, until `est</w>` is one piece: the text has discovered an ending.
// (Ties go to the pair that comes first in reading order. The library follows either the listing in the paper
// or the authors' program; its merges are checked against that program,
// `Tests/ReferenceData/byte_pair_reference.py`.)
//
// To **apply** the merges to a word, old or new, start from its characters and perform every merge in the order
// of learning:

// %%
let ten = try BytePairEncoding(learning: 10, from: paperWords)
for word in ["low", "lowest", "newer", "wide", "slow"] {
  print(word, "→", ten.pieces(ofWord: word).joined(separator: " "))
}

// %% [markdown]
// *lowest* was never seen, and is still cut into two sensible pieces. *slow* starts with an `s` that could have
// been unknown; here it is a letter of the text. In the worst case a word falls apart into single characters,
// and only a *character* never seen can be unknown.
//
// To **undo** it, join the pieces; wherever a piece ends with `</w>`, a word ends.
//
// ### Compounds and endings
//
// Compounds show best what this is good for. We learn 40 merges from words like *time*, *table*, *rain*, and
// *grace*, and apply them to four words that are not among them:

// %%
func counts(_ words: [(String, Int)]) -> [TokenCount] {
  words.map { TokenCount(token: $0.0, count: $0.1) }
}
let parts = [
  ("time", 6), ("timer", 4), ("timely", 3), ("table", 6), ("rain", 6), ("rainy", 4),
  ("coat", 6), ("coats", 3), ("grace", 5), ("graceless", 5), ("run", 8), ("runs", 4),
  ("way", 7), ("ways", 3),
]
let encodings = try [
  ("fully, joyfully", [("fully", 4), ("joyfully", 3)]),
  ("hopefully, carefully", [("hopefully", 4), ("carefully", 3)]),
].map { name, last in
  (name, try BytePairEncoding(learning: 40, from: counts(parts + last)))
}

// %% [folded] How the table is made
let cutWords = ["timetable", "raincoat", "gracefully", "runway"]
show(
  Table(
    header: ["learned from the words above and"] + cutWords,
    rows: encodings.map { name, encoding in
      [name] + cutWords.map { encoding.pieces(ofWord: $0).joined(separator: " ") }
    }),
  caption: "Long words, cut by merges learned from other words")

// %% [markdown]
// In the first row each word falls apart into the two parts a reader sees. The second row is the control:
// with two other words in the list, the pieces follow *hopefully* and *carefully*, and the result is
// `grac efully` and `ru n way`. Merges follow counts, not meaning; sensible pieces are likely, never certain.
//
// Languages differ in how much they need this. Some form words by combining others: a lighthouse keeper is
// `Leuchtturmwärter` in German, *Leucht·turm·wärter*. Others add ending to ending, and are called
// **morphologically rich**: *evlerimizde* is Turkish for "in our houses", *ev·ler·imiz·de*. Seven Turkish nouns
// with two numbers, four owners, and three cases have 168 forms. We learn 40 merges from two thirds of them and
// look at the rest:

// %%
// house, hand, tongue, sea, place, pen, wind
let nouns = ["ev", "el", "dil", "deniz", "yer", "kalem", "yel"]
let forms = nouns.flatMap { noun in
  ["", "ler"].flatMap { number in
    ["", "im", "imiz", "in"].flatMap { owner in
      ["", "de", "den"].map { place in noun + number + owner + place }
    }
  }
}
var generator = SplitMix64(seed: 2)
let mixed = forms.shuffled(using: &generator)
let (seen, unseen) = (mixed.prefix(112), mixed.suffix(56))
let turkish = try BytePairEncoding(learning: 40, from: TokenCounts(seen).byFrequency)
let pieceCount = unseen.reduce(0) { $0 + turkish.pieces(ofWord: $1).count }

let newForms = Set(unseen).subtracting(seen).count
let piecesPerForm = Double(pieceCount) / Double(unseen.count)

print("held-out forms unknown as words:  ", newForms, "of", unseen.count)
print("pieces per held-out form:          ", short(piecesPerForm))
print(
  "the three longest held-out forms:  ",
  unseen.sorted { ($0.count, $0) > ($1.count, $1) }.prefix(3).map {
    turkish.pieces(ofWord: $0).joined(separator: " ")
  }.joined(separator: ", "))

// %% [markdown]
// As words, every new form is `<UNK>`, though each of its parts was seen many times. As subword tokens none is.
// Now the whole book:

// %%
let mergeCounts = [0, 25, 50, 100, 200, 400, 800, 1200]
let tokenizers = try mergeCounts.map { try BytePairTokenizer(learning: $0, from: known) }

// %% [folded] How the table and the plot are made
func wordCount(_ text: String) -> Double { Double(text.split(whereSeparator: \.isWhitespace).count) }
let mergePlaces = mergeCounts.map(Double.init)
let longWords = ["keeper", "lighthouse", "remembered", "lamplighter"]

show(
  Table(
    header: ["merges"] + longWords,
    rows: zip(mergeCounts, tokenizers).filter { [0, 50, 200, 800].contains($0.0) }.map { count, tokenizer in
      [count] + longWords.map { tokenizer.encoding.pieces(ofWord: $0).joined(separator: " ") }
    }),
  caption: "How words grow together")
show(
  LineChart(
    [
      Series(
        "text learned from", x: mergePlaces,
        y: tokenizers.map { Double($0.tokens(of: known).count) / wordCount(known) }),
      Series(
        "held-out text", x: mergePlaces,
        y: tokenizers.map { Double($0.tokens(of: new).count) / wordCount(new) }),
    ], xLabel: "merges", yLabel: "tokens per word"),
  caption: "From characters toward words")

// %% [markdown]
// With no merges, a word costs about five tokens (its letters and the end mark). A few hundred merges bring
// that below two. On the held-out text the curve flattens a little earlier: merges that fit only the old text
// save nothing in the new one.
//
// ## All of them side by side
//
// One sentence, cut in four ways (400 merges for the subword tokens). A line leads from each token to the finer
// tokens that share characters with it:

// %% [folded] How the drawing is made
let example = "Tobin lit it."
let kinds: [(name: String, tokens: [String])] = [
  ("sentences", sentences.tokens(of: example)), ("words", WordTokenizer().tokens(of: example)),
  ("subword tokens", tokenizers[5].tokens(of: example)), ("characters", example.map { String($0) }),
]
/// The characters that each token covers, counted from 0.
let spans = kinds.map { kind in
  var place = example.startIndex
  return kind.tokens.map { token -> Range<Int> in
    let text = token.replacingOccurrences(of: "</w>", with: "")
    let range = example.range(of: text, range: place..<example.endIndex)!
    place = range.upperBound
    let start = example.distance(from: example.startIndex, to: range.lowerBound)
    return start..<start + text.count
  }
}
var tokenNodes: [Diagram.Node] = []
var tokenEdges: [Diagram.Edge] = []
for (column, kind) in kinds.enumerated() {
  tokenNodes.append(.text(kind.name, Double(column), -1))
  for (index, span) in spans[column].enumerated() {
    let token = kind.tokens[index] == " " ? "␣" : "`\(kind.tokens[index])`"
    let middle = Double(span.lowerBound + span.upperBound - 1) / 2
    tokenNodes.append(.pill(token, Double(column), middle, name: "\(column) \(index)"))
    guard column + 1 < kinds.count else { continue }
    for (part, other) in spans[column + 1].enumerated() where span.overlaps(other) {
      tokenEdges.append(.plain("\(column) \(index)", "\(column + 1) \(part)"))
    }
  }
}
show(Diagram(tokenNodes, tokenEdges), caption: "One sentence in four kinds of tokens")

// %% [markdown]
// And the whole held-out text, with the size of each vocabulary and the fraction of tokens it does not hold:

// %% [folded] How the table is made
let subwords = tokenizers[5]
let characterTokenizer = CharacterTokenizer(charactersOf: known)
let allWords = VocabularyTokenizer(words, mostFrequentOf: known)
let newCharacters = new.map(String.init)
let knownSentences = Set(sentences.tokens(of: known))

func unknown(_ tokens: [String], isKnown: (String) -> Bool) -> Double {
  100 * Double(tokens.filter { !isKnown($0) }.count) / Double(tokens.count)
}
let pairTokens = nGrams(of: newWords, size: 2).map { $0.joined(separator: " ") }
let knownPairs = Set(nGrams(of: knownWords, size: 2).map { $0.joined(separator: " ") })
let newPieces = subwords.tokens(of: new)

show(
  Table(
    header: ["tokens", "$V$", "tokens for the held-out text", "unknown, %"],
    rows: [
      [
        "characters", characterTokenizer.vocabulary.count, newCharacters.count,
        unknown(newCharacters) { characterTokenizer.vocabulary.index(of: $0) != nil },
      ],
      [
        "subword tokens, 400 merges", subwords.vocabulary.count, newPieces.count,
        unknown(newPieces) { subwords.vocabulary.index(of: $0) != nil },
      ],
      [
        "words, lowercase", allWords.vocabulary.count, newWords.count,
        unknown(newWords) { allWords.vocabulary.index(of: $0) != nil },
      ],
      [
        "word bigrams", knownPairs.count, pairTokens.count, unknown(pairTokens, isKnown: knownPairs.contains),
      ],
      [
        "sentences", knownSentences.count, sentences.tokens(of: new).count,
        unknown(sentences.tokens(of: new), isKnown: knownSentences.contains),
      ],
    ]),
  caption: "The held-out text in five kinds of tokens")

// %% [markdown]
// | tokens | strength | weakness | used for |
// |---|---|---|---|
// | characters | tiny vocabulary, nothing unknown, exact | long sequences, spelling has to be learned | spelling, unclear word boundaries, small models |
// | subword tokens | moderate in everything, no unknown words | pieces are not always sensible; learned once, then fixed | rare words, compounds, rich morphology; large models |
// | words | short sequences, tokens that mean something | huge vocabulary, unknown words, each form of a word separate | languages with clear word boundaries |
// | n-grams | a little order, without any network | most are rare or unseen | counting models, classification |
// | sentences | natural units to cut a text into | hardly one occurs twice | work done sentence by sentence |
//
// ## A whole text as one vector
//
// Sometimes the order hardly matters: is this message spam, which of these texts are alike? Then a text can be
// a single vector. Take all distinct unigrams and bigrams of the texts, give each an index, and write 1 where a
// text holds it. Two lines about a mouse:

// %%
let mice = ["The mouse ran up the clock", "The mouse ran down"]
let vectorizer = try NGramVectorizer(fitting: mice)
// [2, 12]: two texts, twelve n-grams
let presence: Matrix<Double> = vectorizer.matrix(of: mice, weighting: .presence)

// %% [folded] How the picture is drawn
let alphabetical = vectorizer.nGrams.indices.sorted {
  vectorizer.nGrams[$0].joined(separator: " ") < vectorizer.nGrams[$1].joined(separator: " ")
}
show(
  HeatMap(
    Matrix(alphabetical.map { index in [presence[0, index], presence[1, index]] }),
    rowLabels: alphabetical.enumerated().map { "\($0) \(vectorizer.nGrams[$1].joined(separator: " "))" },
    columnLabels: ["text 1", "text 2"], colors: .sequential),
  caption: "1 if the text holds the unigram or bigram")
print(mice[0], "=", alphabetical.map { Int(presence[0, $0]) })

// %% [markdown]
// Six words and six pairs are $M = 12$ indices, here in the order of the alphabet, and $N$ texts make a matrix
// of shape $[N, M]$. The first text has ten of the twelve; *the* occurs twice and is 1 all the same. Any other
// numbering only permutes the elements.
//
// Why bigrams too? Because unigrams cannot distinguish these two:

// %%
let bites = ["Dog bites man", "Man bites dog"]
for sizes in [1...1, 1...2] {
  let rows: Matrix<Double> = try NGramVectorizer(fitting: bites, sizes: sizes)
    .matrix(of: bites, weighting: .presence)
  print("n-grams of", sizes, "— distance:", short((rows.row(0) - rows.row(1)).norm))
}

// %% [markdown]
// Instead of 0 and 1, the vector can hold the **count** of each n-gram, or its **tf-idf** weight: the count,
// weighted by how few of the texts hold the n-gram. One that occurs in every text, like *the*, then weighs
// little. With $N$ texts, of which $\mathrm{df}(g)$ hold the n-gram $g$, and with $\mathrm{tf}(g)$ its count in
// this text:
//
// $$
// w(g) = \mathrm{tf}(g) \left( \ln \frac{1 + N}{1 + \mathrm{df}(g)} + 1 \right)
// $$
//
// and the vector is then divided by its length. (The bare form is $\mathrm{tf}(g) \ln (N / \mathrm{df}(g))$.
// The ones inside the fraction stand for an extra text that holds everything, so nothing is divided by zero;
// the one after it keeps what occurs everywhere from vanishing. This smoothed form is scikit-learn's default.)

// %% [folded] How the table is made
let threeTexts = mice + ["The lamp went round and round"]
let threeVectorizer = try NGramVectorizer(fitting: threeTexts)
let weightings: [NGramWeighting] = [.presence, .counts, .tfIdf()]
let weighted: [Matrix<Double>] = weightings.map { threeVectorizer.matrix(of: threeTexts, weighting: $0) }
let chosen = ["the", "mouse", "went", "round", "round and"].compactMap {
  threeVectorizer.index(of: $0.split(separator: " ").map(String.init))
}
show(
  Table(
    header: ["n-gram", "texts that hold it", "0/1", "count", "tf-idf"],
    rows: chosen.map { index in
      [
        threeVectorizer.nGrams[index].joined(separator: " "), threeVectorizer.documentFrequencies[index],
        Int(weighted[0][2, index]), Int(weighted[1][2, index]), weighted[2][2, index],
      ]
    }),
  caption: "Three weightings of a third text, The lamp went round and round")

// %% [markdown]
// ## The round trip
//
// Does decoding give back what was encoded? For a language model that writes, it should. Here is each tokenizer
// on four texts:

// %% [folded] How the table is made
let trips = [
  "plain words, plain spaces.", "Uppercase and \"straight\" quotes.", "two  spaces\nand a line break",
  "a\u{308}, 한국어 👩\u{200D}👩\u{200D}👧",
]
let tripText = trips.joined(separator: "\n")
let travelers: [(name: String, tokenizer: any Tokenizer)] = [
  ("characters", CharacterTokenizer(charactersOf: tripText)),
  ("subword tokens", try BytePairTokenizer(learning: 20, from: tripText)),
  ("words, case kept", WordTokenizer()),
  ("words, lowercase", WordTokenizer(letterCase: .lowercased)),
  ("words, punctuation dropped", WordTokenizer(punctuation: .dropped)),
]

show(
  Table(
    header: ["tokenizer", "plain", "uppercase, quotes", "spaces, line break", "other scripts"],
    rows: travelers.map { name, tokenizer in
      [name] + trips.map { tokenizer.text(of: tokenizer.tokens(of: $0)) == $0 ? "same" : "lost" }
    }),
  caption: "Does text(of: tokens(of: text)) give the text back?")

// %% [markdown]
// Only characters promise it for every text. Byte-pair encoding promises it except for whitespace, because it
// cuts there and forgets which whitespace it was. Words lose the spacing around quotes, and whatever was
// dropped or lowercased is gone. And *any* tokenizer with a limited vocabulary loses what becomes `<UNK>`.
//
// ### Down to the bytes
//
// The tokenizers of today's large models want it all: subword tokens *and* an exact round trip for every text
// that exists. Their trick is to start from **bytes** instead of characters, and to cut nowhere first. Spaces
// and line breaks are bytes like others, so they are kept. There are only 256 bytes, every text consists of
// them, and none is ever unknown:

// %%
for text in ["lamp", "naïve", "한", "two  spaces\n"] {
  print(text.debugDescription, "→", Array(text.utf8))
}

// %% [markdown]
// With the 256 bytes as the only tokens, a text costs one token per byte. Tokens of several bytes make it
// cheaper; merges of byte pairs are one way to find them. Two rules follow. Any byte string can be a token,
// even one that ends in the middle of a character: `ï` is the bytes 195 and 175, and a token can end between
// them. So a decoder must first join the bytes of *all* tokens and only then read them as text. Decoded token
// by token, the halves become nonsense:

// %%
let halves: [[UInt8]] = [Array("na".utf8) + [195], [175] + Array("ve".utf8)]
print("joined first:  ", String(decoding: halves.joined(), as: UTF8.self))
print("token by token:", halves.map { String(decoding: $0, as: UTF8.self) }.joined())

// %% [markdown]
// The last task of the exercise asks you to find out how far you get with that: 512 tokens, every text back
// byte for byte, and at most 0.6 tokens per byte.

// %% [markdown]
// ## Common mistakes
//
// - **The vocabulary learned from all text,** held-out text included. Then no word is unknown in the test, and
//   many will be tomorrow. (For *characters* it is harmless if the training part has them all, and our
//   `TrainingText` does it. Check that before you do it; the line below does.)
// - **Ties left to chance.** The order of a dictionary changes from run to run in Swift; sort equals by
//   something fixed, or a stored model finds another vocabulary next time.
// - **`<EOS>` forgotten.** The model never learns to stop. Or decoded: then `<EOS>` appears in the output.
// - **Recounting forgotten** in byte-pair encoding. After `e` + `s` is merged, the pair `s` + `t` of *newest* is
//   gone.
// - **Merges applied by length** instead of in the order of learning: the same word gets other pieces than in
//   training.
// - **Code points for characters,** bytes for code points.
// - **A lowercase vocabulary for text that is not lowercase.** Every uppercase word is `<UNK>`:

// %%
func isKnown(_ word: String) -> Bool { allWords.vocabulary.index(of: word) != nil }
let originalCase = WordTokenizer().tokens(of: new)
let newLetters = Set(new).subtracting(known).count
print("characters of the held-out text that the rest lacks:", newLetters)
print("unknown, %, lowercased text:     ", short(unknown(newWords, isKnown: isKnown)))
print("unknown, %, text in its own case:", short(unknown(originalCase, isKnown: isKnown)))

// %% [markdown]
// ## Questions that everyone asks
//
// - **Words or characters?** For a small network on a small text, characters; for most other things, subword
//   tokens. Chapter 06 trains both on the same text.
// - **How large should the vocabulary be?** As large as new text still gains from it: the curves of `<UNK>` and
//   of tokens per word flatten. Every token costs a row of the embedding and a column of the output layer.
// - **Can I compare the losses of two tokenizers?** Not per token, because a word is worth more than a
//   character. Convert both to bits per character (chapter 06).
// - **What do large language models use?** Mostly BPE over bytes, with some 50,000 to 250,000 tokens, learned
//   from a very large text.
// - **Where is `<PAD>`?** A vocabulary needs a padding token only for batches of sequences of different lengths
//   (chapter 05).

// %% [markdown]
// ## On paper
//
// **1. Predict.** A text has the words *tick* 6 times, *tock* 6 times, *clock* 4 times, and *stick* once, read
// in this order. Which are the first four merges?
//
// <details><summary>Answer</summary>
//
// `c` + `k` comes first: it occurs in all 17 words. Then `ck` + `</w>`, 17 again. Then `o` + `ck</w>`, 10
// times (*tock* and *clock*). Then there is a tie at 7 between `t` + `i` and `i` + `ck</w>`, both in *tick*
// and *stick*; reading order decides for `t` + `i`.
//
// </details>
//
// **2. Derive.** A vocabulary of $V$ words has $V^n$ n-grams. How many different ones can a text of $T$ tokens
// hold at most? For our $V = 681$ (the table of all tokenizers), $T = 7438$ (the tokens counted for the
// n-grams), and $n = 3$, which fraction of all trigrams is that?
//
// <details><summary>Answer</summary>
//
// $T - n + 1$, because each n-gram starts at a different token. $681^3$ is about 316 million, and 7,436 of them
// are 0.0024 percent. Nearly all trigrams must stay unseen, most because they are not English, but many because
// the text is short.
//
// </details>
//
// **3. Why** can a model that writes byte tokens produce something that is not a text, and a model that writes
// grapheme clusters cannot?
//
// <details><summary>Answer</summary>
//
// Not every sequence of bytes is valid UTF-8: 195 followed by `v` is not. A model is free to choose such a
// sequence, and the decoder must then put in a replacement character. Any sequence of grapheme clusters is a
// text.
//
// </details>

// %% [markdown]
// ## Try it
//
// Open `Exercises/02-Tokenizers`. There are six tasks:
//
// 1. words and characters;
// 2. sentences;
// 3. a vocabulary by frequency, with `<UNK>` and `<EOS>`;
// 4. n-grams, and texts as vectors;
// 5. byte-pair encoding: learn, apply, undo;
// 6. a tokenizer that loses nothing, graded by what it does.
//
// Then run
//
// ```
// swift run course grade 02
// ```
//
// Before or after that, change something here and run the chapter with
// `COURSE_ALL=1 swift run Chapter02Tokenizers`:
//
// - Read a text in your own language instead of `book`. Where does the curve of `<UNK>` end? A language with
//   many endings, or with long compounds, ends far higher.
// - Learn 1200 merges from the book and look at the last fifty. Are they still pieces of words, or whole words
//   by then?
// - Which pair of neighboring *bytes* is the most common in the book? What would a byte-pair tokenizer do with
//   it?

// %% [markdown]
// ## Summary
//
// - A tokenizer cuts a text; a vocabulary gives the tokens indices. Together they decide the length of
//   sequences, the size $V$, and what can never be said.
// - A few tokens are common and most are rare (Zipf). A limit keeps the common ones; `<UNK>` takes the rest, and
//   on new text it never goes to zero. `<EOS>` says where to stop.
// - Characters are what readers see: grapheme clusters, not code points.
// - Byte-pair encoding merges the most common pair again and again. New words, compounds, and inflected forms
//   fall apart into smaller pieces and do not become `<UNK>`.
// - N-grams keep a little order; most long ones are never seen twice. Over unigrams and bigrams a text becomes
//   one vector.
// - Exact round trips: characters and bytes always, byte-pair encoding of words except for whitespace, words
//   hardly, limited vocabularies never.

// %% [markdown]
// ## References
//
// - G. K. Zipf, *Human Behavior and the Principle of Least Effort*, 1949.
// - K. Spärck Jones, "A statistical interpretation of term specificity and its application in retrieval",
//   *Journal of Documentation* 28, 1972: the idea behind tf-idf.
// - P. Gage, "A new algorithm for data compression", *The C Users Journal* 12, 1994: byte pairs, for
//   compression.
// - R. Sennrich, B. Haddow and A. Birch, "Neural machine translation of rare words with subword units",
//   *ACL*, 2016: byte pairs, for words.
// - T. Kudo and J. Richardson, "SentencePiece", *EMNLP*, 2018: pieces without cutting at whitespace first.
// - A. Radford and others, "Language models are unsupervised multitask learners", 2019: byte pairs over
//   bytes.
// - The Unicode Consortium, *Unicode Standard Annex 29: Unicode Text Segmentation*: what a grapheme cluster
//   is.
