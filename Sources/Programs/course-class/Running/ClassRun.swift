import CourseCatalog
import Formats
import Foundation
import GradingEngine

/// Grades a class, several submissions at a time, and keeps each result as it arrives.
///
/// Memory does not grow with the class: a report is written to disk and released, and read again when needed.
public struct ClassRun: Sendable {
  private let units: [CourseUnit]
  private let whole: ClassRoster
  private let store: RecordStore
  private var settings: ClassSettings
  private let jobs: Int

  /// A run over a class.
  ///
  /// - Parameters:
  ///   - units: the units to grade, in the order of the catalog.
  ///   - roster: the whole class, even if only a part is graded.
  ///   - jobs: how many submissions are graded at a time.
  public init(
    _ units: [CourseUnit], of roster: ClassRoster, to store: RecordStore, settings: ClassSettings, jobs: Int
  ) {
    precondition(jobs >= 1, "a class is graded by one worker at least, not \(jobs)")
    self.units = units
    whole = roster
    self.store = store
    self.settings = settings
    self.jobs = jobs
  }

  /// Grades whatever has no record that still holds, and completes the gradebook.
  ///
  /// - Parameters:
  ///   - resumes: continues a run that was stopped, instead of beginning a new one.
  ///   - tell: receives progress messages, from one thread at a time.
  ///   - fingerprints: of a submission's files; called from several threads at a time, as is `grade`.
  ///   - grade: grades one submission.
  /// - Throws: `Complaint` if the results cannot be written, or existing results do not fit. Errors of a
  ///   submission or of the grader go into that submission's record.
  public func go(
    resumes: Bool = false, tell: @escaping @Sendable (ClassEvent) -> Void = { _ in },
    fingerprints: @escaping @Sendable (Submission) -> [SourceFingerprint] = { _ in [] },
    grade: @escaping GradeSubmission
  ) throws -> ClassOutcome {
    let earlier = try FileManager.default.fileExists(atPath: store.folder.path) ? store.settings() : nil
    if resumes { try checkResumable(earlier) }
    let lock = try store.prepare()
    defer { withExtendedLifetime(lock) {} }
    let roster = whole.part(settings.shard)
    var settings = settings
    settings.isFinished = false
    try store.write(settings)
    if !resumes { store.forgetPrevious() }
    let gone = try store.setAside(allBut: roster.names)
    let member = MemberGrading(
      units: units, settings: settings, roster: roster, fingerprints: fingerprints, grade: grade)
    let book = try GradebookFile(Gradebook(units), store)
    let ledger = ClassLedger(store: store, book: book, tell: tell)
    let open = try ledger.keepValidRecords(roster.names, member.contentHash)
    try ledger.grade(open, jobs: jobs, member.record)
    try book.finish(roster.names)
    settings.isFinished = true
    try store.write(settings)
    return try ClassOutcome(roster.names, in: store, kept: roster.names.count - open.count, gone: gone)
  }

  private func checkResumable(_ earlier: ClassSettings?) throws {
    guard let earlier else {
      throw Complaint("there is no run to continue in \(store.folder.path): omit --resume")
    }
    if let difference = settings.difference(from: earlier) {
      throw Complaint(
        "the run in \(store.folder.path) was begun with \(difference): omit --resume to start over")
    }
    guard settings.shard == earlier.shard else {
      throw Complaint(
        "the run in \(store.folder.path) is of another part of the class: name its own --shard")
    }
  }
}
