import CourseCatalog
import Foundation

/// Where the student is and what comes next: the content of `course`, before layout.
struct StatusReport: Encodable, Equatable {
  /// One unit's line.
  struct Unit: Encodable, Equatable {
    let unit: String
    let title: String
    let score: Double
    let maxScore: Double
    /// The score of the latest attempt; `nil` before the first.
    let lastScore: Double?
    /// The units to do before this one; empty if it is open.
    let after: [String]
  }

  /// The task to do next.
  struct Next: Encodable, Equatable {
    let task: String
    let name: String
    let points: Int
    let chapter: String
    /// The file to open, with the line of the task if it is known.
    let file: String
    /// The result of the latest attempt; `nil` before the first.
    let verdict: String?
  }

  let units: [Unit]
  /// `nil` once every task has passed.
  let next: Next?
  /// A message about the progress file for the user.
  let note: String?

  /// The status of a course, read from its progress and its exercises.
  init(units: [CourseUnit], progress: CourseProgress, layout: CourseLayout) {
    let numbers = units.map(\.number)
    self.units = units.map { unit in
      let tries = progress.units[unit.number]
      return Unit(
        unit: unit.number, title: unit.title, score: tries?.best.score ?? 0, maxScore: Double(unit.maxScore),
        lastScore: tries?.last.score,
        after: LearningPath.missing(for: unit.number, among: numbers, in: progress))
    }
    next = Self.nextTask(among: units, progress: progress, layout: layout)
    note = progress.note
  }

  /// The units that are open and not begun, other than the unit of the next task.
  var alsoOpen: [Unit] {
    units.filter { $0.after.isEmpty && $0.lastScore == nil && next?.task.hasPrefix($0.unit + ".") != true }
  }

  /// The first task that did not pass in the latest attempt at its unit, unless the unit was once complete.
  private static func nextTask(
    among units: [CourseUnit], progress: CourseProgress, layout: CourseLayout
  ) -> Next? {
    for unit in units {
      let tries = progress.units[unit.number]
      if let tries, unit.tasks.allSatisfy({ tries.best.passed($0.id) }) { continue }
      guard let task = unit.tasks.first(where: { tries?.last.passed($0.id) != true }) else { continue }
      return Next(
        task: task.id, name: task.name, points: task.points,
        chapter: "Chapters/\(unit.folder)/\(unit.folder).md",
        file: "Exercises/\(unit.folder)/" + place(of: task, in: layout.exercise(unit)),
        verdict: tries?.last.tasks.first { $0.id == task.id }?.verdict)
    }
    return nil
  }
}
