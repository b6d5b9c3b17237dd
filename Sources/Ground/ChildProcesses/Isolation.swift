import Formats

/// The isolation of a child from the rest of the system.
public enum Isolation: Sendable, Equatable {
  /// None: it has all permissions of its user.
  case none
  /// A sandbox; if none works, the child is not started.
  case sandbox(Sandbox)
  /// A sandbox if one works, otherwise nothing. Code that uses this must inform the user: see
  /// ``Sandbox/warning``.
  case sandboxIfAvailable(Sandbox)

  /// The sandbox that a child gets here; `nil` if it gets none.
  ///
  /// - Parameter obstacle: why no sandbox works here; `nil` if one does. It is evaluated only for a sandbox,
  ///   because finding out starts children without one.
  /// - Throws: `Complaint` if one is required and none works.
  package func sandbox(obstacle: @autoclosure () -> String? = Sandbox.obstacle) throws -> Sandbox? {
    switch self {
    case .none: return nil
    case .sandboxIfAvailable(let sandbox): return obstacle() == nil ? sandbox : nil
    case .sandbox(let sandbox):
      if let obstacle = obstacle() {
        throw Complaint.ofSystem(
          "a program that needs a sandbox was not started: none works here (\(obstacle))")
      }
      return sandbox
    }
  }
}
