extension Syllabus {
  /// Unit 02.
  static let tokens = kindsOfTokens + textsAsVectors
}

extension Syllabus {
  /// The ways to cut a text.
  private static let kindsOfTokens = [
    SyllabusRow(
      "02", "Tokenization and vectorization: from text to numbers in two steps",
      symbols: ["TextEncoding.Tokenizer"], section: "The way from text to numbers"),
    SyllabusRow(
      "02", "Words, with choices about punctuation and case",
      symbols: ["TextEncoding.WordTokenizer"], section: "Words", tasks: ["1"]),
    SyllabusRow(
      "02", "Words need clear word boundaries: a sentence of four words, and one without spaces",
      symbols: ["TextEncoding.WordTokenizer"], section: "Words"),
    SyllabusRow(
      "02", "A vocabulary of the most common words, with <UNK> and <EOS>; Zipf's law",
      symbols: ["TextEncoding.Vocabulary", "TextEncoding.TokenCounts"], section: "A vocabulary by frequency",
      tasks: ["3"]),
    SyllabusRow(
      "02", "Characters as people see them",
      symbols: ["TextEncoding.CharacterTokenizer"], section: "Characters", tasks: ["1"]),
    SyllabusRow(
      "02", "Characters for spelling, unclear word boundaries and character models; a line of thirteen",
      symbols: ["TextEncoding.CharacterTokenizer"], section: "Characters"),
    SyllabusRow(
      "02", "Sentences, with abbreviations, ellipses and quotes",
      symbols: ["TextEncoding.SentenceTokenizer"], section: "Sentences", tasks: ["2"]),
    SyllabusRow(
      "02", "Sentences for work that goes sentence by sentence; a paragraph of three",
      symbols: ["TextEncoding.SentenceTokenizer"], section: "Sentences"),
    SyllabusRow(
      "02", "N-grams for any n",
      symbols: ["TextEncoding.NGramTokenizer", "TextEncoding.nGrams"], section: "N-grams", tasks: ["4"]),
    SyllabusRow(
      "02", "Subwords: learning merges, applying them in order, undoing them",
      symbols: ["TextEncoding.BytePairEncoding", "TextEncoding.BytePairTokenizer"],
      section: "Between words and characters: byte-pair encoding", tasks: ["5"]),
    SyllabusRow(
      "02", "Compounds cut into their words: time-table, rain-coat, grace-fully, run-way",
      symbols: ["TextEncoding.BytePairEncoding"], section: "Compounds and endings"),
    SyllabusRow(
      "02", "Languages that compound, and morphologically rich ones",
      symbols: ["TextEncoding.BytePairEncoding"], section: "Compounds and endings"),
  ]

  /// All kinds compared, texts as vectors, and the way back.
  private static let textsAsVectors = [
    SyllabusRow(
      "02", "The ways of tokenization side by side, with their strengths",
      symbols: ["TextEncoding.Tokenizer"], section: "All of them side by side"),
    SyllabusRow(
      "02", "A text as one vector over unigrams and bigrams: 0 and 1, counts, tf-idf",
      symbols: ["TextEncoding.NGramVectorizer", "TextEncoding.NGramWeighting"],
      section: "A whole text as one vector", tasks: ["4"]),
    SyllabusRow(
      "02", "The mouse that ran up the clock: twelve indices, and a vector of zeros and ones",
      symbols: ["TextEncoding.NGramVectorizer"], section: "A whole text as one vector"),
    SyllabusRow(
      "02", "Which tokenizers can give the text back, and which cannot",
      symbols: ["TextEncoding.VocabularyTokenizer", "TextEncoding.BytePairTokenizer"],
      section: "The round trip",
      tasks: ["6"]),
  ]
}
