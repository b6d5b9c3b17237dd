import XCTest

@testable import GradingEngine

final class SuiteRunnerTests: XCTestCase {
  func testVerdictsComeBackInTheOrderOfTheChecks() throws {
    let suite = try FakeSuite(["a", "b", "c"], "case $name in b) fail no;; *) answer;; esac")
    let results = try suite.run()
    XCTAssertEqual(results.map(\.check), suite.checks)
    XCTAssertEqual(results.verdicts, [.passed, .failed, .passed])
    XCTAssertEqual(results[1].message, "no")
  }

  func testAnEarlyExitCostsTheRunningCheckAlone() throws {
    let suite = try FakeSuite(["a", "b", "c"], "[ $name = b ] && exit 0; answer")
    let results = try suite.run()
    XCTAssertEqual(results.verdicts, [.passed, .crashed, .passed])
    XCTAssertEqual(
      results[1].message, "the program ended itself (exit status 0) in the middle of this check")
  }

  func testASignalCostsTheRunningCheckAlone() throws {
    let suite = try FakeSuite(["a", "b", "c"], "[ $name = a ] && kill -ILL $$; answer")
    XCTAssertEqual(try suite.run().verdicts, [.crashed, .passed, .passed])
  }

  func testAnExitBetweenChecksCostsTheNextOne() throws {
    let suite = try FakeSuite(["a", "b", "c"], "answer; [ $name = a ] && exit 3")
    let verdicts = try suite.run().verdicts
    XCTAssertEqual(verdicts[0], .passed)
    XCTAssertEqual(verdicts[2], .passed)
  }

  func testACheckWithoutAnAnswerTimesOutAndTakesItsChildrenAlong() throws {
    let suite = try FakeSuite(
      ["a", "b"], "if [ $name = a ]; then sleep 600 & echo $! > sleeper; wait; fi; answer")
    let started = Date()
    XCTAssertEqual(try suite.run(secondsPerCheck: 0.5).verdicts, [.timedOut, .passed])
    XCTAssertLessThan(Date().timeIntervalSince(started), 5)
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
    let suite = try FakeSuite(["a"], "trap '' ABRT TERM INT; while :; do :; done")
    XCTAssertEqual(try suite.run(secondsPerCheck: 0.2).verdicts, [.timedOut])
  }

  func testWhatIsPrintedCountsForNothing() throws {
    let suite = try FakeSuite(["a"], "frame 9 ''; exit 0")
    XCTAssertEqual(try suite.run().verdicts, [.crashed])
  }

  /// Frames that only a judge sends, without a kind, longer than any frame, or without a request.
  func testFramesThatAreNoAnswerAreTampering() throws {
    let hostile = [
      #"frame 2 '{"test":"Fake.Tests/testTask1_a","verdict":"passed"}' >&3"#, "frame 1 x >&3",
      "frame 3 '' >&3",
      "frame 4 '' >&3", "frame 5 a >&3", "frame 6 '' >&3", "frame 7 '' >&3", "frame 0 '' >&3",
      "frame 77 '' >&3",
      #"printf '\011\377\377\377\377' >&3"#, #"printf '\011\001\000\000\004' >&3"#, "yes >&3",
      "answer; answer",
      // In one write, so the answer and the unrequested frame arrive together.
      #"printf '\011\000\000\000\000x' >&3"#,
    ]
    for trick in hostile {
      let suite = try FakeSuite(["a", "b"], "if [ $name = a ]; then \(trick); sleep 1; fi; answer")
      let verdicts = try suite.run(secondsPerCheck: 4).verdicts
      XCTAssertTrue(
        [.tampered, .failed].contains(verdicts[0]) || trick == "answer; answer", "\(trick): \(verdicts)")
      XCTAssertEqual(verdicts.count, 2)
    }
  }

  func testAFrameThatNeverEndsTimesOut() throws {
    let suite = try FakeSuite(
      ["a", "b"], #"[ $name = a ] && { printf '\011\010\000\000\000abc' >&3; sleep 9; }; answer"#)
    XCTAssertEqual(try suite.run(secondsPerCheck: 0.5).verdicts, [.timedOut, .passed])
  }

  /// The judge holds no student code, so if it ends in a check, the answer caused it; if it ends elsewhere,
  /// the grader did.
  func testAJudgeThatEndsInACheckFailsTheAnswer() throws {
    let asking = "frame 5 x >&3; receive; [ $name = a ] && kill -ILL $$; end '\"verdict\":\"passed\"'"
    let suite = try FakeSuite(["a", "b"], "answer", judging: "begin; \(asking)")
    let results = try suite.run()
    XCTAssertEqual(results.verdicts, [.failed, .passed])
    XCTAssertEqual(
      results[0].message,
      "the answer does not have the form that this check needs: look at its shapes and counts")
  }

  func testAJudgeThatThinksWithoutEndFailsTheAnswer() throws {
    let suite = try FakeSuite(
      ["a", "b"], "answer",
      judging: "begin; frame 5 x >&3; receive; [ $name = a ] && sleep 60; end '\"verdict\":\"passed\"'")
    XCTAssertEqual(try suite.run(secondsForTheJudge: 3).verdicts, [.failed, .passed])
  }

  func testAFloodOfOutputIsReadAndDropped() throws {
    let suite = try FakeSuite(["a", "b"], "yes flood | head -c 30000000; echo last; answer")
    let results = try suite.run(secondsPerCheck: 20)
    XCTAssertEqual(results.verdicts, [.passed, .passed])
    XCTAssertTrue(results[0].output.hasSuffix("flood\nlast"), results[0].output)
    XCTAssertTrue(results[0].output.hasPrefix("… (30000005 bytes printed in all)\n"), results[0].output)
    XCTAssertLessThan(results[0].output.count, 400)
  }

  func testOutputBelongsToTheCheckThatPrintedIt() throws {
    let suite = try FakeSuite(["a", "b"], "echo \"this is $name\"; fail no")
    XCTAssertEqual(try suite.run().map(\.output), ["this is a", "this is b"])
  }

  func testAJudgeThatNeverBeginsIsTheGradersFault() throws {
    let suite = try FakeSuite(["a", "b"], "answer", judging: "echo broken; exit 1")
    let results = try suite.run()
    XCTAssertEqual(results.verdicts, [.graderError, .graderError])
    XCTAssertEqual(results[0].message, "the suite did not reach this check; it printed: broken")
  }

  func testTheChildSeesAFixedEnvironmentAndLimits() throws {
    setenv("COURSE_TEST_LEAK", "secret", 1)
    defer { unsetenv("COURSE_TEST_LEAK") }
    let suite = try FakeSuite(["a"], "env > environment; ulimit -t > limit; pwd -P > folder; answer")
    XCTAssertEqual(try suite.run().verdicts, [.passed])
    let environment = try XCTUnwrap(suite.text("environment"))
    XCTAssertFalse(environment.contains("secret"))
    XCTAssertFalse(environment.contains("COURSE_SEED") || environment.contains("testTask"), environment)
    XCTAssertEqual(suite.text("limit"), "16\n")
    XCTAssertEqual(suite.text("folder"), suite.folder.resolvingSymlinksInPath().path + "\n")
  }

  func testMoreProcessorTimeThanAllowedIsTimedOut() {
    let diagnosis = CrashDiagnosis(.signalled(SIGXCPU), nil, [], studentFolder: "/none")
    XCTAssertEqual(diagnosis.verdict, .timedOut)
  }
}
