import Formats
import Foundation

extension ChildProcess {
  /// A child that has just been started, with the parent's ends of its streams.
  struct Spawned {
    let id: pid_t
    let line: Int32
    let output: Int32
    let errors: Int32?
  }

  /// One child at a time is started: a descriptor that was just opened for one must not be inherited by
  /// another.
  private static let lock = NSLock()

  /// Opens the streams and starts the command.
  static func spawn(
    _ command: ChildCommand, in sandbox: Sandbox?, as stranger: Stranger?, _ mark: DescendantMark?
  ) throws -> Spawned {
    try lock.withLock {
      let line = try StreamPair.ofSocket()
      defer { close(line.far) }
      let output = try StreamPair.ofPipe()
      defer { close(output.far) }
      let errors = command.keepsErrorsApart ? try StreamPair.ofPipe() : nil
      defer { if let errors { close(errors.far) } }
      do {
        let words = words(of: command, in: sandbox)
        let id = try Orphans.starting(mark) {
          try start(
            stranger?.words(words) ?? words, command.environment, line: line.far, output: output.far,
            errors: errors?.far ?? output.far)
        }
        return Spawned(id: id, line: line.near, output: output.near, errors: errors?.near)
      } catch {
        [line.near, output.near, errors?.near].forEach { if let descriptor = $0 { close(descriptor) } }
        throw error
      }
    }
  }

  private static func start(
    _ words: [String], _ environment: [String: String], line: Int32, output: Int32, errors: Int32
  ) throws -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    posix_spawn_file_actions_adddup2(&actions, line, 3)
    // Its own group, so that the whole group can be ended in one call; no inherited signal mask, which could
    // block that. Signals this process ignores, such as a broken pipe, are not ignored in the child.
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    var brokenPipe = sigset_t()
    sigemptyset(&brokenPipe)
    sigaddset(&brokenPipe, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &brokenPipe)
    posix_spawnattr_setpgroup(&attributes, 0)
    var flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    #if canImport(Darwin)
      flags |= POSIX_SPAWN_CLOEXEC_DEFAULT
    #else
      for descriptor in openDescriptors where descriptor > 3 {
        posix_spawn_file_actions_addclose(&actions, descriptor)
      }
    #endif
    posix_spawnattr_setflags(&attributes, Int16(flags))

    let settings = environment.map { "\($0.key)=\($0.value)" }.sorted()
    var id: pid_t = 0
    let code = withCStrings(words) { words in
      withCStrings(settings) { settings in
        posix_spawn(&id, words[0]!, &actions, &attributes, words, settings)
      }
    }
    guard code == 0 else { throw Complaint.ofSystem("cannot start a child process: \(systemMessage(code))") }
    return id
  }

  /// The command for a shell that sets the limits, changes to the folder and becomes the program; all inside
  /// the sandbox, if there is one.
  private static func words(of command: ChildCommand, in sandbox: Sandbox?) -> [String] {
    let limits = command.limits?.commands(isAlone: sandbox != nil) ?? ""
    // A child that starts processes without end must not get all of the processor time: the parent has to
    // notice.
    let manners = command.limits != nil && sandbox == nil ? "nice -n 10 " : ""
    let script = "\(limits)\ncd \"$1\" || exit 127\nshift\nexec \(manners)\"$@\""
    let words = ["/bin/sh", "-c", script, "course", command.directory] + command.arguments
    return sandbox?.entering(words) ?? words
  }

  /// The descriptors this process holds open; those not meant for the child are closed there.
  private static var openDescriptors: [Int32] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    return names.compactMap { Int32($0) }
  }
}

/// Calls `body` with a null-terminated array of C strings.
private func withCStrings<R>(
  _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> R
) -> R {
  var pointers = strings.map { strdup($0) } + [nil]
  defer { pointers.forEach { free($0) } }
  return body(&pointers)
}
