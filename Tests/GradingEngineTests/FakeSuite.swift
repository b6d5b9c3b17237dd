import ChildProcesses
import Foundation
import GradingProtocol
import XCTest

@testable import GradingEngine

/// A suite that is a small shell script, so that the runner's mechanics are tested in milliseconds.
///
/// The script gets the names of the checks, joined by commas, and talks over descriptor 3 as a real suite does.
final class FakeSuite {
  let folder: URL
  let checks: [GradedCheck]
  private let script: URL

  /// A suite in which `body` stands for the check `$test`; it may say `begin`, `end VERDICT` or anything else.
  init(_ names: [String], _ body: String) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("fake-suite-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    checks = names.map { GradedCheck(module: "Fake", className: "Tests", method: "testTask1_\($0)") }
    script = folder.appendingPathComponent("suite.sh")
    let text = """
      read -r nonce <&3
      send() { printf '{"nonce":"%s","kind":"%s","test":"%s"%s}\\n' "$@" >&3; head -c 1 <&3 >/dev/null; }
      begin() { send "$nonce" begin "$test" ""; }
      end() { send "$nonce" end "$test" ",\\"verdict\\":\\"$1\\",\\"message\\":\\"$2\\""; }
      for test in $(echo "$1" | tr ',' ' '); do
      name=${test##*_}
      \(body)
      done
      """
    try Data(text.utf8).write(to: script)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Runs the script; without a sandbox a test can look at what it left in its folder.
  func run(
    secondsPerCheck: Double = 5, secondsToStart: Double = 5, canary: String? = nil, isSandboxed: Bool = false,
    limits: ChildLimits? = nil
  ) throws -> [CheckResult] {
    var settings = RunSettings(
      program: ["/bin/sh", script.path], scratch: folder, stagedFolder: folder,
      secondsPerCheck: secondsPerCheck, secondsToStart: secondsToStart)
    settings.isSandboxed = isSandboxed
    if let limits { settings.limits = limits }
    let canaries = checks.filter { canary != nil && $0.method.hasSuffix("_\(canary!)") }
    return try SuiteRunner(settings).run(
      checks.filter { !canaries.contains($0) }, guardedBy: canaries)
  }

  /// What a script left in its folder.
  func text(_ name: String) -> String? {
    try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }
}

extension [CheckResult] {
  var verdicts: [Verdict] { map(\.verdict) }
}
