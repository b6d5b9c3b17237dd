import Foundation
import LinearAlgebra
import XCTest

@testable import NotebookDisplay

final class PlotTests: XCTestCase {
  private let chart = LineChart(
    [Series("up & away", [1, 10, 100], startingAt: 1), Series("flat", [2, 2, 2], startingAt: 1)],
    xLabel: "step", yLabel: "size", yScale: .logarithmic)
  private let map = HeatMap(
    Matrix<Double>([[0.5, -0.25, 0], [-1, 0.125, 1]]), rowLabels: ["a", "b"], xLabel: "unit")

  func testADrawingIsWellFormedAndStyledByAttributesAlone() throws {
    for bundle in [chart.mimeBundle(caption: "1 < 2"), map.mimeBundle(caption: "map")] {
      let svg = try XCTUnwrap(bundle.svg)
      let elements = try Elements(svg)
      XCTAssertEqual(elements.names.first, "svg")
      XCTAssertTrue(elements.names.contains("title") && elements.names.contains("desc"))
      XCTAssertFalse(svg.contains(" style=") || svg.contains("class="))
    }
  }

  func testTheStyleSheetOnlyExchangesColorsOnADarkSystem() throws {
    let svg = try XCTUnwrap(chart.mimeBundle(caption: nil).svg)
    let start = try XCTUnwrap(svg.range(of: "<style>@media (prefers-color-scheme: dark) {")).upperBound
    let end = try XCTUnwrap(svg.range(of: "} }</style>")).lowerBound
    let rules = svg[start..<end].split(separator: "}").map { $0.split(separator: "{")[0] }
    XCTAssertTrue(rules.allSatisfy { $0.contains(/\[(fill|stroke)="#[0-9a-f]{6}"\]/) }, "\(rules)")
    // Everything is colored by attributes, so a page without the sheet shows it too.
    XCTAssertTrue(svg.contains("fill=\"\(Ink.paper)\""))
  }

  func testDotsAreNotJoined() throws {
    let dots = LineChart(
      [Series("a", [3, 1, 2], style: .dots), Series("b", [1, 2, 3])], xLabel: "x", yLabel: "y")
    let elements = try Elements(dots.drawing(title: "t").svg)
    XCTAssertEqual(elements.names.filter { $0 == "polyline" }.count, 1)
    // Three of each series, one in the legend.
    XCTAssertEqual(elements.names.filter { $0 == "circle" }.count, 7)
    let alone = LineChart([Series("a", [3, 1, 2], style: .dots)], xLabel: "x", yLabel: "y")
    XCTAssertFalse(alone.text(caption: nil).contains("·"))
  }

  func testDotsOfOnePlaceStandSideBySide() throws {
    func places(_ x: [Double]) throws -> [String] {
      let chart = LineChart([Series("a", x: x, y: [1, 1, 1], style: .dots)], xLabel: "x", yLabel: "y")
      return chart.drawing(title: "t").svg.matches(of: #/cx="([^"]*)"/#).map { String($0.output.1) }
    }
    XCTAssertEqual(Set(try places([1, 1, 2])).count, 3)
    XCTAssertEqual(Set(try places([1, 1, 1])).count, 3)
    // With one value per position, no dot moves: all are equally far apart.
    let alone = try places([1, 2, 3]).compactMap(Double.init)
    XCTAssertEqual(alone[1] - alone[0], alone[2] - alone[1], accuracy: 0.02)
  }

  func testAGuideIsAThinLineBehindTheOthersWithoutPoints() throws {
    let chart = LineChart(
      [Series("a", [3, 1, 2]), Series("limit", x: [0, 2], y: [2, 2], style: .guide)], xLabel: "x", yLabel: "y"
    )
    let svg = chart.drawing(title: "t").svg
    let lines = svg.matches(of: #/<polyline [^>]*stroke="([^"]*)" stroke-width="([^"]*)"/#)
    XCTAssertEqual(lines.map { String($0.output.1) }, [Ink.quiet, Ink.series[0].color])
    XCTAssertEqual(lines.map { String($0.output.2) }, ["1.25", "2.25"])
    XCTAssertEqual(try Elements(svg).names.filter { $0 == "circle" }.count, 3)
  }

  func testNumbersOnDataColorsAreLegible() {
    func light(_ hex: String) -> Double {
      let parts = stride(from: 1, to: 7, by: 2).map { start -> Double in
        let digits = hex.dropFirst(start).prefix(2)
        let value = Double(Int(digits, radix: 16) ?? 0) / 255
        return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
    for ramp in [ColorRamp.diverging, .sequential] {
      for share in stride(from: 0.0, through: 1, by: 0.01) {
        let pair = [light(ramp.color(at: share)), light(ramp.textColor(at: share))].sorted()
        XCTAssertGreaterThan((pair[1] + 0.05) / (pair[0] + 0.05), 4.5, "at \(share)")
      }
    }
  }

  func testAMaskHasNoBarOfColors() throws {
    func rectangles(_ matrix: Matrix<Double>) throws -> Int {
      try Elements(HeatMap(matrix, colors: .sequential).drawing(title: "t").svg).names.filter { $0 == "rect" }
        .count
    }
    XCTAssertEqual(try rectangles([[0, 1], [1, 0]]), 1 + 4)
    XCTAssertEqual(try rectangles([[0, 1], [0.5, 0]]), 1 + 4 + 24)
    let large = Matrix<Double>(rows: 30, columns: 40, elements: (0..<1200).map { Double($0 % 2) })
    XCTAssertEqual(try rectangles(large), 1 + 1200 + 2)
  }

  func testSmallNumbersInAMapAreRoundedLikeTheOthers() {
    let map = HeatMap(Matrix<Double>([[0.97, 0.000316, 2.23e-5]]), colors: .sequential)
    XCTAssertEqual(map.valueTexts, ["0.97", "0.00", "0.00"])
  }

  func testAMapCanHaveAGivenRange() {
    let map = HeatMap(Matrix<Double>([[0.3, 0.32]]), colors: .sequential, range: 0.3...0.4)
    XCTAssertEqual(map.fraction(0.32), 0.2, accuracy: 1e-12)
  }

  func testAValueThatIsNotANumberHasItsOwnMark() {
    let wide = HeatMap(Matrix<Double>(rows: 1, columns: 13, elements: [.nan] + (1...12).map(Double.init)))
    XCTAssertTrue(wide.text(caption: nil).hasPrefix("0 ?"))
  }

  func testTheImageElementHoldsTheDrawing() throws {
    let bundle = chart.mimeBundle(caption: "growth")
    let html = try XCTUnwrap(bundle.html)
    let start = try XCTUnwrap(html.range(of: "base64,")).upperBound
    let base64 = html[start...].prefix { $0 != "\"" }
    let svg = try XCTUnwrap(Data(base64Encoded: String(base64)))
    XCTAssertEqual(String(decoding: svg, as: UTF8.self), bundle.svg)
    XCTAssertTrue(html.contains("alt=\"growth. Line chart of size over step."))
  }

  func testEverySeriesIsALineWithItsPoints() throws {
    let elements = try Elements(chart.drawing(title: "t").svg)
    XCTAssertEqual(elements.names.filter { $0 == "polyline" }.count, 2)
    XCTAssertEqual(elements.names.filter { $0 == "circle" }.count, 6)
  }

  func testAValueThatCannotBeDrawnLeavesAGap() throws {
    let broken = LineChart([Series("y", [1, 2, .infinity, 3, 4])], xLabel: "x", yLabel: "y")
    let elements = try Elements(broken.drawing(title: "t").svg)
    XCTAssertEqual(elements.names.filter { $0 == "polyline" }.count, 2)
    XCTAssertEqual(elements.names.filter { $0 == "circle" }.count, 4)
  }

  func testPointsLieWhereTheirValuesAre() {
    let line = LineChart([Series("y", [0, 5, 10])], xLabel: "x", yLabel: "y")
    XCTAssertEqual(line.yAxis.fraction(5), 0.5)
    XCTAssertEqual(line.xAxis.fraction(1), 0.5)
    let rows = line.text(caption: nil).split(separator: "\n").map(String.init)
    let places = rows.enumerated().filter { $0.element.contains("●") }.map(\.offset)
    XCTAssertEqual(places.count, 3)
    XCTAssertEqual(places[1] - places[0], places[2] - places[1], accuracy: 1)
    XCTAssertTrue(rows[places[0]].hasPrefix("10 ┤"), rows[places[0]])
  }

  func testTextNamesEverySeriesAndBothAxes() {
    let text = chart.mimeBundle(caption: "growth").plain
    for part in ["growth", "● up & away", "○ flat", "size", "step", "└"] {
      XCTAssertTrue(text.contains(part), "\(part) is missing in\n\(text)")
    }
  }

  func testADivergingMapIsSymmetricAroundZero() {
    XCTAssertEqual(map.range, -1...1)
    XCTAssertEqual(map.fraction(0), 0.5)
    let amounts = HeatMap(Matrix<Float>([[2, 4]]), colors: .sequential)
    XCTAssertEqual(amounts.range, 0...4)
  }

  func testAMapWritesItsValuesWhereTheyFit() throws {
    let texts = try Elements(map.drawing(title: "t").svg).texts
    for value in ["0.50", "−0.25", "−1.00", "0.00"] { XCTAssertTrue(texts.contains(value), value) }
    let large = HeatMap(Matrix<Double>.zeros(rows: 30, columns: 40))
    XCTAssertFalse(try Elements(large.drawing(title: "t").svg).texts.contains("0.00"))
  }

  func testAWideMapIsDrawnWithOneMarkACell() {
    let wide = HeatMap(
      Matrix<Double>(rows: 1, columns: 20, elements: (0..<20).map { Double($0) / 9.5 - 1 }), rowLabels: ["r"])
    let line = wide.text(caption: nil).split(separator: "\n")[0]
    XCTAssertEqual(line, "r ▼▼▼▼▽▽▽▽····△△△△▲▲▲▲")
  }

  func testAnErrorBarReachesFurtherTheFewerMeasurementsThereAre() {
    let sample = Sample("GRU", [3, 5, 7])
    XCTAssertEqual(sample.mean, 5)
    XCTAssertEqual(sample.standardError, 2 / 3.0.squareRoot(), accuracy: 1e-12)
    XCTAssertEqual(sample.reach, 4.303 * sample.standardError, accuracy: 1e-12)
    XCTAssertEqual(sample.interval.upperBound, 5 + sample.reach, accuracy: 1e-12)
    let many = Sample("many", (0..<100).map(Double.init))
    XCTAssertEqual(many.reach, 2 * many.standardError, accuracy: 1e-12)
    XCTAssertTrue(Sample("once", [4]).reach.isNaN)
    XCTAssertTrue(Sample("once", [4]).standardError.isNaN)
    XCTAssertEqual(Sample("once", [4]).interval, 4...4)
  }

  func testEverySampleIsARowWithItsMeasurements() throws {
    let samples = [Sample("GRU", [3, 5, 7]), Sample("LSTM", [4, 4])]
    let chart = ErrorBarChart(samples, xLabel: "perplexity").mimeBundle(caption: "two cells")
    let elements = try Elements(try XCTUnwrap(chart.svg))
    XCTAssertEqual(elements.names.filter { $0 == "circle" }.count, 5 + 2)
    for text in ["GRU", "LSTM", "perplexity", "two cells"] {
      XCTAssertTrue(elements.texts.contains(text), text)
    }
    let rows = chart.plain.split(separator: "\n").map(String.init)
    XCTAssertEqual(rows.filter { $0.contains("●") }.count, 2)
    XCTAssertTrue(rows[1].hasPrefix("GRU  │") && rows[1].hasSuffix("│ 5 ± 5"), rows[1])
    XCTAssertTrue(rows[2].hasSuffix("│ 4 ± 0"), rows[2])
  }

  func testColoursOfOppositeSignsDifferAndTextStaysReadable() {
    XCTAssertNotEqual(ColorRamp.diverging.color(at: 0), ColorRamp.diverging.color(at: 1))
    XCTAssertEqual(ColorRamp.diverging.textColor(at: 0.5), Ink.onData.dark)
    XCTAssertEqual(ColorRamp.diverging.textColor(at: 0), Ink.onData.light)
    XCTAssertEqual(ColorRamp.sequential.textColor(at: 1), Ink.onData.light)
  }
}
