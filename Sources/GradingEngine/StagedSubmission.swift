import CourseCatalog
import Foundation

/// One unit's files of a submission, copied to where the graders build.
///
/// Only the files that the exercise names are taken: a submission's own tests, manifest or anything else stay out.
struct StagedSubmission {
  /// The folder with the copies, `.build/course/staged/03-RNN`.
  let folder: URL
  /// The files for which the stub stands in, because the submission has none.
  let missing: [String]
  /// Where each copy comes from.
  private let origins: [String: URL]

  /// Copies the files of a unit.
  ///
  /// - Throws: ``UnusableFile`` where a file of the submission is none to compile.
  init(_ unit: CourseUnit, of submission: Submission, in layout: CourseLayout) throws {
    folder = layout.scratch.appendingPathComponent("staged").appendingPathComponent(unit.folder)
    let own = submission.folder.appendingPathComponent(unit.folder)
    missing = unit.files.filter { !Self.exists(own.appendingPathComponent($0)) }
    let absent = missing
    origins = Dictionary(
      uniqueKeysWithValues: unit.files.map { name in
        (name, (absent.contains(name) ? layout.exercise(unit) : own).appendingPathComponent(name))
      })
    try fill(unit, layout)
  }

  private static func exists(_ file: URL) -> Bool {
    // Not `fileExists`, which follows a symbolic link: a dangling one is there, and it is refused below.
    (try? FileManager.default.attributesOfItem(atPath: file.path)) != nil
  }

  private func fill(_ unit: CourseUnit, _ layout: CourseLayout) throws {
    let manager = FileManager.default
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    let wanted = Set(unit.files + ["README.md"])
    for name in try manager.contentsOfDirectory(atPath: folder.path) where !wanted.contains(name) {
      try manager.removeItem(at: folder.appendingPathComponent(name))
    }
    var contents = try origins.mapValues(UnusableFile.contents)
    // The manifest leaves the exercise's README out of the build, and warns where there is none.
    contents["README.md"] = Data()
    // An equal file is left alone, so that only what changed is compiled again.
    let changed = contents.filter { name, data in
      (try? Data(contentsOf: folder.appendingPathComponent(name))) != data
    }
    if changed.isEmpty { return }
    BuildClock(layout).waitForNewSecond()
    for (name, data) in changed { try data.write(to: folder.appendingPathComponent(name), options: .atomic) }
  }

  /// A text with the student's own paths in the place of the copies', as short as the current folder allows.
  func withOwnPaths(_ text: String) -> String {
    origins.reduce(text) { text, entry in
      text.replacingOccurrences(
        of: folder.appendingPathComponent(entry.key).path, with: Self.displayed(entry.value))
    }
  }

  /// A path as a user would type it from the current folder.
  static func displayed(_ url: URL) -> String {
    let here =
      URL(fileURLWithPath: FileManager.default.currentDirectoryPath).resolvingSymlinksInPath().path + "/"
    let path = url.path
    return path.hasPrefix(here) ? String(path.dropFirst(here.count)) : path
  }
}

/// A file of a submission that cannot be taken: it is as if it did not compile.
struct UnusableFile: Error {
  let message: String

  /// An exercise is a few hundred lines; a file of many megabytes only keeps the compiler busy.
  private static let byteLimit = 1_000_000

  /// The contents of a file.
  ///
  /// - Throws: ``UnusableFile`` unless it is an ordinary file of a sensible size, in UTF-8.
  static func contents(of file: URL) throws -> Data {
    let path = StagedSubmission.displayed(file)
    let attributes = try? FileManager.default.attributesOfItem(atPath: file.path)
    guard let attributes else {
      throw UnusableFile(message: "\(path) is missing, and there is no stub for it")
    }
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      throw UnusableFile(message: "\(path) is not an ordinary file")
    }
    guard (attributes[.size] as? Int ?? 0) <= byteLimit else {
      throw UnusableFile(message: "\(path) is larger than a megabyte")
    }
    guard let data = try? Data(contentsOf: file) else {
      throw UnusableFile(message: "\(path) cannot be read")
    }
    guard String(data: data, encoding: .utf8) != nil else {
      throw UnusableFile(message: "\(path) is not UTF-8 text")
    }
    return data
  }
}
