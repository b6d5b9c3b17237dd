import Dispatch
import Foundation
import MatrixKernels

/// The most multiply-adds in `Float` that the processor does at this moment, in the instruction set that the course
/// uses; what the work of others and of the host leaves of it included.
public enum MultiplyAddPeak {
  /// Billions of operations per second, two a multiply-add: the better of one core and all cores.
  public static func measure(seconds: Double = 0.04) -> Double {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    return max(measure(threadCount: 1, seconds: seconds), measure(threadCount: cores, seconds: seconds))
  }

  /// Billions of operations per second of some threads together, over the time that all of them took: threads that
  /// had to share a core do not count twice.
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
