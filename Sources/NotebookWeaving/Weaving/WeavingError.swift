/// Why a chapter could not be woven or read, in one line that a user can act on.
public struct WeavingError: Error, Equatable, CustomStringConvertible {
  /// What happened, where, and the way out.
  public let description: String

  /// An error with its message.
  public init(_ description: String) { self.description = description }
}
