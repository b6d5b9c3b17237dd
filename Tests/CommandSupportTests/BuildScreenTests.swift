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

  func testABarOfStepsFitsTheTerminalOrIsLeftOut() {
    for width in [40, 80, 120] {
      let text = ProgressLine.text(3, of: 22, "cells of chapter 01", width: width)
      XCTAssertLessThan(text.count, width, text)
      XCTAssertTrue(text.hasSuffix("3 of 22 cells of chapter 01"), text)
    }
    XCTAssertEqual(ProgressLine.text(3, of: 22, "cells", width: 18), "3 of 22 cells")
    XCTAssertEqual(
      ProgressLine.text(1, of: 2, "pages", width: 80),
      String(repeating: "█", count: 12)
        + String(repeating: "░", count: 12) + " 1 of 2 pages")
  }
}
