import CourseSupport
import Foundation

/// Errors in categories, labels, and tables.
public enum CategoryError: Error, Equatable {
  /// There is nothing to learn categories from, or nothing to encode.
  case noValues
  /// A category is listed twice.
  case duplicate(String)
  /// The value at this index is none of the categories.
  case unseen(String, index: Int)
  /// The label at this index is none of 0 ..< V.
  case labelOutOfRange(Int, index: Int)
  /// This row is not a single 1 among zeros.
  case notOneHot(row: Int)
  /// A column of this name has a different number of rows than the first column.
  case unevenColumn(String)
}

/// Task 1. The categories of a column: its distinct values, sorted, so that they do not depend on the order of the
/// rows.
///
/// Values are compared exactly, letter case and spaces included: `Apple` and `apple` are two categories. They are
/// sorted by Swift's `<`, uppercase before lowercase.
///
/// - Parameter values: the column, N values.
/// - Returns: V categories; V is at most N.
/// - Throws: ``CategoryError/noValues`` for an empty column.
public func categories(of values: [String]) throws -> [String] {
  // TODO: Task 1, the categories of a column and their labels (part 1 of 2).
  throw NotImplemented()
}

/// Task 1. The label of each category: its index in the list, from 0.
///
/// - Parameter categories: V categories, in the order of their labels.
/// - Throws: ``CategoryError/duplicate(_:)`` for the first category that was listed before.
public func labels(of categories: [String]) throws -> [String: Int] {
  // TODO: Task 1, the categories of a column and their labels (part 2 of 2).
  throw NotImplemented()
}

/// Task 2. Label encoding: each value as the label of its category.
///
/// - Parameters:
///   - values: N values.
///   - categories: V categories, learned earlier, perhaps from another table.
/// - Returns: N labels, each in 0 ..< V.
/// - Throws: ``CategoryError/noValues`` if there are no values, ``CategoryError/unseen(_:index:)`` for the first value
///   that is none of the categories, and every error of ``labels(of:)``.
public func encodeLabels(_ values: [String], categories: [String]) throws -> [Int] {
  // TODO: Task 2, label encoding and back (part 1 of 2).
  throw NotImplemented()
}

/// Task 2. Undoes ``encodeLabels(_:categories:)``: the category of each label.
///
/// - Parameters:
///   - labels: N labels.
///   - categories: V categories.
/// - Throws: ``CategoryError/labelOutOfRange(_:index:)`` for the first label outside 0 ..< V.
public func decodeLabels(_ labels: [Int], categories: [String]) throws -> [String] {
  // TODO: Task 2, label encoding and back (part 2 of 2).
  throw NotImplemented()
}
