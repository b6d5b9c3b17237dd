extension CourseUnit {
  /// Unit 05: where a sequence comes in and where one goes out.
  static let sequenceTypes = CourseUnit(
    number: "05", name: "SequenceTypes", title: "Kinds of sequence tasks",
    summary: "One network, five wirings: one or many in, one or many out, and batches of unequal sequences.",
    files: [
      "Padding.swift", "MaskedLoss.swift", "SequenceNetwork.swift", "SequenceNetwork+Backward.swift",
      "SequenceNetwork+Generating.swift", "Translator.swift", "Reverser.swift",
    ],
    additionalModules: ["EarlierUnits"],
    tasks: [
      CourseTask(
        id: "05.1", name: "padding and masks", files: ["Padding.swift"], points: 10,
        hints: [
          "Draw three sequences one below the other. A step is a column of that drawing, and the result is a list of columns.",
          "The longest sequence determines the number of steps; past its own end a sequence yields the padding token.",
          "For each step: sequences.map { step < $0.count ? $0[step] : paddingToken }. A mask asks the same question.",
        ]),
      CourseTask(
        id: "05.2", name: "a loss that ignores the padding", files: ["MaskedLoss.swift"], points: 15,
        hints: [
          "Two things differ from exercise 04: which rows are added up, and the number that divides the sum.",
          "A row counts at a step if step < lengths[row]; there are lengths.reduce(0, +) such positions.",
          "crossEntropyGradient(…) times a column [B, 1] of ones and zeros, divided by the number of real positions.",
        ]),
      CourseTask(
        id: "05.3", name: "one-to-one, many-to-many, and many-to-one", files: ["SequenceNetwork.swift"],
        points: 15,
        hints: [
          "All three run the same layer from a state of zeros. They differ in where output.forward is applied.",
          "One-to-one: after a single step. Many-to-many: to every state. Many-to-one: to lastStates of all states.",
          "Row b of lastStates is states[lengths[b] - 1].row(b); concatenate(rows:) puts the rows together.",
        ]),
      CourseTask(
        id: "05.4", name: "the backward passes", files: ["SequenceNetwork+Backward.swift"], points: 20,
        dependsOn: ["05.3"],
        hints: [
          "A state gets the gradient of the answer that was read from it; a state that was never read gets zeros.",
          "output.backward(_:input:) needs the state the output layer read. One output layer serves all steps: add up its gradients.",
          "cache.states starts with H_0, so step t read cache.states[t + 1]. Pass T gradients to layer.backward.",
        ]),
      CourseTask(
        id: "05.5", name: "one in, many out", files: ["SequenceNetwork+Generating.swift"], points: 15,
        dependsOn: ["05.3"],
        hints: [
          "What does step 2 read? During training a token of the targets, at generation time its own token.",
          "Training: the inputs are [input] and the one-hot targets without the last. Generating: a loop of single steps.",
          "In the loop: state = layer.step(next, from: state), then next = oneHotRows of the largest logits.",
        ]),
      CourseTask(
        id: "05.6", name: "encoder and decoder", files: ["Translator.swift"], points: 15,
        dependsOn: ["05.3", "05.4", "05.5"],
        hints: [
          "One state connects the two layers. The forward pass hands it over; the backward pass returns its gradient.",
          "The decoder starts from lastStates; generating is the loop of task 5. Its backward pass yields a gradient, initialState.",
          "scatterToLastSteps(initialState, …) is the only gradient the encoder states get.",
        ]),
      CourseTask(
        id: "05.7", name: "a network that reverses words", files: ["Reverser.swift"], points: 10,
        dependsOn: ["05.1", "05.2", "05.6"],
        hints: [
          "All 39 words fit into one padded batch. The targets are the reversed words, each with the end token.",
          "The decoder reads the end token first and then the targets, always one step behind its output.",
          "32 hidden units, Adam with a learning rate of 0.01 and 200 updates on the whole batch are enough.",
        ]),
    ])
}
