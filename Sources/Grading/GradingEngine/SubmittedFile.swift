import Foundation

/// The one door through which a submission's files come in.
enum SubmittedFile {
  /// An exercise is a few hundred lines; a file of many megabytes only keeps the compiler busy.
  static let byteLimit = 1_000_000

  /// The contents of a file; `nil` where there is none.
  ///
  /// - Throws: ``UnusableFile`` unless it is an ordinary file of a sensible size, in UTF-8, in an ordinary folder.
  static func contents(of file: URL) throws -> Data? {
    let path = StagedSubmission.displayed(file)
    // Attributes are those of a symbolic link itself: a link is refused, wherever it points.
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: file.path) else { return nil }
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      throw UnusableFile("\(path) is not an ordinary file")
    }
    // The folder around it may be a link as well, and lead to somebody else's files.
    let folder = file.deletingLastPathComponent()
    let folderType = try? FileManager.default.attributesOfItem(atPath: folder.path)[.type]
    guard folderType as? FileAttributeType == .typeDirectory else {
      throw UnusableFile("\(StagedSubmission.displayed(folder)) is a link, and links are not followed")
    }
    guard (attributes[.size] as? Int ?? 0) <= byteLimit else {
      throw UnusableFile("\(path) is larger than a megabyte")
    }
    guard let data = try? Data(contentsOf: file) else { throw UnusableFile("\(path) cannot be read") }
    return try checked(data, file)
  }

  /// The contents of a file, if they are text.
  ///
  /// - Throws: ``UnusableFile`` where they are not UTF-8.
  static func checked(_ data: Data, _ file: URL) throws -> Data {
    guard String(data: data, encoding: .utf8) != nil else {
      throw UnusableFile("\(StagedSubmission.displayed(file)) is not UTF-8 text")
    }
    return data
  }
}

/// A file of a submission that cannot be taken: it is as if it did not compile.
struct UnusableFile: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
