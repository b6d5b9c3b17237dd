/// Why the course cannot be put together for somebody: one line, with the way out.
public struct PackagingFailure: Error, Equatable, CustomStringConvertible {
  /// The line.
  public let description: String

  /// A failure with its line.
  public init(_ description: String) { self.description = description }
}
