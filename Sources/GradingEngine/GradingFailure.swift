/// Why a submission could not be graded at all: somebody's input, or our own fault.
public enum GradingFailure: Error, Equatable, CustomStringConvertible {
  /// Something that the user named is not there or not usable.
  case badInput(String)
  /// The grader itself does not work; it says nothing about the submission.
  case graderError(String)

  /// One line: what happened and what to do.
  public var description: String {
    switch self {
    case .badInput(let text), .graderError(let text): return text
    }
  }
}
