import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension ChildProcess {
  /// Both ends of a socket, closed in children unless handed over on purpose; the first end does not block.
  static func socketPair() throws -> (near: Int32, far: Int32) {
    var ends: [Int32] = [0, 0]
    #if canImport(Darwin)
      let kind = SOCK_STREAM
    #elseif canImport(Musl)
      let kind = Int32(SOCK_STREAM)
    #else
      let kind = Int32(SOCK_STREAM.rawValue)
    #endif
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw failure("open a socket") }
    ends.forEach(closeOnExec)
    #if canImport(Darwin)
      var isSet: Int32 = 1
      setsockopt(ends[0], SOL_SOCKET, SO_NOSIGPIPE, &isSet, socklen_t(MemoryLayout<Int32>.size))
    #endif
    return (unblocked(ends[0]), ends[1])
  }

  /// The reading end of a pipe, which does not block, and its writing end.
  static func pipePair() throws -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw failure("open a pipe") }
    ends.forEach(closeOnExec)
    return (unblocked(ends[0]), ends[1])
  }

  private static func closeOnExec(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  private static func unblocked(_ descriptor: Int32) -> Int32 {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    return descriptor
  }

  /// Starts the command by way of a shell that sets the limits, changes to the folder and becomes the program.
  static func spawn(_ command: ChildCommand, line: Int32, output: Int32) throws -> pid_t {
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
    posix_spawn_file_actions_adddup2(&actions, output, 2)
    posix_spawn_file_actions_adddup2(&actions, line, 3)
    // A group of its own, so that all of it can be ended at once; no inherited signal mask, so that it can be.
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))

    let script = "\(command.limits?.commands ?? "")\ncd \"$1\" || exit 127\nshift\nexec \"$@\""
    let words = ["/bin/sh", "-c", script, "course", command.directory] + command.arguments
    let settings = command.environment.map { "\($0.key)=\($0.value)" }.sorted()
    var id: pid_t = 0
    let code = withCStrings(words) { words in
      withCStrings(settings) { settings in
        posix_spawn(&id, "/bin/sh", &actions, &attributes, words, settings)
      }
    }
    guard code == 0 else {
      throw GradingFailure.graderError("cannot start a child process: \(message(code))")
    }
    return id
  }

  private static func failure(_ what: String) -> GradingFailure {
    .graderError("cannot \(what): \(message(errno))")
  }

  private static func message(_ code: Int32) -> String { String(cString: strerror(code)) }
}

/// Calls `body` with a null-terminated array of C strings.
private func withCStrings<R>(
  _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> R
) -> R {
  var pointers = strings.map { strdup($0) } + [nil]
  defer { pointers.forEach { free($0) } }
  return body(&pointers)
}
