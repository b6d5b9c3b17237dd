import CourseCatalog
import Foundation

extension Grader {
  /// The sources whose change may change a grade: the library, which the suites ask, and the graders themselves.
  private static let gradingModules = [
    "MatrixKernels", "LinearAlgebra", "CourseSupport", "GradientChecking", "TextEncoding",
    "RecurrentNetworks",
    "SequenceTraining", "GradingEvents", "GradingSupport", "ChildProcesses", "GradingEngine",
  ]

  /// A name for everything besides the submission and the seed that a grade depends on: the course's sources, the
  /// suites of the given units and the compiler. Where it is the same, an earlier grade still holds.
  ///
  /// - Throws: ``GradingFailure/graderError(_:)`` where there is no compiler, or the file system's error.
  public static func version(for units: [CourseUnit], in layout: CourseLayout) throws -> String {
    var key = ContentKey()
    key.add(try CompilerTools().version)
    for module in gradingModules {
      let folder = layout.root.appendingPathComponent("Sources/\(module)")
      guard FileManager.default.fileExists(atPath: folder.path) else { continue }
      key.add(module)
      try key.add(filesBelow: folder)
    }
    for unit in units {
      key.add("\(unit)")
      try key.add(filesBelow: layout.suite(unit))
    }
    return key.text
  }
}
