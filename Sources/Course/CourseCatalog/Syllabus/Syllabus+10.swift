extension Syllabus {
  /// Unit 10.
  static let bidirectionalNetwork = [
    SyllabusRow(
      "10", "What a network that reads one way cannot know", symbols: ["RecurrentNetworks.Bidirectional"],
      section: "What a network can know"),
    SyllabusRow(
      "10", "Two directions, their states side by side, one output layer",
      symbols: ["RecurrentNetworks.Bidirectional.callAsFunction", "RecurrentNetworks.Linear"],
      section: "Two networks, one output", tasks: ["1", "2", "3"]),
    SyllabusRow(
      "10", "Lining up the direction that reads backward", symbols: ["RecurrentNetworks.Bidirectional"],
      section: "Lining the halves up", tasks: ["1", "2"]),
    SyllabusRow(
      "10", "Sequences of different lengths in one batch",
      symbols: ["RecurrentNetworks.SequenceLayer"], section: "Sequences of different lengths", tasks: ["5"]),
    SyllabusRow(
      "10", "The backward pass through both directions",
      symbols: ["RecurrentNetworks.Bidirectional.backward"],
      section: "The backward pass", tasks: ["4"]),
    SyllabusRow(
      "10", "A task that needs both directions", symbols: ["RecurrentNetworks.Bidirectional"],
      section: "A task that one direction cannot do", tasks: ["6"]),
    SyllabusRow(
      "10", "Filling in what is missing", symbols: ["RecurrentNetworks.Bidirectional"],
      section: "Filling in a missing letter"),
    SyllabusRow(
      "10", "The whole sequence is needed first, and the chain is long: what it costs",
      symbols: ["RecurrentNetworks.Bidirectional"], section: "What it costs"),
    SyllabusRow(
      "10", "Its uses: tagging, gaps, the encoder of a translator",
      symbols: ["RecurrentNetworks.Bidirectional", "RecurrentNetworks.EncoderDecoder"],
      section: "Where it is used"),
    SyllabusRow(
      "10", "Filling in a missing word",
      symbols: ["RecurrentNetworks.Bidirectional"], section: "Filling in a missing word"),
    SyllabusRow(
      "10", "What side by side cannot do: a dense or a second recurrent layer on top",
      symbols: ["RecurrentNetworks.Linear"], section: "What side by side cannot do"),
    SyllabusRow(
      "10", "Why it has to wait, and what speech recognition in real time does instead",
      symbols: ["RecurrentNetworks.Bidirectional"], section: "What it costs"),
  ]
}
