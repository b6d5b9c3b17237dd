/// The header of a tensor file: the texts, and where each tensor's numbers lie.
struct TensorHeader: Equatable {
  /// The name under which the format keeps the texts.
  static let metadataName = "__metadata__"

  /// One tensor's entry, as the file claims it.
  struct Entry: Equatable {
    /// The format's name of the numbers' type.
    var type: String
    /// The length of each dimension.
    var shape: [Int]
    /// Where its bytes begin, counted from the first number.
    var start: Int
    /// Where its bytes end.
    var stop: Int
  }

  /// Texts by name.
  var metadata: NamedValues<String> = [:]
  /// Entries by name.
  var entries: NamedValues<Entry> = [:]
}

/// A text from a file as a message may carry it: between quotation marks, on one line, and not without end.
func shown(_ text: String) -> String {
  text.count > 60 ? "\(text.prefix(60).debugDescription)…" : text.debugDescription
}

/// A shape from a file as a message may carry it.
func shown(_ shape: [Int]) -> String {
  shape.count > 8 ? "of \(shape.count) dimensions" : "\(shape)"
}
