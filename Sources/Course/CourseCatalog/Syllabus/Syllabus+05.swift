extension Syllabus {
  /// Unit 05.
  static let sequenceTypes = [
    SyllabusRow(
      "05", "One layer, five wirings, drawn side by side: where inputs come in and answers are read",
      symbols: ["RecurrentNetworks.SequenceWiring"], section: "Five wirings", tasks: ["3", "4"]),
    SyllabusRow(
      "05", "One-to-one: a row of numbers into two classes, which needs no recurrent network",
      symbols: ["RecurrentNetworks.OneToOne"],
      section: "One-to-one", tasks: ["3"]),
    SyllabusRow(
      "05",
      "One-to-many: music from a name, with teacher forcing in training; exposure bias, with its control",
      symbols: ["RecurrentNetworks.OneToMany", "RecurrentNetworks.OneToMany.generate"],
      section: "One-to-many", tasks: ["5"]),
    SyllabusRow(
      "05", "Many-to-one: the sentiment of a sentence, positive, negative, or neutral",
      symbols: ["RecurrentNetworks.ManyToOne", "RecurrentNetworks.ManyToOne.backward"],
      section: "Many-to-one", tasks: ["3", "4"]),
    SyllabusRow(
      "05", "Padding and masking for sequences of different lengths",
      symbols: ["RecurrentNetworks.SequenceLayer", "RecurrentNetworks.crossEntropy"],
      section: "Sequences of different lengths", tasks: ["1", "2"]),
    SyllabusRow(
      "05", "Many-to-many of equal length: a tag for each word",
      symbols: ["RecurrentNetworks.ManyToMany", "RecurrentNetworks.ManyToMany.backward"],
      section: "Many-to-many, equal lengths", tasks: ["3", "4"]),
    SyllabusRow(
      "05", "Many-to-many of different lengths: translation by an encoder and a decoder, on small dates",
      symbols: ["RecurrentNetworks.EncoderDecoder", "RecurrentNetworks.EncoderDecoder.generate"],
      section: "Many-to-many, different lengths: encoder and decoder", tasks: ["6", "7"]),
    SyllabusRow(
      "05", "The one state between them, and its limit",
      symbols: ["RecurrentNetworks.EncoderDecoder.backward"],
      section: "The narrow bridge", tasks: ["6"]),
    SyllabusRow(
      "05", "Time series: trends, cycles and seasonality, lagged effects; scaling with the training part",
      symbols: ["RecurrentNetworks.ManyToOne"], section: "A series of numbers"),
    SyllabusRow(
      "05", "Forecasts one and several years ahead, against persistence, the season, and a linear model",
      symbols: ["RecurrentNetworks.ManyToOne", "RecurrentNetworks.Linear"], section: "A series of numbers"),
    SyllabusRow(
      "05", "Which wiring a task asks for; lengths of inputs and outputs that differ",
      symbols: ["RecurrentNetworks.SequenceWiring"], section: "Which wiring is it?"),
  ]
}
