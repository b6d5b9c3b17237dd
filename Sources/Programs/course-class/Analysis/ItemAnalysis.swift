import GradingEngine

/// An item analysis: how a class did on the tasks, and how well the tasks measure.
///
/// Records are added one after the other and not kept: only the name, the points and the file hashes of a
/// submission remain.
public struct ItemAnalysis: Sendable {
  /// How many submissions there are.
  public private(set) var submissionCount = 0
  /// The units that were graded, in their order.
  public private(set) var units: [UnitStatistics] = []
  /// The submissions and units for which the grader itself failed: they are excluded.
  public private(set) var graderErrors: [String] = []

  /// An analysis of nothing yet.
  public init() {}

  /// Takes in one submission.
  public mutating func add(_ record: SubmissionRecord) {
    submissionCount += 1
    for report in record.report.units {
      guard !report.hasGraderError else {
        graderErrors.append("\(record.submission) \(report.unit)")
        continue
      }
      let prints = record.fingerprints.filter { $0.file.hasPrefix("\(report.unit)-") }
      units[place(of: report)].add(report, prints, of: record.submission)
    }
  }

  private mutating func place(of report: UnitReport) -> Int {
    if let known = units.firstIndex(where: { $0.unit == report.unit }) { return known }
    let place = units.firstIndex { $0.unit > report.unit } ?? units.count
    units.insert(UnitStatistics(report), at: place)
    return place
  }
}
