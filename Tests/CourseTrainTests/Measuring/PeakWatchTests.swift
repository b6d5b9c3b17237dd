import XCTest

@testable import course_train

final class PeakWatchTests: XCTestCase {
  /// A processor whose peaks are known.
  private func watch(_ peaks: [Double]) -> PeakWatch {
    var rest = peaks[...]
    return PeakWatch(pause: 0) { rest.count > 1 ? rest.removeFirst() : rest[rest.startIndex] }
  }

  private func count(_ watch: inout PeakWatch) -> (calls: Int, peak: Double) {
    var calls = 0
    let (_, peak) = watch.undisturbed { calls += 1 }
    return (calls, peak)
  }

  func testASteadyProcessorIsMeasuredOnce() {
    var watch = watch([100, 98, 95])
    XCTAssertEqual(count(&watch).calls, 1)
    XCTAssertEqual(watch.repeatCount, 0)
  }

  func testWhatWasDisturbedIsDoneAgain() {
    var watch = watch([100, 50, 100, 100])
    let (calls, peak) = count(&watch)
    XCTAssertEqual(calls, 2)
    XCTAssertEqual(peak, 100, "the peak of the attempt that counts")
    XCTAssertEqual(watch.repeatCount, 1)
  }

  func testItWaitsForTheProcessorBeforeATurn() {
    var watch = watch([100, 100, 50, 50, 50, 96, 104])
    XCTAssertEqual(count(&watch).calls, 1)
    let (calls, peak) = count(&watch)
    XCTAssertEqual(calls, 1)
    XCTAssertEqual(peak, 100)
  }

  func testAProcessorThatStaysSlowIsTakenAsItIs() {
    var watch = watch([100, 50])
    XCTAssertEqual(count(&watch).calls, PeakWatch.attempts)
    for _ in 0..<PeakWatch.memory / PeakWatch.patience { _ = count(&watch) }
    let (calls, peak) = count(&watch)
    XCTAssertEqual(calls, 1, "a long-lasting speed counts as full speed")
    XCTAssertEqual(peak, 50)
  }
}
