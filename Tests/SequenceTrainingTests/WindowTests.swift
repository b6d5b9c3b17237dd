import LinearAlgebra
import SequenceTraining
import XCTest

final class WindowTests: XCTestCase {
  func testTargetsAreTheNextInputsAndWindowsGoOnWhereTheLastOneEnded() {
    let windows = SequentialWindows(Array(0..<24), batchSize: 2, stepCount: 5)
    XCTAssertEqual(windows.windowCount, 2)
    XCTAssertEqual(windows[0].inputs, [[0, 11], [1, 12], [2, 13], [3, 14], [4, 15]])
    XCTAssertEqual(windows[0].targets, [[1, 12], [2, 13], [3, 14], [4, 15], [5, 16]])
    XCTAssertEqual(windows[1].inputs.first, [5, 16])
  }

  func testNoTokenIsReadTwiceAndAShortEndCountsIfAskedFor() {
    let windows = SequentialWindows(Array(0..<30), batchSize: 3, stepCount: 4, includesPartialWindow: true)
    let inputs = (0..<windows.windowCount).flatMap { windows[$0].inputs.joined() }
    XCTAssertEqual(inputs.sorted(), Array(0..<27))
    XCTAssertEqual(windows[windows.windowCount - 1].inputs.count, 1)
  }

  func testAnOffsetPassesOverTheStart() {
    let windows = SequentialWindows(Array(0..<20), batchSize: 1, stepCount: 4, offset: 3)
    XCTAssertEqual(windows[0].inputs, [[3], [4], [5], [6]])
    XCTAssertEqual(windows.windowCount, 4)
  }

  func testRandomWindowsReadEveryPieceOnce() {
    var generator = SplitMix64(seed: 12)
    let epoch = RandomWindows(Array(0..<100), batchSize: 3, stepCount: 7, using: &generator).windows
    XCTAssertEqual(epoch.count, 4)
    let inputs = epoch.flatMap { $0.inputs.joined() }
    XCTAssertEqual(Set(inputs).count, inputs.count, "no token is read twice")
    for window in epoch {
      XCTAssertEqual(window.targets, window.inputs.map { $0.map { $0 + 1 } })
      XCTAssertEqual(Array(window.inputs[1...]), window.inputs.dropLast().map { $0.map { $0 + 1 } })
    }
    let next = RandomWindows(Array(0..<100), batchSize: 3, stepCount: 7, using: &generator).windows
    XCTAssertNotEqual(epoch, next)
  }

  /// The largest possible number of steps yields one short window, and no overflow.
  func testAWindowLongerThanEverythingIsShort() {
    let windows = SequentialWindows(Array(0..<7), batchSize: 2, stepCount: .max, includesPartialWindow: true)
    XCTAssertEqual(windows.windowCount, 1)
    XCTAssertEqual(windows[0].inputs, [[0, 3], [1, 4], [2, 5]])
    XCTAssertEqual(SequentialWindows(Array(0..<7), batchSize: 2, stepCount: .max).windowCount, 0)
    XCTAssertEqual(
      SequentialWindows([], batchSize: 1, stepCount: 3, includesPartialWindow: true).windowCount, 0)
    var generator = SplitMix64(seed: 3)
    XCTAssertEqual(
      RandomWindows(Array(0..<7), batchSize: 1, stepCount: .max, using: &generator).windows.count, 0)
  }

  func testBigramsCount() {
    let tokens = [0, 1, 0, 1, 0, 2]
    let model = NGramModel(order: 2, counting: tokens, vocabularySize: 3, estimate: .maximumLikelihood)
    XCTAssertEqual(model.probability(of: 1, after: [0]), 2.0 / 3)
    XCTAssertEqual(model.probability(of: 0, after: [2, 1]), 1, "only the last token counts")
    XCTAssertEqual(model.probability(of: 0, after: [2]), 1.0 / 3, "2 was never followed by anything")
    let smoothed = NGramModel(order: 2, counting: tokens, vocabularySize: 3)
    XCTAssertEqual(smoothed.probability(of: 1, after: [0]), 3.0 / 6)
  }
}
