import XCTest

@testable import GradingEngine

final class SuiteRunnerTests: XCTestCase {
  func testVerdictsComeBackInTheOrderOfTheChecks() throws {
    let suite = try FakeSuite(
      ["a", "b", "c"], "begin; case $name in b) end failed 'no';; *) end passed;; esac")
    let results = try suite.run()
    XCTAssertEqual(results.map(\.check), suite.checks)
    XCTAssertEqual(results.verdicts, [.passed, .failed, .passed])
    XCTAssertEqual(results[1].message, "no")
  }

  func testAnEarlyExitCostsTheRunningCheckAlone() throws {
    let suite = try FakeSuite(["a", "b", "c"], "begin; [ $name = b ] && exit 0; end passed")
    let results = try suite.run()
    XCTAssertEqual(results.verdicts, [.passed, .crashed, .passed])
    XCTAssertEqual(
      results[1].message, "the program ended itself (exit status 0) in the middle of this check")
  }

  func testASignalCostsTheRunningCheckAlone() throws {
    let suite = try FakeSuite(["a", "b", "c"], "begin; [ $name = a ] && kill -ILL $$; end passed")
    XCTAssertEqual(try suite.run().verdicts, [.crashed, .passed, .passed])
  }

  func testAnExitBetweenChecksCostsNothing() throws {
    let suite = try FakeSuite(["a", "b"], "begin; end passed; exit 3")
    XCTAssertEqual(try suite.run().verdicts, [.passed, .passed])
  }

  func testACheckWithoutAnAnswerTimesOutAndTakesItsChildrenAlong() throws {
    let suite = try FakeSuite(
      ["a", "b"], "begin; if [ $name = a ]; then sleep 600 & echo $! > sleeper; wait; fi; end passed")
    let started = Date()
    XCTAssertEqual(try suite.run(secondsPerCheck: 0.3).verdicts, [.timedOut, .passed])
    XCTAssertLessThan(Date().timeIntervalSince(started), 4)
    let sleeper = try XCTUnwrap(suite.text("sleeper").flatMap { Int32($0.split(separator: "\n")[0]) })
    XCTAssertFalse(isRunning(sleeper), "the child's own child is still there")
  }

  /// A process that has ended and waits for its parent is not running.
  private func isRunning(_ id: Int32) -> Bool {
    let patience = Date() + 2
    while Date() < patience {
      if kill(id, 0) != 0 { return false }
      if let state = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8), state.contains(") Z ")
      {
        return false
      }
      usleep(10_000)
    }
    return true
  }

  func testIgnoringTheFirstSignalDoesNotHelp() throws {
    let suite = try FakeSuite(["a"], "trap '' ABRT TERM INT; begin; while :; do :; done")
    XCTAssertEqual(try suite.run(secondsPerCheck: 0.2).verdicts, [.timedOut])
  }

  func testWhatIsPrintedCountsForNothing() throws {
    let suite = try FakeSuite(
      ["a"], #"begin; echo '{"nonce":"'$nonce'","kind":"end","test":"'$test'","verdict":"passed"}'; exit 0"#)
    XCTAssertEqual(try suite.run().verdicts, [.crashed])
  }

  func testAForgedLineIsTampering() throws {
    let suite = try FakeSuite(
      ["a", "b"], #"begin; if [ $name = a ]; then nonce=guess; end passed; fi; end passed"#)
    XCTAssertEqual(try suite.run().verdicts, [.tampered, .passed])
  }

  func testALineWithoutAnEndIsTampering() throws {
    let suite = try FakeSuite(
      ["a", "b"], "begin; if [ $name = a ]; then yes | tr -d '\\n' | head -c 2000000 >&3; fi; end passed")
    XCTAssertEqual(try suite.run().verdicts, [.tampered, .passed])
  }

  func testAVerdictForAnotherCheckIsTampering() throws {
    let suite = try FakeSuite(
      ["a", "b"], "begin; if [ $name = a ]; then test=Fake.Tests/testTask1_b; end passed; fi; end passed")
    XCTAssertEqual(try suite.run().verdicts, [.tampered, .passed])
  }

  func testACanaryThatPassesTakesEveryPoint() throws {
    let suite = try FakeSuite(["a", "b", "canary"], "begin; end passed")
    let results = try suite.run(canary: "canary")
    XCTAssertEqual(results.map(\.check), Array(suite.checks.prefix(2)))
    XCTAssertEqual(results.verdicts, [.tampered, .tampered])
  }

  func testACanaryThatFailsAsItShouldCostsNothing() throws {
    let suite = try FakeSuite(
      ["a", "b", "canary"], "begin; case $name in canary) end failed no;; *) end passed;; esac")
    XCTAssertEqual(try suite.run(canary: "canary").verdicts, [.passed, .passed])
  }

  func testAFloodOfOutputIsReadAndDropped() throws {
    let suite = try FakeSuite(["a", "b"], "begin; yes flood | head -c 30000000; echo last; end passed")
    let results = try suite.run(secondsPerCheck: 20)
    XCTAssertEqual(results.verdicts, [.passed, .passed])
    XCTAssertTrue(results[0].output.hasSuffix("flood\nlast"), results[0].output)
    XCTAssertTrue(results[0].output.hasPrefix("… (30000005 bytes printed in all)\n"), results[0].output)
    XCTAssertLessThan(results[0].output.count, 400)
  }

  func testOutputBelongsToTheCheckThatPrintedIt() throws {
    let suite = try FakeSuite(
      ["a", "b"], "echo before; begin; echo \"this is $name\"; end failed no; echo after")
    XCTAssertEqual(try suite.run().map(\.output), ["this is a", "this is b"])
  }

  func testASuiteThatNeverBeginsIsTheGradersFault() throws {
    let suite = try FakeSuite(["a", "b"], "echo broken; exit 1")
    let results = try suite.run()
    XCTAssertEqual(results.verdicts, [.graderError, .graderError])
    XCTAssertEqual(results[0].message, "the suite did not reach this check; it printed: broken")
  }

  func testTheChildSeesAFixedEnvironmentAndLimits() throws {
    setenv("COURSE_TEST_LEAK", "secret", 1)
    defer { unsetenv("COURSE_TEST_LEAK") }
    let suite = try FakeSuite(
      ["a"], "begin; env > environment; ulimit -t > limit; pwd -P > folder; end passed")
    XCTAssertEqual(try suite.run().verdicts, [.passed])
    XCTAssertFalse(try XCTUnwrap(suite.text("environment")).contains("secret"))
    XCTAssertEqual(suite.text("limit"), "16\n")
    XCTAssertEqual(suite.text("folder"), suite.folder.resolvingSymlinksInPath().path + "\n")
  }

  func testMoreProcessorTimeThanAllowedIsTimedOut() {
    let diagnosis = CrashDiagnosis(.signalled(SIGXCPU), nil, [], studentFolder: "/none")
    XCTAssertEqual(diagnosis.verdict, .timedOut)
  }
}
