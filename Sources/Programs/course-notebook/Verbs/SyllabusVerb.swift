import CommandSupport
import CourseCatalog
import Formats
import Foundation

extension Action {
  /// `course syllabus [UNIT]`.
  static let syllabus = Action(.syllabus) { arguments in
    let layout = try CourseLayout.current()
    if arguments.flag(.check) { return tell(try SyllabusCheck(in: layout)) }
    let unit = try arguments.unit()
    let rows = Syllabus.rows.filter { unit == nil || $0.unit == unit?.number }
    if arguments.flag(.json) {
      print(try jsonText(["rows": rows]))
    } else {
      print(SyllabusScreen(terminal: .standard).text(rows))
    }
    return .done
  }

  private static func tell(_ check: SyllabusCheck) -> ExitStatus {
    for finding in check.findings { print(finding) }
    if !check.unitsWithoutRows.isEmpty {
      print("not in the table: units \(check.unitsWithoutRows.joined(separator: ", "))")
    }
    if !check.unwrittenUnits.isEmpty {
      print("not written yet: units \(check.unwrittenUnits.joined(separator: ", "))")
    }
    if !check.unnamedTasks.isEmpty { print("in no row: tasks \(check.unnamedTasks.joined(separator: ", "))") }
    let count = check.findings.count + check.unitsWithoutRows.count + check.unnamedTasks.count
    print("\(check.rowCount) rows, \(count) \(count == 1 ? "finding" : "findings")")
    return count == 0 ? .done : .checksFailed
  }
}

/// The syllabus, laid out: a line for the concept, and one each for chapter, tasks and symbols.
struct SyllabusScreen {
  let terminal: Terminal

  /// The rows, unit by unit.
  func text(_ rows: [SyllabusRow]) -> String {
    var lines: [String] = []
    var unit = ""
    for row in rows {
      if row.unit != unit {
        unit = row.unit
        lines +=
          (lines.isEmpty ? [] : [""]) + [terminal.bold("\(unit) \(Course.unit(named: unit)?.title ?? "")")]
      }
      lines.append("  " + row.concept)
      let tasks = row.tasks.isEmpty ? "" : "  tasks \(row.tasks.joined(separator: ", "))"
      lines.append(terminal.dim("    section '\(row.section)'\(tasks)"))
      lines.append(terminal.dim("    \(row.symbols.joined(separator: ", "))"))
    }
    return lines.joined(separator: "\n")
  }
}
