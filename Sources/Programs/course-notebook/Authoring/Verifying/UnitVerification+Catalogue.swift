import CourseCatalog
import Formats
import Foundation

extension UnitVerification {
  /// Points sum to 100, tasks are numbered, each has three hints, and files and names are valid.
  var catalogue: VerifiedResult {
    var faults: [String] = []
    if unit.maxScore != 100 { faults.append("the points sum to \(unit.maxScore), not to 100") }
    let ids = unit.tasks.indices.map { "\(unit.number).\($0 + 1)" }
    if unit.tasks.map(\.id) != ids {
      faults.append("the tasks are not numbered \(ids.joined(separator: ", "))")
    }
    for task in unit.tasks { faults += Self.faults(of: task, unit) }
    let unclaimed = unit.files.filter { name in !unit.tasks.contains { $0.files.contains(name) } }
    faults += unclaimed.map { "\($0) belongs to no task" }
    return VerifiedResult(
      .catalogue,
      "\(counted(unit.tasks.count, "task")), \(unit.maxScore) points, \(counted(unit.files.count, "file"))",
      faults: faults)
  }

  private static func faults(of task: CourseTask, _ unit: CourseUnit) -> [String] {
    var faults: [String] = []
    if task.points <= 0 { faults.append("\(task.id) is worth nothing") }
    if task.hints.count != 3 { faults.append("\(task.id) has \(task.hints.count) hints, not 3") }
    if task.hints.contains(where: { $0.trimmingCharacters(in: .whitespaces).isEmpty }) {
      faults.append("\(task.id) has an empty hint")
    }
    if Set(task.hints).count != task.hints.count { faults.append("\(task.id) has the same hint twice") }
    if task.files.isEmpty { faults.append("\(task.id) names no file") }
    faults += task.files.filter { !unit.files.contains($0) }.map {
      "\(task.id): \($0) is not a file of the unit"
    }
    let earlier = unit.tasks.prefix { $0.id != task.id }.map(\.id)
    faults += task.dependsOn.filter { !earlier.contains($0) }.map {
      "\(task.id) builds on \($0), which is not an earlier task"
    }
    return faults
  }

  /// Every folder holds what it should, and the exercise's README lists every task with its points.
  var files: VerifiedResult {
    let own = unit.files
    var wanted = ["main.swift", "\(unit.folder).ipynb", "\(unit.folder).md"].map {
      "Chapters/\(unit.folder)/\($0)"
    }
    wanted += (own + ["README.md"]).map { "Exercises/\(unit.folder)/\($0)" }
    wanted += (own + ["mistakes.json"]).map { "Solutions/\(unit.folder)/\($0)" }
    wanted += own.map { "Tests/Grading/\(unit.folder)/Stubs/\($0)" }
    var faults = wanted.filter { text($0) == nil }.map { "\($0) is missing" }
    let solved = (try? FileManager.default.contentsOfDirectory(atPath: layout.solution(unit).path)) ?? []
    faults += solved.filter { $0.hasSuffix(".swift") && !own.contains($0) }.sorted().map {
      "Solutions/\(unit.folder)/\($0) is not a file of the unit"
    }
    if let readme = text("Exercises/\(unit.folder)/README.md") {
      faults += unit.tasks.filter { !readme.contains("| \($0.id) | \($0.points) |") }.map {
        "Exercises/\(unit.folder)/README.md has no row '| \($0.id) | \($0.points) |'"
      }
    }
    return VerifiedResult(.files, "\(wanted.count) files present", faults: faults)
  }

  private func text(_ path: String) -> String? {
    try? String(contentsOf: layout.root.appendingPathComponent(path), encoding: .utf8)
  }

  /// The stubs match the solution; changes in `Exercises` count as well, because a course is handed out
  /// untouched.
  func stubs() throws -> VerifiedResult {
    let stale = try StubFiles(unit, in: layout).stale()
    return VerifiedResult(
      .stubs, "\(counted(unit.files.count, "stub")) up to date with the solution",
      faults: stale.map { "\($0) does not match the solution: 'course stubs \(unit.number)'" })
  }

  /// Every row of the syllabus is valid, and every task is in some row.
  func syllabus() throws -> VerifiedResult {
    let rows = Syllabus.rows.filter { $0.unit == unit.number }
    let check = try SyllabusCheck(rows, units: [unit], in: layout)
    var faults = check.findings
    if rows.isEmpty { faults.append("the syllabus has no row for this unit") }
    if !rows.isEmpty { faults += check.unnamedTasks.map { "no row of the syllabus names task \($0)" } }
    return VerifiedResult(.syllabus, "\(counted(rows.count, "row")) of the syllabus", faults: faults)
  }
}
