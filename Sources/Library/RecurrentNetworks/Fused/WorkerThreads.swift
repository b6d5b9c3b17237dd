import Foundation

/// How many threads share the work of a pass that is large enough to be shared.
public enum WorkerThreads {
  private static let lock = NSLock()
  nonisolated(unsafe) private static var chosen: Int?
  private static let usual =
    ProcessInfo.processInfo.environment["COURSE_THREADS"].flatMap { Int($0) }
    ?? ProcessInfo.processInfo.activeProcessorCount

  /// The number of threads, the caller's among them: what was set last, else `COURSE_THREADS` of the environment, else
  /// as many as the machine has processors. Results do not depend on it. A training or a reader that is already made keeps
  /// its own.
  public static var count: Int {
    get { lock.withLock { chosen } ?? usual }
    set { lock.withLock { chosen = newValue } }
  }
}
