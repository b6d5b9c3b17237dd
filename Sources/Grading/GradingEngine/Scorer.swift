import CourseCatalog
import GradingProtocol

/// Turns the results of checks into points. The points never leave the engine's own process.
public enum Scorer {
  /// The report of a unit: a task's points are shared equally by its checks.
  public static func report(on unit: CourseUnit, _ results: [CheckResult]) -> UnitReport {
    UnitReport(
      unit: unit.number,
      tasks: unit.tasks.map { task in
        Self.report(on: task, results.filter { $0.check.taskNumber == task.number })
      })
  }

  private static func report(on task: CourseTask, _ results: [CheckResult]) -> TaskReport {
    let passed = results.filter { $0.verdict == .passed }.count
    let verdict = verdict(of: results)
    let points = results.isEmpty ? 0 : Double(task.points) * Double(passed) / Double(results.count)
    return TaskReport(
      id: task.id, name: task.name, verdict: verdict, score: rounded(points), maxScore: Double(task.points),
      message: message(for: verdict, results), hint: hint(for: verdict, task),
      checks: results)
  }

  /// The gravest verdict. A task is not started only if every check of it is; where some checks have an answer
  /// and some meet a stub, something that is needed is missing, which is a failure.
  private static func verdict(of results: [CheckResult]) -> Verdict {
    guard let gravest = results.map(\.verdict).max(by: { $0.gravity < $1.gravity }) else {
      return .graderError
    }
    let isMixed = gravest == .notStarted && results.contains { $0.verdict == .passed }
    return isMixed ? .failed : gravest
  }

  /// The task's first hint, where an answer is wrong or missing. What crashes, never ends or does not compile came to
  /// no answer: its own message says where and why, and a hint on the equation would lead away from it.
  private static func hint(for verdict: Verdict, _ task: CourseTask) -> String? {
    [.failed, .notStarted].contains(verdict) ? task.hints.first : nil
  }

  /// What the first check with the task's verdict says.
  private static func message(for verdict: Verdict, _ results: [CheckResult]) -> String? {
    if verdict == .passed { return nil }
    let first = results.first { $0.verdict == verdict } ?? results.first { $0.verdict != .passed }
    guard let first else { return "there is no check for this task" }
    let place = first.place.map { "\($0): " } ?? ""
    let text = first.message ?? first.verdict.words
    return text.hasPrefix(place) ? text : place + text
  }
}
