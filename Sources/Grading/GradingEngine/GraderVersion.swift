import ChildProcesses
import CourseCatalog
import Formats
import Foundation

extension Grader {
  /// A name for everything besides the submission and the seed that a grade depends on: the manifest, all of
  /// the course's sources, the suites and stubs of the given units, their solutions and the compiler. If it
  /// is the same, an earlier grade still holds.
  ///
  /// - Throws: `Complaint` if there is no compiler, or the file system's error.
  public static func version(for units: [CourseUnit], in layout: CourseLayout) throws -> String {
    var key = ContentKey()
    key.add(try CompilerTools.current().version)
    key.add(try ReleaseBuild(of: layout.root).key())
    for unit in units {
      key.add("\(unit)")
      for folder in [layout.suite(unit), layout.solution(unit)]
      where FileManager.default.fileExists(atPath: folder.path) {
        try key.add(filesBelow: folder)
      }
    }
    return key.text
  }
}
