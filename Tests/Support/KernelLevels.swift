import LinearAlgebra
import XCTest

extension XCTestCase {
  /// Does the work of a test with the kernels of every instruction set that the processor has, one after another.
  public func onEveryLevel(_ body: () throws -> Void) rethrows {
    let usual = KernelLevel.current
    defer { _ = usual.use() }
    for level in KernelLevel.available {
      XCTAssertTrue(level.use())
      let failures = testRun?.failureCount ?? 0
      try body()
      if let run = testRun, run.failureCount > failures {
        XCTFail("it failed with the kernels \(level.rawValue)")
      }
    }
  }
}
