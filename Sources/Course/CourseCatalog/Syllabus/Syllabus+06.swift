extension Syllabus {
  /// Unit 06.
  static let languageModels = [
    SyllabusRow(
      "06",
      "A language model as a model of what people say: the chance of the next sentence you meet; its uses",
      symbols: ["SequenceTraining.LanguageModel"], section: "6. Language models"),
    SyllabusRow(
      "06", "Apple and pair salad against apple and pear salad: the more likely sentence wins",
      symbols: ["SequenceTraining.LanguageModel.logProbability"], section: "The probability of a sentence"),
    SyllabusRow(
      "06", "The probability of a sentence as a product of conditionals",
      symbols: ["SequenceTraining.LanguageModel.logProbability"], section: "The probability of a sentence",
      tasks: ["1"]),
    SyllabusRow(
      "06", "Perplexity and bits",
      symbols: ["RecurrentNetworks.perplexity", "RecurrentNetworks.bits"], section: "Perplexity and bits",
      tasks: ["1", "3"]),
    SyllabusRow(
      "06", "Choosing between two sentences by their probability",
      symbols: ["SequenceTraining.LanguageModel.logProbability"], section: "Choosing between two sentences"),
    SyllabusRow(
      "06", "From n-grams to recurrent networks to transformers; self-supervision, GPT, chat programs",
      symbols: ["SequenceTraining.NGramModel"], section: "Where recurrent language models stand"),
    SyllabusRow(
      "06", "N-gram models as the baseline; training, validation, and test part",
      symbols: ["SequenceTraining.NGramModel", "SequenceTraining.TrainingText"],
      section: "The baseline: n-gram models"),
    SyllabusRow(
      "06",
      "The cats that sleep 15 hours, unrolled: x_1 = 0, x_t = y_{t-1}, a distribution over all words, <EOS>",
      symbols: ["SequenceTraining.TokenWindow", "SequenceTraining.SequentialWindows"],
      section: "Building one: inputs and targets", tasks: ["2"]),
    SyllabusRow(
      "06", "The loss of a step with a one-hot target, and its sum over the steps",
      symbols: ["RecurrentNetworks.crossEntropy"], section: "Building one: inputs and targets",
      tasks: ["3"]),
    SyllabusRow(
      "06", "Training watched: samples beside the loss, and one unit of the state over a text",
      symbols: ["SequenceTraining.LanguageModel.lossAndGradient", "SequenceTraining.LanguageModelTrainer"],
      section: "Training one", tasks: ["3", "5"]),
    SyllabusRow(
      "06",
      "Training above, sampling below: sample, feed back, stop at <EOS> or a limit; temperature, top-k, greedy",
      symbols: ["SequenceTraining.Sampler", "SequenceTraining.LanguageModel.sample"],
      section: "Sampling novel sequences", tasks: ["4"]),
    SyllabusRow(
      "06", "Names sampled after training on a list of names; early stopping",
      symbols: ["SequenceTraining.CourseText"], section: "Names that no one has"),
    SyllabusRow(
      "06", "Words against characters: <UNK>, lengths, long-range dependence; bits per character",
      symbols: ["SequenceTraining.TrainingText", "TextEncoding.WordTokenizer"],
      section: "Words or characters?"),
    SyllabusRow(
      "06", "What characters and words cost in computation",
      symbols: ["SequenceTraining.LanguageModel"], section: "Words or characters?"),
    SyllabusRow(
      "06", "A whole character model on one page, from scratch",
      symbols: ["LinearAlgebra.Matrix"], section: "Appendix: a whole language model on one page"),
  ]
}
