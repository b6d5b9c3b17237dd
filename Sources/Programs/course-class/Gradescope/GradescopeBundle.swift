import CourseCatalog
import Formats
import Foundation

/// The upload for Gradescope as an autograder: a script that prepares a machine once, a script that grades
/// one submission, the settings that both read, and the course without its solutions.
public struct GradescopeBundle {
  private let unit: CourseUnit
  private let layout: CourseLayout
  private let seed: String?

  /// A bundle for one unit.
  public init(_ unit: CourseUnit, in layout: CourseLayout, seed: String?) {
    self.unit = unit
    self.layout = layout
    self.seed = seed
  }

  /// The parts of the course that grading needs. The solutions are not included: student code runs on the
  /// same machine.
  private static let folders = ["Sources", "Tests/Grading", "Exercises"]

  /// The archive to upload.
  ///
  /// - Throws: `Complaint` if a file of the course cannot be read.
  public func archive() throws -> Data {
    var archive = ZipWriter()
    let source = CourseFiles(layout)
    for script in ["setup.sh", "run_autograder"] {
      archive.add(script, try source.script("Gradescope/\(script)"), isProgram: true)
    }
    archive.add("settings", Data(settings.utf8))
    for path in ["Package.swift"] + (try Self.folders.flatMap(source.below)) {
      archive.add("course/\(path)", try source.contents(of: path))
    }
    return archive.data
  }

  /// The settings for the scripts: shell variables, one line each.
  private var settings: String {
    [
      ("UNIT", unit.number), ("SEED", seed ?? ""), ("FILES", unit.files.joined(separator: ", ")),
      ("FOLDER", unit.folder),
    ].map { "\($0)=\(shellQuoted($1))\n" }.joined()
  }
}
