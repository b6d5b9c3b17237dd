extension Syllabus {
  /// Unit 05.
  static let sequenceTypes = [
    SyllabusRow(
      "05", "One layer, five wirings: where inputs come in and answers are read",
      symbols: ["RecurrentNetworks.SequenceWiring"], section: "Five wirings", tasks: ["3", "4"]),
    SyllabusRow(
      "05", "One-to-one: an ordinary network", symbols: ["RecurrentNetworks.OneToOne"],
      section: "One-to-one", tasks: ["3"]),
    SyllabusRow(
      "05", "One-to-many: a tune from its name, with teacher forcing while it learns",
      symbols: ["RecurrentNetworks.OneToMany", "RecurrentNetworks.OneToMany.generate"],
      section: "One-to-many", tasks: ["5"]),
    SyllabusRow(
      "05", "Many-to-one: the sentiment of a sentence",
      symbols: ["RecurrentNetworks.ManyToOne", "RecurrentNetworks.ManyToOne.backward"],
      section: "Many-to-one", tasks: ["3", "4"]),
    SyllabusRow(
      "05", "Padding and masking for sequences of different length",
      symbols: ["RecurrentNetworks.SequenceLayer", "RecurrentNetworks.crossEntropy"],
      section: "Sequences of different length", tasks: ["1", "2"]),
    SyllabusRow(
      "05", "Many-to-many of equal length: a tag for each word",
      symbols: ["RecurrentNetworks.ManyToMany", "RecurrentNetworks.ManyToMany.backward"],
      section: "Many-to-many, equal lengths", tasks: ["3", "4"]),
    SyllabusRow(
      "05", "Many-to-many of different length: an encoder and a decoder translate small dates",
      symbols: ["RecurrentNetworks.EncoderDecoder", "RecurrentNetworks.EncoderDecoder.generate"],
      section: "Many-to-many, different lengths: encoder and decoder", tasks: ["6", "7"]),
    SyllabusRow(
      "05", "The one state between them, and its limit",
      symbols: ["RecurrentNetworks.EncoderDecoder.backward"],
      section: "The narrow bridge", tasks: ["6"]),
  ]
}
