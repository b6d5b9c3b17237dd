import CourseCatalog
import Foundation
import GradingEngine
import GradingEvents

/// Grades a whole submission in the units asked for. It is called from several threads at a time.
public typealias GradeSubmission = @Sendable (Submission) throws -> CourseReport

/// From one student's folder to one record. Whatever happens on the way, a record comes out.
struct MemberGrading: Sendable {
  let units: [CourseUnit]
  let settings: ClassSettings
  let roster: ClassRoster
  let fingerprints: @Sendable (Submission) -> [SourceFingerprint]
  let grade: GradeSubmission

  /// The hash under which a student's work is known as it lies there now.
  func contentHash(of name: String) -> String {
    ContentHash(settings, units).text(of: roster.isLink(name) ? nil : submission(name))
  }

  func record(of name: String) -> SubmissionRecord {
    let start = Date()
    let hash = contentHash(of: name)
    let report = report(on: name)
    let prints = roster.isLink(name) ? [] : submission(name).map(fingerprints) ?? []
    return SubmissionRecord(
      submission: name, contentHash: hash, seed: settings.seed, report: report, fingerprints: prints,
      seconds: (Date().timeIntervalSince(start) * 1000).rounded() / 1000)
  }

  private func submission(_ name: String) -> Submission? {
    Submission.find(in: roster.folder(of: name), for: units)
  }

  private func report(on name: String) -> CourseReport {
    let folder = roster.folder(of: name)
    if roster.isLink(name) {
      return failed("the folder is a link, and links are not followed: put the files themselves there")
    }
    guard FileManager.default.isReadableFile(atPath: folder.path),
      FileManager.default.isExecutableFile(atPath: folder.path)
    else { return failed("the folder cannot be read: give the grader the right to") }
    guard let submission = submission(name) else { return nothingHandedIn() }
    do {
      return RelativePaths(of: submission, units).applied(to: try grade(submission))
    } catch {
      return failed("\(error)")
    }
  }

  /// The grader's own failure, in every task: it says nothing about the student.
  private func failed(_ reason: String) -> CourseReport { everywhere(.graderError, reason) }

  private func nothingHandedIn() -> CourseReport {
    let names = units.map(\.folder).joined(separator: " or ")
    return everywhere(.notStarted, "no folder \(names) was handed in")
  }

  private func everywhere(_ verdict: Verdict, _ message: String) -> CourseReport {
    CourseReport(units: units.map { UnitReport($0, everywhere: verdict, because: message) })
  }
}

/// Shows the files of a submission by their paths inside it, so that a record is the same wherever it was made.
struct RelativePaths {
  private let replacements: [(String, String)]

  init(of submission: Submission, _ units: [CourseUnit]) {
    let here = FileManager.default.currentDirectoryPath + "/"
    replacements = units.flatMap { unit in
      let folder = submission.folder(of: unit).path
      let shown = folder.hasPrefix(here) ? String(folder.dropFirst(here.count)) : folder
      return [folder, shown].flatMap { place in
        unit.files.map { ("\(place)/\($0)", "\(unit.folder)/\($0)") }
      }
    }
  }

  func applied(to report: CourseReport) -> CourseReport {
    var report = report
    for unit in report.units.indices {
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
