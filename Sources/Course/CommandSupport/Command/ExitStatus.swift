/// How the command ends; scripts read it.
package enum ExitStatus: Int32, Sendable, CaseIterable {
  case done = 0
  case checksFailed = 1
  case invalidInput = 2
  case internalError = 3
  case interrupted = 130

  /// The meaning, for help.
  package var meaning: String {
    switch self {
    case .done: "done"
    case .checksFailed: "done; some checks did not pass"
    case .invalidInput: "invalid input; one line says why"
    case .internalError: "the course itself failed"
    case .interrupted: "stopped by Ctrl-C"
    }
  }
}
