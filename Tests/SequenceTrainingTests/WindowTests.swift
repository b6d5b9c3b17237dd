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
    let windows = SequentialWindows(Array(0..<30), batchSize: 3, stepCount: 4, keepsShortEnd: true)
    let inputs = (0..<windows.windowCount).flatMap { windows[$0].inputs.joined() }
    XCTAssertEqual(inputs.sorted(), Array(0..<27))
    XCTAssertEqual(windows[windows.windowCount - 1].inputs.count, 1)
  }

  func testAnOffsetPassesOverTheStart() {
    let windows = SequentialWindows(Array(0..<20), batchSize: 1, stepCount: 4, offset: 3)
    XCTAssertEqual(windows[0].inputs, [[3], [4], [5], [6]])
    XCTAssertEqual(windows.windowCount, 4)
  }

  func testBigramsCount() {
    let model = BigramModel(counting: [0, 1, 0, 1, 0, 2], vocabularySize: 3, smoothing: 0)
    XCTAssertEqual(model.probability(of: 1, after: 0), 2.0 / 3)
    XCTAssertEqual(model.probability(of: 0, after: 1), 1)
    let smoothed = BigramModel(counting: [0, 1, 0, 1, 0, 2], vocabularySize: 3)
    XCTAssertEqual((0..<3).reduce(0) { $0 + smoothed.probability(of: $1, after: 2) }, 1, accuracy: 1e-15)
  }
}
