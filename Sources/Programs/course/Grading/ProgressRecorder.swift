import CommandSupport
import CourseCatalog
import GradingEngine

/// The student's own points, kept from grading to grading.
struct ProgressRecorder {
  private let layout: CourseLayout
  private let terminal: Terminal

  init(_ layout: CourseLayout, _ terminal: Terminal) {
    self.layout = layout
    self.terminal = terminal
  }

  /// Adds graded attempts. A grader's failure is not an attempt, so it is not kept. If points cannot be kept,
  /// a message says so and grading continues.
  func keep(_ reports: [UnitReport]) {
    do {
      try CourseProgress.change(layout) { progress in
        if let note = progress.note { terminal.writeError("course: \(note)") }
        for report in reports where !report.hasGraderError {
          progress.record(
            unit: report.unit, score: report.score, maxScore: report.maxScore,
            tasks: report.tasks.map { ($0.id, $0.verdict.rawValue, $0.score) })
        }
      }
    } catch {
      terminal.writeError("course: the points could not be kept in \(layout.progress.path): \(error)")
    }
  }
}
