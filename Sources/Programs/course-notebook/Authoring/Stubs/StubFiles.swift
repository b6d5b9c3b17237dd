import CourseCatalog
import Formats
import Foundation

/// The stubs of one unit on disk: in the exercise, where students write, and the course's own copies next to
/// the suite, which replace missing files and reset an exercise.
public struct StubFiles: Sendable {
  private let unit: CourseUnit
  private let layout: CourseLayout

  /// The stubs of a unit.
  public init(_ unit: CourseUnit, in layout: CourseLayout) {
    self.unit = unit
    self.layout = layout
  }

  /// The stubs generated from the solution, by file name.
  ///
  /// - Throws: `Complaint` if the solution cannot be read or does not fit the catalog.
  public func fresh() throws -> [String: String] {
    let folder = layout.solution(unit)
    let pairs = try unit.files.map { name -> (String, String) in
      let file = folder.appendingPathComponent(name)
      guard let text = Self.text(of: file) else {
        throw Complaint("\(path(file)) is missing or is not UTF-8: stubs are generated from the solution")
      }
      return (name, text)
    }
    do {
      return try StubGenerator(unit).stubs(for: Dictionary(uniqueKeysWithValues: pairs))
    } catch let fault as Complaint {
      throw Complaint("Solutions/\(unit.folder): \(fault.description)")
    }
  }

  /// The files that do not match the solution, as paths from the course's root.
  ///
  /// - Parameter includesExercise: whether the student's own files also count.
  /// - Throws: `Complaint` as ``fresh()`` does.
  public func stale(includesExercise: Bool = true) throws -> [String] {
    let fresh = try fresh()
    let folders = [layout.stubs(unit)] + (includesExercise ? [layout.exercise(unit)] : [])
    return folders.flatMap { folder in
      unit.files.map(folder.appendingPathComponent).filter {
        Self.text(of: $0) != fresh[$0.lastPathComponent]
      }
    }.map(path)
  }

  /// Writes the stubs where they differ, and returns the paths of what was written.
  ///
  /// - Throws: `Complaint` if a file of the exercise has been worked on: then nothing is written.
  public func write() throws -> [String] {
    let fresh = try fresh()
    for name in unit.files where isWorkedOn(name, fresh[name]!) {
      throw Complaint(
        "\(path(layout.exercise(unit).appendingPathComponent(name))) has been worked on and is not overwritten: "
          + "'course reset \(unit.number)' keeps a copy and restores the stub")
    }
    var written: [String] = []
    for folder in [layout.stubs(unit), layout.exercise(unit)] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for name in unit.files {
        let file = folder.appendingPathComponent(name)
        guard Self.text(of: file) != fresh[name] else { continue }
        try Data(fresh[name]!.utf8).write(to: file, options: .atomic)
        written.append(path(file))
      }
    }
    return written
  }

  /// Whether a file of the exercise is neither the old stub nor the new one.
  private func isWorkedOn(_ name: String, _ fresh: String) -> Bool {
    guard let text = Self.text(of: layout.exercise(unit).appendingPathComponent(name)) else { return false }
    return text != fresh && text != Self.text(of: layout.stubs(unit).appendingPathComponent(name))
  }

  private static func text(of file: URL) -> String? {
    try? String(contentsOf: file, encoding: .utf8)
  }

  private func path(_ file: URL) -> String {
    file.path.replacingOccurrences(of: layout.root.path + "/", with: "")
  }
}
