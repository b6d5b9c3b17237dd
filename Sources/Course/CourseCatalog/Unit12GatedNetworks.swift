extension CourseUnit {
  /// Unit 12: the cells compared, and the student's own model.
  static let gatedNetworks = CourseUnit(
    number: "12", name: "GatedNetworks", title: "Gated networks compared",
    summary: "RNN, GRU and LSTM put to the same tests, fairly; then a character model on your own text.",
    files: [
      "Costs.swift", "MemoryTask.swift", "Comparison.swift", "Writing.swift", "OwnText.swift",
      "OwnModel.swift",
    ],
    additionalModules: ["RecurrentNetworks", "SequenceTraining", "TextEncoding"],
    tasks: [
      CourseTask(
        id: "12.1", name: "the parameters of a model", files: ["Costs.swift"], points: 10,
        hints: [
          "Count the output layer once, and everything inside the cell once for each set.",
          "One set is V · H for the input, H · H for the state, and H for the bias.",
          "setCount · (V·H + H·H + H) + H·V + V.",
        ]),
      CourseTask(
        id: "12.2", name: "the largest model within a budget", files: ["Costs.swift"], points: 10,
        dependsOn: ["12.1"],
        hints: [
          "The count grows with H, so from some H on, every model is too large.",
          "Try H = 1, 2, 3 … with your parameterCount until the budget is exceeded.",
          "Start at 0 and add 1 while the model with one more unit still fits; a model equal to the budget also fits.",
        ]),
      CourseTask(
        id: "12.3", name: "the sequences of the copy task", files: ["MemoryTask.swift"], points: 15,
        hints: [
          "Write down a small case by hand first: message 2 0, D = 3, and so T = 6.",
          "Both lists have 2 M + D - 1 tokens; the message is at the start of one and at the end of the other.",
          "inputs: message, D - 1 blanks, the signal S + 1, M - 1 blanks; targets: M + D - 1 blanks, message.",
        ]),
      CourseTask(
        id: "12.4", name: "a mean and its standard error", files: ["Comparison.swift"], points: 10,
        hints: [
          "Three lines: the mean, the sum of squared distances from it, and a root.",
          "Divide the squares by n - 1, not by n.",
          "The standard error is √(s² / n): the spread of one value, reduced by averaging n values.",
        ]),
      CourseTask(
        id: "12.5", name: "a winner, if there is a clear one", files: ["Comparison.swift"], points: 10,
        dependsOn: ["12.4"],
        hints: [
          "Compare the distance of the means with the distances that chance can produce.",
          "Errors add up by their squares: √(e₁² + e₂²).",
          "Undecided unless |mean₁ - mean₂| > 2 √(e₁² + e₂²); then the lower mean wins.",
        ]),
      CourseTask(
        id: "12.6", name: "letting a model write", files: ["Writing.swift"], points: 15,
        hints: [
          "The library draws tokens; you turn text into tokens and tokens into text.",
          "Look at LanguageModel.sample(after:length:with:using:emit:), Sampler and CharacterTokenizer.",
          "Filter the prompt, encode it, collect each token in emit and return true, and decode what was collected.",
        ]),
      CourseTask(
        id: "12.7", name: "a model on your own text", files: ["OwnText.swift", "OwnModel.swift"],
        points: 30,
        hints: [
          "Begin with LanguageModelTrainer and a TrainingPlan: call advance() until isFinished, and return its model.",
          "Look at heldOutLoss() every few updates: when it rises again, the model is memorizing its text.",
          "Some 100 hidden units, 8 streams of 32 steps, a learning rate of 0.01 and 400 updates will do, if you keep "
            + "the model with the lowest held-out loss.",
        ]),
    ])
}
