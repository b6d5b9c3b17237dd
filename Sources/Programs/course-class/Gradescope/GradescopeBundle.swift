import CommandSupport
import CourseCatalog
import Formats
import Foundation

/// What Gradescope wants uploaded as an autograder: a script that prepares a machine once, a script that grades one
/// submission, and the course without its solutions.
public struct GradescopeBundle {
  let unit: CourseUnit
  private let layout: CourseLayout
  let seed: String?

  /// A bundle for one unit.
  public init(_ unit: CourseUnit, in layout: CourseLayout, seed: String?) {
    self.unit = unit
    self.layout = layout
    self.seed = seed
  }

  /// The parts of the course that grading needs. The solutions stay at home: student code runs beside these.
  private static let folders = ["Sources", "Tests/Grading", "Exercises"]

  /// The archive to upload.
  ///
  /// - Throws: `Complaint` where a file of the course cannot be read.
  public func archive() throws -> Data {
    var archive = ZipWriter()
    archive.add("setup.sh", Data(setupScript.utf8), isProgram: true)
    archive.add("run_autograder", Data(gradingScript.utf8), isProgram: true)
    let source = CourseFiles(layout)
    for path in ["Package.swift"] + (try Self.folders.flatMap(source.below)) {
      archive.add("course/\(path)", try source.contents(of: path))
    }
    return archive.data
  }
}
