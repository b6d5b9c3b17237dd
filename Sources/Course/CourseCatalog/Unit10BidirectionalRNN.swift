extension CourseUnit {
  /// Unit 10: two recurrent networks that read a sequence from its two ends.
  static let bidirectionalRNN = CourseUnit(
    number: "10", name: "BidirectionalRNN", title: "Bidirectional recurrent networks",
    summary:
      "Two networks read the same sequence from its two ends, so every step depends on the whole sequence.",
    files: [
      "BidirectionalRNN.swift", "BidirectionalRNN+Backward.swift", "BidirectionalRNN+Lengths.swift",
      "BetweenOnes.swift",
    ],
    additionalModules: ["EarlierUnits"],
    tasks: [
      CourseTask(
        id: "10.1", name: "the direction that reads backward", files: ["BidirectionalRNN.swift"],
        points: 15,
        hints: [
          "An ordinary layer reads backward if you pass it the inputs in reverse order.",
          "Its first state belongs to the last step: put the states back into the order of the inputs.",
          "backwardLayer.forward(inputs.reversed(), from: zeros), then states.reversed(); return the cache unchanged.",
        ]),
      CourseTask(
        id: "10.2", name: "both directions side by side", files: ["BidirectionalRNN.swift"], points: 20,
        dependsOn: ["10.1"],
        hints: [
          "Run both directions over the same inputs; at each step put the two states next to each other.",
          "Forward states are the left half, backward states the right half: [B, H] and [B, H] make [B, 2H].",
          "concatenate(columns: [past.states[t], future.states[t]]) for each t; Cache(forward:backward:) of both.",
        ]),
      CourseTask(
        id: "10.3", name: "predictions and a summary", files: ["BidirectionalRNN.swift"], points: 15,
        hints: [
          "A prediction is softmax of the output layer. A summary is one state for the whole sequence.",
          "Which state of each direction has read everything? They do not belong to the same step.",
          "The last state of each cache, because each cache is in its own order of reading.",
        ]),
      CourseTask(
        id: "10.4", name: "back through both directions", files: ["BidirectionalRNN+Backward.swift"],
        points: 25,
        hints: [
          "The concatenation joined the directions, so the gradient splits there.",
          "Columns 0 to H-1 flow back through the forward layer, the others through the backward layer, whose cache is reversed.",
          "Reverse the right halves before backwardLayer.backward, reverse the input gradients it returns, and add.",
        ]),
      CourseTask(
        id: "10.5", name: "sequences of different lengths", files: ["BidirectionalRNN+Lengths.swift"],
        points: 15,
        hints: [
          "Read backward, the padding comes first: it must not leave a trace in the state.",
          "Go from the last step to the first; in a row whose sequence has ended there, the state stays zero.",
          "Multiply each new state by a column [B, 1] of ones and zeros: 1 if step < lengths[b].",
        ]),
      CourseTask(
        id: "10.6", name: "weights by hand: between two ones", files: ["BetweenOnes.swift"], points: 10,
        hints: [
          "Each direction needs only one thing: to remember whether it has read a 1.",
          "A hidden unit that feeds itself with a large weight is a latch: 0 before the first 1, near 1 from then on.",
          "W_xh = 10, W_hh = 5, b = 0 in both directions; class 1 gets 10 · left + 10 · right - 15.",
        ]),
    ])
}
