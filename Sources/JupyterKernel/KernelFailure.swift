/// Why the kernel cannot be installed, started or go on, in one line that a user can act on.
public struct KernelFailure: Error, Equatable, CustomStringConvertible {
  /// What happened and, where there is one, the way out.
  public let description: String

  /// A failure with its message.
  public init(_ description: String) { self.description = description }
}
