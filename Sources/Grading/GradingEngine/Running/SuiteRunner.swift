import Foundation

/// Runs checks: the suite in the judge's process, the student's functions in another, and learns how each check ended.
///
/// A check that takes the student's process down costs itself alone: the judge goes on and asks a new one.
public struct SuiteRunner {
  private let settings: RunSettings

  /// A runner with the given settings.
  public init(_ settings: RunSettings) { self.settings = settings }

  /// The result of every check, in the order given.
  ///
  /// - Throws: `Complaint` where no process can be started.
  public func run(_ checks: [GradedCheck]) throws -> [CheckResult] {
    let answers = AnsweringProgram(settings, checkCount: checks.count)
    var results: [String: CheckResult] = [:]
    var remaining = checks
    while !remaining.isEmpty {
      var judge = try JudgeRun(settings, remaining, asking: answers)
      for result in try judge.run() { results[result.check.identifier] = result }
      let left = remaining.filter { results[$0.identifier] == nil }
      if left.count == remaining.count {
        // A judge that settles nothing would be started for ever.
        for check in left { results[check.identifier] = judge.neverBegan(check) }
      }
      remaining = left.filter { results[$0.identifier] == nil }
    }
    return checks.compactMap { results[$0.identifier] }
  }
}
