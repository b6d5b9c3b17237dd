extension CourseUnit {
  /// Unit 05: where a sequence comes in and where one goes out.
  static let sequenceTypes = CourseUnit(
    number: "05", name: "SequenceTypes", title: "Kinds of sequence tasks",
    summary: "One network, five wirings: one or many in, one or many out, and batches of unequal sequences.",
    files: [
      "Padding.swift", "MaskedLoss.swift", "SequenceNetwork.swift", "SequenceNetwork+Backward.swift",
      "SequenceNetwork+Generating.swift", "Translator.swift", "Reverser.swift",
    ],
    furtherModules: ["EarlierUnits"],
    tasks: [
      CourseTask(
        id: "05.1", name: "padding and masks", files: ["Padding.swift"], points: 10,
        hints: [
          "Draw three sequences below each other. A step is a column of that drawing, and the result a list of columns.",
          "The longest sequence says how many steps there are; past its own end a sequence gives the filling.",
          "For each step: sequences.map { step < $0.count ? $0[step] : filling }. A mask asks the same question.",
        ]),
      CourseTask(
        id: "05.2", name: "a loss that leaves the filling out", files: ["MaskedLoss.swift"], points: 15,
        hints: [
          "Two things change against unit 04: which rows are added up, and by how much the sum is divided.",
          "A row counts at a step if step < lengths[row]; there are lengths.reduce(0, +) such places.",
          "crossEntropyGradient(…) times a column [B, 1] of ones and zeros, divided by the number of real places.",
        ]),
      CourseTask(
        id: "05.3", name: "one answer, one a step, one at the end", files: ["SequenceNetwork.swift"],
        points: 15,
        hints: [
          "All three run the same layer from a state of zeros. They differ in where output.forward is applied.",
          "One-to-one: after a single step. Many-to-many: to every state. Many-to-one: to lastStates of all states.",
          "Row b of lastStates is states[lengths[b] - 1].row(b); concatenate(rows:) puts the rows together.",
        ]),
      CourseTask(
        id: "05.4", name: "the ways back", files: ["SequenceNetwork+Backward.swift"], points: 20,
        buildsOn: ["05.3"],
        hints: [
          "What was read off a state gives that state its gradient; a state that nobody read gets zeros.",
          "output.backward(_:input:) wants the state that the output layer saw. One output layer serves all steps: add up.",
          "In cache.states the first is H_0, so step t read cache.states[t + 1]. Hand T gradients to layer.backward.",
        ]),
      CourseTask(
        id: "05.5", name: "one in, many out", files: ["SequenceNetwork+Generating.swift"], points: 15,
        buildsOn: ["05.3"],
        hints: [
          "What does step 2 read? While learning a token of the targets, while writing a token of its own.",
          "Learning: the inputs are [input] and the one-hot targets without the last. Writing: a loop of single steps.",
          "In the loop: state = layer.step(next, from: state), then next = oneHotRows of the largest logits.",
        ]),
      CourseTask(
        id: "05.6", name: "encoder and decoder", files: ["Translator.swift"], points: 15,
        buildsOn: ["05.3", "05.4", "05.5"],
        hints: [
          "One state connects the two layers. Forward it is handed over, backward its gradient is handed back.",
          "The decoder starts from lastStates; writing is the loop of task 5. Its backward gives a gradient, initialState.",
          "spread(initialState, …) is what the encoder's states get; nobody else looks at them.",
        ]),
      CourseTask(
        id: "05.7", name: "a network that turns words round", files: ["Reverser.swift"], points: 10,
        buildsOn: ["05.1", "05.2", "05.6"],
        hints: [
          "All 39 words fit into one padded batch. Targets are the words from behind, each with the end token.",
          "The decoder reads the end token first and then the targets, always one step behind what it writes.",
          "32 hidden units, Adam with a learning rate of 0.01 and 200 updates on the whole batch are enough.",
        ]),
    ])
}
