extension Syllabus {
  /// Unit 01.
  static let categories = [
    SyllabusRow(
      "01", "What makes data a sequence: order, and values that depend on those before",
      symbols: ["TextEncoding.Tokenizer"], section: "What makes data a sequence"),
    SyllabusRow(
      "01", "Where sequences occur, and the notation of steps and lengths",
      symbols: ["TextEncoding.oneHot"], section: "Where sequences occur, and how we write them"),
    SyllabusRow(
      "01", "Label encoding",
      symbols: [
        "TextEncoding.LabelEncoder", "TextEncoding.LabelEncoder.encode", "TextEncoding.LabelEncoder.decode",
      ], section: "Labels: the obvious way", tasks: ["1", "2"]),
    SyllabusRow(
      "01", "Why labels mislead: an order and distances that nobody meant",
      symbols: ["TextEncoding.LabelEncoder"], section: "Why labels mislead"),
    SyllabusRow(
      "01", "One-hot encoding, where all pairs are √2 apart",
      symbols: ["TextEncoding.OneHotEncoder", "TextEncoding.OneHotEncoder.encode"],
      section: "One-hot rows: no order, no distance", tasks: ["3", "6"]),
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
      "01", "Unseen categories, nothing at all, duplicates: clear errors",
      symbols: ["TextEncoding.CategoryError", "TextEncoding.TableError"], section: "What does not fit",
      tasks: ["2", "3"]),
  ]
}
