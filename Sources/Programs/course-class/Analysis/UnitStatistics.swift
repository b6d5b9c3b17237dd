import Formats
import GradingEngine

/// How a class did in one unit.
public struct UnitStatistics: Sendable {
  /// The unit's number, `03`.
  public let unit: String
  /// The points the unit is worth.
  public let maxScore: Double
  /// The tasks, in the order of the catalog.
  public private(set) var tasks: [TaskStatistics]
  /// The submissions that have the same program text.
  public private(set) var sameWork = SameWork()
  /// The points of every submission, in order of arrival.
  public private(set) var scores: [Double] = []

  init(_ report: UnitReport) {
    unit = report.unit
    maxScore = report.maxScore
    tasks = report.tasks.map(TaskStatistics.init)
  }

  mutating func add(_ report: UnitReport, _ fingerprints: [SourceFingerprint], of name: String) {
    scores.append(report.score)
    for index in tasks.indices {
      guard let task = report.tasks.first(where: { $0.id == tasks[index].id }) else { continue }
      tasks[index].add(task, rest: report.score - task.score, of: name)
    }
    sameWork.add(fingerprints, of: name)
  }

  /// The mean of the points.
  public var mean: Double { scores.isEmpty ? 0 : scores.reduce(0, +) / Double(scores.count) }

  /// Half of the submissions have at most as many points.
  public var median: Double {
    guard !scores.isEmpty else { return 0 }
    let sorted = scores.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }

  /// How many submissions reach which tenth of the points; full points have their own row.
  public var distribution: [(label: String, count: Int)] {
    let tenths = scores.map { maxScore > 0 ? Int((10 * $0 / maxScore).rounded(.down)) : 0 }
    return (0...10).map { tenth in
      let (low, high) = (maxScore * Double(tenth) / 10, maxScore * Double(tenth + 1) / 10)
      let label = tenth == 10 ? points(maxScore) : "\(points(low)) – \(points(high))"
      return (label, tenths.filter { min(max($0, 0), 10) == tenth }.count)
    }
  }
}
