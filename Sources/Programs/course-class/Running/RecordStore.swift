import ChildProcesses
import Formats
import Foundation
import GradingEngine

/// The folder with a class's results.
///
/// | name | holds |
/// |---|---|
/// | `class.json` | the graded units and the settings |
/// | `records/NAME.json` | one record per submission |
/// | `previous/NAME.json` | the records before the last regrade, to tell whose score moved |
/// | `gone/NAME.json` | records of submissions that are no longer there |
/// | `gradebook.csv` | one row per submission |
/// | `canvas.csv`, `moodle.csv` | the scores as these import them |
///
/// Every file is written under a temporary name and renamed, so a run that is killed leaves each file either
/// complete or absent.
public struct RecordStore: Sendable {
  /// The folder.
  public let folder: URL

  /// The results in a folder that might not exist yet.
  public init(_ folder: URL) { self.folder = folder.standardizedFileURL }

  /// `class.json`
  public var settingsFile: URL { folder.appendingPathComponent("class.json") }
  /// `gradebook.csv`
  public var gradebookFile: URL { folder.appendingPathComponent("gradebook.csv") }
  /// The path of the table for a learning platform, `canvas.csv`.
  func file(_ platform: LearningPlatform) -> URL { folder.appendingPathComponent("\(platform.rawValue).csv") }
  /// `records`
  public var records: URL { folder.appendingPathComponent("records") }
  var previous: URL { folder.appendingPathComponent("previous") }
  var gone: URL { folder.appendingPathComponent("gone") }
  private var unfinished: URL { folder.appendingPathComponent(".unfinished") }

  /// Makes the folder ready for writing, keeps other runs out, and removes what a killed run left half written.
  ///
  /// - Returns: the lock, which is held as long as it exists.
  /// - Throws: `Complaint` if the folder holds something else, cannot be written to, or is in use by another
  ///   run.
  func prepare() throws -> StoreLock {
    let manager = FileManager.default
    let found = ((try? manager.contentsOfDirectory(atPath: folder.path)) ?? []).filter { !$0.hasPrefix(".") }
    if !found.isEmpty, !found.allSatisfy({ Self.ownNames.contains($0) || $0.hasPrefix("shard-") }),
      !manager.fileExists(atPath: settingsFile.path)
    {
      throw Complaint(
        "\(folder.path) holds something other than class results: name a separate folder with --out")
    }
    do {
      try manager.createDirectory(at: folder, withIntermediateDirectories: true)
      let lock = try StoreLock(self)
      // A partly written file belongs to a run that has ended: a running one holds the lock.
      try? manager.removeItem(at: unfinished)
      for place in [records, unfinished] {
        try manager.createDirectory(at: place, withIntermediateDirectories: true)
      }
      return lock
    } catch let refusal as Complaint {
      throw refusal
    } catch {
      throw Complaint(
        "\(folder.path) cannot be written to: \(error.systemReason); name another folder with --out")
    }
  }

  private static let ownNames: Set = [
    "class.json", "records", "previous", "gone", "gradebook.csv", "canvas.csv", "moodle.csv",
  ]

  /// The settings of the run whose results these are; `nil` if there are none.
  ///
  /// - Throws: `Complaint` if they cannot be read.
  public func settings() throws -> ClassSettings? {
    guard FileManager.default.fileExists(atPath: settingsFile.path) else { return nil }
    do {
      return try JSONDecoder().decode(ClassSettings.self, from: Data(contentsOf: settingsFile))
    } catch {
      throw Complaint(
        "\(settingsFile.path) cannot be read: remove it to grade again; the records next to it are not lost")
    }
  }

  /// Writes the settings down.
  ///
  /// - Throws: `Complaint` if they cannot be written.
  public func write(_ settings: ClassSettings) throws { try write(Self.encoded(settings), to: settingsFile) }

  /// The record of a submission; `nil` if there is none that can be read.
  public func record(_ name: RecordName) -> SubmissionRecord? { Self.record(in: file(name)) }

  static func record(in file: URL) -> SubmissionRecord? {
    guard let data = try? Data(contentsOf: file) else { return nil }
    return try? JSONDecoder().decode(SubmissionRecord.self, from: data)
  }

  /// Stores a record; an existing one goes to `previous`. If the grader failed, the record keeps the score
  /// that counted before, however often that happens.
  ///
  /// - Throws: `Complaint` if it cannot be written.
  /// - Returns: the record as stored.
  @discardableResult
  public func write(_ record: SubmissionRecord) throws -> SubmissionRecord {
    let name = RecordName(record.submission)
    var record = record
    if !record.isGraded, record.lastScore == nil { record.lastScore = self.record(name)?.countingScore }
    if FileManager.default.fileExists(atPath: file(name).path) {
      try move(file(name), to: previous.appendingPathComponent(file(name).lastPathComponent))
    }
    try write(Self.encoded(record), to: file(name))
    return record
  }

  func file(_ name: RecordName) -> URL { records.appendingPathComponent("\(name.text).json") }

  /// The names of all records, in their order.
  public func names(in place: URL) -> [String] { RecordFolder.names(in: place) ?? [] }
}

extension RecordStore {
  private static func encoded(_ value: some Encodable) throws -> String { try jsonText(value) + "\n" }

  /// Writes a file atomically, even if the machine loses power.
  ///
  /// - Throws: `Complaint` with the system's reason.
  public func write(_ text: String, to file: URL) throws {
    try Self.reassuring { try writeWhole(text, to: file, draftIn: unfinished) }
  }

  /// Moves a file over an existing one, in a single system call.
  func move(_ file: URL, to place: URL) throws {
    try? FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Self.reassuring { try ChildProcesses.move(file, over: place) }
  }

  /// Adds to a write error that no grade is lost.
  static func reassuring(_ write: () throws -> Void) throws {
    do { try write() } catch let complaint as Complaint {
      throw Complaint("\(complaint.message); earlier grades are kept")
    }
  }

  /// Forgets the records before an earlier regrade.
  func forgetPrevious() { try? FileManager.default.removeItem(at: previous) }

  /// Moves the records of submissions that no longer exist aside.
  ///
  /// - Returns: the names of the records.
  func setAside(allBut names: [String]) throws -> [String] {
    let wanted = Set(names.map { RecordName($0).text })
    let stale = self.names(in: records).filter { !wanted.contains($0) }
    for name in stale {
      try move(
        records.appendingPathComponent("\(name).json"), to: gone.appendingPathComponent("\(name).json"))
    }
    return stale
  }
}
