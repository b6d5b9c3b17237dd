/// The output of a running cell, in order.
package enum OutputEvent: Equatable, Sendable {
  /// Printed text.
  case text(String)
  /// A value in several forms, by mime type; with a name if it can be replaced.
  case display([String: String], id: String? = nil)
  /// The value of the cell's last line.
  case result([String: String])
  /// A value that replaces the display with this name.
  case update([String: String], id: String)
  /// Clears everything when new output arrives.
  case clear
}
