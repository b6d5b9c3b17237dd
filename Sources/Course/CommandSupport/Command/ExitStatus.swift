/// How the command ends; scripts read it.
package enum ExitStatus: Int32, Sendable, CaseIterable {
  case done = 0
  case foundWanting = 1
  case badInput = 2
  case ourFault = 3
  case interrupted = 130

  /// The meaning, for help.
  package var meaning: String {
    switch self {
    case .done: "done"
    case .foundWanting: "done; some checks did not pass"
    case .badInput: "invalid input; one line says why"
    case .ourFault: "the course itself failed"
    case .interrupted: "stopped by Ctrl-C"
    }
  }
}
