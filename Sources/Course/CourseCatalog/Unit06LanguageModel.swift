extension CourseUnit {
  /// Unit 06: the probability of a sentence.
  static let languageModel = CourseUnit(
    number: "06", name: "LanguageModel", title: "Language models",
    summary: "A network that gives every sentence a probability, and writes its own sentences.",
    files: [
      "Probability.swift", "Pairs.swift", "LanguageModel.swift", "Sampling.swift", "Training.swift",
    ],
    additionalModules: ["EarlierUnits"],
    tasks: [
      CourseTask(
        id: "06.1", name: "the probability of a sentence, and its perplexity", files: ["Probability.swift"],
        points: 20,
        hints: [
          "The logarithm of a product is a sum of logarithms: never multiply the probabilities themselves.",
          "The logarithm of a softmax is z_y - log Σ exp z; subtract the row's largest logit before exp.",
          "Sum row[0, y] - largest - log(exp(row - largest).sum()) over the steps; perplexity is exp(-sum / N).",
        ]),
      CourseTask(
        id: "06.2", name: "inputs and targets by teacher forcing", files: ["Pairs.swift"], points: 15,
        hints: [
          "Write the sentence twice, the second copy one step later.",
          "The first input is a row of zeros, the last target is <EOS>; both lists have T + 1 entries.",
          "inputs: [zeros] + one-hot rows of the sentence; targets: sentence + [endToken].",
        ]),
      CourseTask(
        id: "06.3", name: "the pass over a sentence, and its loss", files: ["LanguageModel.swift"],
        points: 20, dependsOn: ["06.1", "06.2"],
        hints: [
          "The loss is minus the log-probability of the targets; bits are the mean over all predictions of all sentences.",
          "Each step starts from the previous state: layer.step(input, from: state), then output.forward(state).",
          "Bits: the sum of all losses, divided by all predictions (T + 1 per sentence), divided by log 2.",
        ]),
      CourseTask(
        id: "06.4", name: "sampling: temperature, top-k, greedy, and a novel sentence",
        files: ["Sampling.swift"], points: 25,
        hints: [
          "Temperature works on logits, before the softmax; top-k works on which tokens are kept, before the division.",
          "To sample, add up probabilities until the sum is larger than the point. Feed each sampled token back as the next input.",
          "Sort the tokens by logit, set the weights of the kept ones to exp((z - largest) / temperature), and divide by their sum.",
        ]),
      CourseTask(
        id: "06.5", name: "a model that remembers what bigrams cannot", files: ["Training.swift"], points: 20,
        dependsOn: ["06.2"],
        hints: [
          "Make a model and an optimizer for it, and go over the sentences repeatedly: inputs and targets, gradient, update.",
          "A few hundred updates, each with the mean gradient of several sentences, are enough; use Adam with a learning rate near 0.02 and 16 units.",
          "gradient.add(model.gradient(of: pairs), times: 1 / 8) for eight sentences, then optimizer.update(&model, along: gradient); 600 times, with a falling learning rate.",
        ]),
    ])
}
