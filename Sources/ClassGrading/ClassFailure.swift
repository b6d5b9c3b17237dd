/// Why a class cannot be graded as asked: one line for the instructor, with the way out.
public struct ClassFailure: Error, Equatable, CustomStringConvertible {
  /// The line.
  public let description: String

  /// A failure with its line.
  public init(_ description: String) { self.description = description }
}
