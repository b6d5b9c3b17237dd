import CourseCatalog
import Foundation
import XCTest

@testable import GradingEngine

final class ScratchLockTests: XCTestCase {
  private let layout = CourseLayout(
    root: FileManager.default.temporaryDirectory.appendingPathComponent("lock-\(UUID().uuidString)"))

  override func tearDownWithError() throws { try? FileManager.default.removeItem(at: layout.root) }

  /// Of two gradings that share a grader, one builds, and the other waits for it without blocking it.
  func testWhoWaitsForABuilderLetsItBuild() throws {
    let (building, waiting) = (try ScratchLock(layout) { _ in }, try ScratchLock(layout) { _ in })
    let turn = NSLock()
    let hasTurn = DispatchSemaphore(value: 0)
    let both = DispatchGroup()
    nonisolated(unsafe) let locks = (building, waiting)
    Thread.run(in: both) {
      turn.withLock {
        hasTurn.signal()
        // Time for the other one to arrive and wait; if it has not arrived yet, the test still holds.
        usleep(50_000)
        locks.0.alone {}
      }
    }
    Thread.run(in: both) {
      hasTurn.wait()
      locks.1.givenBack { turn.lock() }
      turn.unlock()
    }
    XCTAssertEqual(both.wait(timeout: .now() + 20), .success, "they wait for each other")
  }

  func testWhatIsHeldByTwoIsNobodysAlone() throws {
    let (one, other) = (try ScratchLock(layout) { _ in }, try ScratchLock(layout) { _ in })
    var count = 0
    one.withExclusiveAccessIfFree { count += 1 }
    XCTAssertEqual(count, 0)
    other.givenBack { one.withExclusiveAccessIfFree { count += 1 } }
    XCTAssertEqual(count, 1)
  }
}

extension Thread {
  fileprivate static func run(in group: DispatchGroup, _ work: @escaping @Sendable () -> Void) {
    group.enter()
    Thread {
      work()
      group.leave()
    }.start()
  }
}
