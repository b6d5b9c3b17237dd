import Foundation
import XCTest

/// Gradescope's script, with a command instead of the grader that prints a given text.
final class AutograderScriptTests: XCTestCase {
  private let root = FileManager.default.temporaryDirectory.appendingPathComponent(
    "autograder-\(UUID().uuidString)")
  private let holding = #"{"protections":[{"name":"files","holds":true,"words":"cannot be read"}]}"#

  private var script: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/Programs/course-class/Scripts/Gradescope/run_autograder")
  }

  override func setUpWithError() throws {
    try XCTSkipUnless(FileManager.default.isExecutableFile(atPath: "/usr/bin/jq"), "the script needs jq")
    try FileManager.default.createDirectory(
      at: root.appendingPathComponent("source/course/.build/release"), withIntermediateDirectories: true)
    try Data("UNIT=03\nSEED=\nFILES=RNN.swift\nFOLDER=03-RNN\n".utf8)
      .write(to: root.appendingPathComponent("source/settings"))
  }

  override func tearDown() { try? FileManager.default.removeItem(at: root) }

  /// The script's exit code, and the results it left.
  private func run(doctor: String, grade: String) throws -> (code: Int32, results: [String: Any]?) {
    let command = root.appendingPathComponent("source/course/.build/release/course")
    let text = """
      #!/bin/bash
      if [ "$1" = doctor ]; then echo '\(doctor)'; exit 0; fi
      results=${@: -1}
      \(grade)
      """
    try Data(text.utf8).write(to: command)
    chmod(command.path, 0o755)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = [script.path]
    process.environment = ["PATH": "/usr/bin:/bin", "AUTOGRADER": root.path]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let data = try? Data(contentsOf: root.appendingPathComponent("results/results.json"))
    return (
      process.terminationStatus,
      try data.map { try XCTUnwrap(JSONSerialization.jsonObject(with: $0) as? [String: Any]) }
    )
  }

  func testResultsAreLeftAsTheyAre() throws {
    for code in [0, 1] {
      let (status, results) = try run(
        doctor: holding, grade: "echo '{\"score\": 40}' > \"$results\"; exit \(code)")
      XCTAssertEqual(status, 0)
      XCTAssertEqual(results?["score"] as? Int, 40)
    }
  }

  func testWithoutAProtectionNothingIsGraded() throws {
    for doctor in [
      #"{"protections":[{"name":"files","holds":false,"words":"can be read"}]}"#, #"{"protections":[]}"#,
      "nothing",
    ] {
      let (status, results) = try run(doctor: doctor, grade: "echo '{\"score\": 40}' > \"$results\"")
      XCTAssertEqual(status, 3, doctor)
      XCTAssertNil(results, doctor)
    }
  }

  func testWhatCannotBeUsedIsCalledByItsName() throws {
    let words = #"work.zip is damaged: its "checksum" is wrong"#
    let (status, results) = try run(doctor: holding, grade: "echo 'course: \(words)' >&2; exit 2")
    XCTAssertEqual(status, 0)
    XCTAssertEqual(results?["score"] as? Int, 0)
    XCTAssertEqual(
      results?["output"] as? String, words + "\n\nSubmit RNN.swift, or a folder 03-RNN with them.")
  }

  func testAGradersFailureLeavesNoScore() throws {
    let (status, results) = try run(doctor: holding, grade: "exit 3")
    XCTAssertNotEqual(status, 0)
    XCTAssertNil(results)
  }
}
