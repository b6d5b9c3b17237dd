import Foundation
import TestSupport
import XCTest

/// The built command as a script sees it: exit codes, the text on each stream, a closed pipe.
final class CommandProcessTests: XCTestCase {
  private let executable = builtProgram("course")

  /// The root of the package.
  private var root: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  private func run(_ words: [String], in folder: URL) throws -> ProgramRun {
    try runProgram(executable, words, in: folder)
  }

  private func shell(_ script: String) throws -> ProgramRun {
    try runProgram(URL(fileURLWithPath: "/bin/sh"), ["-c", script, executable.path])
  }

  func testWhatWentWellSaysNothingOnStandardError() throws {
    for words in [["help"], ["--version"], ["help", "status"], ["status", "-h"], ["status", "--json"]] {
      let result = try run(words, in: root)
      XCTAssertEqual(result.code, 0, "\(words)")
      XCTAssertEqual(result.errors, "", "\(words)")
      XCTAssertFalse(result.output.isEmpty, "\(words)")
      XCTAssertFalse(result.output.contains("\u{1B}"), "no colors in a pipe: \(words)")
    }
  }

  func testBadInputIsOneLineOnStandardErrorAndExitCode2() throws {
    for words in [
      ["hepl"], ["help", "hepl"], ["--nothing"], ["status", "--json", "--json"], ["status", "x"],
    ] {
      let result = try run(words, in: root)
      XCTAssertEqual(result.code, 2, "\(words)")
      XCTAssertEqual(result.output, "", "\(words)")
      XCTAssertTrue(result.errors.hasPrefix("course: "), "\(words): \(result.errors)")
      XCTAssertEqual(result.errors.filter(\.isNewline).count, 1, "\(words): \(result.errors)")
    }
  }

  func testOutsideTheCourseTheStatusSaysSo() throws {
    let result = try run([], in: URL(fileURLWithPath: "/"))
    XCTAssertEqual(result.code, 2)
    XCTAssertTrue(result.errors.contains("is not inside the course"), result.errors)
  }

  func testAStudentsCopyHasNothingForTheVerbsOfAuthors() throws {
    let copy = FileManager.default.temporaryDirectory.appendingPathComponent("student-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: copy) }
    try FileManager.default.createDirectory(
      at: copy.appendingPathComponent("Sources/Course/CourseCatalog"), withIntermediateDirectories: true)
    try Data().write(to: copy.appendingPathComponent("Package.swift"))
    for words in [
      ["verify"], ["verify", "03", "--quick"], ["stubs", "--check"], ["new-unit", "StateSpace"],
    ] {
      let result = try run(words, in: copy)
      XCTAssertEqual(result.code, 2, "\(words)")
      XCTAssertEqual(result.output, "", "\(words)")
      let parts = ["\(words[0])' is for the course's authors", "no solutions", "grade NN'", "doctor'"]
      for part in parts { XCTAssertTrue(result.errors.contains(part), "\(words): \(result.errors)") }
    }
  }

  func testAReaderWhoLeavesEarlyCausesNoError() throws {
    XCTAssertEqual(try shell("\"$0\" help | head -n 1").errors, "")
    XCTAssertEqual(try shell("\"$0\" help | :").errors, "")
    XCTAssertEqual(try shell("trap '' PIPE; \"$0\" help | :").errors, "")
    XCTAssertEqual(try shell("\"$0\" help >&-").errors, "")
  }

  func testTheStatusIsOneJSONObject() throws {
    let result = try run(["status", "--json"], in: root)
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    XCTAssertNotNil(object?["units"] as? [[String: Any]])
  }
}
