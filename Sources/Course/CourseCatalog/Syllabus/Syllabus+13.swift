extension Syllabus {
  /// Attention, and what came after.
  static let attention = [
    SyllabusRow(
      "13", "The bottleneck of one state: accuracy over the length of the input",
      symbols: ["RecurrentNetworks.EncoderDecoder"], section: "The bottleneck, measured"),
    SyllabusRow(
      "13", "Attention over the encoder's states: query, keys, values",
      symbols: ["RecurrentNetworks.Attention", "RecurrentNetworks.AttentionDecoder"],
      section: "A decoder that looks back", tasks: ["3", "5"]),
    SyllabusRow(
      "13", "Scores by dot product and additive",
      symbols: [
        "RecurrentNetworks.DotProductAttention.scores", "RecurrentNetworks.AdditiveAttention.scores",
      ],
      section: "Two scores", tasks: ["1"]),
    SyllabusRow(
      "13", "Weights: a softmax over source steps with a mask",
      symbols: ["RecurrentNetworks.maskedSoftmax", "RecurrentNetworks.AttentionMask"],
      section: "Weights, with a mask", tasks: ["2"]),
    SyllabusRow(
      "13", "The gradient of attention, to query, keys, values and parameters",
      symbols: [
        "RecurrentNetworks.maskedSoftmaxGradient", "RecurrentNetworks.Attention.backward",
        "GradientChecking.checkGradients",
      ], section: "The backward pass", tasks: ["4", "5"]),
    SyllabusRow(
      "13", "The alignment as a picture, next to its untrained control",
      symbols: ["SequenceTraining.DecodedSequence", "RecurrentNetworks.AttentionEncoderDecoder"],
      section: "Where it looks", tasks: ["6"]),
    SyllabusRow(
      "13", "With attention and without: equal parameters, five seeds, errors",
      symbols: ["RecurrentNetworks.UniformAttention", "RecurrentNetworks.AdditiveAttention"],
      section: "With and without, at equal size"),
    SyllabusRow(
      "13", "Dates translated with a bidirectional encoder and attention",
      symbols: ["RecurrentNetworks.Bidirectional", "RecurrentNetworks.StateBridge"],
      section: "Dates, and a better search", tasks: ["7"]),
    SyllabusRow(
      "13", "Beam search against greedy choice",
      symbols: [
        "SequenceTraining.AttentionEncoderDecoder.beamSearch",
        "SequenceTraining.AttentionEncoderDecoder.decodeGreedily",
      ], section: "Dates, and a better search"),
    SyllabusRow(
      "13", "Without the recurrence: self-attention, and order that must be put back",
      symbols: ["RecurrentNetworks.DotProductAttention"], section: "Without the recurrence"),
    SyllabusRow(
      "13", "What recurrent networks are still for: memory and time of one stream, measured",
      symbols: ["RecurrentNetworks.GRUCell", "RecurrentNetworks.AttentionMemory"],
      section: "What recurrent networks are still for"),
    SyllabusRow(
      "13", "The end of the course: what you can do now, and what to read next",
      symbols: ["RecurrentNetworks.AttentionEncoderDecoder"], section: "The end of the course"),
  ]
}
