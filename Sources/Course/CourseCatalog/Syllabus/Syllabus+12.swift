extension Syllabus {
  /// Unit 12.
  static let gatedNetworksCompared = [
    SyllabusRow(
      "12", "Gates and parameters of RNN, GRU and LSTM",
      symbols: ["LinearAlgebra.ParameterCollection.parameterCount", "SequenceTraining.CellKind"],
      section: "Three cells side by side", tasks: ["1", "2"]),
    SyllabusRow(
      "12", "The cost of a step",
      symbols: ["RecurrentNetworks.RecurrentLayer"], section: "What a step costs in time"),
    SyllabusRow(
      "12", "Memory on the copy task at several distances",
      symbols: ["RecurrentNetworks.GRU", "RecurrentNetworks.LSTM"], section: "First experiment: recall",
      tasks: ["3"]),
    SyllabusRow(
      "12", "Memory on the adding problem",
      symbols: ["RecurrentNetworks.ManyToOne"], section: "Second experiment: adding"),
    SyllabusRow(
      "12", "Perplexity of language models with equal parameters",
      symbols: ["SequenceTraining.LanguageModel", "RecurrentNetworks.perplexity"],
      section: "Fourth experiment: language"),
    SyllabusRow(
      "12", "The baseline of an n-gram model",
      symbols: ["SequenceTraining.NGramModel"], section: "How well does a table of counts do?", tasks: ["7"]),
    SyllabusRow(
      "12", "What a perplexity reads like",
      symbols: ["SequenceTraining.Sampler"], section: "What perplexity reads like", tasks: ["6"]),
    SyllabusRow(
      "12", "No clear winner, put to the test with seeds and error bars",
      symbols: ["NotebookDisplay.Experiment", "NotebookDisplay.ErrorBarChart"], section: "So which one?",
      tasks: ["4", "5"]),
    SyllabusRow(
      "12", "A model on the student's own text, compared with a baseline of the same run",
      symbols: ["SequenceTraining.ModelCheckpoint", "SequenceTraining.LanguageModelTrainer"],
      section: "Try it", tasks: ["7"]),
    SyllabusRow(
      "12", "Counting, the task that separates LSTM and GRU",
      symbols: ["SequenceTraining.LanguageModelReader"], section: "Third experiment: counting"),
    SyllabusRow(
      "12", "A fair comparison: equal parameters, a rate for each, seeds, a validation part",
      symbols: ["NotebookDisplay.Experiment"], section: "Three rules, written down once"),
    SyllabusRow(
      "12", "The usual claims about GRU and LSTM, weighed",
      symbols: ["RecurrentNetworks.GRU", "RecurrentNetworks.LSTM"], section: "So which one?"),
  ]
}
