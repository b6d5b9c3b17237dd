import CourseCatalog
import Formats
import Foundation

/// The checks that a unit's suite holds.
///
/// They are read from the source text, which is the grader's own: a program that contains a student's code
/// must not choose its own tests.
public struct SuiteListing: Sendable {
  /// The checks, file by file in the order of the source.
  public private(set) var checks: [GradedCheck] = []
  /// The modules the suite imports.
  private(set) var imports: [String] = []
  private var bodies: [GradedCheck: String] = [:]

  /// Reads the suite of a unit.
  ///
  /// - Throws: `Complaint` if the suite cannot be read or a task has no check.
  public init(of unit: CourseUnit, in layout: CourseLayout) throws {
    for file in Self.files(of: unit, in: layout) {
      add(SourceOutline(try String(contentsOf: file, encoding: .utf8)), unit.suiteModule)
    }
    for task in unit.tasks where !checks.contains(where: { $0.taskNumber == task.number }) {
      throw Complaint.ofCourse("the suite in \(layout.suite(unit).path) has no check for task \(task.id)")
    }
  }

  /// The listing of one file.
  init(_ source: SourceOutline, module: String) { add(source, module) }

  /// The suite's source files.
  static func files(of unit: CourseUnit, in layout: CourseLayout) -> [URL] {
    let folder = layout.suite(unit)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".swift") }.sorted().map(folder.appendingPathComponent)
  }

  /// The source of a check's body, moved to the left margin.
  public func body(of check: GradedCheck) -> String? { bodies[check] }

  private mutating func add(_ source: SourceOutline, _ module: String) {
    imports += source.declarations.filter { $0.keyword == "import" }.map(\.name)
    for type in source.declarations where source.words(in: type.head).contains("GradedTestCase") {
      for method in type.members where method.keyword == "func" && method.name.hasPrefix("testTask") {
        let check = GradedCheck(module: module, className: type.name, method: method.name)
        checks.append(check)
        bodies[check] = method.body.map { Self.inside(source.text($0)) }
      }
    }
  }

  /// The text between braces.
  private static func inside(_ body: String) -> String {
    let lines = body.dropFirst().dropLast().split(separator: "\n", omittingEmptySubsequences: false)
    if lines.count == 1 { return lines[0].trimmingCharacters(in: .whitespaces) }
    // The formatter puts nothing next to a brace whose partner is on another line.
    let inner = lines.dropFirst().dropLast()
    let margin = inner.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    return inner.map { $0.dropFirst(margin) }.joined(separator: "\n")
  }
}
