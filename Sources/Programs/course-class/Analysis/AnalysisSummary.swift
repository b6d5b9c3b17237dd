import CommandSupport
import Formats
import GradingProtocol

/// An item analysis for scripts.
public struct AnalysisSummary: Encodable, Sendable {
  private struct Unit: Encodable {
    var unit: String
    var count: Int
    var mean: Double
    var median: Double
    var maxScore: Double
    var tasks: [Task]
    var sameWork: [Group]
  }

  private struct Task: Encodable {
    var id: String
    var passRate: Double
    var meanScore: Double
    var maxScore: Double
    var discrimination: Double?
    var verdicts: [String: Int]
    var failures: [Failure]
  }

  private struct Failure: Encodable {
    var verdict: Verdict
    var message: String
    var count: Int
  }

  private struct Group: Encodable {
    var what: String
    var submissions: [String]
    var isExact: Bool
    var isSolution: Bool
    var tokenCount: Int
  }

  private let submissions: Int
  private let graderErrors: [String]
  private let units: [Unit]

  /// The summary of an analysis.
  public init(_ analysis: ItemAnalysis) {
    submissions = analysis.submissionCount
    graderErrors = analysis.graderErrors
    units = analysis.units.map { unit in
      Unit(
        unit: unit.unit, count: unit.scores.count, mean: unit.mean, median: unit.median,
        maxScore: unit.maxScore, tasks: unit.tasks.map(Self.task),
        sameWork: unit.sameWork.groups.map {
          Group(
            what: $0.what, submissions: $0.names, isExact: $0.isExact, isSolution: $0.isSolution,
            tokenCount: $0.tokenCount)
        })
    }
  }

  /// One JSON object, with the last line's end.
  public var json: String { get throws { try jsonText(self) + "\n" } }

  private static func task(_ task: TaskStatistics) -> Task {
    let verdicts = Dictionary(uniqueKeysWithValues: task.verdicts.map { ($0.key.rawValue, $0.value) })
    let failures = task.failures.sorted.map {
      Failure(verdict: $0.verdict, message: $0.message, count: $0.count)
    }
    return Task(
      id: task.id, passRate: task.passRate, meanScore: task.meanScore, maxScore: task.maxScore,
      discrimination: task.discrimination, verdicts: verdicts, failures: failures)
  }
}
