import LinearAlgebra
import XCTest

final class KernelLevelTests: XCTestCase {
  func testALevelIsTakenIfTheProcessorHasIt() {
    let usual = KernelLevel.current
    defer { XCTAssertTrue(usual.use()) }
    for level in KernelLevel.allCases where level.use() { XCTAssertEqual(KernelLevel.current, level) }
    XCTAssertTrue(KernelLevel.portable.use(), "every processor has it")
  }
}
