import CourseCatalog
import Foundation

extension Submission {
  /// The submission in what a student handed in: people zip one folder too many, or one too few.
  ///
  /// Looked for, in this order: the units' folders in `handedIn` itself, in `Exercises` below it, or in the only
  /// folder below it, down to three levels; last, where one unit is asked for, its files without a folder around
  /// them. Links are not followed. `nil` where nothing of the units is there.
  ///
  /// - Parameters:
  ///   - handedIn: one student's folder.
  ///   - units: the units that are to be graded.
  public static func find(in handedIn: URL, for units: [CourseUnit]) -> Submission? {
    var folder = handedIn
    for _ in 0...3 {
      for candidate in [folder, folder.appendingPathComponent("Exercises")] where isPlainFolder(candidate) {
        if units.contains(where: { isPlainFolder(candidate.appendingPathComponent($0.folder)) }) {
          return Submission(folder: candidate)
        }
      }
      if units.count == 1, holdsFiles(of: units[0], folder) {
        return Submission(folder: folder, unitWithoutFolder: units[0])
      }
      guard let inner = onlyFolder(in: folder) else { return nil }
      folder = inner
    }
    return nil
  }

  /// The submission at a path that a user names: a folder shaped like `Exercises`, or one in which ``find(in:for:)``
  /// finds the units.
  ///
  /// - Throws: ``GradingFailure/badInput(_:)`` where it is neither.
  public static func named(
    _ path: String, for units: [CourseUnit], in layout: CourseLayout
  ) throws -> Submission {
    do {
      return try Submission(path: path, in: layout)
    } catch let failure as GradingFailure {
      guard let found = find(in: URL(fileURLWithPath: path), for: units) else { throw failure }
      return found
    }
  }

  private static func holdsFiles(of unit: CourseUnit, _ folder: URL) -> Bool {
    unit.files.contains { name in
      type(of: folder.appendingPathComponent(name)) == .typeRegular
    }
  }

  /// The one folder in a folder, leaving out what systems put beside it.
  private static func onlyFolder(in folder: URL) -> URL? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let folders = names.filter { !$0.hasPrefix(".") && $0 != "__MACOSX" }
      .map(folder.appendingPathComponent).filter(isPlainFolder)
    return folders.count == 1 ? folders[0] : nil
  }

  /// Whether there is a folder that is no link to one.
  private static func isPlainFolder(_ folder: URL) -> Bool { type(of: folder) == .typeDirectory }

  private static func type(of file: URL) -> FileAttributeType? {
    (try? FileManager.default.attributesOfItem(atPath: file.path))?[.type] as? FileAttributeType
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
      let data = try SubmittedFile.contents(of: folder(of: unit).appendingPathComponent(name))
      return data.map(SubmittedPart.contents) ?? .missing
    } catch {
      return .unusable("\(error)")
    }
  }
}
