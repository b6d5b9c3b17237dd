/// Flushes unfinished lines while a cell runs: a progress line, or a prompt. Standard output flushes finished lines
/// itself.
///
/// Its thread lives only as long as one cell, because a copied process has no threads.
final class OutputFlusher: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var isOver = false
  private var end: (() -> Void)?

  /// Starts the thread.
  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(change, nil)
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let this = Unmanaged.passRetained(self)
    let isStarted =
      pthread_create(
        &thread, nil,
        { argument in
          // Optional on some systems, not on others.
          let place: UnsafeMutableRawPointer? = argument
          if let place { Unmanaged<OutputFlusher>.fromOpaque(place).takeRetainedValue().work() }
          return nil
        }, this.toOpaque()) == 0
    #if canImport(Darwin)
      if let thread, isStarted { end = { pthread_join(thread, nil) } }
    #else
      if isStarted { end = { pthread_join(thread, nil) } }
    #endif
    if !isStarted { this.release() }
  }

  deinit {
    mutex.deallocate()
    change.deallocate()
  }

  /// Ends the thread and waits for its end.
  func stop() {
    pthread_mutex_lock(mutex)
    isOver = true
    pthread_cond_signal(change)
    pthread_mutex_unlock(mutex)
    end?()
    end = nil
  }

  private func work() {
    pthread_mutex_lock(mutex)
    while !isOver {
      var until = timespec()
      clock_gettime(CLOCK_REALTIME, &until)
      let nanoseconds = until.tv_nsec + 50_000_000
      until.tv_sec += nanoseconds / 1_000_000_000
      until.tv_nsec = nanoseconds % 1_000_000_000
      pthread_cond_timedwait(change, mutex, &until)
      if !isOver { StandardStreams.flushOutput() }
    }
    pthread_mutex_unlock(mutex)
  }
}
