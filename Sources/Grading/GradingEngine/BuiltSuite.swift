import Foundation
import GradingProtocol

/// What came of building a submission.
struct BuiltSuite {
  /// The program that answers with the student's code; `nil` where there is none.
  var program: [String]?
  /// The checks that cannot be run, each with what the student should know.
  var lost: [GradedCheck: LostCheck] = [:]
  /// The functions that the submission has not, or not as the suite calls them, each with what to say of it.
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
