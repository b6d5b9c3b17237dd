import CommandSupport
import Formats
import Foundation
import GradingEngine

/// The output of `course class`: one line that redraws itself on a terminal, a line now and then elsewhere,
/// and a summary.
struct ClassScreen: Sendable {
  let terminal: Terminal
  let isJSON: Bool
  private let line = ProgressLine()

  init(terminal: Terminal, isJSON: Bool) {
    self.terminal = terminal
    self.isJSON = isJSON
  }

  /// The grader's own messages, for example that it builds the library.
  func progress(_ text: String) {
    if text.hasPrefix("Building") || text.hasPrefix("Compiling the checks") { line.show(text) }
  }

  /// Sentences about other files among the submissions.
  func note(_ notes: [String]) {
    for note in notes { terminal.writeError(note) }
  }

  /// A step of the run.
  func show(_ event: ClassEvent) {
    switch event {
    case .begin(let kept, let toGrade):
      guard !isJSON else { return }
      let keeping = kept > 0 ? "; \(kept) are unchanged and keep their grade" : ""
      print("\(counted(toGrade, "submission")) to grade\(keeping).")
      fflush(nil)
    case .graded(let name, let report, let progress):
      let score = Self.score(report)
      line.show(
        "\(progress.done) of \(progress.total) graded, \(Self.time(progress.secondsLeft)) left: "
          + "\(name.printableLine) \(score)")
      if !line.isInteractive, !isJSON, Self.isMilestone(progress) {
        print("\(progress.done) of \(progress.total) graded, \(Self.time(progress.secondsLeft)) left")
        fflush(nil)
      }
    }
  }

  /// The reports if the class is complete, and the summary.
  func finish(_ outcome: ClassOutcome, _ store: RecordStore, isPart: Bool = false) throws {
    line.show("Writing the reports …")
    let analysis = isPart ? nil : try reports(store)
    line.clear()
    if isJSON {
      return print(try jsonText(outcome))
    }
    if let analysis { print(AnalysisText(analysis).text) }
    print(Self.summary(outcome, gradebook: shown(store.gradebookFile), isPart: isPart))
  }

  /// Reports follow from the records, so those of an earlier run are replaced.
  private func reports(_ store: RecordStore) throws -> ItemAnalysis {
    try? FileManager.default.removeItem(at: store.folder.appendingPathComponent("reports"))
    do {
      return try ClassReports(recordsIn: store.records).write(to: store.folder)
    } catch let refusal as Complaint {
      throw Complaint(refusal.description)
    }
  }

  private func shown(_ file: URL) -> String {
    let here = FileManager.default.currentDirectoryPath + "/"
    return file.path.hasPrefix(here) ? String(file.path.dropFirst(here.count)) : file.path
  }
}

extension ClassScreen {
  /// Everything an instructor should know before opening the gradebook.
  static func summary(_ outcome: ClassOutcome, gradebook: String, isPart: Bool) -> String {
    var lines: [String] = []
    if let mean = outcome.mean {
      lines.append(
        "\(counted(outcome.submissions, "submission")), mean "
          + "\(String(format: "%.1f", mean)) of \(points(outcome.maxScore)) points.")
    }
    lines += list("Submitted nothing that can be graded (the record says why): ", outcome.empty)
    lines += list("The grader failed, so there is no score (the record says why): ", outcome.graderErrors)
    lines += list("No longer among the submissions, records put aside in gone: ", outcome.gone)
    if !outcome.moves.isEmpty {
      lines.append("Scores that moved:")
      lines += outcome.moves.map { "  " + $0.text }
    }
    lines.append(
      isPart
        ? "The gradebook of this part is \(gradebook); 'course merge' joins the parts."
        : "The gradebook is \(gradebook). Next to it: canvas.csv, moodle.csv, records, reports, tasks.csv, "
          + "junit.xml, analysis.html.")
    return lines.joined(separator: "\n")
  }

  private static func list(_ words: String, _ names: [String]) -> [String] {
    guard !names.isEmpty else { return [] }
    let more = names.count > 10 ? " and \(names.count - 10) more" : ""
    return [words + names.prefix(10).map(\.printableLine).joined(separator: ", ") + more + "."]
  }

  static func score(_ report: CourseReport) -> String {
    guard !report.units.contains(where: \.hasGraderError) else { return "grader error" }
    return String(format: "%g of %g", report.score, report.maxScore)
  }

  /// Ten lines in all are enough for a log.
  static func isMilestone(_ progress: ClassProgress) -> Bool {
    let step = max(1, progress.total / 10)
    return progress.done % step == 0 || progress.done == progress.total
  }

  /// `12 s`, `3 min`, `2 h 05 min`.
  static func time(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    if whole < 100 { return "\(whole) s" }
    let minutes = (whole + 30) / 60
    return minutes < 60 ? "\(minutes) min" : String(format: "%d h %02d min", minutes / 60, minutes % 60)
  }

}
