// %% [markdown]
// # 2. Text as tokens
//
// A network reads indices: in unit 01 each category got a label, and the label picked a row of a matrix. For
// a text somebody has to say first what the categories *are*. Letters? Words? Something between? That choice
// decides how long the sequences get, how large the vocabulary, and what the model can never say. It is made
// once, before training, and is easily made badly.
//
// **After this chapter you can**
//
// - cut a text into words, characters, sentences, n-grams and sub-word pieces, and name what each is good
//   for;
// - build a vocabulary by frequency with `<UNK>` and `<EOS>`, and say what its limit costs;
// - learn byte-pair merges by hand, apply them, and undo them;
// - turn a text into a vector over its unigrams and bigrams;
// - say which tokenizers can give a text back, and which cannot.
//
// Reading takes about half an hour; the [exercise](../../Exercises/02-Tokenizers) asks you to write what you
// read here.

// %%
import Foundation
import LinearAlgebra
import NotebookDisplay
import SequenceTraining
import TextEncoding

let book = try String(contentsOf: CourseText.lighthouse!, encoding: .utf8)

// %% [markdown]
// ## The way from text to numbers
//
// ```
//  "The lamp went out."                     text
//        │  tokenize
//  [ "the", "lamp", "went", "out", "." ]     tokens
//        │  look up in the vocabulary
//  [ 2, 44, 29, 38, 3 ]                      indices, 0 to V − 1
//        │  pick rows (unit 01)
//  [T, H] numbers                            what the network reads
// ```
//
// **Tokenization** is the first arrow: it cuts a text into **tokens**. The **vocabulary** is the list of the
// tokens that have an index, $V$ of them. **Vectorization** is any way from there to vectors: the rows of a
// matrix $[V, H]$, $H$ numbers for each of the $T$ tokens in order, or one single vector for the whole text,
// as we shall see towards the end.
//
// We measure on the little book of tales that comes with the course. Its last tenth is held back: it plays
// the text that comes tomorrow.

// %%
let cutPlace = book.index(book.startIndex, offsetBy: book.count * 9 / 10)
let (known, new) = (String(book[..<cutPlace]), String(book[cutPlace...]))

print(known.count, "characters to learn from,", new.count, "held back")

// %% [markdown]
// ## Words
//
// Words are what we think in. Cut at the spaces, and you have them, nearly:

// %%
let line = "\"Don't go!\" said Mina. She didn't; the well-known stairs had 112 steps."
let ways: [(name: String, tokenizer: WordTokenizer)] = [
  ("cut at spaces", WordTokenizer(punctuation: .attached)),
  ("marks as tokens", WordTokenizer()),
  ("marks as tokens, small letters", WordTokenizer(letterCase: .lowered)),
  ("marks dropped, small letters", WordTokenizer(letterCase: .lowered, punctuation: .dropped)),
]

show(
  Table(
    header: ["way", "tokens"],
    rows: ways.map { [$0.name, $0.tokenizer.tokens(of: line).joined(separator: " · ")] }),
  caption: "One line, four ways")

// %% [markdown]
// Cut at spaces, `Mina.` and `Mina` are two different words, and a model learns about each alone. Making
// marks tokens of their own mends that. An apostrophe or hyphen *between letters* belongs to its word, so
// `don't` and `well-known` stay whole, while the quotes around `"Don't go!"` do not.
//
// Small letters merge `The` and `the`, which is mostly the same word, and `Rose` and `rose`, which is not.
// Dropping marks makes the text shorter, and then no model can learn to end a sentence. There is no right
// choice, but the choice has a size:

// %%
show(
  Table(
    header: ["way", "tokens in the book", "different tokens", "that occur only once"],
    rows: ways.map { name, tokenizer in
      let counts = TokenCounts(tokenizer.tokens(of: book)).inOrderOfAppearance
      let once = counts.filter { $0.count == 1 }.count
      return [name, counts.reduce(0) { $0 + $1.count }, counts.count, once]
    }),
  caption: "What the four ways make of the whole book")

// %% [markdown]
// Cut at spaces, the book has 1.6 times as many different tokens as with marks as tokens, and half of them
// occur only once, too rarely to learn anything from.
//
// ## A vocabulary by frequency
//
// How many words should have an index? Count them and sort by frequency:

// %%
let words = WordTokenizer(letterCase: .lowered)
let frequencies = TokenCounts(words.tokens(of: known)).byFrequency

show(
  Table(
    header: ["rank", "token", "times"],
    rows: [0, 1, 2, 3, 4, 9, 19, 49, 99, 199, 399].map {
      [$0 + 1, frequencies[$0].token, frequencies[$0].count]
    }),
  caption: "Tokens by rank")

// %%
show(
  LineChart(
    [
      Series("times it occurs", frequencies.prefix(300).map { Double($0.count) }, startingAt: 1),
      Series(
        "first count / rank", (1...300).map { Double(frequencies[0].count) / Double($0) }, startingAt: 1),
    ], xLabel: "rank of the token", yLabel: "count", yScale: .logarithmic),
  caption: "A few tokens do most of the work")

// %% [markdown]
// The counts fall roughly like one over the rank. That is **Zipf's law**, and it holds for nearly every text
// in nearly every language: few words are common, most are rare, and there is no end of rare ones. So one
// keeps the $n$ most common tokens, and gives all others one common index:
//
// - `<UNK>`, *unknown*, index 0, stands for every token outside the list;
// - `<EOS>`, *end of sequence*, index 1, is put at the end, so that a model can learn where to stop.
//
// So $V = n + 2$, and the token of rank $r$ has index $r + 1$.
//
// How often does `<UNK>` come, on text that was not counted?

// %%
func unknownShare(limit: Int, on text: String) -> Double {
  let vocabulary = Vocabulary(mostFrequentOf: words.tokens(of: known), limit: limit)
  let tokens = words.tokens(of: text)
  return Double(tokens.filter { vocabulary.index(of: $0) == nil }.count) / Double(tokens.count)
}
let limits = [10, 30, 100, 200, 300, 400, 500, 600, 700, 800]

show(
  LineChart(
    [
      Series(
        "text that was counted", x: limits.map(Double.init),
        y: limits.map { 100 * unknownShare(limit: $0, on: known) }),
      Series(
        "text held back", x: limits.map(Double.init), y: limits.map { 100 * unknownShare(limit: $0, on: new) }
      ),
    ], xLabel: "limit of the vocabulary", yLabel: "<UNK>, % of tokens"),
  caption: "What a small vocabulary loses")

// %% [markdown]
// The two lines part, and that is the point. On the counted text `<UNK>` can be driven to zero by a larger
// list. On new text it cannot: some words of tomorrow are simply not in yesterday's book. This is the weak
// spot of words.
//
// Encoding and decoding with both special tokens:

// %%
let small = VocabularyTokenizer(words, mostFrequentOf: known, limit: 300, addsEnd: true)
let sentence = "The keeper polished the lamp."
let indices = try small.encode(sentence)

show(
  Table(
    header: ["token", "index", "decoded"],
    rows: zip(words.tokens(of: sentence) + ["(end)"], indices).map { [$0, $1, small.vocabulary.tokens[$1]] }),
  caption: "A sentence with a word that the vocabulary lacks")

print("decoded:", small.decode(indices))

// %% [markdown]
// `<UNK>` is lost for good: no decoder can say which word it was. `<EOS>` ends the decoding, and whatever
// follows it belongs to another sequence.
//
// ## Characters
//
// The other end: every character is a token. The vocabulary is tiny, nothing is unknown that is spelled with
// known letters, and any text comes back exactly. The price is length, about four times that of words, and a
// model that has to learn to spell before it can learn to speak.
//
// But what *is* a character? In memory a text is bytes (UTF-8), bytes make code points, and one or more code
// points make what a reader sees: a **grapheme cluster**. Swift's `Character` is that last one.

// %%
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
// samples from such tokens writes accents on nothing. Cut where a reader would.
//
// ## Sentences
//
// Sentences as tokens have no use as a vocabulary, since hardly any comes twice. But texts are often *cut*
// into sentences first, to get sequences of a sensible length. It looks trivial: cut behind `.`, `!` and `?`.

// %%
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
        SentenceTokenizer().tokens(of: text).joined(separator: " ‖ "),
      ]
    }),
  caption: "Five small traps")

// %% [markdown]
// The rules that help: a mark ends a sentence only if whitespace follows; closing quotes go with it; a list
// of abbreviations says after which points a sentence goes on; and where the next word starts with a small
// letter, it goes on too. Rules are not understanding, so some cases stay wrong:

// %%
for text in ["He came at 5 p.m. Mr. Holmes was out.", "It is rich in vitamin C. It is also cheap."] {
  print(SentenceTokenizer().tokens(of: text))
}

// %% [markdown]
// The first is right by luck: a capital follows `p.m.`, and this time it does start a sentence, though *Mr.
// Holmes* would begin with a capital anywhere. The second is not cut, because `C.` looks like an initial.
//
// ## N-grams
//
// An **n-gram** is n neighbouring tokens, taken as one tuple: n = 1 unigrams, 2 bigrams, 3 trigrams. They
// overlap, so that $N$ tokens have $N - n + 1$ of them.

// %%
let phrase = ["the", "lamp", "did", "not", "go", "out"]
show(
  Table(
    header: ["n", "n-grams"],
    rows: (1...3).map { size in
      [size, nGrams(of: phrase, size: size).map { $0.joined(separator: " ") }.joined(separator: " · ")]
    }),
  caption: "N-grams of six words")

// %% [markdown]
// N-grams keep a little of the order: `not go` is a token here, and says something that `not` and `go` apart
// do not. Before networks learned to remember, n-grams *were* the memory of language models (unit 06). What
// limits them is counting:

// %%
let knownWords = words.tokens(of: known)
let newWords = words.tokens(of: new)

func shares(_ size: Int) -> (different: Int, once: Double, unseen: Double) {
  var counts: [[String]: Int] = [:]
  for nGram in nGrams(of: knownWords, size: size) { counts[nGram, default: 0] += 1 }
  let newOnes = nGrams(of: newWords, size: size)
  let once = Double(counts.values.filter { $0 == 1 }.count) / Double(counts.count)
  let unseen = Double(newOnes.filter { counts[$0] == nil }.count) / Double(newOnes.count)
  return (counts.count, once, unseen)
}
let bySize = (1...6).map(shares)

show(
  Table(
    header: ["n", "different n-grams", "that occur once, %", "of the new text never seen, %"],
    rows: bySize.enumerated().map { [$0 + 1, $1.different, 100 * $1.once, 100 * $1.unseen] }),
  caption: "N-grams of words in the book")

// %%
show(
  LineChart(
    [
      Series("occur only once", bySize.map { 100 * $0.once }, startingAt: 1),
      Series("of new text, never seen", bySize.map { 100 * $0.unseen }, startingAt: 1),
    ], xLabel: "n", yLabel: "%"),
  caption: "The longer the n-gram, the less there is to count")

// %% [markdown]
// Already at n = 3 most of what comes tomorrow was never counted. Any table of n-grams runs into that wall,
// on any text; on a larger one it merely stands a step further off.
//
// ## Between words and characters: byte-pair encoding
//
// Words are too many, characters too small. **Sub-word** tokenizers take pieces: common words whole, rare
// words in parts. The best-known way to find the pieces is **byte-pair encoding**. It starts from characters
// and lets the text say which neighbours belong together:
//
// 1. Write every word as its characters and an end mark `</w>`.
// 2. Count every pair of neighbouring pieces, as often as its word occurs.
// 3. Merge the most common pair, everywhere. The merged piece is a new token.
// 4. Go on at 2, until there are as many merges as you want.
//
// The example of the paper that brought it to words (Sennrich, Haddow and Birch, 2016) has four words: *low*
// 5 times, *lower* twice, *newest* 6 times and *widest* 3 times. Do the first two merges on paper before you
// look.

// %%
let paperWords = [
  TokenCount(token: "low", count: 5), TokenCount(token: "lower", count: 2),
  TokenCount(token: "newest", count: 6),
  TokenCount(token: "widest", count: 3),
]

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
// The first merge is `e` + `s`, which stands in *newest* 6 times and in *widest* 3 times, 9 in all. After it,
// `es` + `t` stands there just as often, and so on, until `est</w>` is one piece: the text has discovered an
// ending. (Ties are broken by what comes first in reading order. The library follows the listing in the
// paper, or the authors' program, as you ask; its merges are checked against that program,
// `Tests/ReferenceData/byte_pair_reference.py`.)
//
// To **apply** the merges to a word, old or new, start from its characters and perform every merge in the
// order of learning:

// %%
let ten = try BytePairEncoding(learning: 10, from: paperWords)
show(
  Table(
    header: ["word", "in the four words?", "pieces"],
    rows: ["low", "lowest", "newer", "wide", "slow"].map { word in
      let isKnown = paperWords.contains { $0.token == word }
      return [word, isKnown ? "yes" : "no", ten.pieces(ofWord: word).joined(separator: " ")]
    }),
  caption: "Words fall to the largest pieces that were learned")

// %% [markdown]
// *lowest* was never seen, and still is made of two sensible pieces. *slow* starts with an `s` that could
// have been unknown; here it is a letter of the text. In the worst case a word falls to single characters,
// and only a *character* never seen can be unknown.
//
// To **undo** it, join the pieces; wherever a piece ends with `</w>`, a word ends. Now the whole book:

// %%
let mergeCounts = [0, 25, 50, 100, 200, 400, 800, 1200]
let encodings = try mergeCounts.map { try BytePairTokenizer(learning: $0, from: known) }
let newWordCount = Double(new.split(whereSeparator: \.isWhitespace).count)
let knownWordCount = Double(known.split(whereSeparator: \.isWhitespace).count)

show(
  Table(
    header: ["merges", "keeper", "lighthouse", "remembered", "lamplighter"],
    rows: zip(mergeCounts, encodings).filter { [0, 50, 200, 800].contains($0.0) }.map { count, tokenizer in
      [count]
        + ["keeper", "lighthouse", "remembered", "lamplighter"].map {
          tokenizer.encoding.pieces(ofWord: $0).joined(separator: " ")
        }
    }),
  caption: "How words grow together")

// %%
show(
  LineChart(
    [
      Series(
        "text learned from", x: mergeCounts.map(Double.init),
        y: encodings.map { Double($0.tokens(of: known).count) / knownWordCount }),
      Series(
        "text held back", x: mergeCounts.map(Double.init),
        y: encodings.map { Double($0.tokens(of: new).count) / newWordCount }),
    ], xLabel: "merges", yLabel: "tokens a word"),
  caption: "From characters towards words")

// %% [markdown]
// With no merges a word costs about five tokens (its letters and the end mark). A few hundred merges bring
// that below two. On the held-back text the curve flattens a little earlier: merges that fit only the old
// text save nothing in the new.
//
// ## All of them side by side

// %%
let piecesTokenizer = encodings[5]
let characterTokenizer = CharacterTokenizer(charactersOf: known)
let allWords = VocabularyTokenizer(words, mostFrequentOf: known)
let newCharacters = new.map(String.init)
let sentences = SentenceTokenizer()
let knownSentences = Set(sentences.tokens(of: known))

func share(_ tokens: [String], isKnown: (String) -> Bool) -> Double {
  100 * Double(tokens.filter { !isKnown($0) }.count) / Double(tokens.count)
}
let pairTokens = nGrams(of: newWords, size: 2).map { $0.joined(separator: " ") }
let knownPairs = Set(nGrams(of: knownWords, size: 2).map { $0.joined(separator: " ") })
let newPieces = piecesTokenizer.tokens(of: new)

show(
  Table(
    header: ["tokens", "V", "tokens for the new text", "unknown in it, %"],
    rows: [
      [
        "characters", characterTokenizer.vocabulary.count, newCharacters.count,
        share(newCharacters) { characterTokenizer.vocabulary.index(of: $0) != nil },
      ],
      [
        "pieces, 400 merges", piecesTokenizer.vocabulary.count, newPieces.count,
        share(newPieces) { piecesTokenizer.vocabulary.index(of: $0) != nil },
      ],
      [
        "words, small letters", allWords.vocabulary.count, newWords.count,
        share(newWords) { allWords.vocabulary.index(of: $0) != nil },
      ],
      ["word bigrams", knownPairs.count, pairTokens.count, share(pairTokens, isKnown: knownPairs.contains)],
      [
        "sentences", knownSentences.count, sentences.tokens(of: new).count,
        share(sentences.tokens(of: new), isKnown: knownSentences.contains),
      ],
    ]),
  caption: "The held-back text in five kinds of tokens")

// %% [markdown]
// | tokens | strength | weakness |
// |---|---|---|
// | characters | tiny vocabulary, nothing unknown, exact | long sequences, spelling has to be learned |
// | sub-word pieces | moderate in everything, no unknown words | pieces need not be sensible; learned once, then fixed |
// | words | short sequences, tokens that mean something | huge vocabulary, unknown words, each form of a word apart |
// | n-grams | a little order, without any network | most are rare or unseen |
// | sentences | natural units to cut a text into | hardly one comes twice |
//
// ## A whole text as one vector
//
// Sometimes the order hardly matters: is this message spam, which of these texts are alike? Then a text can
// be one single vector. Take all distinct unigrams and bigrams of the texts, give each an index, and write 1
// where a text holds it:

// %%
let shortTexts = ["The lamp went out", "The lamp went round and round", "The sea went out"]
let vectorizer = try NGramVectorizer(fitting: shortTexts)
let presence: Matrix<Double> = vectorizer.matrix(of: shortTexts, weighting: .presence)

show(
  HeatMap(
    presence.transposed(), rowLabels: vectorizer.nGrams.map { $0.joined(separator: " ") },
    columnLabels: ["text 1", "text 2", "text 3"], colors: .sequential),
  caption: "1 where the text holds the unigram or bigram")

// %% [markdown]
// Why bigrams too? Because unigrams alone cannot tell these two apart:

// %%
let bites = ["Dog bites man", "Man bites dog"]
let unigramRows: Matrix<Double> = try NGramVectorizer(fitting: bites, sizes: 1...1)
  .matrix(of: bites, weighting: .presence)
let bothRows: Matrix<Double> = try NGramVectorizer(fitting: bites).matrix(of: bites, weighting: .presence)

print("distance with unigrams:            ", short((unigramRows.row(0) - unigramRows.row(1)).norm))
print("distance with unigrams and bigrams:", short((bothRows.row(0) - bothRows.row(1)).norm))

// %% [markdown]
// Instead of 0 and 1 the vector can hold the **count** of each n-gram, or its **tf-idf** weight: the count,
// times the logarithm of how few of the texts hold it. What stands in every text, like *the*, then weighs
// little. With $N$ texts of which $\mathrm{df}(t)$ hold the n-gram $t$, and $\mathrm{tf}(t)$ the count in
// this text:
//
// $$
// w(t) = \mathrm{tf}(t) \left( \ln \frac{1 + N}{1 + \mathrm{df}(t)} + 1 \right)
// $$
//
// and the vector is then divided by its length.

// %%
let counted: Matrix<Double> = vectorizer.matrix(of: shortTexts, weighting: .counts)
let weighted: Matrix<Double> = vectorizer.matrix(of: shortTexts, weighting: .tfIdf())
let chosen = ["the", "went", "out", "round", "sea"].compactMap { vectorizer.index(of: [$0]) }

show(
  Table(
    header: ["n-gram", "texts that hold it", "0/1 in text 2", "count in text 2", "tf-idf in text 2"],
    rows: chosen.map {
      [
        vectorizer.nGrams[$0].joined(separator: " "), vectorizer.documentFrequencies[$0], presence[1, $0],
        counted[1, $0],
        weighted[1, $0],
      ]
    }),
  caption: "Three weightings of the second text")

// %% [markdown]
// ## The round trip
//
// Does decoding give back what was encoded? For a language model that writes, it should. Each tokenizer on
// four texts:

// %%
let trips = [
  "plain words, plain spaces.", "Capitals and \"straight\" quotes.", "two  spaces\nand a line break",
  "a\u{308}, 한국어 👩\u{200D}👩\u{200D}👧",
]
let tripText = trips.joined(separator: "\n")
let travellers: [(name: String, tokenizer: any Tokenizer)] = [
  ("characters", CharacterTokenizer(charactersOf: tripText)),
  ("pieces", try BytePairTokenizer(learning: 20, from: tripText)),
  ("words, case kept", WordTokenizer()),
  ("words, small letters", WordTokenizer(letterCase: .lowered)),
  ("words, marks dropped", WordTokenizer(punctuation: .dropped)),
]

show(
  Table(
    header: ["tokenizer", "plain", "capitals, quotes", "spaces, line break", "other scripts"],
    rows: travellers.map { name, tokenizer in
      [name] + trips.map { tokenizer.text(of: tokenizer.tokens(of: $0)) == $0 ? "same" : "lost" }
    }),
  caption: "Does text(of: tokens(of: text)) give the text back?")

// %% [markdown]
// Only characters promise it for every text. Byte pairs promise it up to whitespace, since they cut at it and
// forget which it was. Words lose the spacing around quotes, and what was dropped or lowered is gone. And
// *any* tokenizer with a limited vocabulary loses what becomes `<UNK>`.
//
// The tokenizers of today's large models want it all: sub-word pieces *and* an exact round trip for every
// text there is. Their trick is to start from bytes instead of characters. There are 256 of them, every text
// is made of them, and none is ever unknown. The last task of the exercise asks you to find out how far you
// get with that.
//
// ## Common mistakes
//
// - **The vocabulary learned from all text,** that held back included. Then no word is unknown in the test,
//   and many will be tomorrow.
// - **Ties left to chance.** A dictionary's order changes from run to run in Swift; sort equals by something
//   fixed, or a stored model meets another vocabulary next time.
// - **`<EOS>` forgotten.** The model never learns to stop. Or decoded: then `<EOS>` stands in the output.
// - **Counting anew forgotten** in byte-pair encoding. After `e` + `s` is merged, the pair `s` + `t` of
//   *newest* is gone.
// - **Merges applied by length** instead of in the order of learning: the same word gets other pieces than in
//   training.
// - **Code points for characters,** bytes for code points.
// - **A lower-cased vocabulary for text that is not.** Every capital is `<UNK>`:

// %%
let titled = WordTokenizer().tokens(of: new)
print(
  "unknown, % of tokens, text in small letters as the vocabulary:",
  short(share(newWords) { allWords.vocabulary.index(of: $0) != nil }))
print(
  "unknown, % of tokens, text with its capitals:                 ",
  short(share(titled) { allWords.vocabulary.index(of: $0) != nil }))

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
// Before that, or after, change something here and run the chapter with
// `COURSE_ALL=1 swift run Chapter02Tokenizers`:
//
// - Read a text of your own language in place of `book`. Where does the curve of `<UNK>` end? A language with
//   many endings, or with long compounds, ends far higher.
// - Learn 1200 merges from the book and look at the last fifty. Are they still pieces of words, or whole
//   words by then?
// - Which pair of neighbouring *bytes* is the most common in the book? What would a tokenizer of pairs make
//   of it?
//
// ## Summary
//
// - A tokenizer cuts a text; a vocabulary gives the tokens indices. Together they decide the length of
//   sequences, the size $V$, and what can never be said.
// - A few tokens are common and most are rare (Zipf). A limit keeps the common ones; `<UNK>` takes the rest,
//   and on new text it never goes to zero. `<EOS>` says where to stop.
// - Characters are what readers see: grapheme clusters, not code points.
// - Byte-pair encoding merges the most common pair again and again. New words fall to smaller pieces instead
//   of to `<UNK>`.
// - N-grams keep a little order; most long ones are never seen twice. Over unigrams and bigrams a text
//   becomes one vector.
// - Exact round trips: characters always, byte pairs up to whitespace, words hardly, limited vocabularies
//   never.
//
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
