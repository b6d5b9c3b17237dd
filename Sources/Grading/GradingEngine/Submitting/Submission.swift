import CourseCatalog
import Formats
import Foundation

/// A folder shaped like `Exercises/`: one folder per unit, with that exercise's files. It can be in a zip
/// archive.
public struct Submission: Sendable {
  /// Whether it is the course's own `Exercises`, where the student works.
  public let isExercises: Bool
  /// The one unit whose files are in ``folder`` itself; `nil` if each unit has its own folder.
  private let unitWithoutFolder: CourseUnit?
  /// The folder, or the archive that contains it.
  private let place: SubmittedPlace
  /// The archive that contains it, and the path of ``folder`` there.
  private let archived: (archive: SubmittedArchive, path: String)?
  /// What ``taken(_:)`` has read, by the numbers of the units.
  private var files: [String: SubmittedFiles] = [:]

  /// The submission in a folder; a relative path counts from the current folder, or else from the course's root.
  ///
  /// - Throws: `Complaint` if it is not a folder with a unit's folder in it.
  public init(path: String, in layout: CourseLayout) throws {
    let candidates = [URL(fileURLWithPath: path), layout.root.appendingPathComponent(path)]
    guard let found = candidates.first(where: { FileManager.default.fileExists(atPath: $0.path) }) else {
      throw Complaint(
        "the folder \(path) does not exist: --submission names a folder shaped like Exercises")
    }
    unitWithoutFolder = nil
    archived = nil
    let folder = found.standardizedFileURL.resolvingSymlinksInPath()
    place = SubmittedPlace(folder)
    isExercises =
      folder.path
      == layout.root.appendingPathComponent("Exercises").standardizedFileURL.resolvingSymlinksInPath().path
    guard folder.isFolder else {
      throw Complaint(
        "\(path) is a file: --submission names a folder shaped like Exercises, with a folder for each unit")
    }
    try refuseUnitFolder(path)
  }

  /// The entry found at a path in a folder or in an archive.
  init(_ found: Place, in root: SubmittedPlace, _ archive: SubmittedArchive? = nil) {
    place = archive == nil ? root.below(found.path) : root
    unitWithoutFolder = found.unitWithoutFolder
    isExercises = false
    archived = archive.map { ($0, found.path) }
  }

  /// The folder, as displayed; in an archive, its path follows the path of the archive file.
  public var folder: URL {
    guard let archived, !archived.path.isEmpty else { return place.url }
    return place.url.appendingPathComponent(archived.path)
  }

  /// The folder with a unit's files, as displayed.
  public func folder(of unit: CourseUnit) -> URL {
    unit == unitWithoutFolder ? folder : folder.appendingPathComponent(unit.folder)
  }

  /// Whether there is something for a unit: its folder, or a link instead, which is not followed.
  public func contains(_ unit: CourseUnit) -> Bool {
    guard let archived else { return [.folder, .link].contains(place(of: unit).kind) }
    return archived.archive.kind(of: archivedPath(of: unit)) != nil
  }

  /// The submission with the files of some units read: whatever happens to the folder, they stay unchanged.
  public func taken(_ units: [CourseUnit]) -> Submission {
    var taken = self
    for unit in units { taken.files[unit.number] = files(of: unit) }
    return taken
  }

  /// The files of a unit.
  public func files(of unit: CourseUnit) -> SubmittedFiles {
    if let known = files[unit.number] { return known }
    let names = archived.map { $0.archive.names(in: archivedPath(of: unit)) } ?? place(of: unit).names
    return SubmittedFiles(unit, names: names) { name in
      SubmittedPart(
        { try contents(of: name, of: unit) },
        at: StagedSubmission.displayed(folder(of: unit).appendingPathComponent(name)))
    }
  }

  /// The contents of one of a unit's files.
  public func part(_ name: String, of unit: CourseUnit) -> SubmittedPart {
    files(of: unit).parts[name] ?? .missing
  }

  private func contents(of name: String, of unit: CourseUnit) throws -> Data? {
    if let archived {
      let path = archivedPath(of: unit)
      return try archived.archive.contents(of: path.isEmpty ? name : "\(path)/\(name)")
    }
    // A unit that is absent is not an error, unlike one that cannot be reached.
    if place.kind == .folder, place(of: unit).kind == nil { return nil }
    let file = place(of: unit).below(name)
    guard let descriptor = try file.openedFile() else { return nil }
    defer { close(descriptor) }
    let path = StagedSubmission.displayed(file.url)
    switch FileReading(descriptor, upTo: SubmittedFiles.byteLimit) {
    case .whole(let data): return data
    case .tooLarge: throw InvalidFileError("\(path) is larger than a megabyte")
    case .changing:
      throw InvalidFileError("\(path) changed while it was read: grade it again when it is complete")
    case .refused(let reason): throw InvalidFileError("\(path) cannot be read: \(reason)")
    }
  }

  private func place(of unit: CourseUnit) -> SubmittedPlace {
    unit == unitWithoutFolder ? place : place.below(unit.folder)
  }

  private func archivedPath(of unit: CourseUnit) -> String {
    let path = archived?.path ?? ""
    return unit == unitWithoutFolder ? path : SubmittedArchive.joined(path, unit.folder)
  }

  private func refuseUnitFolder(_ path: String) throws {
    guard !Course.units.contains(where: contains) else { return }
    let names = Course.units.map(\.folder).joined(separator: ", ")
    if Course.units.contains(where: { $0.folder == folder.lastPathComponent }) {
      let parent = folder.deletingLastPathComponent().lastPathComponent
      throw Complaint(
        "\(path) is the folder of one unit: name the folder above it, --submission \(parent)")
    }
    throw Complaint(
      "\(path) has no folder of a unit, such as \(names): a submission is a folder shaped like Exercises")
  }
}
