/// A child could not be started, for a reason that is not the child's.
public struct ChildFailure: Error, Equatable, CustomStringConvertible {
  /// What the system refused, in one line.
  public let description: String

  /// A failure with its message.
  public init(_ description: String) { self.description = description }
}
