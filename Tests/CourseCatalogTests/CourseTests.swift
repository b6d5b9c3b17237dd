import Foundation
import XCTest

@testable import CourseCatalog

/// The table of units holds together, and with the folders and the manifest.
final class CourseTests: XCTestCase {
  private var layout: CourseLayout {
    get throws { try CourseLayout.find(from: URL(fileURLWithPath: #filePath).deletingLastPathComponent()) }
  }

  func testTheManifestHasTheSameUnits() throws {
    let manifest = try String(
      contentsOf: layout.root.appendingPathComponent("Package.swift"), encoding: .utf8)
    let table = try XCTUnwrap(manifest.range(of: "let unitTable: KeyValuePairs<String, [String]> = [\n"))
    let rows = manifest[table.upperBound...].split(separator: "\n")
      .prefix { !$0.hasPrefix("]") }.map {
        $0.split(separator: "\"").filter { $0.contains(where: \.isLetter) }
      }
    let expected = Course.units.map { [$0.folder] + $0.additionalModules }
    XCTAssertEqual(rows.map { $0.map(String.init) }, expected)
  }

  func testTasksBuildOnEarlierTasksOfTheirUnit() {
    for unit in Course.units {
      for task in unit.tasks {
        for id in task.dependsOn {
          let earlier = unit.tasks.first { $0.id == id }
          XCTAssertNotNil(earlier, "\(task.id) builds on \(id)")
          XCTAssertLessThan(earlier?.number ?? 0, task.number, "\(task.id) builds on \(id)")
        }
      }
    }
  }

  func testThePointsOfAUnitSumTo100AndEveryTaskHasSome() {
    XCTAssertFalse(Course.units.isEmpty)
    for unit in Course.units {
      XCTAssertEqual(unit.maxScore, 100, unit.folder)
      for task in unit.tasks { XCTAssertGreaterThan(task.points, 0, task.id) }
    }
  }

  func testTasksAreNumberedInOrderUnderTheirUnit() {
    for unit in Course.units {
      XCTAssertEqual(unit.tasks.map(\.id), unit.tasks.indices.map { "\(unit.number).\($0 + 1)" })
      XCTAssertEqual(unit.tasks.map(\.number), unit.tasks.indices.map { $0 + 1 })
    }
  }

  func testEveryTaskHasThreeHintsThatAreSentences() {
    for task in Course.units.flatMap(\.tasks) {
      XCTAssertEqual(task.hints.count, 3, task.id)
      for hint in task.hints { XCTAssertTrue(hint.last == "." || hint.last == "?", "\(task.id): \(hint)") }
      XCTAssertEqual(Set(task.hints).count, task.hints.count, task.id)
    }
  }

  func testEveryUnitHasItsFolders() throws {
    for unit in Course.units {
      for folder in [
        try layout.chapter(unit), try layout.exercise(unit), try layout.solution(unit),
        try layout.suite(unit),
      ] {
        XCTAssertTrue(FileManager.default.fileExists(atPath: folder.path), folder.path)
      }
    }
  }

  func testTheTableNamesTheSourcesOfTheSolutionAndTheExerciseHasThem() throws {
    for unit in Course.units {
      XCTAssertFalse(unit.files.isEmpty, unit.folder)
      XCTAssertEqual(try sources(layout.solution(unit)), unit.files.sorted(), unit.folder)
      // Students can add their own files.
      XCTAssertTrue(Set(try sources(layout.exercise(unit))).isSuperset(of: unit.files), unit.folder)
    }
  }

  /// Students edit their exercises freely, so this holds for the course as handed out.
  func testEveryStubSaysWhichTaskWaits() throws {
    try XCTSkipUnless(ProcessInfo.processInfo.environment["COURSE_SLOW_TESTS"] == "1")
    for unit in Course.units {
      let folder = try layout.exercise(unit)
      let text = try sources(folder)
        .map { try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8) }
        .joined()
      for task in unit.tasks { XCTAssertTrue(text.contains("TODO: Task \(task.number)"), task.id) }
    }
  }

  private func sources(_ folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
      .sorted()
  }

  func testAUnitIsFoundByEveryNameThatAUserMayType() throws {
    for unit in Course.units {
      let plain = String(try XCTUnwrap(Int(unit.number)))
      for name in [unit.number, plain, unit.name, unit.name.lowercased(), unit.folder] {
        XCTAssertEqual(Course.unit(named: name), unit, name)
      }
    }
    for name in ["", "0", "99", "nothing", "-"] { XCTAssertNil(Course.unit(named: name), name) }
  }

  func testTheCourseIsFoundFromInsideAndNotFromOutside() throws {
    let unit = try XCTUnwrap(Course.units.first)
    XCTAssertEqual(try CourseLayout.find(from: layout.exercise(unit)).root.path, try layout.root.path)
    XCTAssertThrowsError(try CourseLayout.find(from: URL(fileURLWithPath: "/"))) {
      XCTAssertTrue("\($0)".contains("Package.swift"), "\($0)")
    }
  }

  func testEveryFileBelongsToATaskAndEveryTaskToAFile() {
    for unit in Course.units {
      XCTAssertEqual(Set(unit.tasks.flatMap(\.files)), Set(unit.files), unit.folder)
      XCTAssertTrue(unit.tasks.allSatisfy { !$0.files.isEmpty }, unit.folder)
    }
  }
}
