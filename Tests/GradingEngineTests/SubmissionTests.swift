import CourseCatalog
import XCTest

@testable import GradingEngine

final class SubmissionTests: XCTestCase {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "submission-\(UUID().uuidString)")
  private var unitFolder: URL { folder.appendingPathComponent("sub/03-RNN") }

  override func setUpWithError() throws {
    try FileManager.default.createDirectory(at: unitFolder, withIntermediateDirectories: true)
    let stubs = layout.stubs(unit)
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
    return try StagedSubmission(
      unit, of: submission, in: layout, to: folder.appendingPathComponent("staged"))
  }

  private func staged(_ name: String) throws -> String {
    try String(contentsOf: stage().folder.appendingPathComponent(name), encoding: .utf8)
  }

  func testTheExercisesFilesAreTakenAndTheSourcesBesideThem() throws {
    for name in unit.files + [
      "Package.swift", "main.swift", "Extra.swift", "rnn.swift", "a b.swift", "notes.txt",
    ] {
      try write("let mine = 1", name)
    }
    let staged = try stage()
    let names = try FileManager.default.contentsOfDirectory(atPath: staged.folder.path)
    XCTAssertEqual(Set(names), Set(unit.files + ["Extra.swift"]))
    XCTAssertEqual(staged.missing, [])
    XCTAssertEqual(staged.files.last?.lastPathComponent, "Extra.swift")
    XCTAssertEqual(
      staged.notes,
      [
        "Also compiled: Extra.swift",
        "Package.swift was not compiled: a manifest is not part of an exercise",
        "a b.swift was not compiled: rename it with plain letters and digits",
        "main.swift was not compiled: a file with this name starts a program, but here the checks do that",
        "rnn.swift was not compiled: its name differs from the exercise's RNN.swift only in case",
      ])
  }

  func testFilesBesideTheExercisesAreTakenWithinLimits() throws {
    for number in 0..<17 { try write("let a\(number) = 1", "Extra\(number).swift") }
    XCTAssertEqual(
      try stage().notes,
      [
        "17 additional Swift files were found, but at most 16 are compiled with the exercise: none was compiled"
      ])
    for number in 3..<17 {
      try FileManager.default.removeItem(at: unitFolder.appendingPathComponent("Extra\(number).swift"))
    }
    for number in 0..<3 { try write(String(repeating: "/", count: 900_000), "Extra\(number).swift") }
    XCTAssertEqual(
      try stage().notes,
      [
        "the additional Swift files have 2700000 bytes together, but at most 2000000 are compiled "
          + "with the exercise: none was compiled"
      ])
  }

  func testAFileBesideTheExercisesMeetsTheSameRulesAndCostsNoTaskOfItsOwn() throws {
    for name in unit.files { try write("let mine = 1", name) }
    try write("func helper() {}", "Helpers.swift")
    try write("import XCTest", "RNNTests.swift")
    var staged = try stage()
    let lost =
      "RNNTests.swift was not compiled: 03-RNN/RNNTests.swift:1: an exercise can import LinearAlgebra, CourseSupport "
      + "and Foundation, but this imports XCTest"
    XCTAssertEqual(staged.notes, ["Also compiled: Helpers.swift", lost])
    XCTAssertEqual(
      staged.lostChecks(of: [GradedCheck(module: "M", className: "C", method: "testTask1_x")]).count, 0)
    XCTAssertEqual(staged.ownFiles, unit.files + ["Helpers.swift"])
    try staged.lose(FileLoss(file: "Helpers.swift", verdict: .doesNotCompile, reason: "expected '}'"))
    XCTAssertFalse(
      FileManager.default.fileExists(atPath: staged.folder.appendingPathComponent("Helpers.swift").path))
    try staged.lose(
      FileLoss(file: "RNN.swift", verdict: .doesNotCompile, reason: "cannot find 'helper' in scope"))
    try staged.lose(FileLoss(file: "Softmax.swift", verdict: .doesNotCompile, reason: "expected ')'"))
    XCTAssertEqual(
      staged.losses.suffix(2).map(\.reason),
      [
        "cannot find 'helper' in scope\n\(lost)\nHelpers.swift was not compiled: expected '}'",
        "expected ')'",
      ])
    try staged.takeBack("Helpers.swift")
    XCTAssertEqual(try text(staged, "Helpers.swift"), "func helper() {}")
  }

  func testTheStubStandsInForAMissingFile() throws {
    try write("let mine = 1", "RNN.swift")
    XCTAssertEqual(try stage().missing, unit.files.filter { $0 != "RNN.swift" })
    XCTAssertEqual(try staged("RNN.swift"), "let mine = 1")
    XCTAssertEqual(try staged("Softmax.swift"), "// the stub of Softmax.swift")
  }

  private func loss(_ name: String) throws -> FileLoss? { try stage().losses.first { $0.file == name } }

  func testALinkABinaryAndAHugeFileAreRefusedAndTheStubStandsIn() throws {
    try write("let mine = 1", "Softmax.swift")
    try FileManager.default.createSymbolicLink(
      atPath: unitFolder.appendingPathComponent("RNN.swift").path, withDestinationPath: "/etc/passwd")
    XCTAssertEqual(
      try loss("RNN.swift")?.reason.hasSuffix("RNN.swift is a link, and links are not followed"), true)
    try FileManager.default.removeItem(at: unitFolder.appendingPathComponent("RNN.swift"))
    try Data([0xff, 0xfe, 0x00]).write(to: unitFolder.appendingPathComponent("RNN.swift"))
    XCTAssertEqual(try loss("RNN.swift")?.reason.hasSuffix("is not UTF-8 text"), true)
    try write(String(repeating: "/", count: 1_000_001), "RNN.swift")
    XCTAssertEqual(try loss("RNN.swift")?.reason.hasSuffix("is larger than a megabyte"), true)
    XCTAssertEqual(try loss("RNN.swift")?.verdict, .doesNotCompile)
    XCTAssertEqual(try staged("RNN.swift"), "// the stub of RNN.swift")
    XCTAssertEqual(try staged("Softmax.swift"), "let mine = 1")
  }

  func testAForbiddenAttributeIsFoundBeforeAnythingIsCompiled() throws {
    try write("let a = 1\n@_cdecl(\"main\") func start() {}", "RNN.swift")
    let loss = try XCTUnwrap(try loss("RNN.swift"))
    XCTAssertEqual(loss.verdict, .doesNotCompile)
    XCTAssertTrue(
      loss.reason.hasPrefix("03-RNN/RNN.swift:2: @_cdecl names a symbol of the whole program"), loss.reason)
    XCTAssertEqual(try staged("RNN.swift"), "// the stub of RNN.swift")
  }

  func testAnEmptyFileIsAsGoodAsNone() throws {
    try write("", "RNN.swift")
    XCTAssertEqual(try stage().missing, unit.files)
    XCTAssertEqual(try stage().losses, [])
  }

  func testALostFileCostsItsOwnTasks() throws {
    try write("import XCTest", "Softmax.swift")
    let checks = (1...5).map { GradedCheck(module: "M", className: "C", method: "testTask\($0)_x") }
    let staged = try stage()
    XCTAssertEqual(staged.lostChecks(of: checks).keys.map(\.taskNumber), [1])
    var result = CheckResult(
      check: checks[2], verdict: .notStarted, message: "softmax(_:) is not written yet")
    result.place = SourcePlace(file: staged.folder.appendingPathComponent("Softmax.swift").path, line: 3)
    XCTAssertEqual(staged.blamingLosses(result).verdict, .doesNotCompile)
    result.place?.file = staged.folder.appendingPathComponent("RNN.swift").path
    XCTAssertEqual(staged.blamingLosses(result).verdict, .notStarted)
  }

  func testALostFileCanBeTakenBack() throws {
    try write("let mine = 1", "RNN.swift")
    var staged = try stage()
    try staged.lose(FileLoss(file: "RNN.swift", verdict: .doesNotCompile, reason: "why"))
    XCTAssertEqual(try self.text(staged, "RNN.swift"), "// the stub of RNN.swift")
    XCTAssertEqual(staged.ownFiles, [])
    try staged.takeBack("RNN.swift")
    XCTAssertEqual(try self.text(staged, "RNN.swift"), "let mine = 1")
    XCTAssertEqual(staged.ownFiles, ["RNN.swift"])
  }

  private func text(_ staged: StagedSubmission, _ name: String) throws -> String {
    try String(contentsOf: staged.folder.appendingPathComponent(name), encoding: .utf8)
  }

  func testPathsOfCopiesAreShownAsTheStudentsOwn() throws {
    try write("let mine = 1", "RNN.swift")
    let staged = try stage()
    XCTAssertEqual(
      staged.withOwnPaths("\(staged.folder.path)/RNN.swift:3:1: oh"), "03-RNN/RNN.swift:3:1: oh")
  }

  func testAnUnchangedFileKeepsItsDate() throws {
    try write("let one = 1", "RNN.swift")
    let file = try stage().folder.appendingPathComponent("RNN.swift").path
    func date() throws -> Date {
      try XCTUnwrap(FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date)
    }
    let first = try date()
    _ = try stage()
    XCTAssertEqual(try date(), first)
    try write("let two = 2", "RNN.swift")
    _ = try stage()
    XCTAssertNotEqual(try date(), first)
  }

  func testTwoBuildsFallIntoDifferentSeconds() throws {
    try FileManager.default.createDirectory(at: layout.scratch, withIntermediateDirectories: true)
    let clock = BuildClock(layout)
    try clock.noteBuild()
    let before = Date().timeIntervalSince1970.rounded(.down)
    clock.waitForNewSecond()
    XCTAssertGreaterThan(Date().timeIntervalSince1970.rounded(.down), before)
  }

  func testWhatIsNoSubmissionIsRefusedWithTheWayOut() throws {
    func message(_ path: String) -> String? {
      do {
        _ = try Submission(path: path, in: layout)
        return nil
      } catch { return "\(error)" }
    }
    XCTAssertEqual(
      message("/no/where"),
      "the folder /no/where does not exist: --submission names a folder shaped like Exercises")
    XCTAssertEqual(
      message(unitFolder.path),
      "\(unitFolder.path) is the folder of one unit: name the folder above it, --submission sub")
    XCTAssertNotNil(message(FileManager.default.temporaryDirectory.path))
    try write("let mine = 1", "RNN.swift")
    XCTAssertNotNil(message(unitFolder.appendingPathComponent("RNN.swift").path))
  }
}
