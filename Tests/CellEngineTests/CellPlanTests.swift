import XCTest

@testable import CellEngine

final class CellPlanTests: XCTestCase {
  func testACellNeedsTheCellsWhoseNamesItUses() {
    let plans = CellPlan.all([
      "import LinearAlgebra", "struct Box { var size = 1 }", "func made() -> Box { Box() }", "print(1)",
      "print(made().size)",
    ])
    XCTAssertEqual(plans.map(\.needs), [[], [], [1], [], [2]])
    XCTAssertEqual(plans.map(\.module), ["Cell1", "Cell2", "Cell3", "Cell4", "Cell5"])
    XCTAssertTrue(plans[4].prelude.hasPrefix("import LinearAlgebra\n"))
  }

  func testWhatHasNoNameIsNeededByAllBehindIt() {
    let plans = CellPlan.all(["print(0)", "extension Int { var twice: Int { 2 * self } }", "print(3.twice)"])
    XCTAssertEqual(plans.map(\.needs), [[], [], [1]])
  }

  func testLoopsAreOptimized() {
    XCTAssertEqual(
      CellPlan.all(["for i in 0..<9 { print(i) }", "let information = 3"]).map(\.isOptimized), [true, false])
  }
}
