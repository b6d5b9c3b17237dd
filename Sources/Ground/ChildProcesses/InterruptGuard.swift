import Foundation

/// Takes the running children along when the user interrupts their parent: a child in a group of its own does not
/// see the terminal's Ctrl-C.
enum InterruptGuard {
  // Changed under the lock, read by the signal handler, which may only touch plain memory.
  nonisolated(unsafe) private static let groups: UnsafeMutablePointer<pid_t> = {
    let groups = UnsafeMutablePointer<pid_t>.allocate(capacity: capacity)
    groups.initialize(repeating: 0, count: capacity)
    return groups
  }()
  private static let capacity = 256
  private static let lock = NSLock()

  private static let handlers: Void = {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { number in
        for place in 0..<InterruptGuard.capacity where InterruptGuard.groups[place] > 0 {
          kill(-InterruptGuard.groups[place], SIGKILL)
        }
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }()

  static func watch(_ id: pid_t) { replace(0, with: id) }

  static func forget(_ id: pid_t) { replace(id, with: 0) }

  private static func replace(_ old: pid_t, with new: pid_t) {
    lock.withLock {
      // Both are made here, so that the handler never makes them.
      let groups = groups
      _ = handlers
      if let place = (0..<capacity).first(where: { groups[$0] == old }) { groups[place] = new }
    }
  }
}
