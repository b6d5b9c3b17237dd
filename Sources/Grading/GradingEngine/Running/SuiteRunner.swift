import ChildProcesses
import Foundation

/// Runs checks: the suite in the judge's process, the student's functions in another, and learns how each check ended.
///
/// A check that crashes the student's process costs only itself: the judge continues with a new one.
public struct SuiteRunner {
  private var settings: RunSettings
  private var started: (checks: [GradedCheck], judge: ChildProcess)?

  /// A runner with the given settings.
  public init(_ settings: RunSettings) { self.settings = settings }

  /// A runner whose judge starts on checks that are likely to be run, while the program that answers is still being built.
  init(_ settings: RunSettings, startingOn checks: [GradedCheck]) throws {
    self.settings = settings
    started = (checks, try JudgeRun.start(settings, checks))
  }

  /// The same runner, for a program that was built meanwhile.
  func asking(_ built: BuiltSuite) -> SuiteRunner {
    var runner = self
    runner.settings.program = built.program ?? []
    runner.settings.wordsOnMissing = { built.missing[$0] ?? "the checks cannot call \($0)" }
    return runner
  }

  /// The result of every check, in the order given.
  ///
  /// - Throws: `Complaint` if no process can be started.
  public func run(_ checks: [GradedCheck]) throws -> [CheckResult] {
    let answers = AnsweringProgram(settings, checkCount: checks.count)
    var results: [String: CheckResult] = [:]
    var remaining = checks
    var ready = started
    while !remaining.isEmpty {
      let process = ready.flatMap { $0.checks == remaining ? $0.judge : nil }
      ready = nil
      var judge = JudgeRun(
        settings, remaining, asking: answers, in: try process ?? JudgeRun.start(settings, remaining))
      for result in try judge.run() { results[result.check.identifier] = result }
      let left = remaining.filter { results[$0.identifier] == nil }
      if left.count == remaining.count {
        // A judge that settles nothing would be restarted forever.
        for check in left { results[check.identifier] = judge.notReached(check) }
      }
      remaining = left.filter { results[$0.identifier] == nil }
    }
    return checks.compactMap { results[$0.identifier] }
  }
}
