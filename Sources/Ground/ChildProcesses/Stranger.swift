import Formats
import Foundation

/// A user that does not exist anywhere else. A child runs as this user if there is no sandbox and this
/// process is root: as root it could do anything to the machine.
struct Stranger {
  let user: uid_t
  private let program: String

  /// The program that changes the user; `nil` if it is missing or root is not allowed to change it.
  private static let program: String? = {
    let paths: [String] = ["/usr/bin/setpriv", "/bin/setpriv"]
    guard let path = paths.first(where: { access($0, X_OK) == 0 }) else { return nil }
    let command = ChildCommand(
      Stranger(user: 65_534, program: path).words(["/bin/sh", "-c", "[ \"$(id -u)\" = 65534 ]"]),
      environment: ["PATH": "/usr/bin:/bin"], directory: "/")
    return (try? CommandOutput(command, secondLimit: 10))?.end == .exited(0) ? path : nil
  }()

  private init(user: uid_t, program: String) {
    self.user = user
    self.program = program
  }

  /// The stranger for a child that needed a sandbox. Paths the child can write to are given to it.
  ///
  /// - Throws: `Complaint` if the child cannot run as any user but root.
  init(for command: ChildCommand, insteadOf sandbox: Sandbox) throws {
    guard let program = Self.program else {
      throw Complaint.ofSystem(
        "student code was not started: without a sandbox it would run as root, and setpriv, which would change the "
          + "user, does not work here. Install bubblewrap, or grade as an unprivileged user")
    }
    self.program = program
    user = uid_t.random(in: 30_000..<60_000)
    let places = [command.directory] + sandbox.readable + sandbox.writable + sandbox.scratch
    if let closed = places.lazy.compactMap({ Self.closedFolder(onTheWayTo: $0) }).first {
      throw Complaint.ofSystem(
        "student code was not started: without a sandbox it would run as root, and another user cannot enter \(closed). "
          + "Install bubblewrap, put the course where every user can read it, or grade as an unprivileged user"
      )
    }
    // Its own room for files stays ours: it could replace a file there by a link, which we would write to as
    // root.
    sandbox.handOver(sandbox.writable, to: user)
  }

  /// The words that run others as the stranger.
  func words(_ words: [String]) -> [String] {
    [program, "--reuid", "\(user)", "--regid", "\(user)", "--clear-groups", "--no-new-privs", "--"] + words
  }

  /// The folder above a path that only its owner can enter; `nil` if there is none.
  static func closedFolder(onTheWayTo path: String) -> String? {
    var folder = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    if !folder.isFolder { folder.deleteLastPathComponent() }
    var closed: String?
    while true {
      var status = stat()
      if stat(folder.path, &status) == 0, status.st_mode & S_IXOTH == 0 { closed = folder.path }
      if folder.path == "/" { return closed }
      folder.deleteLastPathComponent()
    }
  }
}
