import Foundation
import GradingEngine

/// The shared ledger that workers take submissions from and bring records to.
final class ClassLedger: @unchecked Sendable {
  private let store: RecordStore
  private let book: GradebookFile
  private let tell: @Sendable (ClassEvent) -> Void
  private let lock = NSLock()
  private var waiting: ArraySlice<String> = []
  private var total = 0
  private var done = 0
  private var start = Date()
  private var failure: (any Error)?

  init(store: RecordStore, book: GradebookFile, tell: @escaping @Sendable (ClassEvent) -> Void) {
    self.store = store
    self.book = book
    self.tell = tell
  }

  /// Enters the records that still hold into the gradebook.
  ///
  /// - Returns: the submissions to grade. A grader's failure is always tried again.
  func keepValidRecords(_ names: [String], _ hash: (String) -> String) throws -> [String] {
    var open: [String] = []
    for name in names {
      if let record = store.record(RecordName(name)), record.submission == name, record.isGraded,
        record.contentHash == hash(name)
      {
        try book.add(record)
      } else {
        open.append(name)
      }
    }
    tell(.begin(kept: names.count - open.count, toGrade: open.count))
    return open
  }

  /// Grades submissions, `jobs` at a time.
  ///
  /// - Throws: The first `Complaint` of writing a record; the other workers then end what they have begun.
  func grade(_ names: [String], jobs: Int, _ record: @escaping @Sendable (String) -> SubmissionRecord) throws
  {
    waiting = names[...]
    total = names.count
    start = Date()
    let group = DispatchGroup()
    for _ in 0..<min(jobs, names.count) {
      group.enter()
      let worker = Thread {
        while let name = self.next() { self.keep(record(name)) }
        group.leave()
      }
      worker.stackSize = 8 << 20
      worker.start()
    }
    group.wait()
    if let failure { throw failure }
  }

  private func next() -> String? { lock.withLock { failure == nil ? waiting.popFirst() : nil } }

  private func keep(_ record: SubmissionRecord) {
    lock.withLock {
      do {
        try book.add(try store.write(record))
        done += 1
        let left = Date().timeIntervalSince(start) / Double(done) * Double(total - done)
        tell(
          .graded(
            name: record.submission, report: record.report,
            progress: ClassProgress(done: done, total: total, secondsLeft: left)))
      } catch {
        failure = failure ?? error
      }
    }
  }
}
