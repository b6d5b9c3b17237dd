import CourseCatalog
import XCTest

@testable import GradingEngine

final class SubmissionTests: XCTestCase {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "submission-\(UUID().uuidString)")
  private var unitFolder: URL { folder.appendingPathComponent("sub/03-RNN") }

  override func setUpWithError() throws {
    try FileManager.default.createDirectory(at: unitFolder, withIntermediateDirectories: true)
    let stubs = layout.exercise(unit)
    try FileManager.default.createDirectory(at: stubs, withIntermediateDirectories: true)
    for name in unit.files {
      try Data("// the stub of \(name)".utf8).write(to: stubs.appendingPathComponent(name))
    }
  }

  override func tearDown() { try? FileManager.default.removeItem(at: folder) }

  private var unit: CourseUnit { Course.unit(named: "03")! }
  private var layout: CourseLayout { CourseLayout(root: folder.appendingPathComponent("course")) }

  private func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: unitFolder.appendingPathComponent(name))
  }

  private func stage() throws -> StagedSubmission {
    let submission = try Submission(path: folder.appendingPathComponent("sub").path, in: layout)
    return try StagedSubmission(unit, of: submission, in: layout)
  }

  private func staged(_ name: String) throws -> String {
    try String(contentsOf: stage().folder.appendingPathComponent(name), encoding: .utf8)
  }

  func testOnlyTheExercisesOwnFilesAreTaken() throws {
    for name in unit.files + ["Package.swift", "Extra.swift"] { try write("// mine", name) }
    let staged = try stage()
    let names = try FileManager.default.contentsOfDirectory(atPath: staged.folder.path)
    XCTAssertEqual(Set(names), Set(unit.files + ["README.md"]))
    XCTAssertEqual(staged.missing, [])
  }

  func testTheStubStandsInForAMissingFile() throws {
    try write("// mine", "RNN.swift")
    XCTAssertEqual(try stage().missing, ["Softmax.swift", "RNN+Stacked.swift"])
    XCTAssertEqual(try staged("RNN.swift"), "// mine")
    XCTAssertEqual(try staged("Softmax.swift"), "// the stub of Softmax.swift")
  }

  func testALinkABinaryAndAHugeFileAreRefused() throws {
    try FileManager.default.createSymbolicLink(
      atPath: unitFolder.appendingPathComponent("RNN.swift").path, withDestinationPath: "/etc/passwd")
    XCTAssertThrowsError(try stage()) {
      XCTAssertTrue(($0 as? UnusableFile)?.message.hasSuffix("RNN.swift is not an ordinary file") ?? false)
    }
    try FileManager.default.removeItem(at: unitFolder.appendingPathComponent("RNN.swift"))
    try Data([0xff, 0xfe, 0x00]).write(to: unitFolder.appendingPathComponent("RNN.swift"))
    XCTAssertThrowsError(try stage()) {
      XCTAssertTrue(($0 as? UnusableFile)?.message.hasSuffix("is not UTF-8 text") ?? false)
    }
    try write(String(repeating: "/", count: 1_000_001), "RNN.swift")
    XCTAssertThrowsError(try stage()) {
      XCTAssertTrue(($0 as? UnusableFile)?.message.hasSuffix("is larger than a megabyte") ?? false)
    }
  }

  func testPathsOfCopiesAreShownAsTheStudentsOwn() throws {
    try write("// mine", "RNN.swift")
    let staged = try stage()
    let own = unitFolder.resolvingSymlinksInPath().appendingPathComponent("RNN.swift").path
    XCTAssertEqual(
      staged.withOwnPaths("\(staged.folder.path)/RNN.swift:3:1: oh"), "\(own):3:1: oh")
  }

  func testAnUnchangedFileKeepsItsDateAndAChangedOneFallsIntoAnotherSecond() throws {
    try write("// one", "RNN.swift")
    let file = try stage().folder.appendingPathComponent("RNN.swift").path
    func date() throws -> Date {
      try XCTUnwrap(FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date)
    }
    let first = try date()
    try BuildClock(layout).noteBuild()
    _ = try stage()
    XCTAssertEqual(try date(), first)
    try write("// two", "RNN.swift")
    _ = try stage()
    XCTAssertGreaterThan(
      try date().timeIntervalSince1970.rounded(.down), first.timeIntervalSince1970.rounded(.down))
  }

  func testWhatIsNoSubmissionIsRefusedWithTheWayOut() throws {
    func message(_ path: String) -> String? {
      do {
        _ = try Submission(path: path, in: layout)
        return nil
      } catch { return "\(error)" }
    }
    XCTAssertEqual(
      message("/no/where"), "there is no folder /no/where: --submission names a folder shaped like Exercises")
    XCTAssertEqual(
      message(unitFolder.path),
      "\(unitFolder.path) is one unit's folder: give the folder above it, --submission sub")
    XCTAssertNotNil(message(FileManager.default.temporaryDirectory.path))
    try write("// mine", "RNN.swift")
    XCTAssertNotNil(message(unitFolder.appendingPathComponent("RNN.swift").path))
  }
}
