import CourseCatalog
import XCTest

@testable import ClassGrading

final class GradescopeTests: XCTestCase {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "bundle-\(UUID().uuidString)")

  override func setUpWithError() throws {
    for (path, text) in [
      ("Package.swift", "// manifest"), ("Sources/A/a.swift", "a"), ("Sources/A/.hidden", "no"),
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

  func testTheChecksumIsThatOfTheStandard() {
    XCTAssertEqual(ZipArchive.checksum(Data("123456789".utf8)), 0xcbf4_3926)
    XCTAssertEqual(ZipArchive.checksum(Data()), 0)
  }

  /// Reads an archive back by the offsets that its directory names, which is what every other reader does.
  private func entries(_ data: Data) -> [String: (text: String, mode: UInt32)] {
    let bytes = Array(data)
    func number(_ place: Int, _ size: Int) -> Int {
      (0..<size).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
    let end = bytes.count - 22
    var found: [String: (text: String, mode: UInt32)] = [:]
    var place = number(end + 16, 4)
    for _ in 0..<number(end + 10, 2) {
      let (length, size) = (number(place + 28, 2), number(place + 24, 4))
      let name = String(decoding: bytes[(place + 46)..<(place + 46 + length)], as: UTF8.self)
      let local = number(place + 42, 4)
      let begin = local + 30 + number(local + 26, 2)
      XCTAssertEqual(
        number(place + 16, 4), Int(ZipArchive.checksum(Data(bytes[begin..<(begin + size)]))), name)
      found[name] = (
        String(decoding: bytes[begin..<(begin + size)], as: UTF8.self), UInt32(number(place + 38, 4)) >> 16
      )
      place += 46 + length
    }
    XCTAssertEqual(place, end)
    return found
  }

  func testTheBundleHoldsTheCourseWithoutItsSolutions() throws {
    let unit = try XCTUnwrap(Course.unit(named: "03"))
    let bundle = GradescopeBundle(unit, in: CourseLayout(root: folder), seed: "it's spring")
    let found = entries(try bundle.archive())
    XCTAssertEqual(
      Set(found.keys),
      [
        "setup.sh", "run_autograder", "course/Package.swift", "course/Sources/A/a.swift",
        "course/Tests/Grading/03-RNN/s.swift", "course/Exercises/03-RNN/e.swift",
      ])
    XCTAssertFalse(found.values.contains { $0.text.contains("the answer") })
    XCTAssertEqual(found["setup.sh"]?.mode, 0o100755)
    XCTAssertEqual(found["run_autograder"]?.mode, 0o100755)
    XCTAssertEqual(found["course/Package.swift"]?.mode, 0o100644)
    XCTAssertTrue(found["run_autograder"]?.text.contains("--seed='it'\\''s spring' ") ?? false)
    XCTAssertEqual(try bundle.archive(), try bundle.archive())
  }

  func testTheScriptsAreSoundShell() throws {
    let unit = try XCTUnwrap(Course.unit(named: "03"))
    let bundle = GradescopeBundle(unit, in: CourseLayout(root: folder), seed: nil)
    for script in [bundle.setupScript, bundle.gradingScript] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/bash")
      process.arguments = ["-n", "-c", script]
      try process.run()
      process.waitUntilExit()
      XCTAssertEqual(process.terminationStatus, 0, script)
    }
  }
}
