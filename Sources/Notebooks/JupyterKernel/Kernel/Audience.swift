import Formats

/// Whom a kernel answers, and who looks on.
protocol Audience: AnyObject {
  /// Whether more waits to be sent than is sensible: whoever produces it should pause.
  var isCrowded: Bool { get }
  /// Answers a request on the channel on which it came.
  func send(_ type: String, _ content: JSONValue, for request: KernelMessage)
  /// Asks the sender of a request for a line of text; `false` if that is not possible.
  func askForInput(for request: KernelMessage) -> Bool
  /// Tells everybody who looks on.
  func publish(_ type: String, _ content: JSONValue, for request: KernelMessage?)
}
