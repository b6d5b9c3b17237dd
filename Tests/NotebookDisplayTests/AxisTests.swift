import LinearAlgebra
import XCTest

@testable import NotebookDisplay

final class AxisTests: XCTestCase {
  func testLinearTicksAreRoundAndCoverTheValues() throws {
    var generator = SplitMix64(seed: 5)
    for _ in 0..<200 {
      let center = Double.random(in: -100...100, using: &generator)
      let width = pow(10, Double.random(in: -3...3, using: &generator))
      let values = [center - width, center, center + width]
      let axis = Axis(values, scale: .linear)
      XCTAssertTrue((3...9).contains(axis.ticks.count), "\(axis.ticks)")
      for value in values {
        let place = try XCTUnwrap(axis.fraction(value))
        XCTAssertTrue((-1e-9...1 + 1e-9).contains(place), "\(value) at \(place) of \(axis.range)")
      }
      let step = axis.ticks[1] - axis.ticks[0]
      let mantissa = step / pow(10, log10(step * 1.000_001).rounded(.down))
      XCTAssertTrue([1, 2, 2.5, 5].contains { abs($0 - mantissa) < 1e-6 }, "step \(step)")
    }
  }

  func testATightAxisEndsAtItsValues() throws {
    let axis = Axis([1, 40], scale: .linear, tickCount: 8, loose: false)
    XCTAssertEqual(axis.range, 1...40)
    XCTAssertEqual(axis.fraction(1), 0)
    XCTAssertEqual(axis.fraction(40), 1)
    XCTAssertEqual(axis.ticks, [10, 20, 30, 40])
  }

  func testATightAxisOfWholeNumbersHasWholeTicks() {
    XCTAssertEqual(Axis([1, 2], scale: .linear, tickCount: 8, loose: false).ticks, [1, 2])
    XCTAssertEqual(Axis([2, 5], scale: .linear, tickCount: 8, loose: false).ticks, [2, 3, 4, 5])
    XCTAssertEqual(Axis([1, 1.5], scale: .linear, tickCount: 6, loose: false).ticks.count, 6)
  }

  func testAFewMeasuredPlacesHaveTheirTicks() {
    XCTAssertEqual(Axis(positions: [5, 10, 25, 45, 5], scale: .linear).ticks, [5, 10, 25, 45])
    XCTAssertEqual(Axis(positions: [8, 16, 64], scale: .logarithmic).labels, ["8", "16", "64"])
    // Too close, too many, and too large for a logarithmic axis that names powers of ten.
    XCTAssertEqual(Axis(positions: [1, 2, 100], scale: .linear).ticks, [20, 40, 60, 80, 100])
    XCTAssertEqual(Axis(positions: (0..<40).map(Double.init), scale: .linear).ticks, [0, 10, 20, 30])
    XCTAssertFalse(Axis(positions: [300, 30_000], scale: .logarithmic).ticks.contains(300))
  }

  func testAnAxisDoesNotLeaveMostOfAStepEmpty() {
    let axis = Axis([-2, 190], scale: .linear)
    XCTAssertEqual(axis.ticks, [0, 50, 100, 150, 200])
    XCTAssertEqual(axis.range.lowerBound, -7)
    XCTAssertEqual(axis.range.upperBound, 200)
    XCTAssertEqual(Axis([-45, 190], scale: .linear).range.lowerBound, -50)
  }

  func testALineChartReachesDownToZeroWhereThatIsAsked() {
    func lowest(_ startsAtZero: Bool, _ scale: AxisScale = .linear) -> Double {
      LineChart(
        [Series("speed", [450, 470])], xLabel: "H", yLabel: "GFLOP/s", yScale: scale,
        covering: startsAtZero ? [0] : []
      ).yAxis.range.lowerBound
    }
    XCTAssertEqual(lowest(true), 0)
    XCTAssertEqual(lowest(false), 450)
    XCTAssertEqual(lowest(true, .logarithmic), 100)
  }

  func testALogarithmicAxisRunsFromDecadeToDecade() throws {
    let axis = Axis([0.02, 5000, -1, 0], scale: .logarithmic)
    XCTAssertEqual(axis.range.lowerBound, 0.01, accuracy: 1e-12)
    XCTAssertEqual(axis.range.upperBound, 10_000, accuracy: 1e-6)
    XCTAssertEqual(try XCTUnwrap(axis.fraction(10)), 0.5, accuracy: 1e-12)
    XCTAssertNil(axis.fraction(0))
    XCTAssertNil(axis.fraction(-1))
  }

  func testATightLogarithmicAxisHasTicksWithinDecades() {
    let axis = Axis([64, 1024], scale: .logarithmic, loose: false)
    XCTAssertEqual(axis.range, 64...1024)
    XCTAssertEqual(axis.ticks, [100, 200, 500, 1000])
    XCTAssertEqual(axis.fraction(256) ?? 0, 0.5, accuracy: 1e-12)
  }

  func testConstantAndMissingValuesStillMakeAnAxis() {
    XCTAssertEqual(Axis([3, 3], scale: .linear).range.contains(3), true)
    XCTAssertGreaterThan(Axis([], scale: .linear).ticks.count, 1)
    XCTAssertGreaterThan(Axis([.nan], scale: .logarithmic).ticks.count, 1)
  }
}
