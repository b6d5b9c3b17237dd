import XCTest

@testable import CourseCatalog

final class LearningPathTests: XCTestCase {
  private let all = Course.units.map(\.number)

  private func progress(_ scores: [String: Double]) -> CourseProgress {
    var progress = CourseProgress()
    for (unit, score) in scores { progress.record(unit: unit, score: score, maxScore: 100, tasks: []) }
    return progress
  }

  func testEveryUnitTakesOnlyEarlierOnesForGranted() {
    for unit in all {
      for earlier in LearningPath.prerequisites(of: unit, among: all) { XCTAssertLessThan(earlier, unit) }
    }
    XCTAssertEqual(LearningPath.prerequisites(of: "01", among: all), [])
    XCTAssertEqual(
      LearningPath.prerequisites(of: "03", among: ["03", "04"]), [], "missing units are not required")
  }

  func testAUnitOpensOnceEnoughIsDone() {
    XCTAssertEqual(LearningPath.missing(for: "06", among: all, in: progress(["04": 59.9])), ["02", "04"])
    XCTAssertEqual(LearningPath.missing(for: "06", among: all, in: progress(["04": 60])), ["02"])
    XCTAssertEqual(LearningPath.missing(for: "06", among: all, in: progress(["04": 60, "02": 100])), [])
  }

  func testTheBestTryCounts() {
    var progress = progress(["04": 80])
    progress.record(unit: "04", score: 0, maxScore: 100, tasks: [])
    XCTAssertEqual(progress.share(of: "04"), 0.8)
    XCTAssertEqual(progress.share(of: "05"), 0)
  }

  func testATaskIsTriedOnceItWasBegun() {
    var progress = CourseProgress()
    let tasks = [("03.1", "failed", 0.0), ("03.2", "notStarted", 0.0)]
    progress.record(
      unit: "03", score: 0, maxScore: 100, tasks: tasks.map { (id: $0.0, verdict: $0.1, score: $0.2) })
    XCTAssertTrue(progress.hasTried("03.1"))
    XCTAssertFalse(progress.hasTried("03.2"))
    XCTAssertFalse(progress.hasTried("04.1"))
  }
}
