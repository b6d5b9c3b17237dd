import CourseCatalog
import Foundation
import ZipArchives

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
  /// - Throws: ``ClassFailure`` where a file of the course cannot be read.
  public func archive() throws -> Data {
    var archive = ZipWriter()
    archive.add("setup.sh", Data(setupScript.utf8), isProgram: true)
    archive.add("run_autograder", Data(gradingScript.utf8), isProgram: true)
    for path in ["Package.swift"] + (try Self.folders.flatMap(files)) {
      guard let contents = try? Data(contentsOf: layout.root.appendingPathComponent(path)) else {
        throw ClassFailure("\(layout.root.appendingPathComponent(path).path) cannot be read")
      }
      archive.add("course/\(path)", contents)
    }
    return archive.data
  }

  /// The files below a folder of the course, hidden ones left out.
  private func files(below folder: String) throws -> [String] {
    let place = layout.root.appendingPathComponent(folder)
    guard let names = try? FileManager.default.subpathsOfDirectory(atPath: place.path) else {
      throw ClassFailure("\(place.path) cannot be read")
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.filter { name in
      let isHidden = name.split(separator: "/").contains { $0.hasPrefix(".") }
      var isFolder: ObjCBool = false
      let isThere = FileManager.default.fileExists(
        atPath: place.appendingPathComponent(name).path, isDirectory: &isFolder)
      return isThere && !isFolder.boolValue && !isHidden
    }.map { "\(folder)/\($0)" }
  }
}
