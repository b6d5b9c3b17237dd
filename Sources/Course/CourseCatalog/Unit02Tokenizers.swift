extension CourseUnit {
  /// Unit 02: text as tokens.
  static let tokenizers = CourseUnit(
    number: "02", name: "Tokenizers", title: "Text as tokens",
    summary: "How a text is cut into words, characters, subwords, and n-grams, and turned into indices.",
    files: [
      "Words.swift", "Sentences.swift", "Vocabulary.swift", "NGrams.swift", "BytePairs.swift",
      "Lossless.swift",
    ],
    tasks: [
      CourseTask(
        id: "02.1", name: "words and characters", files: ["Words.swift"], points: 15,
        hints: [
          "Go through the characters one by one, and collect a word until a character does not belong to it.",
          "An apostrophe or hyphen belongs to a word if the characters on both its sides are letters; look at the neighbors by index.",
          "In the loop: append to the word, or else close the word and add any mark but whitespace as a token; close the last word after the loop.",
        ]),
      CourseTask(
        id: "02.2", name: "sentences", files: ["Sentences.swift"], points: 15,
        hints: [
          "Go from mark to mark, and ask at each whether the sentence can end there.",
          "Take the whole run of marks first, then the closing quotes and brackets, and look at what comes next.",
          "It ends if whitespace or nothing follows, the next letter is not lowercase, and it is not a single period after an abbreviation.",
        ]),
      CourseTask(
        id: "02.3", name: "a vocabulary by frequency, with <UNK> and <EOS>", files: ["Vocabulary.swift"],
        points: 20,
        hints: [
          "vocabulary(of:limit:) counts with a dictionary, and keeps the order of appearance in an array; then it sorts by count from large to small.",
          "encode(_:vocabulary:) looks up the index of each token and ends with that of <EOS>; decode(_:vocabulary:) stops at the first <EOS>.",
          "Sort equals by their first position; encode: indices[token] ?? 0 for every token, then 1; decode: indices.prefix { $0 != 1 }, each looked up.",
        ]),
      CourseTask(
        id: "02.4", name: "n-grams, and texts as vectors", files: ["NGrams.swift"], points: 15,
        hints: [
          "The n-gram at index i is tokens[i ..< i + n]; T tokens have T - n + 1 of them.",
          "Collect the unigrams of all texts first, then the bigrams, each only the first time; vectorize(_:over:) looks up the n-grams of each text among them.",
          "For each text and each of its n-grams that is known: vectors[row, place] = 1.",
        ]),
      CourseTask(
        id: "02.5", name: "byte-pair encoding", files: ["BytePairs.swift"], points: 20,
        hints: [
          "Write a helper that joins one pair everywhere in a list of pieces; learning and applying both need it.",
          "A pair counts as often as its word occurs, and everything is counted again after every merge.",
          "Among the pairs in reading order, take the first with the highest count; merge it in all words, and repeat.",
        ]),
      CourseTask(
        id: "02.6", name: "a tokenizer that loses nothing", files: ["Lossless.swift"], points: 15,
        hints: [
          "Every text is bytes, text.utf8, and there are only 256 of them: with those as tokens nothing is unknown.",
          "Use the other 256 tokens for common byte strings of the text learned from, pairs of neighboring bytes for example.",
          "Take the 256 most common pairs; encode from left to right, a pair if it is a token, else a byte; decode by joining all bytes first.",
        ]),
    ])
}
