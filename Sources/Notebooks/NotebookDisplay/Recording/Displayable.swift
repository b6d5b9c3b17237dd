/// A value that a chapter can show: as text in a terminal, as a table or a drawing in a notebook.
public protocol Displayable {
  /// The value in every form it has, with its caption inside where one is given.
  func mimeBundle(caption: String?) -> MimeBundle
}
