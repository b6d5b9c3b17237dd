extension Syllabus {
  /// Unit 06.
  static let languageModels = [
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
      "06", "Where recurrent language models stand; tables of n-grams",
      symbols: ["SequenceTraining.NGramModel"], section: "Where recurrent language models stand"),
    SyllabusRow(
      "06", "Inputs and targets: x_1 = 0, x_t = y_{t-1}, <EOS> at the end",
      symbols: ["SequenceTraining.TokenWindow", "SequenceTraining.SequentialWindows"],
      section: "Building one: inputs and targets", tasks: ["2"]),
    SyllabusRow(
      "06", "The summed cross-entropy, and training",
      symbols: ["SequenceTraining.LanguageModel.lossAndGradient", "SequenceTraining.LanguageModelTrainer"],
      section: "Training one", tasks: ["3", "5"]),
    SyllabusRow(
      "06", "Sampling: draw, feed back, stop; temperature, top-k, greedy",
      symbols: ["SequenceTraining.Sampler", "SequenceTraining.LanguageModel.sample"],
      section: "Sampling novel sequences", tasks: ["4"]),
    SyllabusRow(
      "06", "Names drawn after training on a list of names",
      symbols: ["SequenceTraining.CourseText"], section: "Names that nobody has"),
    SyllabusRow(
      "06", "Words against characters: <UNK>, lengths, cost, dependence; bits per character",
      symbols: ["SequenceTraining.TrainingText", "TextEncoding.WordTokenizer"],
      section: "Words or characters?"),
  ]
}
