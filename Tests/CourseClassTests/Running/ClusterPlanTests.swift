import Formats
import XCTest

@testable import course_class

final class ClusterPlanTests: XCTestCase {
  private var plan: ClusterPlan {
    ClusterPlan(
      command: "course", course: "/some where/it's", submissions: "/in", units: ["03", "04"], out: "/out",
      seed: "$(no)", jobs: 3, parts: 5)
  }

  /// What `/bin/sh` makes of a script whose commands are replaced by printing their words.
  private func run(_ script: String, _ variables: [String: String]) throws -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    let spy = "cd() { printf '%s\\n' cd \"$@\"; }; course() { printf '%s\\n' course \"$@\"; }\n"
    process.arguments = ["-c", spy + script]
    process.environment = variables
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    XCTAssertEqual(process.terminationStatus, 0)
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  func testTheSlurmScriptGradesThePartOfItsTask() throws {
    let words = try run(plan.slurmScript, ["SLURM_ARRAY_TASK_ID": "4"])
    XCTAssertEqual(
      words,
      [
        "cd", "/some where/it's", "course", "class", "/in", "03", "04", "--out", "/out", "--seed=$(no)",
        "--jobs",
        "3", "--shard", "4/5",
      ])
    XCTAssertTrue(plan.slurmScript.contains("\n#SBATCH --array=1-5\n"))
  }

  func testThePodsCountFromNothingAndThePartsFromOne() throws {
    let manifest = plan.kubernetesManifest(image: "it's:1", claim: "class")
    let lines = manifest.components(separatedBy: "\n")
    let begin = try XCTUnwrap(lines.firstIndex { $0.hasSuffix("- |") })
    let script = lines[(begin + 1)...].prefix { $0.hasPrefix("              ") }.map { $0.dropFirst(14) }
    let words = try run(script.joined(separator: "\n"), ["JOB_COMPLETION_INDEX": "4"])
    XCTAssertEqual(Array(words.suffix(5)), ["--shard", "5/5", "course", "merge", "/out"])
    XCTAssertTrue(manifest.contains("image: 'it''s:1'"))
    XCTAssertTrue(manifest.contains("completionMode: Indexed\n  completions: 5\n  parallelism: 5\n"))
  }

  func testAWordIsOneWordWhateverItHolds() throws {
    for word in ["plain", "two words", "it's", "$HOME", "`id`", "a\\b", "*", ""] {
      XCTAssertEqual(try run("printf '[%s]' \(shellQuoted(word))", [:]), ["[\(word)]"])
    }
  }
}
