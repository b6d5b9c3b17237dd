extension Syllabus {
  /// Unit 11.
  static let deepNetwork = [
    SyllabusRow(
      "11", "Stacked layers: the sequence of one is the input of the next",
      symbols: ["RecurrentNetworks.DeepRNN", "RecurrentNetworks.DeepRNN.callAsFunction"],
      section: "The sequence of one is the input of the next", tasks: ["2"]),
    SyllabusRow(
      "11", "Depth 1 is the plain layer",
      symbols: ["RecurrentNetworks.DeepRNN"], section: "At the extremes"),
    SyllabusRow(
      "11", "How many ways lead through depth and time",
      symbols: ["RecurrentNetworks.DeepRNN"], section: "How many paths lead from there to here"),
    SyllabusRow(
      "11", "The backward pass through depth and time",
      symbols: ["RecurrentNetworks.DeepRNN.backward"], section: "Back through depth and time", tasks: ["4"]),
    SyllabusRow(
      "11", "Counting parameters",
      symbols: ["LinearAlgebra.ParameterCollection.parameterCount"], section: "Counting parameters",
      tasks: ["1"]),
    SyllabusRow(
      "11", "Whether depth pays, measured",
      symbols: ["SequenceTraining.Adam"], section: "Does depth pay?", tasks: ["6"]),
    SyllabusRow(
      "11", "Layers see different time scales",
      symbols: ["RecurrentNetworks.DeepRNN"], section: "Time scales of the layers"),
    SyllabusRow(
      "11", "Recurrent layers followed by a dense network",
      symbols: ["RecurrentNetworks.Linear"], section: "A dense network on top", tasks: ["3"]),
    SyllabusRow(
      "11", "Dropout between the layers",
      symbols: ["RecurrentNetworks.Dropout"], section: "Dropout, between the layers", tasks: ["5"]),
    SyllabusRow(
      "11", "Deep and bidirectional together",
      symbols: ["RecurrentNetworks.Bidirectional", "RecurrentNetworks.DeepRNN"],
      section: "Deep and bidirectional"),
    SyllabusRow(
      "11", "Three recurrent layers with a dense network on top, drawn and trained",
      symbols: ["RecurrentNetworks.DeepRNN", "RecurrentNetworks.Linear"], section: "A real series"),
    SyllabusRow(
      "11", "Slow changes high up, fast ones below: the argument for depth, tested on a real series",
      symbols: ["RecurrentNetworks.DeepRNN"], section: "A real series"),
    SyllabusRow(
      "11", "Dropout on the state, with one mask per sequence",
      symbols: ["RecurrentNetworks.RecurrentDropout"], section: "Dropout, between the layers"),
  ]
}
