/// Shows a table or a plot under the cell that this call stands in: in a terminal its text form, in a notebook the
/// richest form that it can show.
///
/// - Parameters:
///   - value: what to show.
///   - caption: one line that says what the reader sees.
public func show(_ value: some Displayable, caption: String? = nil) {
  DisplayStream.shared.write(value.mimeBundle(caption: caption))
}

/// Shows a plain value, a number with at most four significant digits, under the cell of this call.
///
/// - Parameters:
///   - value: what to show.
///   - caption: one line that says what the reader sees.
@_disfavoredOverload
public func show<Value>(_ value: Value, caption: String? = nil) {
  let text = (value as? any BinaryFloatingPoint).map { NumberText.short($0) } ?? String(describing: value)
  DisplayStream.shared.write(MimeBundle(plain: caption.map { "\($0): \(text)" } ?? text))
}
