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
  guard !values.isEmpty else { throw CategoryError.noValues }
  return Set(values).sorted()  // a set has no order: without sorting, the labels would change from run to run
}

/// Task 1. The label of each category: its index in the list, from 0.
///
/// - Parameter categories: V categories, in the order of their labels.
/// - Throws: ``CategoryError/duplicate(_:)`` for the first category that was listed before.
public func labels(of categories: [String]) throws -> [String: Int] {
  var labels: [String: Int] = [:]
  for (label, category) in categories.enumerated() {
    guard labels[category] == nil else { throw CategoryError.duplicate(category) }
    labels[category] = label
  }
  return labels
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
  guard !values.isEmpty else { throw CategoryError.noValues }
  // Use the given categories: learned again from these values, the labels would change their meaning.
  let labels = try labels(of: categories)
  return try values.enumerated().map { index, value in
    guard let label = labels[value] else { throw CategoryError.unseen(value, index: index) }
    return label
  }
}

/// Task 2. Undoes ``encodeLabels(_:categories:)``: the category of each label.
///
/// - Parameters:
///   - labels: N labels.
///   - categories: V categories.
/// - Throws: ``CategoryError/labelOutOfRange(_:index:)`` for the first label outside 0 ..< V.
public func decodeLabels(_ labels: [Int], categories: [String]) throws -> [String] {
  try labels.enumerated().map { index, label in
    guard categories.indices.contains(label) else {
      throw CategoryError.labelOutOfRange(label, index: index)
    }
    return categories[label]
  }
}
