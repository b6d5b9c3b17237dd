import Foundation
import XCTest

@testable import CourseCatalog

final class ShownHintsTests: XCTestCase {
  private let task = CourseTask(id: "03.1", name: "", files: [], points: 1, hints: ["a", "b", "c"])
  private let layout = CourseLayout(
    root: FileManager.default.temporaryDirectory.appendingPathComponent("hints-\(UUID().uuidString)"))

  override func tearDown() { try? FileManager.default.removeItem(at: layout.root) }

  func testHintsGrowByOneUpToTheLast() {
    var shown = ShownHints()
    XCTAssertEqual((0..<4).map { _ in shown.showNext(of: task).joined() }, ["a", "ab", "abc", "abc"])
    XCTAssertEqual(shown.count("03.2"), 0)
  }

  func testWhatWasShownSurvives() throws {
    var shown = ShownHints.load(layout)
    XCTAssertEqual(shown, ShownHints())
    shown.showAll(of: task)
    try shown.save(layout)
    XCTAssertEqual(ShownHints.load(layout), shown)
    try Data("{".utf8).write(to: layout.shownHints)
    XCTAssertEqual(ShownHints.load(layout), ShownHints())
  }
}
