import Foundation

/// Whether bubblewrap works here: it can be missing, or installed but forbidden, as in most containers.
struct SandboxSupport: Sendable {
  /// The user the child runs as.
  enum Identity: Sendable {
    /// A separate user that does not exist anywhere else, so the system counts only its processes. Only root
    /// can do this.
    case stranger
    /// The current user, with no additional permissions.
    case ourselves
    /// Root under another name: for a root that is not allowed to become another user.
    case renamedRoot
  }

  /// The program, where it works.
  struct Program: Sendable {
    let path: String
    let identity: Identity
    /// Whether it can keep the child from making its own namespaces.
    let closesNamespaces: Bool
  }

  let program: Program?
  /// Why it does not work.
  let obstacle: String?
  /// Whether it is installed, and the system does not let it work.
  let isForbidden: Bool

  private init(program: Program? = nil, obstacle: String? = nil, isForbidden: Bool = false) {
    self.program = program
    self.obstacle = obstacle
    self.isForbidden = isForbidden
  }

  /// Looks for bubblewrap and runs an empty command in it.
  static func probe() -> SandboxSupport {
    #if os(Linux)
      guard let path = searchPath.map({ $0 + "/bwrap" }).first(where: { access($0, X_OK) == 0 }) else {
        return SandboxSupport(obstacle: "bubblewrap is not installed")
      }
      var complaint = "it does not start"
      for identity in geteuid() == 0 ? [Identity.stranger, .renamedRoot] : [.ourselves] {
        for closesNamespaces in [true, false] {
          let program = Program(path: path, identity: identity, closesNamespaces: closesNamespaces)
          let words = Sandbox().entering(["/bin/sh", "-c", ":"], by: program)
          guard let output = try? run(words) else { continue }
          if output.end == .exited(0) { return SandboxSupport(program: program) }
          complaint = output.lines.last ?? complaint
        }
      }
      return SandboxSupport(obstacle: "bubblewrap is not allowed to work: \(complaint)", isForbidden: true)
    #else
      return SandboxSupport(obstacle: "bubblewrap exists for Linux only")
    #endif
  }

  private static var searchPath: [String] {
    let own = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return ["/usr/bin", "/bin", "/usr/local/bin"]
      + own.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
  }

  /// `bubblewrap 0.8.0`; `nil` if it does not work.
  var version: String? { program.flatMap { (try? Self.run([$0.path, "--version"]))?.lines.first } }

  private static func run(_ words: [String]) throws -> CommandOutput {
    try CommandOutput(ChildCommand(words, environment: ["LANG": "C.UTF-8"], directory: "/"), secondLimit: 10)
  }
}
