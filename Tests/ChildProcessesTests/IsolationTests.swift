import Formats
import XCTest

@testable import ChildProcesses

final class IsolationTests: XCTestCase {
  private let sandbox = Sandbox(readable: ["/a"])

  func testWhereSandboxesWorkBothKindsGiveOne() throws {
    XCTAssertEqual(try Isolation.sandbox(sandbox).sandbox(obstacle: nil), sandbox)
    XCTAssertEqual(try Isolation.sandboxIfAvailable(sandbox).sandbox(obstacle: nil), sandbox)
    XCTAssertNil(try Isolation.none.sandbox(obstacle: nil))
  }

  func testWhereNoneWorksOnlyTheWeakKindGoesOnWithout() throws {
    XCTAssertNil(try Isolation.none.sandbox(obstacle: "it is forbidden"))
    XCTAssertNil(try Isolation.sandboxIfAvailable(sandbox).sandbox(obstacle: "it is forbidden"))
    XCTAssertThrowsError(try Isolation.sandbox(sandbox).sandbox(obstacle: "it is forbidden")) { error in
      XCTAssertEqual((error as? Complaint)?.fault, .system)
      XCTAssertTrue("\(error)".hasSuffix("none works here (it is forbidden)"), "\(error)")
    }
  }
}
