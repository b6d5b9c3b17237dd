import CourseCatalog
import Formats
import XCTest

@testable import course_class

final class GradescopeTests: XCTestCase {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "bundle-\(UUID().uuidString)")

  private let scripts = "Sources/Programs/course-class/Scripts/Gradescope"

  override func setUpWithError() throws {
    for (path, text) in [
      ("Package.swift", "// manifest"), ("Sources/A/a.swift", "a"), ("\(scripts)/setup.sh", "prepare"),
      ("\(scripts)/run_autograder", "grade"), ("Sources/A/.hidden", "no"),
      ("Tests/Grading/03-RNN/s.swift", "s"), ("Tests/Other/t.swift", "no"), ("Exercises/03-RNN/e.swift", "e"),
      ("Solutions/03-RNN/e.swift", "the answer"), (".git/config", "no"),
    ] {
      let file = folder.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  override func tearDown() { try? FileManager.default.removeItem(at: folder) }

  private func entries(_ data: Data) throws -> [String: (text: String, isProgram: Bool)] {
    let file = folder.appendingPathComponent("bundle.zip")
    try data.write(to: file)
    let reader = try ZipReader(file)
    return Dictionary(
      uniqueKeysWithValues: try reader.entries.map { entry in
        let text = String(decoding: try reader.contents(of: entry, upTo: 100_000), as: UTF8.self)
        return (entry.path, (text, entry.isProgram))
      })
  }

  func testTheBundleHoldsTheCourseWithoutItsSolutions() throws {
    let unit = try XCTUnwrap(Course.unit(named: "03"))
    let bundle = GradescopeBundle(unit, in: CourseLayout(root: folder), seed: "it's spring")
    let found = try entries(try bundle.archive())
    XCTAssertEqual(
      Set(found.keys),
      [
        "setup.sh", "run_autograder", "settings", "course/Package.swift", "course/Sources/A/a.swift",
        "course/\(scripts)/setup.sh", "course/\(scripts)/run_autograder",
        "course/Tests/Grading/03-RNN/s.swift", "course/Exercises/03-RNN/e.swift",
      ])
    XCTAssertFalse(found.values.contains { $0.text.contains("the answer") })
    XCTAssertEqual(found["setup.sh"]?.isProgram, true)
    XCTAssertEqual(found["run_autograder"]?.isProgram, true)
    XCTAssertEqual(found["course/Package.swift"]?.isProgram, false)
    XCTAssertEqual(found["run_autograder"]?.text, "grade")
    XCTAssertEqual(
      found["settings"]?.text,
      "UNIT=03\nSEED='it'\\''s spring'\nFILES='\(unit.files.joined(separator: ", "))'\nFOLDER=03-RNN\n")
    XCTAssertEqual(try bundle.archive(), try bundle.archive())
  }
}
