import Foundation

/// Runs checks in child processes and learns how each ended.
///
/// A check that takes its process down costs itself alone: the rest goes on in a new child. Only the child's private
/// line counts, and there only what carries the nonce of that very child.
public struct SuiteRunner {
  private let settings: RunSettings

  /// A runner with the given settings.
  public init(_ settings: RunSettings) { self.settings = settings }

  /// The result of every check, in the order given.
  ///
  /// - Parameter canaries: checks with a wrong answer: where one passes, every check of the run was tampered with.
  /// - Throws: `ChildFailure` where no child can be started.
  public func run(_ checks: [GradedCheck], guardedBy canaries: [GradedCheck] = []) throws -> [CheckResult] {
    let results = try runAll(checks + canaries)
    let own = results.filter { !canaries.contains($0.check) }
    guard results.contains(where: { canaries.contains($0.check) && $0.verdict == .passed }) else {
      return own
    }
    return own.map {
      CheckResult(
        check: $0.check, verdict: .tampered,
        message: "a check with a wrong answer passed in the same run, so none of its results counts")
    }
  }

  private func runAll(_ checks: [GradedCheck]) throws -> [CheckResult] {
    var results: [String: CheckResult] = [:]
    var remaining = checks
    var settings = settings
    while !remaining.isEmpty {
      var childRun = try ChildRun(settings, remaining)
      for result in childRun.run() {
        results[result.check.identifier] = childRun.hasBacktrace ? try located(result, &settings) : result
      }
      if childRun.hasTimedOut {
        settings.secondsPerCheck = min(settings.secondsPerCheck, settings.secondsOnceLate)
      }
      let left = remaining.filter { results[$0.identifier] == nil }
      if left.count == remaining.count {
        // A child that settles nothing would be started for ever.
        for check in left { results[check.identifier] = childRun.neverBegan(check) }
      }
      remaining = left.filter { results[$0.identifier] == nil }
    }
    return checks.compactMap { results[$0.identifier] }
  }

  /// A result that timed out with the line where that was, if another look finds it.
  private func located(_ result: CheckResult, _ settings: inout RunSettings) throws -> CheckResult {
    var brief = settings
    brief.secondsPerCheck = min(settings.secondsPerCheck, settings.secondsToLocate)
    var result = result
    while result.verdict == .timedOut, result.place == nil, settings.locatingTries > 0 {
      settings.locatingTries -= 1
      var again = try ChildRun(brief, [result.check])
      result.place = again.run().first { $0.verdict == .timedOut }?.place
    }
    return result
  }
}
