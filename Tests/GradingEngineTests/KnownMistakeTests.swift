import CourseCatalog
import XCTest

@testable import GradingEngine

final class KnownMistakeTests: XCTestCase {
  func testEveryKnownMistakeCanBeMadeInTheSolution() throws {
    let layout = try TestCourse.layout()
    for unit in Course.units {
      let mistakes = try KnownMistake.load(unit, in: layout)
      XCTAssertGreaterThanOrEqual(mistakes.count, 8, unit.folder)
      XCTAssertEqual(Set(mistakes.map(\.id)).count, mistakes.count)
      for mistake in mistakes {
        let file = layout.solution(unit).appendingPathComponent(mistake.file)
        let source = try String(contentsOf: file, encoding: .utf8)
        XCTAssertNotNil(
          mistake.made(in: source), "\(unit.folder): \(mistake.id) fits no line of \(mistake.file)")
      }
    }
  }

  func testALineIsReplacedOnlyWhereItStandsOnce() {
    let mistake = KnownMistake(id: "x", file: "F.swift", original: "a + b", mistaken: "a - b", says: "minus")
    XCTAssertEqual(mistake.made(in: "  a + b\nc"), "  a - b\nc")
    XCTAssertNil(mistake.made(in: "a + b\na + b"))
    XCTAssertNil(mistake.made(in: "return a + b"))
  }
}
