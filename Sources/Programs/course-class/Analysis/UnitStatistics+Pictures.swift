import CommandSupport
import Formats
import GradingProtocol
import NotebookDisplay

extension UnitStatistics {
  /// One row per task: how many pass, how hard it is, how well it discriminates.
  var taskTable: Table {
    Table(
      header: ["task", "what", "pass", "mean points", "of", "tells apart"],
      rows: tasks.map { task in
        [
          task.id, task.name, "\(Int((task.passRate * 100).rounded())) %", points(task.meanScore),
          points(task.maxScore), task.discrimination.map(rounded) ?? "–",
        ] as [Any]
      })
  }

  /// How the tasks ended, as bars. Verdicts other than the three usual ones form one part: there are at most
  /// six colors.
  var verdictChart: BarChart {
    func count(_ task: TaskStatistics, _ verdicts: [Verdict]) -> Double {
      Double(verdicts.reduce(0) { $0 + (task.verdicts[$1] ?? 0) })
    }
    let kinds: [(String, [Verdict])] = [
      ("passed", [.passed]), ("failed", [.failed]), ("not started", [.notStarted]),
      ("crashed or late", [.crashed, .timedOut, .outOfMemory]),
      ("not compiled", [.doesNotCompile, .signatureChanged]), ("tampered", [.tampered]),
    ]
    return BarChart(
      tasks.map(\.id), kinds.map { name, verdicts in BarPart(name, tasks.map { count($0, verdicts) }) },
      xLabel: "submissions")
  }

  /// How many submissions reach how many points, as bars.
  var scoreChart: BarChart {
    BarChart(
      distribution.map(\.label), [BarPart("submissions", distribution.map { Double($0.count) })],
      xLabel: "submissions")
  }

  /// The failures that at least two submissions share, of all tasks, the most frequent one first.
  var sharedFailures: [(task: String, cluster: FailureClusters.Cluster)] {
    tasks.flatMap { task in task.failures.sorted.filter { $0.count > 1 }.map { (task.id, $0) } }
      .sorted { $0.1.count > $1.1.count }.prefix(20).map { $0 }
  }
}

extension FailureClusters.Cluster {
  /// The first names, and how many more there are.
  var who: String {
    let more = count - names.count
    return names.map(\.printableLine).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }
}

extension SameWork.Group {
  /// The common feature of the group, in words.
  var words: String {
    let agreement = isExact ? "byte for byte" : "except for comments, spaces and literals"
    let extent = "\(tokenCount) words and signs"
    let origin = isSolution ? "the course's own solution" : "the same"
    return "\(what): \(origin) \(agreement) (\(extent))"
  }
}
