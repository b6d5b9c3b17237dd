import CourseCatalog
import Formats
import Foundation

extension Submission {
  /// Finds the submission in what a student submitted: people zip one folder too many, or one too few.
  ///
  /// The search order is: the unit folders in `handedIn` itself, in `Exercises` below it, or in the only
  /// folder below it, down to three levels; if one unit is requested, its files without a folder around them;
  /// in a folder, last, in the only zip archive. Links are not followed: the target counts as present and
  /// cannot be used. `nil` if no file of the units is found.
  ///
  /// - Parameters:
  ///   - handedIn: one student's folder or zip archive.
  ///   - units: the units to grade.
  /// - Throws: ``InvalidSubmissionError`` if there is only an archive that cannot be opened, or a link.
  public static func find(in handedIn: SubmittedPlace, for units: [CourseUnit]) throws -> Submission? {
    if handedIn.kind == .file { return try find(inArchive: handedIn, for: units) }
    let tree = SubmittedFolder(root: handedIn)
    if let found = try Place(of: units, in: tree) { return Submission(found, in: handedIn) }
    guard let archive = onlyArchive(in: tree) else { return nil }
    return try find(inArchive: handedIn.below(archive), for: units)
  }

  private static func find(inArchive place: SubmittedPlace, for units: [CourseUnit]) throws -> Submission? {
    let archive = try SubmittedArchive(place)
    if let found = try Place(of: units, in: archive) { return Submission(found, in: place, archive) }
    guard onlyArchive(in: archive) == nil else {
      throw InvalidSubmissionError(
        archive: archive.file.lastPathComponent,
        "holds another archive, and archives in archives are not opened")
    }
    return nil
  }

  /// The submission at a path that a user names: a folder shaped like `Exercises`, or a folder or zip archive
  /// whose units ``find(in:for:)`` finds.
  ///
  /// - Throws: `Complaint` if it is neither.
  public static func named(
    _ path: String, for units: [CourseUnit], in layout: CourseLayout
  ) throws -> Submission {
    do {
      return try Submission(path: path, in: layout)
    } catch let failure as Complaint {
      do {
        if let found = try find(in: place(path), for: units) { return found }
      } catch let trouble as InvalidSubmissionError {
        throw Complaint(trouble.description)
      }
      throw failure
    }
  }

  /// The entry at a path. If it does not exist, the path might be a name that is not UTF-8, in the form a
  /// class's gradebook shows.
  private static func place(_ path: String) -> SubmittedPlace {
    let url = URL(fileURLWithPath: path)
    if FileManager.default.fileExists(atPath: path) { return SubmittedPlace(url) }
    return SubmittedPlace(url.lastPathComponent, in: url.deletingLastPathComponent())
  }

  /// The only zip archive in a tree without other candidates.
  private static func onlyArchive<Tree: SubmittedTree>(in tree: Tree) -> String? {
    var folder = ""
    for _ in 0...3 {
      let archives = tree.archives(in: folder)
      if archives.count == 1 { return Tree.joined(folder, archives[0]) }
      let folders = tree.names(in: folder, of: .folder)
      guard archives.isEmpty, folders.count == 1 else { return nil }
      folder = Tree.joined(folder, folders[0])
    }
    return nil
  }

  /// Where in a tree a submission is.
  struct Place {
    /// The folder that is shaped like `Exercises`.
    var path = ""
    /// The unit whose files are there without a folder around them.
    var unitWithoutFolder: CourseUnit?

    /// The first location that fits; `nil` if there is none.
    init?<Tree: SubmittedTree>(of units: [CourseUnit], in tree: Tree) throws {
      for _ in 0...3 {
        for candidate in [path, Tree.joined(path, "Exercises")] {
          let isLinked = candidate != path && tree.kind(of: candidate) == .link
          guard
            isLinked
              || units.contains(where: {
                [.folder, .link].contains(tree.kind(of: Tree.joined(candidate, $0.folder)))
              })
          else { continue }
          path = candidate
          return
        }
        let isThere = { (name: String) in [.file, .link].contains(tree.kind(of: Tree.joined(path, name))) }
        if units.count == 1, units[0].files.contains(where: isThere) {
          unitWithoutFolder = units[0]
          return
        }
        let folders = tree.names(in: path, of: .folder)
        guard folders.count == 1 else {
          let links = tree.names(in: path, of: .link)
          guard folders.isEmpty, tree.archives(in: path).isEmpty, let link = links.min() else { return nil }
          throw InvalidSubmissionError(link: Tree.joined(path, link))
        }
        path = Tree.joined(path, folders[0])
      }
      return nil
    }
  }
}
