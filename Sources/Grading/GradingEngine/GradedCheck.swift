import CourseCatalog
import Formats
import Foundation

/// One test method of a suite, as the suite's source names it.
public struct GradedCheck: Codable, Sendable, Hashable {
  /// The module that holds it, `Suite03RNN`.
  public var module: String
  /// The class that holds it, `StepTests`.
  public var className: String
  /// The method, `testTask2_stepUsesThePreviousState`.
  public var method: String

  /// A check under its three names.
  public init(module: String, className: String, method: String) {
    self.module = module
    self.className = className
    self.method = method
  }

  /// What XCTest calls it, `Suite03RNN.StepTests/testTask2_stepUsesThePreviousState`.
  public var identifier: String { "\(module).\(className)/\(method)" }

  /// The number of the task it grades; 0 where the name carries none.
  public var taskNumber: Int {
    Int(method.dropFirst("testTask".count).prefix { $0.isNumber }) ?? 0
  }

  /// The sentence that a student reads, "step uses the previous state".
  public var title: String {
    let words = method.split(separator: "_", maxSplits: 1).last ?? ""
    return words.reduce(into: "") { text, letter in
      text += letter.isUppercase ? " " + letter.lowercased() : String(letter)
    }
  }
}

/// The checks that a unit's suite holds.
///
/// They are read from the source text, which is the grader's own: a program that contains a student's code is not
/// asked which tests it would like to take.
public struct SuiteListing {
  /// The checks, file by file in the order of the source.
  public var checks: [GradedCheck]

  /// Reads the suite of a unit.
  ///
  /// - Throws: `Complaint` where the suite cannot be read or a task has no check.
  public init(of unit: CourseUnit, in layout: CourseLayout) throws {
    let folder = layout.suite(unit)
    checks = try Self.sources(of: unit, in: layout).flatMap { Self.checks(in: $0, module: unit.suiteModule) }
    for task in unit.tasks where !checks.contains(where: { $0.taskNumber == task.number }) {
      throw Complaint.ofCourse("the suite in \(folder.path) has no check for task \(task.id)")
    }
  }

  /// The modules that the suite of a unit imports.
  static func imports(of unit: CourseUnit, in layout: CourseLayout) throws -> [String] {
    let words = try sources(of: unit, in: layout).flatMap { $0.split(separator: "\n") }.map {
      $0.split(separator: " ")
    }
    return words.filter { $0.count >= 2 && $0[$0.count - 2] == "import" }.map { String($0[$0.count - 1]) }
  }

  private static func sources(of unit: CourseUnit, in layout: CourseLayout) throws -> [String] {
    let folder = layout.suite(unit)
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    return try names.filter { $0.hasSuffix(".swift") }.map {
      try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8)
    }
  }

  /// The test methods that a source text declares, each under the class it stands in.
  static func checks(in source: String, module: String) -> [GradedCheck] {
    var className = ""
    return source.split(separator: "\n").compactMap { line in
      let words = line.split(whereSeparator: { " (:".contains($0) })
      if words.first == "//" { return nil }
      if let index = words.firstIndex(of: "class"), line.contains("GradedTestCase"), index + 1 < words.count {
        className = String(words[index + 1])
      }
      guard words.first == "func", words.count > 1, words[1].hasPrefix("testTask") else { return nil }
      return GradedCheck(module: module, className: className, method: String(words[1]))
    }
  }
}
