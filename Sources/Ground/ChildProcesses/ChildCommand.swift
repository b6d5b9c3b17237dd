/// A command to run in a child process.
public struct ChildCommand: Sendable {
  /// The program's path, then its arguments.
  public var arguments: [String]
  /// The complete environment of the child.
  public var environment: [String: String]
  /// The folder it runs in.
  public var directory: String
  /// The limits for it and its descendants; `nil` for none.
  public var limits: ChildLimits?
  /// Its isolation from the rest of the system.
  public var isolation: Isolation
  /// Whether standard error is read separately from standard output.
  public var keepsErrorsApart: Bool

  /// A command with all its parts.
  public init(
    _ arguments: [String], environment: [String: String], directory: String, limits: ChildLimits? = nil,
    isolation: Isolation = .none, keepsErrorsApart: Bool = false
  ) {
    self.arguments = arguments
    self.environment = environment
    self.directory = directory
    self.limits = limits
    self.isolation = isolation
    self.keepsErrorsApart = keepsErrorsApart
  }
}
