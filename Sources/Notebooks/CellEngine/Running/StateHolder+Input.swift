/// Input for `readLine()`: the notebook asks its user, line by line.
extension StateHolder {
  /// Replaces the standard library's function in a cell, by the linker name of ``readLineFromNotebook(strippingNewline:)``.
  static let readLinePrelude =
    "@_silgen_name(\"course_readLine\") private func readLine(strippingNewline: Bool = true) -> String?\n"

  /// The word that requests a line and answers the request.
  static let inputWord = "input"

  /// A line from the user; `nil` if no cell runs or no user can answer.
  static func askForLine() -> String? {
    guard isCellRunning else { return nil }
    StandardStreams.flush()
    say(inputWord)
    guard let answer = nextLine(), answer.hasPrefix(inputWord + " ") else { return nil }
    return String(answer.dropFirst(inputWord.count + 1))
  }
}

/// What `readLine()` is in a cell.
///
/// - Parameter strippingNewline: whether the line comes without its end.
/// - Returns: the line; `nil` at the end of the input.
@_silgen_name("course_readLine")
public func readLineFromNotebook(strippingNewline: Bool) -> String? {
  StateHolder.askForLine().map { strippingNewline ? $0 : $0 + "\n" }
}
