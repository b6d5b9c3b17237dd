import Formats

/// What keeps a child from the rest of the system.
public enum Isolation: Sendable, Equatable {
  /// Nothing: it sees and does what its user may.
  case none
  /// A sandbox; where none works, the child is not started.
  case sandbox(Sandbox)
  /// A sandbox where one works, and nothing elsewhere. Who takes this has to tell the user: see ``Sandbox/warning``.
  case sandboxIfAvailable(Sandbox)

  /// The sandbox that a child gets here; `nil` where it gets none.
  ///
  /// - Parameter obstacle: why no sandbox works here; `nil` where one does. It is asked for a sandbox alone, since to find
  ///   out takes children that have none.
  /// - Throws: `Complaint` where there has to be one and none works.
  package func sandbox(obstacle: @autoclosure () -> String? = Sandbox.obstacle) throws -> Sandbox? {
    switch self {
    case .none: return nil
    case .sandboxIfAvailable(let sandbox): return obstacle() == nil ? sandbox : nil
    case .sandbox(let sandbox):
      if let obstacle = obstacle() {
        throw Complaint.ofSystem(
          "a program that needs a sandbox was not started: there is none here (\(obstacle))")
      }
      return sandbox
    }
  }
}
