/// How a check, or a task as a whole, ended.
public enum Verdict: String, Codable, Sendable, CaseIterable {
  /// The answer is right.
  case passed
  /// The stub is still there: nothing was tried, so nothing is wrong.
  case notStarted
  /// The answer is wrong.
  case failed
  /// The check had no answer within its time.
  case timedOut
  /// The program ended in the middle of the check.
  case crashed
  /// The check needed more memory than it is allowed.
  case outOfMemory
  /// The file compiles, but the suite cannot call the functions it expects there.
  case signatureChanged
  /// The submission's file does not compile.
  case doesNotCompile
  /// The submission wrote on the channel between the suite and the engine.
  case tampered
  /// The grader itself failed. This does not reflect the submission, so it is never counted as zero.
  case graderError

  /// How severe it is: if the checks of a task end differently, the most severe verdict counts for the task.
  public var severity: Int { Verdict.allCases.firstIndex(of: self)! }

  /// The verdict in words, as a report prints it.
  public var words: String {
    switch self {
    case .passed: return "passed"
    case .notStarted: return "not started"
    case .failed: return "failed"
    case .timedOut: return "timed out"
    case .crashed: return "crashed"
    case .outOfMemory: return "out of memory"
    case .signatureChanged: return "signature changed"
    case .doesNotCompile: return "does not compile"
    case .tampered: return "tampered"
    case .graderError: return "grader error"
    }
  }
}
