import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whether bubblewrap works here: it may be missing, and it may be there and be forbidden, as in most containers.
struct SandboxSupport: Sendable {
  /// The program, where it works.
  struct Program: Sendable {
    let path: String
    /// What this version and this user need or can have beyond the common options.
    let options: [String]
  }

  let program: Program?
  /// Why it does not work.
  let obstacle: String?

  private init(program: Program? = nil, obstacle: String? = nil) {
    self.program = program
    self.obstacle = obstacle
  }

  /// Looks for bubblewrap and runs an empty command in it.
  static func probe() -> SandboxSupport {
    #if os(Linux)
      guard let path = searchPath.map({ $0 + "/bwrap" }).first(where: { access($0, X_OK) == 0 }) else {
        return SandboxSupport(obstacle: "bubblewrap is not installed")
      }
      var complaint = "bubblewrap does not start"
      // The last option is a newer one: no further namespaces inside.
      for extra in [["--disable-userns"], []] {
        let program = Program(path: path, options: identity + extra)
        guard let output = try? run(Sandbox().words(around: ["/bin/sh", "-c", ":"], by: program)) else {
          continue
        }
        if output.end == .exited(0) { return SandboxSupport(program: program) }
        complaint = output.lines.last ?? complaint
      }
      return SandboxSupport(obstacle: "bubblewrap is not allowed to work: \(complaint)")
    #else
      return SandboxSupport(obstacle: "bubblewrap exists for Linux only")
    #endif
  }

  /// Root is nobody special inside.
  private static var identity: [String] { geteuid() == 0 ? ["--uid", "1000", "--gid", "1000"] : [] }

  private static var searchPath: [String] {
    let own = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return ["/usr/bin", "/bin", "/usr/local/bin"]
      + own.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
  }

  /// `bubblewrap 0.8.0`; `nil` where it does not work.
  var version: String? { program.flatMap { (try? Self.run([$0.path, "--version"]))?.lines.first } }

  private static func run(_ words: [String]) throws -> CommandOutput {
    try CommandOutput(ChildCommand(words, environment: ["LANG": "C.UTF-8"], directory: "/"), secondLimit: 10)
  }
}
