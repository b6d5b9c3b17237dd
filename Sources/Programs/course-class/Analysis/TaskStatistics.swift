import GradingEngine
import GradingProtocol

/// How a class did in one task.
public struct TaskStatistics: Sendable {
  /// The task's number, `03.1`.
  public let id: String
  /// The code to write.
  public let name: String
  /// The points it is worth.
  public let maxScore: Double
  /// How many submissions ended with each verdict.
  public private(set) var verdicts: [Verdict: Int] = [:]
  /// The failures that submissions share.
  public private(set) var failures = FailureClusters()
  private var withTheRest = Correlation()

  init(_ task: TaskReport) {
    id = task.id
    name = task.name
    maxScore = task.maxScore
  }

  mutating func add(_ task: TaskReport, rest: Double, of name: String) {
    verdicts[task.verdict, default: 0] += 1
    withTheRest.add(task.score, rest)
    failures.add(task.checks, of: name)
  }

  /// How many submissions there are.
  public var count: Int { withTheRest.count }
  /// The mean of the points.
  public var meanScore: Double { withTheRest.mean }
  /// The fraction of submissions that pass, between 0 and 1.
  public var passRate: Double { count == 0 ? 0 : Double(verdicts[.passed] ?? 0) / Double(count) }
  /// The correlation of the task's points with the points of the unit's other tasks: near 1 if students who
  /// are good at the rest pass, near 0 if the task does not separate strong work from weak. `nil` if all
  /// results are the same.
  public var discrimination: Double? { withTheRest.coefficient }
}
