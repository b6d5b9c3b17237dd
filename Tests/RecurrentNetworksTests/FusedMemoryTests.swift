import LinearAlgebra
import XCTest

@testable import RecurrentNetworks

/// The memory and the threads of the fused path.
final class FusedMemoryTests: XCTestCase {
  func testABufferIsZeroAndLiesOnACacheLineOrAHugePage() {
    for count in [0, 1, 17, 1 << 18, 1 << 19, (1 << 19) + 1] {
      let buffer = NumberBuffer<Float>(count)
      XCTAssertEqual(buffer.count, count)
      XCTAssertTrue((0..<count).allSatisfy { buffer.start[$0] == 0 }, "\(count)")
      let alignment = count >= 1 << 19 ? 1 << 21 : 64
      XCTAssertEqual(Int(bitPattern: buffer.start) % alignment, 0, "\(count)")
    }
  }

  func testMatricesGoInAndComeOut() {
    var generator = SplitMix64(seed: 74)
    let buffer = NumberBuffer<Double>(30)
    let matrix = Matrix<Double>.uniform(rows: 3, columns: 4, in: 1...2, using: &generator)
    buffer.copy(matrix, of: matrix.shape, to: 18)
    XCTAssertEqual(buffer.matrix(at: 18, rows: 3, columns: 4), matrix)
    XCTAssertEqual(buffer.matrix(rows: 1, columns: 18), .zeros(rows: 1, columns: 18))
    XCTAssertEqual(buffer.matrix(at: 19, rows: 1, columns: 2).elements, [matrix[0, 1], matrix[0, 2]])
    var other = Matrix<Double>.zeros(rows: 2, columns: 6)
    buffer.read(into: &other, at: 18)
    XCTAssertEqual(other.elements, matrix.elements)
    // Nothing fits everywhere.
    buffer.copy(.zeros(rows: 0, columns: 4), of: MatrixShape(0, 4), to: 30)
    XCTAssertEqual(buffer.matrix(at: 30, rows: 0, columns: 4).shape, MatrixShape(0, 4))
    XCTAssertEqual(NumberBuffer(matrix).matrix(rows: 3, columns: 4), matrix)
  }

  /// Memory is laid out for each thread, including threads that never start.
  func testThreadsAreAtMostThoseThatShareWork() {
    XCTAssertEqual(Fork(threadCount: 100_000).threadCount, 64)
    XCTAssertEqual(Fork(threadCount: .min).threadCount, 1)
  }

  func testSharesAreInOrderAndLeaveNothingOut() {
    for threadCount in [-1, 1, 2, 3, 8] {
      let fork = Fork(threadCount: threadCount)
      for count in [0, 1, 2, 5, 7, 64] {
        let shares = (0..<fork.threadCount).map { fork.share($0, of: count) }
        XCTAssertEqual(shares.flatMap { Array($0) }, Array(0..<count), "\(threadCount) threads")
        let sizes = shares.map(\.count)
        XCTAssertLessThanOrEqual((sizes.max() ?? 0) - (sizes.min() ?? 0), 1)
      }
    }
  }

  func testAForkDoesEveryPieceOnce() {
    for threadCount in [1, 3] {
      let done = NumberBuffer<Float>(100)
      Fork(threadCount: threadCount).run(100) { done.start[$0] += Float($0) }
      XCTAssertEqual(done.matrix(rows: 1, columns: 100).elements, (0..<100).map(Float.init))
    }
  }
}
