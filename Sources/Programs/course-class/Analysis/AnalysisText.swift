import CourseCatalog
import Formats
import NotebookDisplay

/// An item analysis for a terminal.
public struct AnalysisText: Sendable {
  private let analysis: ItemAnalysis

  /// The text of an analysis.
  public init(_ analysis: ItemAnalysis) { self.analysis = analysis }

  /// The whole text.
  public var text: String {
    var parts = ["\(analysis.submissionCount) submissions"] + analysis.units.flatMap(unit)
    if !analysis.graderErrors.isEmpty {
      let names = analysis.graderErrors.prefix(20).map(\.printableLine).joined(separator: ", ")
      let more = analysis.graderErrors.count > 20 ? " …" : ""
      parts.append("The grader failed, so these are excluded: \(names)\(more)")
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func unit(_ unit: UnitStatistics) -> [String] {
    let title = Course.unit(named: unit.unit)?.title ?? ""
    let middle = "mean \(points(unit.mean)), median \(points(unit.median)) of \(points(unit.maxScore)) points"
    var parts = ["\(unit.unit) \(title): \(middle)", unit.taskTable.mimeBundle(caption: nil).plain]
    if !unit.findings.isEmpty { parts.append(unit.findings.joined(separator: "\n")) }
    parts.append(unit.verdictChart.mimeBundle(caption: "How the tasks ended").plain)
    parts.append(unit.scoreChart.mimeBundle(caption: "Points").plain)
    if !unit.sharedFailures.isEmpty { parts.append(failures(unit)) }
    if !unit.sameWork.groups.isEmpty { parts.append(sameWork(unit)) }
    return parts
  }

  private func failures(_ unit: UnitStatistics) -> String {
    let lines = unit.sharedFailures.map { task, cluster in
      "\(cluster.count) × \(task) \(cluster.verdict.words): \(cluster.message)\n    \(cluster.who)"
    }
    return (["The same failure"] + lines).joined(separator: "\n")
  }

  private func sameWork(_ unit: UnitStatistics) -> String {
    let lines = unit.sameWork.groups.prefix(30).map { group in
      "\(group.names.map(\.printableLine).joined(separator: ", ")): \(group.words)"
    }
    return (["The same program text (short ones agree by chance)"] + lines).joined(separator: "\n")
  }
}
