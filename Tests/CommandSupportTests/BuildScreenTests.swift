import XCTest

@testable import ChildProcesses
@testable import CommandSupport

final class BuildScreenTests: XCTestCase {
  func testTheBarFitsTheTerminalAndSaysStepsAndTime() {
    let progress = BuildProgress(part: "course-train", steps: .init(done: 45, all: 90), seconds: 32.4)
    for width in [40, 60, 80, 120] {
      let bar = BuildScreen.bar(progress, width: width)
      XCTAssertLessThan(bar.count, width + 1, bar)
      XCTAssertTrue(bar.hasSuffix(" 45 of 90 steps, 32 s"), bar)
    }
    let wide = BuildScreen.bar(progress, width: 80)
    XCTAssertEqual(wide.filter { $0 == "█" }.count, wide.filter { $0 == "░" }.count)
  }

  func testBeforeTheBuildCountsTheTimeAloneIsTold() {
    XCTAssertEqual(
      BuildScreen.bar(BuildProgress(part: "course-train", steps: nil, seconds: 3), width: 80),
      "course-train: 3 s")
  }
}
