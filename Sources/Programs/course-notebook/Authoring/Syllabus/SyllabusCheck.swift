import CourseCatalog
import Foundation

/// Checks the syllabus table against the library, the chapters and the catalog.
public struct SyllabusCheck: Sendable {
  /// The errors, one line each; empty if everything is in order.
  public let findings: [String]
  /// How many rows were checked.
  public let rowCount: Int
  /// The units of the table that are not written yet: of their rows only the symbols were looked up.
  public let unwrittenUnits: [String]
  /// The units missing from the table.
  public let unitsWithoutRows: [String]
  /// The ids of the tasks that no row names.
  public let unnamedTasks: [String]

  /// Checks a table, normally the course's own.
  ///
  /// Symbols are looked up in the library's sources by their public declarations.
  ///
  /// - Throws: The file system's error if a source cannot be read.
  public init(
    _ rows: [SyllabusRow] = Syllabus.rows, units: [CourseUnit] = Course.units, in layout: CourseLayout
  ) throws {
    var symbols = LibrarySymbols(layout)
    let ids = Set(units.flatMap(\.tasks).map(\.id))
    var findings: [String] = []
    var headings: [String: Set<String>] = [:]
    for unit in units { headings[unit.number] = try Self.headings(of: unit, in: layout) }
    for row in rows {
      let place = "\(row.unit) \(row.concept)"
      for symbol in row.symbols where try !symbols.contains(symbol) {
        findings.append("\(place): the library has no public \(symbol)")
      }
      if row.symbols.isEmpty { findings.append("\(place): names no symbol") }
      guard let unitHeadings = headings[row.unit] else { continue }
      if !unitHeadings.contains(row.section) {
        findings.append("\(place): the chapter has no heading '\(row.section)'")
      }
      findings += row.tasks.filter { !ids.contains($0) }.map { "\(place): task \($0) does not exist" }
    }
    self.findings = findings
    let written = Set(units.map(\.number))
    rowCount = rows.filter { written.contains($0.unit) }.count
    unwrittenUnits = Set(rows.map(\.unit)).subtracting(written).sorted()
    unitsWithoutRows = units.map(\.number).filter { number in !rows.contains { $0.unit == number } }
    let named = Set(rows.flatMap(\.tasks))
    unnamedTasks = units.flatMap(\.tasks).map(\.id).filter { !named.contains($0) }
  }

  /// The headings of a chapter, as written.
  private static func headings(of unit: CourseUnit, in layout: CourseLayout) throws -> Set<String> {
    let file = layout.chapter(unit).appendingPathComponent("main.swift")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let headings = lines.filter { $0.hasPrefix("// #") }.map { line in
      line.dropFirst(3).drop { $0 == "#" }.trimmingCharacters(in: .whitespaces)
    }
    return Set(headings)
  }
}
