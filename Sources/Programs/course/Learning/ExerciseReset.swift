import CourseCatalog
import Formats
import Foundation

/// Resets an exercise to its stubs, and keeps the student's code where no build reads it.
public struct ExerciseReset: Sendable {
  private let unit: CourseUnit
  private let layout: CourseLayout

  /// What happened to an exercise.
  public struct Outcome: Sendable, Equatable {
    /// The files that are stubs again.
    public var files: [String] = []
    /// The folder with what the student had written; `nil` if there was nothing to keep.
    public var kept: URL?
  }

  /// A reset of one unit's exercise.
  public init(_ unit: CourseUnit, in layout: CourseLayout) {
    self.unit = unit
    self.layout = layout
  }

  /// The files that differ from the stubs.
  ///
  /// - Throws: `Complaint` if the course's own copies of the stubs are missing.
  public func changedFiles() throws -> [String] {
    try unit.files.filter { try stub($0) != own($0) }
  }

  /// Puts the stubs back.
  ///
  /// - Parameter files: The files to reset; files that are still stubs are left unchanged.
  /// - Throws: `Complaint` as ``changedFiles()`` does, or the file system's error; in that case every
  ///   replaced file of the student has been kept.
  public func reset(_ files: [String]) throws -> Outcome {
    let changed = try changedFiles().filter(files.contains)
    var outcome = Outcome(files: changed)
    let written = changed.filter { own($0) != nil }
    if !written.isEmpty { outcome.kept = try keep(written) }
    try FileManager.default.createDirectory(at: layout.exercise(unit), withIntermediateDirectories: true)
    for name in changed { try stub(name).write(to: place(name), options: .atomic) }
    return outcome
  }

  private func keep(_ names: [String]) throws -> URL {
    let manager = FileManager.default
    let numbers = ((try? manager.contentsOfDirectory(atPath: layout.kept(unit).path)) ?? []).compactMap {
      Int($0)
    }
    let folder = layout.kept(unit).appendingPathComponent("\((numbers.max() ?? 0) + 1)")
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in names { try manager.copyItem(at: place(name), to: folder.appendingPathComponent(name)) }
    return folder
  }

  private func place(_ name: String) -> URL { layout.exercise(unit).appendingPathComponent(name) }

  private func own(_ name: String) -> Data? { try? Data(contentsOf: place(name)) }

  private func stub(_ name: String) throws -> Data {
    let file = layout.stubs(unit).appendingPathComponent(name)
    guard let data = try? Data(contentsOf: file) else {
      throw Complaint(
        "the course's own copy of the stub is missing: Tests/Grading/\(unit.folder)/Stubs/\(name)")
    }
    return data
  }
}
