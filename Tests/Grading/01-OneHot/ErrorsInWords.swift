import Exercise01OneHot
import GradingSupport

/// An error of the exercise in words; `nil` for any other.
///
/// Words, because a submission's own `==` would decide over its own errors.
func inWords(_ error: any Error) -> String? {
  guard let error = error as? CategoryError else { return nil }
  switch error {
  case .noValues: return "noValues"
  case .duplicate(let name): return "duplicate(\(name))"
  case .unseen(let name, let index): return "unseen(\(name), index: \(index))"
  case .labelOutOfRange(let label, let index): return "labelOutOfRange(\(label), index: \(index))"
  case .notOneHot(let row): return "notOneHot(row: \(row))"
  case .unevenColumn(let name): return "unevenColumn(\(name))"
  }
}

/// An error that a submission throws where a value is right, with the mistake that it speaks for.
typealias ErrorSuspect = (error: String, mistake: String, place: String)

/// The errors of a wrong range check for the labels 3, 0, 5 and 6 of seven categories.
func rangeErrors(_ place: String, columns: Bool = false) -> [ErrorSuspect] {
  [
    ("labelOutOfRange(3, index: 0)", "the range check is inverted", place),
    ("labelOutOfRange(0, index: 1)", "label 0 is treated as out of range", place),
    ("labelOutOfRange(6, index: 3)", "the last label, V - 1, is treated as out of range", place),
  ]
    + (columns
      ? [
        (
          "labelOutOfRange(5, index: 2)", "the labels are compared with the number of columns, not of rows",
          place
        )
      ] : [])
}

/// Whether a call returned or threw, in words.
private enum Ending: Equatable, CustomDebugStringConvertible {
  case value
  case error(String)

  var debugDescription: String {
    switch self {
    case .value: return "a value"
    case .error(let words): return "the error \(words)"
    }
  }
}

extension GradedTestCase {
  /// The value of a call that must not throw. An error of the exercise is a wrong answer, which is named if a suspect
  /// gives the same error.
  func value<Value>(
    of what: String, errors: @autoclosure () -> [ErrorSuspect], file: StaticString = #filePath,
    line: UInt = #line,
    _ body: () throws -> Value
  ) throws -> Value {
    do {
      return try body()
    } catch let error as CategoryError {
      let suspects = errors().map { ValueSuspect($0.mistake, at: $0.place, Ending.error($0.error)) }
      try assertEqual(
        Ending.error(inWords(error) ?? ""), .value, what, suspects: suspects, file: file, line: line)
      throw error
    }
  }
}
