import Foundation

/// Runs what cells start as tasks: the main actor's jobs on the thread that runs the cells, all others on a few threads
/// of its own.
///
/// The system's pool would do, but for one thing: no thread lives on in a copy of a process, the pool does not notice,
/// and in the copy that goes on after a crash no task would ever run. Here the threads are started anew.
package final class JobQueue: @unchecked Sendable {
  /// The one of this process, whose jobs Swift hands over from its first use on.
  package static let shared = JobQueue()

  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var ready: [UnownedJob] = []
  private var mainReady: [UnownedJob] = []
  private var later: [(time: Double, job: UnownedJob)] = []
  private var threads = 0
  private var idle = 0
  private var isInCopy = false
  private let mainThread = pthread_self()
  private let threadLimit = max(2, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  /// Apple's run loop ends a copied process that enters it. Timers of cells then do nothing after a crash.
  private static var loopWorksInCopies: Bool {
    #if canImport(Darwin)
      false
    #else
      true
    #endif
  }

  private init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(change, nil)
  }

  /// Whether this is the thread that runs cells: the one that first named this queue.
  package var isOnMainThread: Bool { pthread_equal(pthread_self(), mainThread) != 0 }

  /// Takes a job on, for the main actor or for any thread, at once or after some seconds.
  package func add(_ job: UnownedJob, isMain: Bool = false, after seconds: Double = 0) {
    lock()
    if seconds > 0 {
      later.append((Self.now + seconds, job))
    } else if isMain {
      mainReady.append(job)
    } else {
      ready.append(job)
    }
    if !isMain, idle < ready.count + later.count, threads < threadLimit { startThread() }
    pthread_cond_broadcast(change)
    unlock()
  }

  /// Runs the main actor's jobs, on the thread that calls.
  ///
  /// - Parameter isDone: whether to come back; where it is so, nothing is waited for.
  package func runMain(until isDone: () -> Bool) {
    while true {
      while let job = nextOfMain() { job.runSynchronously(on: MainActor.sharedUnownedExecutor) }
      // What others have for the main thread: timers, and its dispatch queue.
      if !isInCopy || Self.loopWorksInCopies { _ = RunLoop.main.run(mode: .default, before: Date()) }
      if isDone() { return }
      lock()
      if mainReady.isEmpty { wait(atMost: 0.01) }
      unlock()
    }
  }

  private func nextOfMain() -> UnownedJob? {
    lock()
    defer { unlock() }
    return mainReady.isEmpty ? nil : mainReady.removeFirst()
  }

  /// Does something while no thread is inside of this queue, so that a copy of the process finds it whole.
  package func whileQuiet<Result>(_ body: () -> Result) -> Result {
    lock()
    defer { unlock() }
    return body()
  }

  /// Begins anew with threads in a copy of the process; what waits to be run is run there.
  package func startAgain() {
    pthread_cond_init(change, nil)
    lock()
    isInCopy = true
    threads = 0
    idle = 0
    if !ready.isEmpty || !later.isEmpty { startThread() }
    unlock()
  }

  private func startThread() {
    threads += 1
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let isStarted = pthread_create(&thread, nil, { _ in JobQueue.shared.work() }, nil) == 0
    #if canImport(Darwin)
      if let thread { pthread_detach(thread) }
    #else
      if isStarted { pthread_detach(thread) }
    #endif
    if !isStarted { threads -= 1 }
  }

  /// What a thread does, for ever.
  private func work() -> Never {
    let anyExecutor = unsafeBitCast((0, 0), to: UnownedSerialExecutor.self)
    lock()
    while true {
      let time = Self.now
      let due = later.filter { $0.time <= time }.map(\.job)
      if !due.isEmpty {
        later.removeAll { $0.time <= time }
        ready += due
      }
      if ready.isEmpty {
        idle += 1
        wait(atMost: 1)
        idle -= 1
      } else {
        let job = ready.removeFirst()
        unlock()
        job.runSynchronously(on: anyExecutor)
        lock()
      }
    }
  }

  /// Waits for a change, at most until the next job is due.
  private func wait(atMost limit: Double) {
    let seconds = min(limit, max(0, (later.map(\.time).min() ?? .infinity) - Self.now))
    var until = timespec()
    clock_gettime(CLOCK_REALTIME, &until)
    let nanoseconds = until.tv_nsec + Int(seconds * 1e9)
    until.tv_sec += nanoseconds / 1_000_000_000
    until.tv_nsec = nanoseconds % 1_000_000_000
    pthread_cond_timedwait(change, mutex, &until)
  }

  private func lock() { pthread_mutex_lock(mutex) }
  private func unlock() { pthread_mutex_unlock(mutex) }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
