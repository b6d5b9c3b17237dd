import XCTest

@testable import course_train

final class ProcessorPeakMonitorTests: XCTestCase {
  /// A processor whose peaks are known.
  private func monitor(_ peaks: [Double]) -> ProcessorPeakMonitor {
    var rest = peaks[...]
    return ProcessorPeakMonitor(pause: 0) { rest.count > 1 ? rest.removeFirst() : rest[rest.startIndex] }
  }

  private func count(_ monitor: inout ProcessorPeakMonitor) -> (calls: Int, peak: Double) {
    var calls = 0
    let (_, peak) = monitor.undisturbed { calls += 1 }
    return (calls, peak)
  }

  func testASteadyProcessorIsMeasuredOnce() {
    var monitor = monitor([100, 98, 95])
    XCTAssertEqual(count(&monitor).calls, 1)
    XCTAssertEqual(monitor.repeatCount, 0)
  }

  func testWhatWasDisturbedIsDoneAgain() {
    var monitor = monitor([100, 50, 100, 100])
    let (calls, peak) = count(&monitor)
    XCTAssertEqual(calls, 2)
    XCTAssertEqual(peak, 100, "the peak of the attempt that counts")
    XCTAssertEqual(monitor.repeatCount, 1)
  }

  func testItWaitsForTheProcessorBeforeATurn() {
    var monitor = monitor([100, 100, 50, 50, 50, 96, 104])
    XCTAssertEqual(count(&monitor).calls, 1)
    let (calls, peak) = count(&monitor)
    XCTAssertEqual(calls, 1)
    XCTAssertEqual(peak, 100)
  }

  func testAProcessorThatStaysSlowIsTakenAsItIs() {
    var monitor = monitor([100, 50])
    XCTAssertEqual(count(&monitor).calls, ProcessorPeakMonitor.attempts)
    for _ in 0..<ProcessorPeakMonitor.memory / ProcessorPeakMonitor.patience { _ = count(&monitor) }
    let (calls, peak) = count(&monitor)
    XCTAssertEqual(calls, 1, "a long-lasting speed counts as full speed")
    XCTAssertEqual(peak, 50)
  }
}
