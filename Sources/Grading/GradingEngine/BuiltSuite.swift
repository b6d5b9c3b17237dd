import GradingProtocol

/// What came of building a submission together with its suite.
struct BuiltSuite {
  /// The program that runs checks, and its first arguments; `nil` where there is none, because no check is left.
  var program: [String]?
  /// The checks that cannot be run, each with what the student should know.
  var lost: [GradedCheck: LostCheck] = [:]
  /// Whether the program has the checks of ``Canary``.
  var hasCanary = false
}

/// Why a check cannot be run.
struct LostCheck: Equatable {
  var verdict: Verdict
  var message: String
}
