#if os(Linux) && compiler(>=6.3) && compiler(<6.4)
  @_spi(ExperimentalCustomExecutors) import _Concurrency

  extension JobQueue {
    /// Makes this queue the place of all jobs, in the way of Swift 6.3, where the runtime's hooks hear of some alone.
    /// The interface is not yet a public one; the compilers that do not have it go without.
    static func takeOverExecutors() { _createExecutors(factory: CellExecutors.self) }
  }

  private struct CellExecutors: ExecutorFactory {
    static var mainExecutor: any MainExecutor { CellThread.shared }
    static var defaultExecutor: any TaskExecutor { OtherThreads.shared }
  }

  /// The thread on which cells run, for the main actor.
  private final class CellThread: MainExecutor {
    static let shared = CellThread()
    func enqueue(_ job: consuming ExecutorJob) { JobQueue.shared.add(UnownedJob(job), isMain: true) }
    func run() throws { StateHolder.goOn() }
    func stop() {}
    func checkIsolated() { precondition(isIsolatingCurrentContext() == true, "this is not the main thread") }
    func isIsolatingCurrentContext() -> Bool? { JobQueue.shared.isOnMainThread }
  }

  /// The queue's threads, for everything else. It offers no time to run a job at: the runtime then asks its hooks.
  private final class OtherThreads: TaskExecutor {
    static let shared = OtherThreads()
    func enqueue(_ job: consuming ExecutorJob) { JobQueue.shared.add(UnownedJob(job)) }
  }
#else
  extension JobQueue {
    static func takeOverExecutors() {}
  }
#endif
