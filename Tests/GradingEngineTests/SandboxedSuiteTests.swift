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
      "begin; echo $name > left; case $name in b) kill -ILL $$;; c) end failed no;; *) end passed;; esac")
    XCTAssertEqual(try suite.run(isSandboxed: true).verdicts, [.passed, .crashed, .failed])
    XCTAssertNil(suite.text("left"))
    XCTAssertEqual(try suite.run().verdicts, [.passed, .crashed, .failed])
    XCTAssertEqual(suite.text("left"), "c\n")
  }

  func testTheCrashReportComesOut() throws {
    let suite = try FakeSuite(
      ["a"],
      """
      begin
      echo '{"description":"Illegal instruction","threads":[{"crashed":true,"frames":[{"sourceLocation":\
      {"file":"\(FileManager.default.temporaryDirectory.path)/x.swift","line":3}}]}]}' > crash.json
      kill -ILL $$
      """)
    XCTAssertEqual(try suite.run(isSandboxed: true)[0].message, "crashed: illegal instruction")
  }

  func testNothingOfTheGradersIsSeen() throws {
    let suite = try FakeSuite(
      ["a"], "begin; [ -e \(#filePath) ] || [ -e /etc/passwd ] && end passed; end failed")
    XCTAssertEqual(try suite.run(isSandboxed: true).verdicts, [.failed])
    XCTAssertEqual(try suite.run().verdicts, [.passed])
  }

  func testTimeIsOverInASandboxToo() throws {
    let suite = try FakeSuite(["a", "b"], "begin; [ $name = a ] && while :; do :; done; end passed")
    XCTAssertEqual(try suite.run(secondsPerCheck: 0.3, isSandboxed: true).verdicts, [.timedOut, .passed])
  }

  func testTooMuchMemoryIsAVerdictAndCostsItsCheckAlone() throws {
    let suite = try FakeSuite(
      ["a", "b"],
      "begin; [ $name = a ] && text=$(head -c 60000000 /dev/zero | tr '\\0' x) && sleep 2; end passed")
    let limits = ChildLimits(processorSeconds: 10, memoryMegabytes: 32)
    for isSandboxed in [true, false] {
      let results = try suite.run(isSandboxed: isSandboxed, limits: limits)
      XCTAssertEqual(results.verdicts, [.outOfMemory, .passed])
      XCTAssertEqual(results[0].message, "it asked for more memory than a check may have, 32 megabytes")
    }
  }

  func testTooMuchOutputEndsTheCheckThatPrintsIt() throws {
    let suite = try FakeSuite(["a", "b"], "begin; [ $name = a ] && yes; end passed")
    let limits = ChildLimits(processorSeconds: 10, outputMegabytes: 5)
    let results = try suite.run(isSandboxed: true, limits: limits)
    XCTAssertEqual(results.verdicts, [.crashed, .passed])
    XCTAssertEqual(results[0].message, "stopped: it printed more than 5 megabytes")
  }
}
