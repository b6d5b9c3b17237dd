import Formats
import Foundation
import GradingEngine

/// A submission whose score a regrade changed, and the tasks that did it.
public struct ScoreChange: Codable, Sendable, Equatable {
  /// A task whose points or verdict changed.
  public struct Task: Codable, Sendable, Equatable {
    /// The task's number, `"03.1"`.
    public var id: String
    /// The points before; `nil` if there were none, or the grader had failed.
    public var before: Double?
    /// The points now; `nil` if the grader failed.
    public var after: Double?
  }

  /// The name of the submission's folder.
  public var submission: String
  /// The points before; `nil` if the grader had failed.
  public var before: Double?
  /// The points now; `nil` if the grader failed.
  public var after: Double?
  /// The tasks that caused the change.
  public var tasks: [Task]

  /// The change between two records of one submission; `nil` if there is none.
  public init?(from old: SubmissionRecord, to new: SubmissionRecord) {
    let before = Self.pointsByTask(old)
    let after = Self.pointsByTask(new)
    let ids = Set(before.keys).union(after.keys).sorted()
    tasks = ids.map { Task(id: $0, before: before[$0], after: after[$0]) }.filter { $0.before != $0.after }
    guard !tasks.isEmpty else { return nil }
    submission = new.submission
    self.before = old.isGraded ? old.report.score : nil
    self.after = new.isGraded ? new.report.score : nil
  }

  /// The points of each task that was graded.
  private static func pointsByTask(_ record: SubmissionRecord) -> [String: Double] {
    var points: [String: Double] = [:]
    for task in record.report.units.flatMap(\.tasks) where task.verdict != .graderError {
      points[task.id] = task.score
    }
    return points
  }

  /// `ann: 37 → 62 (03.2 0 → 25)`
  public var text: String {
    let list = tasks.map { "\($0.id) \(word($0.before)) → \(word($0.after))" }.joined(separator: ", ")
    return "\(submission.printableLine): \(word(before)) → \(word(after)) (\(list))"
  }

  private func word(_ value: Double?) -> String { value.map { points($0) } ?? "–" }
}
