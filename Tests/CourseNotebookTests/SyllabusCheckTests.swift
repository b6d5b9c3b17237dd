import Foundation
import XCTest

@testable import CourseCatalog
@testable import course_notebook

final class SyllabusCheckTests: XCTestCase {
  private var layout: CourseLayout {
    get throws { try CourseLayout.find(from: URL(fileURLWithPath: #filePath).deletingLastPathComponent()) }
  }

  private func findings(
    symbol: String = "RecurrentNetworks.RNNCell.step", section: String = "The recurrence", task: String = "2"
  ) throws -> [String] {
    let row = SyllabusRow("03", "x", symbols: [symbol], section: section, tasks: [task])
    return try SyllabusCheck([row], in: layout).findings
  }

  func testEveryRowOfTheCoursesOwnTableIsInItsPlace() throws {
    let check = try SyllabusCheck(in: layout)
    XCTAssertEqual(check.findings, [])
    XCTAssertGreaterThan(check.rowCount, 20)
    XCTAssertEqual(
      Set(Syllabus.rows.map { $0.unit + $0.concept }).count, Syllabus.rows.count, "a row occurs twice")
  }

  func testEachKindOfFaultIsFound() throws {
    XCTAssertEqual(try findings(), [])
    XCTAssertEqual(
      try findings(symbol: "RecurrentNetworks.RNNCell.stride"),
      ["03 x: the library has no public RecurrentNetworks.RNNCell.stride"])
    XCTAssertEqual(try findings(symbol: "RNNCell").count, 1)
    XCTAssertEqual(try findings(symbol: "RecurrentNetworks.logarithm").count, 1, "it is not public")
    XCTAssertEqual(
      try findings(section: "The occurrence"), ["03 x: the chapter has no heading 'The occurrence'"])
    XCTAssertEqual(try findings(task: "9"), ["03 x: task 03.9 does not exist"])
  }

  func testSymbolsOfEveryKindAreKnown() throws {
    var symbols = LibrarySymbols(try layout)
    for symbol in [
      "RecurrentNetworks.RNNCell", "RecurrentNetworks.GRUCell.Gate", "RecurrentNetworks.softmax",
      "RecurrentNetworks.RecurrentCell.step", "LinearAlgebra.Matrix.zeros", "RecurrentNetworks.GRU",
      "LinearAlgebra.ParameterCollection.parameterCount", "RecurrentNetworks.RNNCell.Cache.input",
    ] { XCTAssertTrue(try symbols.contains(symbol), symbol) }
  }

  func testWhatTheTableLeavesOutIsCounted() throws {
    let check = try SyllabusCheck([], in: layout)
    XCTAssertEqual(check.unitsWithoutRows, Course.units.map(\.number))
    XCTAssertEqual(check.unnamedTasks, Course.units.flatMap(\.tasks).map(\.id))
  }
}
