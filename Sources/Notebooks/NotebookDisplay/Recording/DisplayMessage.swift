/// A message from a cell to its notebook: the forms of a value and an action.
struct DisplayMessage: Encodable, Equatable, Sendable {
  /// The action of the notebook.
  enum Action: String, Encodable, Sendable {
    /// Shows the value below the earlier output.
    case show
    /// Shows the value as the result of the cell.
    case result
    /// Replaces the display with the same name.
    case update
    /// Clears the cell's output when new output arrives.
    case clear
  }

  var action = Action.show
  var forms: [String: String] = [:]
  /// The display's name if it can be replaced later.
  var id: String?

  /// A value to be shown.
  init(_ bundle: MimeBundle, _ action: Action = .show, id: String? = nil) {
    (self.action, forms, self.id) = (action, bundle.forms, id)
  }

  private init(_ action: Action) { self.action = action }

  /// A request to clear the output.
  static let clear = DisplayMessage(.clear)

  /// The form for a terminal, which cannot replace text.
  var textForTerminal: String {
    action == .clear ? "" : "\n" + (forms["text/plain"] ?? "") + "\n\n"
  }
}
