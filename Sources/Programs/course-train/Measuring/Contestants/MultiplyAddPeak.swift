import Dispatch
import Foundation
import MatrixKernels

/// The most multiply-adds per second in `Float` the processor reaches at this moment, in the course's
/// instruction set and with whatever else the machine and its host are running.
public enum MultiplyAddPeak {
  /// Billions of operations per second, two per multiply-add: the better of one core and all cores.
  public static func measure(seconds: Double = 0.04) -> Double {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    return max(measure(threadCount: 1, seconds: seconds), measure(threadCount: cores, seconds: seconds))
  }

  /// Billions of operations per second of some threads together, over the time all of the threads took:
  /// threads that had to share a core do not count twice.
  public static func measure(threadCount: Int, seconds: Double) -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    let total = Total()
    DispatchQueue.concurrentPerform(iterations: threadCount) { _ in
      var operations = 0.0
      repeat {
        operations += mk_peak_operations_f32(5_000)
      } while (clock.now - start) / .seconds(1) < seconds
      total.add(operations)
    }
    return total.value * 1e-9 / ((clock.now - start) / .seconds(1))
  }

  private final class Total: @unchecked Sendable {
    private let lock = NSLock()
    private var sum = 0.0

    var value: Double { lock.withLock { sum } }

    func add(_ part: Double) { lock.withLock { sum += part } }
  }
}
