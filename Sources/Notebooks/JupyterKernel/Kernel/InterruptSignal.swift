/// Ctrl-C, heard as a wish to stop the cell and not the kernel.
enum InterruptSignal {
  // Set by the signal handler, which may touch plain memory alone, and read by the kernel's one thread.
  nonisolated(unsafe) private static let isSet: UnsafeMutablePointer<sig_atomic_t> = {
    let place = UnsafeMutablePointer<sig_atomic_t>.allocate(capacity: 1)
    place.initialize(to: 0)
    return place
  }()

  /// Takes the signal over, from now on.
  static func listen() {
    isSet.pointee = 0
    signal(SIGINT) { _ in InterruptSignal.isSet.pointee = 1 }
    signal(SIGPIPE, SIG_IGN)
  }

  /// Whether it came since the last call.
  static func take() -> Bool {
    defer { isSet.pointee = 0 }
    return isSet.pointee != 0
  }
}
