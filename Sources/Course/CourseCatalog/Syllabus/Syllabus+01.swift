extension Syllabus {
  /// Unit 01.
  static let categories = sequenceData + labelsAndRows
}

extension Syllabus {
  /// What sequences are, how uncertain they leave us, and how they are written.
  private static let sequenceData = [
    SyllabusRow(
      "01", "What makes data a sequence: order, and values conditioned on those before",
      symbols: ["TextEncoding.Tokenizer"], section: "What makes data a sequence"),
    SyllabusRow(
      "01", "Patterns over time: continuity, trends, cycles, seasons, lagged effects, long-range dependence",
      symbols: ["LinearAlgebra.SplitMix64"], section: "What makes data a sequence"),
    SyllabusRow(
      "01", "Foresight from the past, and its limit: each value by its past, against each value alone",
      symbols: ["LinearAlgebra.SplitMix64"], section: "What makes data a sequence"),
    SyllabusRow(
      "01", "How uncertain the next character is: entropy and conditional entropy",
      symbols: ["SequenceTraining.CourseText"], section: "Text, measured in bits"),
    SyllabusRow(
      "01", "Bits and nats, mean and sum, cross-entropy and perplexity",
      symbols: ["RecurrentNetworks.perplexity"], section: "Bits and nats, mean and sum"),
    SyllabusRow(
      "01", "Where sequences occur, and the notation of steps, lengths and batches",
      symbols: ["TextEncoding.oneHot"], section: "Where sequences occur, and how we write them"),
    SyllabusRow(
      "01", "A name at two positions, Harry: what is learned at one step should hold at another",
      symbols: ["TextEncoding.oneHot"], section: "Where sequences occur, and how we write them"),
  ]

  /// Categories as labels and as rows.
  private static let labelsAndRows = [
    SyllabusRow(
      "01", "Label encoding, and a table of three foods whose calories stay",
      symbols: [
        "TextEncoding.LabelEncoder", "TextEncoding.LabelEncoder.encode", "TextEncoding.LabelEncoder.decode",
      ], section: "Labels: the obvious way", tasks: ["1", "2"]),
    SyllabusRow(
      "01", "Why labels mislead: an order and distances that nobody meant",
      symbols: ["TextEncoding.LabelEncoder"], section: "Why labels mislead"),
    SyllabusRow(
      "01", "One-hot encoding, where all pairs are √2 apart; the three foods once more",
      symbols: ["TextEncoding.OneHotEncoder", "TextEncoding.OneHotEncoder.encode"],
      section: "One-hot rows: no order, no distance", tasks: ["3", "6"]),
    SyllabusRow(
      "01", "Inputs and targets are both one-hot: x and y of a training set",
      symbols: ["TextEncoding.OneHotEncoder"], section: "One-hot rows: no order, no distance"),
    SyllabusRow(
      "01", "A whole table with columns of numbers and of categories",
      symbols: ["TextEncoding.TableEncoder", "TextEncoding.DataTable"], section: "A whole table", tasks: ["4"]
    ),
    SyllabusRow(
      "01", "One-hot times a matrix picks a row",
      symbols: ["LinearAlgebra.matmul", "TextEncoding.oneHot"],
      section: "A one-hot row times a matrix picks a row", tasks: ["5"]),
    SyllabusRow(
      "01", "From picked rows to embeddings",
      symbols: ["RecurrentNetworks.Embedding"], section: "From here to embeddings", tasks: ["5"]),
    SyllabusRow(
      "01", "Back from numbers to categories",
      symbols: ["TextEncoding.OneHotEncoder.decode", "TextEncoding.TableEncoder.decode"],
      section: "Going back", tasks: ["2", "3"]),
    SyllabusRow(
      "01", "Unseen categories, empty columns, duplicates: clear errors",
      symbols: ["TextEncoding.CategoryError", "TextEncoding.TableError"], section: "What does not fit",
      tasks: ["2", "3"]),
  ]
}
