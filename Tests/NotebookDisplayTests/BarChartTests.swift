import XCTest

@testable import NotebookDisplay

final class BarChartTests: XCTestCase {
  private let chart = BarChart(
    ["03.1", "<b>"], [BarPart("passed", [3, 0]), BarPart("failed", [1, 2])], xLabel: "submissions")

  func testBarsStandOneBehindTheOther() {
    let lines = chart.text(caption: "How it ended").components(separatedBy: "\n")
    XCTAssertEqual(lines.count, 4)
    XCTAssertEqual(lines[0], "How it ended")
    let counts = lines[2...].map { line in [line.filter { $0 == "█" }.count, line.filter { $0 == "░" }.count]
    }
    XCTAssertEqual(counts[0].reduce(0, +), 50)
    XCTAssertEqual(Double(counts[0][0]), 37.5, accuracy: 0.5)
    XCTAssertEqual(counts[1], [0, 25])
    XCTAssertTrue(lines[3].hasPrefix(" <b> │░"))
    XCTAssertTrue(lines[3].hasSuffix(" 2"))
  }

  func testTheDrawingHasABarForEachPartThatIsNotZero() throws {
    let svg = try XCTUnwrap(chart.mimeBundle(caption: "How it ended").svg)
    // The ground, two squares of the legend, three bars.
    XCTAssertEqual(svg.components(separatedBy: "<rect ").count - 1, 6)
    XCTAssertTrue(svg.contains("&lt;b&gt;") && !svg.contains("<b>"))
    XCTAssertTrue(chart.summary.contains("03.1: passed 3, failed 1; <b>: failed 2"))
  }

  func testRowsOfNothingAreDrawn() {
    let empty = BarChart(["a"], [BarPart("n", [0])], xLabel: "n")
    XCTAssertEqual(empty.text(caption: nil), "a │ 0")
    XCTAssertFalse(empty.drawing(title: "t").svg.contains("nan"))
  }
}
