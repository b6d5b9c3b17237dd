import ChildProcesses
import Foundation
import XCTest

@testable import GradingEngine

/// Suites in a sandbox, and at their limits.
final class SandboxedSuiteTests: XCTestCase {
  override func setUpWithError() throws {
    try XCTSkipUnless(Sandbox.isAvailable, Sandbox.obstacle ?? "")
  }

  func testVerdictsComeOutAndFilesDoNot() throws {
    let suite = try FakeSuite(
      ["a", "b", "c"],
      "echo $name > left; case $name in b) kill -ILL $$;; c) fail no;; *) answer;; esac")
    XCTAssertEqual(try suite.run(isSandboxed: true).verdicts, [.passed, .crashed, .failed])
    XCTAssertNil(suite.text("left"))
    XCTAssertEqual(try suite.run().verdicts, [.passed, .crashed, .failed])
    XCTAssertEqual(suite.text("left"), "c\n")
  }

  func testTheCrashReportComesOut() throws {
    let suite = try FakeSuite(
      ["a"],
      """
      echo '{"description":"Illegal instruction","threads":[{"crashed":true,"frames":[{"sourceLocation":\
      {"file":"\(FileManager.default.temporaryDirectory.path)/x.swift","line":3}}]}]}' > crash.json
      kill -ILL $$
      """)
    XCTAssertEqual(try suite.run(isSandboxed: true)[0].message, "crashed: illegal instruction")
  }

  func testNothingOfTheGradersIsSeen() throws {
    let suite = try FakeSuite(
      ["a"], "if [ -e \(#filePath) ] || [ -e /etc/passwd ]; then answer; else fail no; fi")
    XCTAssertEqual(try suite.run(isSandboxed: true).verdicts, [.failed])
    XCTAssertEqual(try suite.run().verdicts, [.passed])
  }

  func testTimeIsOverInASandboxToo() throws {
    let suite = try FakeSuite(["a", "b"], "[ $name = a ] && while :; do :; done; answer")
    XCTAssertEqual(try suite.run(secondsPerCheck: 0.3, isSandboxed: true).verdicts, [.timedOut, .passed])
  }

  func testTooMuchMemoryIsAVerdictAndCostsItsCheckAlone() throws {
    let suite = try FakeSuite(
      ["a", "b"],
      "[ $name = a ] && text=$(head -c 60000000 /dev/zero | tr '\\0' x) && sleep 2; answer")
    let limits = ChildLimits(processorSeconds: 10, memoryMegabytes: 32)
    for isSandboxed in [true, false] {
      let results = try suite.run(isSandboxed: isSandboxed, limits: limits)
      XCTAssertEqual(results.verdicts, [.outOfMemory, .passed])
      XCTAssertEqual(results[0].message, "it needed more memory than a check is allowed, 32 megabytes")
    }
  }

  func testTooMuchOutputEndsTheCheckThatPrintsIt() throws {
    let suite = try FakeSuite(["a", "b"], "[ $name = a ] && yes; answer")
    let limits = ChildLimits(processorSeconds: 10, outputMegabytes: 5)
    let results = try suite.run(isSandboxed: true, limits: limits)
    XCTAssertEqual(results.verdicts, [.crashed, .passed])
    XCTAssertEqual(results[0].message, "stopped: it printed more than 5 megabytes")
  }
}
