import Formats
import Foundation
import GradingProtocol

/// Exercism's `results.json`, version 3: one test per check, in the order of the tasks.
public struct ExercismReport: Encodable, Sendable, Equatable {
  /// One check.
  public struct Test: Encodable, Sendable, Equatable {
    /// What is checked.
    public var name: String
    /// `pass`, `fail` or `error`.
    public var status: String
    /// The error.
    public var message: String?
    /// The output of the student's code, at most 500 characters.
    public var output: String?
    /// The body of the check.
    public var test_code: String?
    /// The task's number in its unit.
    public var task_id: Int
  }

  /// The version of the format.
  public var version = 3
  /// `pass`, `fail`, or `error` if no test could be run.
  public var status: String
  /// Why no test could be run.
  public var message: String?
  /// The checks.
  public var tests: [Test]

  private static let longestMessage = 65_535 / 4
  private static let longestOutput = 500

  /// The report of a submission.
  ///
  /// - Parameter testCode: the source of a check.
  /// - Throws: `Complaint` unless the submission was graded in exactly one unit: the format holds one
  ///   exercise.
  public init(_ record: SubmissionRecord, testCode: (GradedCheck) -> String? = { _ in nil }) throws {
    guard record.report.units.count == 1, let unit = record.report.units.first else {
      throw Complaint("the format of Exercism holds one exercise: name a unit")
    }
    let checks = unit.tasks.flatMap(\.checks)
    tests = checks.map { Self.test($0, testCode($0.check)) }
    let hasRun = checks.contains { !Self.neverRan.contains($0.verdict) }
    let stopped = checks.first { $0.verdict == .graderError } ?? (hasRun ? nil : checks.first)
    status = stopped != nil ? "error" : checks.allSatisfy { $0.verdict == .passed } ? "pass" : "fail"
    message = stopped.map { check in
      let words = check.message ?? check.verdict.words
      let text = check.verdict == .graderError ? "The grader failed, not your work: \(words)" : words
      return String(text.printable.prefix(Self.longestMessage))
    }
  }

  private static let neverRan: Set<Verdict> = [.doesNotCompile, .signatureChanged, .graderError]

  private static func test(_ result: CheckResult, _ code: String?) -> Test {
    let status: String
    switch result.verdict {
    case .passed: status = "pass"
    case .failed, .notStarted: status = "fail"
    default: status = "error"
    }
    let place = result.place.map { "\($0): " } ?? ""
    return Test(
      name: result.check.title, status: status,
      message: result.verdict == .passed ? nil : (place + (result.message ?? result.verdict.words)).printable,
      output: result.output.isEmpty ? nil : cut(result.output.printable), test_code: code,
      task_id: result.check.taskNumber)
  }

  /// The end of a long output is worth more than its beginning.
  private static func cut(_ output: String) -> String {
    guard output.unicodeScalars.count > longestOutput else { return output }
    let note = "(Output was truncated: at most 500 characters.) … "
    return note
      + String(
        output.suffix(longestOutput - note.count - 10).unicodeScalars.suffix(longestOutput - note.count))
  }
}
