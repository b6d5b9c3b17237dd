import Formats
import Foundation

/// The paths of the course's folders, from the root of the package.
public struct CourseLayout: Sendable, Equatable {
  /// The folder that holds `Package.swift`.
  public let root: URL

  /// The layout below a known root.
  public init(root: URL) { self.root = root }

  /// The layout around a folder: the nearest folder at or above it with this course's `Package.swift`.
  ///
  /// - Throws: `Complaint` if there is none up to the root of the file system.
  public static func find(from start: URL) throws -> CourseLayout {
    var folder = start.standardizedFileURL
    while true {
      if isCourse(folder) { return CourseLayout(root: folder) }
      let parent = folder.deletingLastPathComponent().standardizedFileURL
      if parent.path == folder.path {
        throw Complaint(
          "\(start.path) is not inside the course: go to the folder that holds the course's Package.swift and call "
            + "again")
      }
      folder = parent
    }
  }

  private static func isCourse(_ folder: URL) -> Bool {
    ["Package.swift", "Sources/Course/CourseCatalog"].allSatisfy {
      FileManager.default.fileExists(atPath: folder.appendingPathComponent($0).path)
    }
  }

  /// `Chapters/03-RNN`.
  public func chapter(_ unit: CourseUnit) -> URL { folder("Chapters", unit) }
  /// `Exercises/03-RNN`.
  public func exercise(_ unit: CourseUnit) -> URL { folder("Exercises", unit) }
  /// `Solutions/03-RNN`.
  public func solution(_ unit: CourseUnit) -> URL { folder("Solutions", unit) }
  /// `Tests/Grading/03-RNN`.
  public func suite(_ unit: CourseUnit) -> URL { folder("Tests/Grading", unit) }
  /// `Tests/Grading/03-RNN/Stubs`: the exercise as handed out, regardless of `Exercises`.
  public func stubs(_ unit: CourseUnit) -> URL { suite(unit).appendingPathComponent("Stubs") }
  /// Whether this copy of the course has solutions: a student's has none.
  public var hasSolutions: Bool { root.appendingPathComponent("Solutions").isFolder }
  /// The student's progress so far; ignored by git.
  public var progress: URL { root.appendingPathComponent(".course/progress.json") }
  /// The hints shown to the student; ignored by git.
  public var shownHints: URL { root.appendingPathComponent(".course/hints.json") }
  /// `.course/kept/03-RNN`: the student's code of an exercise that was reset; ignored by git.
  public func kept(_ unit: CourseUnit) -> URL { folder(".course/kept", unit) }
  /// The grader's own build folder; ignored by git.
  public var scratch: URL { root.appendingPathComponent(".build/course") }

  /// The folder of a module's sources, in whichever group of `Sources` it is; `nil` if there is none.
  public func sources(of module: String) -> URL? {
    let all = root.appendingPathComponent("Sources")
    let groups = (try? FileManager.default.contentsOfDirectory(atPath: all.path)) ?? []
    return groups.map { all.appendingPathComponent("\($0)/\(module)") }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }

  private func folder(_ kind: String, _ unit: CourseUnit) -> URL {
    root.appendingPathComponent(kind).appendingPathComponent(unit.folder)
  }
}
