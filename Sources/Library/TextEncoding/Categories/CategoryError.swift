/// A problem with categorical values; the message shows values as they would be printed.
public enum CategoryError: Error, Equatable, CustomStringConvertible {
  /// There is nothing to learn categories from, to encode or to decode.
  case noValues
  /// A value, such as NaN, is not equal to itself, so that no category can hold it.
  case notComparable(String, index: Int)
  /// A category was listed twice.
  case duplicate(String, first: Int, second: Int)
  /// A value is none of the known categories.
  case unseen(String, index: Int, known: [String])
  /// A label is none of 0 ..< `count`.
  case labelOutOfRange(Int, index: Int, count: Int)
  /// A row that was to have a single 1, and 0 elsewhere, has something else.
  case notOneHot(row: Int)
  /// A matrix that was to be decoded has a wrong number of columns.
  case wrongWidth(Int, expected: Int)

  /// The message, with the position and the known categories.
  public var description: String {
    switch self {
    case .noValues: "there are no values; at least one is needed"
    case .notComparable(let value, let index):
      "\(value.debugDescription) at \(index) is not equal to itself and cannot be a category; "
        + "remove it, or replace it by a value that means a missing one"
    case .duplicate(let category, let first, let second):
      "the category \(category.debugDescription) is listed twice, at \(first) and at \(second)"
    case .unseen(let value, let index, let known):
      "\(value.debugDescription) at \(index) is a category not seen before; known are \(Self.listed(known))"
    case .labelOutOfRange(let label, let index, let count):
      "the label \(label) at \(index) is not one of 0 to \(count - 1)"
    case .notOneHot(let row): "row \(row) does not consist of a single 1 and zeros"
    case .wrongWidth(let width, let expected):
      "the matrix has \(width) columns where the categories make \(expected)"
    }
  }

  private static func listed(_ names: [String]) -> String {
    let shown = names.prefix(8).map(\.debugDescription).joined(separator: " ")
    return names.count > 8 ? "\(shown) and \(names.count - 8) more" : shown
  }
}
