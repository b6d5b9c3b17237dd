// A parameter pack wins over the standard library's `print`; one more defaulted parameter alone would lose to
// it without a word, and the output would miss its cell.

/// Prints values as the standard `print` does, under the cell that this call stands in.
///
/// - Parameters:
///   - first: the first value.
///   - rest: the values after it.
///   - separator: what stands between two values.
///   - terminator: what stands after the last.
///   - line: the line of the call; leave it out.
///   - function: the function around the call; leave it out.
///   - fileID: the file of the call; leave it out.
public func print<First, each Rest>(
  _ first: First, _ rest: repeat each Rest, separator: String = " ", terminator: String = "\n",
  line: Int = #line, function: String = #function, fileID: String = #fileID
) {
  var text = String(describing: first)
  for value in repeat each rest { text += separator + String(describing: value) }
  Recorder.shared.record(
    text: text + terminator, from: OutputSource(line: line, function: function, fileID: fileID))
}

/// Prints an empty line under the cell that this call stands in.
public func print(line: Int = #line, function: String = #function, fileID: String = #fileID) {
  Recorder.shared.record(
    text: "\n", from: OutputSource(line: line, function: function, fileID: fileID))
}

/// Prints one value of any type under the cell that this call stands in.
///
/// - Parameters:
///   - value: the value.
///   - terminator: what stands after it.
///   - line: the line of the call; leave it out.
///   - function: the function around the call; leave it out.
///   - fileID: the file of the call; leave it out.
public func print(
  _ value: Any, terminator: String = "\n", line: Int = #line, function: String = #function,
  fileID: String = #fileID
) {
  Recorder.shared.record(
    text: String(describing: value) + terminator,
    from: OutputSource(line: line, function: function, fileID: fileID))
}
