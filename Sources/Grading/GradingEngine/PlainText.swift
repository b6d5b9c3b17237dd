extension String {
  /// The text without characters a terminal would treat as a command: a report shows output of student
  /// programs.
  var withoutControls: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          let isControl = scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
          return isControl ? "\u{FFFD}" : scalar
        }))
  }

  /// The beginning of the text as a part of one line, for names chosen by others.
  var inOneLine: String {
    String(prefix(100)).withoutControls.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
