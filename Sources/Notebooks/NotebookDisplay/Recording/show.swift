/// Shows a table or a plot under the cell that this call stands in: in a terminal its text form, in a notebook the
/// richest form that it can show.
///
/// - Parameters:
///   - value: what to show.
///   - caption: one line for the reader.
public func show(_ value: some Displayable, caption: String? = nil) {
  DisplayStream.shared.write(DisplayMessage(value.mimeBundle(caption: caption)))
}

/// Shows a plain value, a number with at most four significant digits, under the cell of this call.
///
/// - Parameters:
///   - value: what to show.
///   - caption: one line for the reader.
@_disfavoredOverload
public func show<Value>(_ value: Value, caption: String? = nil) {
  DisplayStream.shared.write(DisplayMessage(MimeBundle(describing: value, caption: caption)))
}

/// Shows the value of a cell's last line, which a notebook marks as the cell's result. A notebook calls this function by
/// its linker name, so a cell without imports does not wait for a module.
///
/// - Parameter value: what to show.
@_silgen_name("course_showResult")
public func showResult<Value>(_ value: Value) {
  DisplayStream.shared.write(DisplayMessage(MimeBundle(describing: value, caption: nil), .result))
}

extension MimeBundle {
  /// The forms of any value: its own, or else its description.
  init(describing value: Any, caption: String?) {
    if let displayable = value as? any Displayable {
      self = displayable.mimeBundle(caption: caption)
    } else {
      let text = (value as? any BinaryFloatingPoint).map { NumberText.short($0) } ?? String(describing: value)
      self.init(plain: caption.map { "\($0): \(text)" } ?? text)
    }
  }
}
