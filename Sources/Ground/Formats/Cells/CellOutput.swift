/// One output of a cell, from the process that ran it to the notebook that shows it.
public enum CellOutput: Equatable, Sendable {
  /// The printed text.
  case text(String)
  /// A value in several forms, by mime type.
  case display([String: String])

  /// The form that a terminal shows.
  public var plain: String {
    switch self {
    case .text(let text): text
    case .display(let forms): forms["text/plain"] ?? ""
    }
  }
}

extension [CellOutput] {
  /// Adds an output; texts printed in a row become one.
  package mutating func add(_ output: CellOutput) {
    guard case .text(let text) = output else { return append(output) }
    guard !text.isEmpty else { return }
    if case .text(let before)? = last {
      self[count - 1] = .text(before + text)
    } else {
      append(output)
    }
  }
}
