import MatrixKernels
import XCTest

extension XCTestCase {
  /// Does the work of a test with the kernels of every instruction set that the processor has, one after another.
  public func onEveryLevel(_ body: () throws -> Void) rethrows {
    let usual = mk_chosen_level()
    defer { _ = mk_use_level(usual) }
    for level in [MK_PORTABLE, MK_AVX2, MK_AVX512] where mk_use_level(level) {
      let failures = testRun?.failureCount ?? 0
      try body()
      if let run = testRun, run.failureCount > failures {
        XCTFail("it failed with the kernels \(String(cString: mk_level_name(level)))")
      }
    }
  }
}
