import CourseCatalog
import Foundation
import GradingEngine
import GradingProtocol

/// Grades a whole submission in the requested units. It is called from several threads at a time.
public typealias GradeSubmission = @Sendable (Submission) throws -> CourseReport

/// From one student's folder or archive to one record. Whatever happens on the way, the result is a record.
struct MemberGrading: Sendable {
  let units: [CourseUnit]
  let settings: ClassSettings
  let roster: ClassRoster
  let fingerprints: @Sendable (Submission) -> [SourceFingerprint]
  let grade: GradeSubmission

  /// The hash of a student's work in its current state.
  func contentHash(of name: String) -> String { contentHash(submissionKind(name)) }

  /// Reads a student's work once, and grades, hashes and compares what was read: files submitted meanwhile
  /// count as new work, which the next run grades.
  func record(of name: String) -> SubmissionRecord {
    let start = Date()
    let work = submissionKind(name)
    let report = report(on: work)
    var prints: [SourceFingerprint] = []
    if case .found(let submission) = work { prints = fingerprints(submission) }
    return SubmissionRecord(
      submission: name, contentHash: contentHash(work), seed: settings.seed, report: report,
      fingerprints: prints, seconds: (Date().timeIntervalSince(start) * 1000).rounded() / 1000)
  }

  /// The kind of entry found for a student.
  private enum SubmissionKind {
    case found(Submission)
    case nothing
    /// It cannot be opened, and the student must submit again.
    case unusable(String)
    /// It cannot be read, which is not the student's error.
    case closed(String)
  }

  private func submissionKind(_ name: String) -> SubmissionKind {
    let place = roster.place(of: name)
    if let obstacle = place.obstacle { return .closed(obstacle) }
    do {
      return try Submission.find(in: place, for: units).map { .found($0.taken(units)) } ?? .nothing
    } catch let trouble as InvalidSubmissionError where !trouble.isOfTheSystem {
      return .unusable(trouble.description)
    } catch {
      return .closed("\(error)")
    }
  }

  private func contentHash(_ work: SubmissionKind) -> String {
    let hash = ContentHash(settings, units)
    switch work {
    case .found(let submission): return hash.text(of: submission)
    case .nothing, .closed: return hash.text(of: nil)
    case .unusable(let reason): return hash.text(of: nil, because: reason)
    }
  }

  private func report(on work: SubmissionKind) -> CourseReport {
    switch work {
    case .closed(let reason): return failed(reason)
    case .unusable(let reason): return everywhere(.notStarted, reason)
    case .nothing: return emptyReport()
    case .found(let submission):
      do {
        return RelativePaths(of: submission, units).applied(to: try grade(submission))
      } catch {
        return failed("\(error)")
      }
    }
  }

  /// The grader's own failure, in every task: it does not count against the student.
  private func failed(_ reason: String) -> CourseReport { everywhere(.graderError, reason) }

  private func emptyReport() -> CourseReport {
    let names = units.map(\.folder).joined(separator: " or ")
    return everywhere(.notStarted, "no folder \(names) was submitted")
  }

  private func everywhere(_ verdict: Verdict, _ message: String) -> CourseReport {
    CourseReport(units: units.map { UnitReport($0, everywhere: verdict, because: message) })
  }
}

/// Shows the files of a submission by their paths inside it, so a record is the same wherever it was made.
struct RelativePaths {
  private let replacements: [(String, String)]

  init(of submission: Submission, _ units: [CourseUnit]) {
    let here = FileManager.default.currentDirectoryPath + "/"
    func files(_ unit: CourseUnit) -> [String] {
      unit.files + submission.files(of: unit).further.map(\.name)
    }
    replacements = units.flatMap { unit in
      let folder = submission.folder(of: unit).path
      let shown = folder.hasPrefix(here) ? String(folder.dropFirst(here.count)) : folder
      return [folder, shown].flatMap { place in
        files(unit).map { ("\(place)/\($0)", "\(unit.folder)/\($0)") }
      }
    }
  }

  func applied(to report: CourseReport) -> CourseReport {
    var report = report
    for unit in report.units.indices {
      report.units[unit].notes = report.units[unit].notes?.map(text)
      for task in report.units[unit].tasks.indices {
        let old = report.units[unit].tasks[task]
        report.units[unit].tasks[task].message = old.message.map(text)
        report.units[unit].tasks[task].checks = old.checks.map(check)
      }
    }
    return report
  }

  private func check(_ check: CheckResult) -> CheckResult {
    var check = check
    check.message = check.message.map(text)
    check.place = check.place.map { SourcePlace(file: text($0.file), line: $0.line) }
    check.output = text(check.output)
    return check
  }

  private func text(_ text: String) -> String {
    replacements.reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
  }
}
