import GradingProtocol

/// How one check ended, as the suite saw it.
struct CheckOutcome: Equatable {
  var verdict: Verdict
  var message: String?
  var advice: [Advice] = []
  var file: String?
  var line: Int?
  var lost: GradingEvent.Loss?
}
