/// The points of a task with the reference instead of the earlier tasks it builds on.
public struct CarriedScore: Codable, Sendable, Equatable {
  /// The points reached that way.
  public var score: Double
  /// The ids of the tasks replaced by the reference.
  public var with: [String]
  /// How many of the task's checks pass that way.
  public var passed: Int

  /// A carried score with all its parts.
  public init(score: Double, with: [String], passed: Int) {
    self.score = score
    self.with = with
    self.passed = passed
  }
}

extension TaskReport {
  /// The carried score for a student, in one sentence; `nil` if there is none.
  public var carriedSentence: String? {
    guard let carried else { return nil }
    let others =
      carried.with.count > 1
      ? carried.with.dropLast().joined(separator: ", ") + " and " + carried.with.last! : carried.with.joined()
    return carried.passed == checks.count
      ? "Your own part is correct: with a correct \(others), all checks pass."
      : "With a correct \(others), \(carried.passed) of \(checks.count) checks pass."
  }
}

extension UnitReport {
  /// The report with each task scored with the reference instead of the tasks it builds on.
  public var countingCarried: UnitReport {
    UnitReport(
      unit: unit,
      tasks: tasks.map { task in
        var task = task
        task.score = max(task.score, task.carried?.score ?? 0)
        return task
      }, notes: notes)
  }
}
