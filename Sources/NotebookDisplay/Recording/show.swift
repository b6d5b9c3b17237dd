/// Shows a table or a plot under the cell that this call stands in.
///
/// In a terminal the text form is printed. While a chapter is woven every form is recorded, with the line of
/// the call, by which the weaver finds the cell; so call it at the chapter's top level, not inside a function.
///
/// - Parameters:
///   - value: what to show.
///   - caption: one line that says what the reader sees.
///   - line: the line of the call; leave it out.
///   - function: the function around the call; leave it out.
///   - fileID: the file of the call; leave it out.
public func show(
  _ value: some Displayable, caption: String? = nil, line: Int = #line, function: String = #function,
  fileID: String = #fileID
) {
  let source = OutputSource(line: line, function: function, fileID: fileID)
  Recorder.shared.record(display: value.mimeBundle(caption: caption), from: source)
}

/// Shows a plain value, a number with at most four significant digits, under the cell of this call.
///
/// - Parameters:
///   - value: what to show.
///   - caption: one line that says what the reader sees.
///   - line: the line of the call; leave it out.
///   - function: the function around the call; leave it out.
///   - fileID: the file of the call; leave it out.
@_disfavoredOverload
public func show<Value>(
  _ value: Value, caption: String? = nil, line: Int = #line, function: String = #function,
  fileID: String = #fileID
) {
  let text = (value as? any BinaryFloatingPoint).map { NumberText.short($0) } ?? String(describing: value)
  let bundle = MimeBundle(plain: caption.map { "\($0): \(text)" } ?? text)
  Recorder.shared.record(
    display: bundle, from: OutputSource(line: line, function: function, fileID: fileID))
}
