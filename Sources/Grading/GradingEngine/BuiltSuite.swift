import Foundation
import GradingProtocol

/// The result of building a submission.
struct BuiltSuite {
  /// The program that answers with the student's code; `nil` if there is none.
  var program: [String]?
  /// The checks that cannot be run, each with the message for the student.
  var lost: [GradedCheck: LostCheck] = [:]
  /// The functions that are missing from the submission or do not match the suite's calls, each with a
  /// message.
  var missing: [String: String] = [:]

  /// The same with a program.
  func running(_ program: URL) -> BuiltSuite {
    var built = self
    built.program = [program.path]
    return built
  }
}

/// Why a check cannot be run.
struct LostCheck: Equatable {
  var verdict: Verdict
  var message: String
}
