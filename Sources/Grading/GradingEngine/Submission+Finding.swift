import CourseCatalog
import Formats
import Foundation

extension Submission {
  /// The submission in what a student handed in: people zip one folder too many, or one too few.
  ///
  /// Looked for, in this order: the units' folders in `handedIn` itself, in `Exercises` below it, or in the only
  /// folder below it, down to three levels; where one unit is asked for, its files without a folder around them; in a
  /// folder, last, in the only zip archive. Links are not followed. `nil` where nothing of the units is there.
  ///
  /// - Parameters:
  ///   - handedIn: one student's folder or zip archive.
  ///   - units: the units that are to be graded.
  /// - Throws: ``UnusableArchive`` where there is only an archive that cannot be opened.
  public static func find(in handedIn: URL, for units: [CourseUnit]) throws -> Submission? {
    let tree = SubmittedFolder(root: handedIn)
    if tree.isFile("") { return try find(inArchive: handedIn, for: units) }
    if let found = Place(of: units, in: tree) { return Submission(found, in: handedIn) }
    guard let archive = onlyArchive(in: tree) else { return nil }
    return try find(inArchive: handedIn.appendingPathComponent(archive), for: units)
  }

  private static func find(inArchive file: URL, for units: [CourseUnit]) throws -> Submission? {
    let archive = try SubmittedArchive(file)
    if let found = Place(of: units, in: archive) { return Submission(found, in: file, archive) }
    guard onlyArchive(in: archive) == nil else {
      throw UnusableArchive(file, "holds another archive, and archives in archives are not opened")
    }
    return nil
  }

  /// The submission at a path that a user names: a folder shaped like `Exercises`, or a folder or zip archive in which
  /// ``find(in:for:)`` finds the units.
  ///
  /// - Throws: `Complaint` where it is neither.
  public static func named(
    _ path: String, for units: [CourseUnit], in layout: CourseLayout
  ) throws -> Submission {
    do {
      return try Submission(path: path, in: layout)
    } catch let failure as Complaint {
      do {
        if let found = try find(in: URL(fileURLWithPath: path), for: units) { return found }
      } catch let trouble as UnusableArchive {
        throw Complaint(trouble.description)
      }
      throw failure
    }
  }

  /// The one zip archive in a tree that has nothing else to look at.
  private static func onlyArchive(in tree: some SubmittedTree) -> String? {
    var folder = ""
    for _ in 0...3 {
      let archives = tree.archives(in: folder)
      if archives.count == 1 { return folder.isEmpty ? archives[0] : "\(folder)/\(archives[0])" }
      let folders = tree.folders(in: folder)
      guard archives.isEmpty, folders.count == 1 else { return nil }
      folder = folder.isEmpty ? folders[0] : "\(folder)/\(folders[0])"
    }
    return nil
  }

  /// Where in a tree a submission lies.
  struct Place {
    /// The folder that is shaped like `Exercises`.
    var path = ""
    /// The unit whose files lie there without a folder around them.
    var unitWithoutFolder: CourseUnit?

    /// The place that fits first; `nil` where there is none.
    init?(of units: [CourseUnit], in tree: some SubmittedTree) {
      for _ in 0...3 {
        for candidate in [path, Self.joined(path, "Exercises")] {
          guard units.contains(where: { tree.isFolder(Self.joined(candidate, $0.folder)) }) else { continue }
          path = candidate
          return
        }
        if units.count == 1, units[0].files.contains(where: { tree.isFile(Self.joined(path, $0)) }) {
          unitWithoutFolder = units[0]
          return
        }
        let folders = tree.folders(in: path)
        guard folders.count == 1 else { return nil }
        path = Self.joined(path, folders[0])
      }
      return nil
    }

    private static func joined(_ folder: String, _ name: String) -> String {
      folder.isEmpty ? name : "\(folder)/\(name)"
    }
  }
}

/// One file that an exercise names, as a submission has it.
public enum SubmittedPart: Equatable, Sendable {
  /// Its bytes.
  case contents(Data)
  /// There is none: the stub stands in.
  case missing
  /// It is there and cannot be taken, with the reason.
  case unusable(String)
}

extension Submission {
  /// What the submission holds of one of a unit's files.
  public func part(_ name: String, of unit: CourseUnit) -> SubmittedPart {
    do {
      let data = try contents(of: name, of: unit)
      return data.map(SubmittedPart.contents) ?? .missing
    } catch {
      return .unusable("\(error)")
    }
  }
}
