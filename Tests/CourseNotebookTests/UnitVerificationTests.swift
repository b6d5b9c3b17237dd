import Foundation
import XCTest

@testable import CourseCatalog
@testable import course_notebook

/// Mistakes that authors make, planted one by one in a small unit that is complete without them.
final class UnitVerificationTests: XCTestCase {
  private let root = FileManager.default.temporaryDirectory.appendingPathComponent(
    "verify-\(UUID().uuidString)")
  private let solution =
    "/// Task 1. One.\npublic func one() throws {}\n\n/// Task 2. Two.\npublic func two() throws {}\n"

  private func unit(
    points: [Int] = [60, 40], hints: [String] = ["a.", "b.", "c."], dependsOn: [String] = []
  ) -> CourseUnit {
    let tasks = points.enumerated().map { index, points in
      CourseTask(
        id: "99.\(index + 1)", name: "thing", files: ["F.swift"], points: points,
        dependsOn: index == 0 ? [] : dependsOn, hints: index == 0 ? ["a.", "b.", "c."] : hints)
    }
    return CourseUnit(number: "99", name: "Fake", title: "", summary: "", files: ["F.swift"], tasks: tasks)
  }

  private func faults(_ point: VerifiedPoint, _ unit: CourseUnit? = nil) -> [String] {
    UnitVerification(unit ?? self.unit(), in: CourseLayout(root: root)).verify(point).faults
  }

  private func put(_ text: String, _ path: String) throws {
    let file = root.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  private func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: root.appendingPathComponent(path))
  }

  override func setUpWithError() throws {
    for path in ["main.swift", "99-Fake.ipynb", "99-Fake.md"] { try put("// x", "Chapters/99-Fake/\(path)") }
    try put(solution, "Solutions/99-Fake/F.swift")
    try put("[]", "Solutions/99-Fake/mistakes.json")
    try put("| 99.1 | 60 | `F.swift` |\n| 99.2 | 40 | `F.swift` |\n", "Exercises/99-Fake/README.md")
    _ = try StubFiles(unit(), in: CourseLayout(root: root)).write()
  }

  override func tearDownWithError() throws { try FileManager.default.removeItem(at: root) }

  func testAWholeUnitHasNoFault() {
    for point in [VerifiedPoint.catalogue, .files, .stubs] {
      XCTAssertEqual(faults(point), [], point.rawValue)
    }
  }

  func testFaultsOfTheCatalogue() {
    XCTAssertEqual(faults(.catalogue, unit(points: [60, 35])), ["the points sum to 95, not to 100"])
    XCTAssertEqual(faults(.catalogue, unit(points: [100, 0])), ["99.2 is worth nothing"])
    XCTAssertEqual(faults(.catalogue, unit(hints: ["a.", "b."])), ["99.2 has 2 hints, not 3"])
    XCTAssertEqual(faults(.catalogue, unit(hints: ["a.", "a.", "c."])), ["99.2 has the same hint twice"])
    XCTAssertEqual(faults(.catalogue, unit(hints: ["a.", " ", "c."])), ["99.2 has an empty hint"])
    XCTAssertEqual(
      faults(.catalogue, unit(dependsOn: ["99.2"])), ["99.2 builds on 99.2, which is not an earlier task"])
  }

  func testFaultsOfTheFiles() throws {
    try put("| 99.1 | 50 |\n| 99.2 | 40 |", "Exercises/99-Fake/README.md")
    XCTAssertEqual(faults(.files), ["Exercises/99-Fake/README.md has no row '| 99.1 | 60 |'"])
    try put("x", "Solutions/99-Fake/Stray.swift")
    XCTAssertTrue(faults(.files).contains("Solutions/99-Fake/Stray.swift is not a file of the unit"))
    try remove("Chapters/99-Fake/99-Fake.md")
    XCTAssertTrue(faults(.files).contains("Chapters/99-Fake/99-Fake.md is missing"))
  }

  func testAStubThatIsNotTheSolutionsIsFound() throws {
    try put("public func one() {}", "Exercises/99-Fake/F.swift")
    XCTAssertEqual(
      faults(.stubs), ["Exercises/99-Fake/F.swift does not match the solution: 'course stubs 99'"])
    try put(solution.replacingOccurrences(of: "Task 2.", with: "Two."), "Solutions/99-Fake/F.swift")
    XCTAssertEqual(faults(.stubs).count, 1)
    XCTAssertTrue(faults(.stubs)[0].contains("Task 2."), "\(faults(.stubs))")
  }

  func testAUnitOfWhichTheTableSaysNothingIsFound() {
    XCTAssertEqual(faults(.syllabus), ["the syllabus has no row for this unit"])
  }

  func testAlternativesHaveToBeThreeAndOfTheirOwn() throws {
    let folder = "Solutions/99-Fake/Alternatives"
    XCTAssertEqual(faults(.alternatives), ["there are 0 alternatives, but 3 are required"])
    try put(solution, "\(folder)/Copied/F.swift")
    try put(solution, "\(folder)/Strayed/G.swift")
    try put("", "\(folder)/Empty/.keep")
    XCTAssertEqual(
      faults(.alternatives),
      [
        "Copied: F.swift is the reference's own", "Empty: it holds no file",
        "Strayed: G.swift is not a file of the unit",
      ])
  }

  func testWhatCannotBeLookedAtIsAFault() throws {
    try remove("Solutions/99-Fake/mistakes.json")
    XCTAssertEqual(faults(.mistakes).count, 1)
    XCTAssertEqual(faults(.notebook).count, 1)
  }

  func testQuickPointsComeFirst() {
    let quick = VerifiedPoint.allCases.map(\.isQuick)
    XCTAssertEqual(quick, quick.filter { $0 } + quick.filter { !$0 })
  }
}
