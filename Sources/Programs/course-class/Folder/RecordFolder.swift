import Formats
import Foundation
import GradingEngine

/// A folder of records, one file `NAME.json` per submission, read one at a time: a class of any size takes
/// the memory of one.
public struct RecordFolder: Sendable {
  /// The folder.
  public let folder: URL
  /// The file names without `.json`, in the order of their bytes.
  public let names: [String]

  /// The records in a folder.
  ///
  /// - Throws: `Complaint` if there is no such folder or no record in it.
  public init(_ folder: URL) throws {
    guard let names = Self.names(in: folder) else {
      throw Complaint("no folder \(folder.path) with records was found")
    }
    self.folder = folder
    self.names = names
    guard !names.isEmpty else { throw Complaint("\(folder.path) holds no records") }
  }

  /// The names of the records in a folder; `nil` if it cannot be read.
  static func names(in folder: URL) -> [String]? {
    let found = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return found?.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.map { String($0.dropLast(5)) }
      .sortedByBytes()
  }

  /// Passes every record on with its file name, and does not keep it.
  ///
  /// - Throws: `Complaint` if a record cannot be read, or what `body` throws.
  public func forEach(_ body: (SubmissionRecord, String) throws -> Void) throws {
    for name in names { try body(try record(name), name) }
  }

  private func record(_ name: String) throws -> SubmissionRecord {
    let file = folder.appendingPathComponent("\(name).json")
    do {
      return try JSONDecoder().decode(SubmissionRecord.self, from: Data(contentsOf: file))
    } catch {
      throw Complaint(
        "\(file.path) is not a record of a graded submission: remove it, or have the submission graded again")
    }
  }
}
