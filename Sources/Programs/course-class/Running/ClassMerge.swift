import CourseCatalog
import Formats
import Foundation
import GradingEngine

/// Joins the results of several runs, most often the parts of one class, into one gradebook.
public struct ClassMerge {
  private let sources: [(store: RecordStore, settings: ClassSettings)]

  /// The results in some folders; a folder can also hold the parts of a class, `shard-1-of-4` and so on.
  ///
  /// - Throws: `Complaint` if one is not finished, a part is missing, or their settings differ.
  public init(_ folders: [URL]) throws {
    sources = try folders.flatMap(Self.stores).map { store in
      guard let settings = try store.settings() else {
        throw Complaint("\(store.folder.path) holds no results of 'course class'")
      }
      return (store, settings)
    }
    try checkMeasure()
    try checkParts()
  }

  /// The folder's parts if it has any, else the folder itself.
  private static func stores(in folder: URL) throws -> [RecordStore] {
    let parts = partNames(in: folder)
    return parts.isEmpty
      ? [RecordStore(folder)] : parts.map { RecordStore(folder.appendingPathComponent($0)) }
  }

  private static func partNames(in folder: URL) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasPrefix("shard-") && $0.contains("-of-") }.sorted()
  }

  /// Whether a folder holds the parts of a class, so the joined results belong next to them.
  public static func holdsParts(_ folder: URL) -> Bool { !partNames(in: folder).isEmpty }

  private func checkMeasure() throws {
    for (store, settings) in sources {
      guard settings.isFinished else {
        throw Complaint(
          "the run in \(store.folder.path) did not finish: continue it first with --resume")
      }
      if let difference = sources[0].settings.difference(from: settings) {
        throw Complaint("\(store.folder.path) was graded with \(difference): grade it again to join them")
      }
    }
  }

  private func checkParts() throws {
    let parts = sources.filter { $0.settings.shard != nil }
    guard let first = parts.first else { return }
    let count = first.settings.shard!.count
    for (store, settings) in parts {
      guard settings.shard!.count == count else {
        throw Complaint("\(store.folder.path) is one of \(settings.shard!.count) parts, not of \(count)")
      }
      guard settings.classKey == first.settings.classKey else {
        throw Complaint(
          "\(store.folder.path) belongs to another class than \(first.store.folder.path): its folders differ"
        )
      }
    }
    let found = Set(parts.map { $0.settings.shard!.index })
    let missing = (1...count).filter { !found.contains($0) }
    guard missing.isEmpty else {
      let list =
        missing.prefix(10).map(String.init).joined(separator: ", ") + (missing.count > 10 ? ", …" : "")
      throw Complaint("of \(count) parts these are missing: \(list)")
    }
  }

  /// Writes all records and one gradebook into a folder.
  ///
  /// - Throws: `Complaint` if a submission has two different records, or the disk does not take them.
  public func go(to store: RecordStore) throws -> ClassOutcome {
    let found = try records()
    let names = found.values.map(\.submission).sortedByBytes()
    let lock = try store.prepare()
    defer { withExtendedLifetime(lock) {} }
    var settings = sources[0].settings
    settings.shard = nil
    settings.classSize = names.count
    settings.isFinished = false
    try store.write(settings)
    store.forgetPrevious()
    for name in names {
      let file = found[RecordName(name)]!.file
      guard let record = RecordStore.record(in: file) else {
        throw Complaint("\(file.path) can no longer be read")
      }
      if store.record(RecordName(name)) != record { try store.write(record) }
    }
    let gone = try store.setAside(allBut: names)
    let units = Course.units.filter { settings.units.contains($0.number) }
    try GradebookFile(Gradebook(units), store).finish(names)
    settings.isFinished = true
    try store.write(settings)
    return try ClassOutcome(names, in: store, kept: names.count, gone: gone)
  }

  /// The file of each submission's record.
  private func records() throws -> [RecordName: (submission: String, file: URL)] {
    var found: [RecordName: (submission: String, file: URL)] = [:]
    for (store, _) in sources {
      for name in store.names(in: store.records) {
        let file = store.records.appendingPathComponent("\(name).json")
        guard let record = RecordStore.record(in: file) else {
          throw Complaint("\(file.path) is damaged: grade its part again")
        }
        let key = RecordName(record.submission)
        if let earlier = found[key] { try check(record, in: file, agreesWith: earlier.file) }
        found[key] = (record.submission, file)
      }
    }
    return found
  }

  private func check(_ record: SubmissionRecord, in file: URL, agreesWith earlier: URL) throws {
    var (one, other) = (record, RecordStore.record(in: earlier))
    one.seconds = 0
    other?.seconds = 0
    guard one == other else {
      throw Complaint(
        "\(record.submission.printableLine) has two different records, \(earlier.path) and \(file.path): "
          + "remove the one that does not count")
    }
  }
}
