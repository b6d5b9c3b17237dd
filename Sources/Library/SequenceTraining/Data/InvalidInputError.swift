/// Something that a user gave and that cannot be used: a file, a value, a combination.
public struct InvalidInputError: Error, Equatable, CustomStringConvertible {
  /// One line that names the file or value, what is wrong with it, and the way out.
  public let description: String

  /// An error with its whole message.
  public init(_ description: String) { self.description = description }
}
