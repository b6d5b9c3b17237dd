#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Takes the running child along when the user interrupts the grader: a child in a group of its own does not see
/// the terminal's Ctrl-C.
enum InterruptGuard {
  // Written by the one thread that starts children, read by the signal handler, which may only touch plain memory.
  nonisolated(unsafe) private static var group: pid_t = 0
  private static let handlers: Void = {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { number in
        if InterruptGuard.group > 0 { kill(-InterruptGuard.group, SIGKILL) }
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }()

  static func watch(_ id: pid_t) {
    _ = handlers
    group = id
  }

  static func forget(_ id: pid_t) {
    if group == id { group = 0 }
  }
}
