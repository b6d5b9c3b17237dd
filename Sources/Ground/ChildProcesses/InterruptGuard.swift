import Foundation

/// Cleans up what the user's interruption would leave: running children, because a child in its own group
/// does not receive the terminal's Ctrl-C, and folders that are removed after use.
package enum InterruptGuard {
  // Changed under the lock, read by the signal handler, which must touch only plain memory.
  nonisolated(unsafe) private static let groups: UnsafeMutablePointer<pid_t> = {
    let groups = UnsafeMutablePointer<pid_t>.allocate(capacity: capacity)
    groups.initialize(repeating: 0, count: capacity)
    return groups
  }()
  /// The words of the command that removes the folders, null-terminated at every moment: the folders are at
  /// its end.
  nonisolated(unsafe) private static let removal: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = {
    let words = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: capacity)
    words.initialize(repeating: nil, count: capacity)
    for (place, word) in ["/bin/rm", "-rf", "--"].enumerated() { words[place] = strdup(word) }
    return words
  }()
  private static let firstFolder = 3
  private static let capacity = 256
  private static let lock = NSLock()

  private static let handlers: Void = {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { number in
        for place in 0..<InterruptGuard.capacity where InterruptGuard.groups[place] > 0 {
          kill(-InterruptGuard.groups[place], SIGKILL)
        }
        InterruptGuard.removeFolders()
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }()

  /// Called by the signal handler. To remove a folder takes memory and locks, which a handler must not
  /// request, so another program does it.
  private static func removeFolders() {
    guard removal[firstFolder] != nil else { return }
    // A process that was just ended can still hold a file open for a moment.
    for place in 0..<capacity where groups[place] > 0 { waitpid(groups[place], nil, 0) }
    var id: pid_t = 0
    if posix_spawn(&id, removal[0]!, nil, nil, removal, nil) == 0 { waitpid(id, nil, 0) }
  }

  static func watch(_ id: pid_t) { replace(0, with: id) }

  static func forget(_ id: pid_t) { replace(id, with: 0) }

  private static func replace(_ old: pid_t, with new: pid_t) {
    lock.withLock {
      prepare()
      if let place = (0..<capacity).first(where: { groups[$0] == old }) { groups[place] = new }
    }
  }

  /// Everything is allocated here, so the handler never allocates.
  private static func prepare() {
    _ = (groups, removal)
    _ = handlers
  }

  /// Registers a folder to be removed if this process is interrupted.
  package static func watch(folder: URL) {
    lock.withLock {
      prepare()
      let end = end
      if end < capacity - 1 { removal[end] = strdup(folder.path) }
    }
  }

  /// Leaves a folder to itself again.
  package static func forget(folder: URL) {
    lock.withLock {
      prepare()
      let last = end - 1
      guard let place = (firstFolder..<end).first(where: { String(cString: removal[$0]!) == folder.path })
      else { return }
      let word = removal[place]
      // In between, the last one is in the list twice, which does no harm.
      removal[place] = removal[last]
      removal[last] = nil
      free(word)
    }
  }

  /// The folders that would be removed now.
  static var folders: [String] {
    lock.withLock {
      prepare()
      return (firstFolder..<end).map { String(cString: removal[$0]!) }
    }
  }

  private static var end: Int { (firstFolder..<capacity).first { removal[$0] == nil } ?? capacity }
}
