/// An error that the user can mend: the command says it in one line and ends with ``ExitStatus/badInput``.
///
/// An error type of another module joins by an empty extension beside the verb that meets it:
/// `extension CourseNotFound: BadInputError {}`.
protocol BadInputError: Error, CustomStringConvertible {}

/// Something typed that cannot be done: names the value and the way out, in one line.
struct UsageError: BadInputError, Equatable {
  let description: String

  init(_ description: String) { self.description = description }
}
