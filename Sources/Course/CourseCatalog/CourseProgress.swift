import Foundation

/// The student's progress so far: for each unit the best and the last graded attempt.
///
/// Kept in `.course/progress.json`. Reading it never fails: an unreadable file is set aside and reported in
/// ``note``, because a lost file of points must not keep anyone from learning.
public struct CourseProgress: Codable, Sendable, Equatable {
  /// The tries at one unit.
  public struct UnitProgress: Codable, Sendable, Equatable {
    /// The attempt with the highest score, the earliest of equals.
    public var best: Attempt
    /// The latest try.
    public var last: Attempt
  }

  /// One graded attempt at a unit.
  public struct Attempt: Codable, Sendable, Equatable {
    /// When it was graded.
    public let date: Date
    /// The points reached.
    public let score: Double
    /// The points that could be reached.
    public let maxScore: Double
    /// Every task of the unit, in the unit's order.
    public let tasks: [TaskResult]
  }

  /// The result of one task in one attempt.
  public struct TaskResult: Codable, Sendable, Equatable {
    /// The task's id, `"03.1"`.
    public let id: String
    /// The grader's word for it, `"passed"`, `"failed"`, `"notStarted"` and so on.
    public let verdict: String
    /// The points reached.
    public let score: Double
  }

  /// The tries by unit number, `"03"`.
  public private(set) var units: [String: UnitProgress] = [:]

  /// The fate of a file that could not be read, as one line for the user; `nil` if all was well.
  public internal(set) var note: String?

  private enum CodingKeys: String, CodingKey { case units }

  /// No attempt at anything yet.
  public init() {}

  /// Adds a graded attempt: it becomes the last one, and the best one if it beats the best so far.
  ///
  /// - Parameters:
  ///   - unit: The unit's number, `"03"`.
  ///   - score: The points reached.
  ///   - maxScore: The points that could be reached.
  ///   - tasks: Every task's id, verdict and points.
  ///   - date: When it was graded.
  public mutating func record(
    unit: String, score: Double, maxScore: Double, tasks: [(id: String, verdict: String, score: Double)],
    date: Date = Date()
  ) {
    let results = tasks.map { TaskResult(id: $0.id, verdict: $0.verdict, score: $0.score) }
    let attempt = Attempt(date: date, score: score, maxScore: maxScore, tasks: results)
    let previousBest = units[unit]?.best
    let best = previousBest.map { $0.share >= attempt.share ? $0 : attempt } ?? attempt
    units[unit] = UnitProgress(best: best, last: attempt)
  }
}

extension CourseProgress {
  /// Whether a task was graded after it was begun.
  ///
  /// - Parameter id: The task's id, `"03.1"`.
  public func hasTried(_ id: String) -> Bool {
    units.values.flatMap { $0.best.tasks + $0.last.tasks }.contains {
      $0.id == id && $0.verdict != "notStarted"
    }
  }
}

extension CourseProgress.Attempt {
  /// Attempts are compared by fraction, so a unit whose points are redistributed later stays comparable.
  fileprivate var share: Double { maxScore > 0 ? score / maxScore : 0 }

  /// Whether a task passed in this attempt.
  ///
  /// - Parameter id: The task's id, `"03.1"`.
  public func passed(_ id: String) -> Bool {
    tasks.contains { $0.id == id && $0.verdict == "passed" }
  }
}
