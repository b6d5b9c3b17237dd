import CourseCatalog
import Formats
import Foundation
import GradingEngine

/// Grades a class, several submissions at a time, and keeps what comes out as it comes.
///
/// Memory does not grow with the class: a report is written down and forgotten, and read again where it is needed.
public struct ClassRun: Sendable {
  private let units: [CourseUnit]
  private let whole: ClassRoster
  private let store: RecordStore
  private var settings: ClassSettings
  private let jobs: Int

  /// A run over a class.
  ///
  /// - Parameters:
  ///   - units: what is graded, in the catalogue's order.
  ///   - roster: the whole class, also where only a part of it is graded.
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
  ///   - resumes: goes on with a run that was stopped, instead of beginning a new one.
  ///   - tell: hears how the run goes, from one thread at a time.
  ///   - fingerprints: of a submission's files; called from several threads at a time, as is `grade`.
  ///   - grade: grades one submission.
  /// - Throws: `Complaint` where the results cannot be written, or those that are there do not fit. What a
  ///   submission or the grader does wrong ends in that submission's record.
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
    let open = try ledger.keepWhatHolds(roster.names, member.contentHash)
    try ledger.grade(open, jobs: jobs, member.record)
    try book.finish(roster.names)
    settings.isFinished = true
    try store.write(settings)
    return try ClassOutcome(roster.names, in: store, kept: roster.names.count - open.count, gone: gone)
  }

  private func checkResumable(_ earlier: ClassSettings?) throws {
    guard let earlier else {
      throw Complaint("there is no run to go on with in \(store.folder.path): leave --resume out")
    }
    if let difference = settings.difference(from: earlier) {
      throw Complaint(
        "the run in \(store.folder.path) was begun with \(difference): leave --resume out to grade anew")
    }
    guard settings.shard == earlier.shard else {
      throw Complaint(
        "the run in \(store.folder.path) is of another part of the class: name its own --shard")
    }
  }
}
