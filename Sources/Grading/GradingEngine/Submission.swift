import CourseCatalog
import Formats
import Foundation

/// A folder shaped like `Exercises/`: one folder a unit, with that exercise's files. It may lie in a zip archive.
public struct Submission: Sendable {
  /// The folder; in an archive the path goes on behind that of the archive's file.
  public let folder: URL
  /// Whether it is the course's own `Exercises`, where the student works.
  public let isExercises: Bool
  /// The one unit whose files lie in ``folder`` itself; `nil` where each unit has a folder of its own.
  let unitWithoutFolder: CourseUnit?
  /// The archive that it lies in, and the path of ``folder`` there.
  private let archived: (archive: SubmittedArchive, path: String)?

  /// The submission in a folder; a relative path counts from the current folder, or else from the course's root.
  ///
  /// - Throws: `Complaint` where it is not a folder with a unit's folder in it.
  public init(path: String, in layout: CourseLayout) throws {
    let candidates = [URL(fileURLWithPath: path), layout.root.appendingPathComponent(path)]
    guard let found = candidates.first(where: { FileManager.default.fileExists(atPath: $0.path) }) else {
      throw Complaint(
        "there is no folder \(path): --submission names a folder shaped like Exercises")
    }
    unitWithoutFolder = nil
    archived = nil
    folder = found.standardizedFileURL.resolvingSymlinksInPath()
    isExercises =
      folder.path
      == layout.root.appendingPathComponent("Exercises").standardizedFileURL.resolvingSymlinksInPath().path
    guard folder.isFolder else {
      throw Complaint(
        "\(path) is a file: --submission names a folder shaped like Exercises, with a folder for each unit")
    }
    try refuseUnitFolder(path)
  }

  /// A folder that is known to be shaped like `Exercises`.
  init(folder: URL) {
    self.folder = folder
    unitWithoutFolder = nil
    isExercises = false
    archived = nil
  }

  /// What was found at a place in a folder or in an archive.
  init(_ place: Place, in root: URL, _ archive: SubmittedArchive? = nil) {
    folder = place.path.isEmpty ? root : root.appendingPathComponent(place.path)
    unitWithoutFolder = place.unitWithoutFolder
    isExercises = false
    archived = archive.map { ($0, place.path) }
  }

  /// The folder with a unit's files.
  public func folder(of unit: CourseUnit) -> URL {
    unit == unitWithoutFolder ? folder : folder.appendingPathComponent(unit.folder)
  }

  /// Whether there is a folder for a unit.
  public func contains(_ unit: CourseUnit) -> Bool {
    guard let archived else { return folder(of: unit).isFolder }
    return archived.archive.isFolder(archivedPath(of: unit))
  }

  /// What it holds of one of a unit's files; `nil` where there is none.
  ///
  /// - Throws: ``UnusableFile`` unless it is an ordinary file of a sensible size, in UTF-8.
  func contents(of name: String, of unit: CourseUnit) throws -> Data? {
    let file = folder(of: unit).appendingPathComponent(name)
    guard let archived else { return try SubmittedFile.contents(of: file) }
    let path = archivedPath(of: unit)
    let data = try archived.archive.contents(of: path.isEmpty ? name : "\(path)/\(name)")
    return try data.map { try SubmittedFile.checked($0, file) }
  }

  /// The Swift files beside a unit's own, which nobody grades; by name, in order.
  func furtherFiles(of unit: CourseUnit) -> [String] {
    let names =
      archived.map { $0.archive.names(in: archivedPath(of: unit)) }
      ?? (try? FileManager.default.contentsOfDirectory(atPath: folder(of: unit).path)) ?? []
    return names.filter { $0.hasSuffix(".swift") && !$0.hasPrefix(".") && !unit.files.contains($0) }.sorted()
  }

  private func archivedPath(of unit: CourseUnit) -> String {
    let path = archived?.path ?? ""
    if unit == unitWithoutFolder { return path }
    return path.isEmpty ? unit.folder : "\(path)/\(unit.folder)"
  }

  private func refuseUnitFolder(_ path: String) throws {
    guard !Course.units.contains(where: contains) else { return }
    let names = Course.units.map(\.folder).joined(separator: ", ")
    if Course.units.contains(where: { $0.folder == folder.lastPathComponent }) {
      let parent = folder.deletingLastPathComponent().lastPathComponent
      throw Complaint(
        "\(path) is one unit's folder: give the folder above it, --submission \(parent)")
    }
    throw Complaint(
      "\(path) has no folder of any unit (\(names)): a submission is a folder shaped like Exercises")
  }
}
