import Foundation
import XCTest

@testable import CourseCatalog
@testable import course_notebook

final class NewUnitTests: XCTestCase {
  private let layout = CourseLayout(
    root: FileManager.default.temporaryDirectory.appendingPathComponent("new-unit-\(UUID().uuidString)"))

  override func setUpWithError() throws {
    let course = try CourseLayout.find(from: URL(fileURLWithPath: #filePath).deletingLastPathComponent())
    for path in [
      "Package.swift", "Sources/Course/CourseCatalog/Course.swift",
      "Sources/Course/CourseCatalog/Syllabus/Syllabus.swift", "README.md", "Exercises/README.md",
    ] {
      let copy = layout.root.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: course.root.appendingPathComponent(path), to: copy)
    }
  }

  override func tearDownWithError() throws { try FileManager.default.removeItem(at: layout.root) }

  private func text(_ path: String) throws -> String {
    try String(contentsOf: layout.root.appendingPathComponent(path), encoding: .utf8)
  }

  func testTheSkeletonIsWholeButForWhatHasToBeWritten() throws {
    let new = try NewUnit(named: "StateSpace", in: layout)
    XCTAssertGreaterThan(try new.write().count, 10)
    let verification = UnitVerification(new.unit, in: layout)
    for point in [VerifiedPoint.catalogue, .files, .stubs, .notebook] {
      XCTAssertEqual(verification.verify(point).faults, [], point.rawValue)
    }
  }

  func testTheTablesTakeTheUnitIn() throws {
    let new = try NewUnit(named: "StateSpace", in: layout)
    _ = try new.write()
    XCTAssertTrue(try text("Package.swift").contains("\n  \"\(new.unit.folder)\": [],\n]\n"))
    XCTAssertTrue(try text("Sources/Course/CourseCatalog/Course.swift").contains(".stateSpace"))
    XCTAssertTrue(
      try text("Sources/Course/CourseCatalog/Syllabus/Syllabus.swift").contains("stateSpace,\n  ].flatMap"))
  }

  func testBothPagesThatListUnitsGetARow() throws {
    let new = try NewUnit(named: "StateSpace", in: layout)
    _ = try new.write()
    let last = try XCTUnwrap(Course.units.last)
    let rows = try text("README.md").components(separatedBy: "\n")
    let place = try XCTUnwrap(rows.firstIndex { $0.hasPrefix("| \(last.number) \(last.name) |") })
    XCTAssertTrue(rows[place + 1].hasPrefix("| \(new.unit.number) StateSpace |"))
    XCTAssertEqual(rows[place + 2], "")
    XCTAssertTrue(
      try text("Exercises/README.md").contains(
        "\n| [\(new.unit.number) StateSpace](\(new.unit.folder)/README.md) |"))
    XCTAssertThrowsError(try NewUnitTexts.adding(row: "| x |", toTable: "| no | such |", in: "| a | b |\n"))
  }

  func testARowGoesBehindTheLastOneHoweverTheTableIsWritten() throws {
    func added(_ table: String) throws -> String {
      try NewUnitTexts.adding("z", before: "]\n", behind: "let a", in: table)
    }
    XCTAssertEqual(try added("let a = [x, y]\n"), "let a = [x, y, z]\n")
    XCTAssertEqual(try added("let a = [\n  x,\n  y,\n]\n"), "let a = [\n  x,\n  y,\n  z,\n]\n")
    XCTAssertEqual(try added("let a = [\n  x\n]\n"), "let a = [\n  x,\n  z,\n]\n")
    XCTAssertEqual(try added("let a = [\n    x,\n  ]\n"), "let a = [\n    x,\n    z,\n  ]\n")
    XCTAssertThrowsError(try added("let b = []\n"))
  }

  func testANameThatCannotBeOneIsRefused() throws {
    for name in ["", "attention", "At", "Two Words", "Ünit", "../X", "RNN", "Attention"] {
      XCTAssertThrowsError(try NewUnit(named: name, in: layout), name)
    }
  }

  func testNothingIsOverwritten() throws {
    let new = try NewUnit(named: "StateSpace", in: layout)
    _ = try new.write()
    let before = try text("Package.swift")
    XCTAssertThrowsError(try new.write())
    XCTAssertEqual(try text("Package.swift"), before)
  }
}
