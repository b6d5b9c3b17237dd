extension Syllabus {
  /// Unit 02.
  static let tokens = [
    SyllabusRow(
      "02", "Tokenization and vectorization: from text to numbers in two steps",
      symbols: ["TextEncoding.Tokenizer"], section: "The way from text to numbers"),
    SyllabusRow(
      "02", "Words, with choices about punctuation and case",
      symbols: ["TextEncoding.WordTokenizer"], section: "Words", tasks: ["1"]),
    SyllabusRow(
      "02", "A vocabulary of the most common words, with <UNK> and <EOS>",
      symbols: ["TextEncoding.Vocabulary", "TextEncoding.TokenCounts"], section: "A vocabulary by frequency",
      tasks: ["3"]),
    SyllabusRow(
      "02", "Characters as people see them",
      symbols: ["TextEncoding.CharacterTokenizer"], section: "Characters", tasks: ["1"]),
    SyllabusRow(
      "02", "Sentences, with abbreviations, ellipses and quotes",
      symbols: ["TextEncoding.SentenceTokenizer"], section: "Sentences", tasks: ["2"]),
    SyllabusRow(
      "02", "N-grams for any n",
      symbols: ["TextEncoding.NGramTokenizer", "TextEncoding.nGrams"], section: "N-grams", tasks: ["4"]),
    SyllabusRow(
      "02", "Sub-words: learning merges, applying them in order, undoing them",
      symbols: ["TextEncoding.BytePairEncoding", "TextEncoding.BytePairTokenizer"],
      section: "Between words and characters: byte-pair encoding", tasks: ["5"]),
    SyllabusRow(
      "02", "The ways of tokenization side by side, with their strengths",
      symbols: ["TextEncoding.Tokenizer"], section: "All of them side by side"),
    SyllabusRow(
      "02", "A text as one vector over unigrams and bigrams: 0 and 1, counts, tf-idf",
      symbols: ["TextEncoding.NGramVectorizer", "TextEncoding.NGramWeighting"],
      section: "A whole text as one vector", tasks: ["4"]),
    SyllabusRow(
      "02", "Which tokenizers can give the text back, and which cannot",
      symbols: ["TextEncoding.VocabularyTokenizer", "TextEncoding.BytePairTokenizer"],
      section: "The round trip",
      tasks: ["6"]),
  ]
}
