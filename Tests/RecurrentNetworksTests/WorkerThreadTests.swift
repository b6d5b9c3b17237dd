import LinearAlgebra
import XCTest

@testable import RecurrentNetworks

final class WorkerThreadTests: XCTestCase {
  /// A pass that is large enough to be shared gives the same bits on any number of threads.
  func testTheResultsDoNotDependOnTheNumber() {
    let usual = WorkerThreads.count
    defer { WorkerThreads.count = usual }
    var generator = SplitMix64(seed: 70)
    let layer = LSTM<Float>(LSTMCell(inputSize: 64, hiddenSize: 96, using: &generator))
    let inputs = (0..<10).map { _ in Matrix<Float>.normal(rows: 12, columns: 64, using: &generator) }
    let results = [1, 2, 3].map { count in
      WorkerThreads.count = count
      XCTAssertEqual(Fork.machine.threadCount, count)
      return layer(inputs).hidden
    }
    XCTAssertEqual(results[0], results[1])
    XCTAssertEqual(results[0], results[2])
  }
}
