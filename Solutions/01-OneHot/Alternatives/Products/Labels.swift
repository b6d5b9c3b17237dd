/// Errors in categories, labels, and tables.
public enum CategoryError: Error, Equatable {
  /// There is nothing to learn from, or nothing to encode.
  case noValues
  /// A category is listed twice.
  case duplicate(String)
  /// A value that is not a category.
  case unseen(String, index: Int)
  /// A label without a category.
  case labelOutOfRange(Int, index: Int)
  /// A row that is not a single 1 among zeros.
  case notOneHot(row: Int)
  /// A column that is longer or shorter than the first.
  case unevenColumn(String)
}

/// By way of a dictionary of how often each value occurs.
public func categories(of values: [String]) throws -> [String] {
  let counts = Dictionary(grouping: values) { $0 }.mapValues(\.count)
  if counts.isEmpty { throw CategoryError.noValues }
  return counts.keys.sorted(by: <)
}

/// A set notices what comes again; then the pairs are known to be distinct.
public func labels(of categories: [String]) throws -> [String: Int] {
  var seen: Set<String> = []
  for category in categories where !seen.insert(category).inserted {
    throw CategoryError.duplicate(category)
  }
  return Dictionary(uniqueKeysWithValues: zip(categories, categories.indices))
}

/// By recursion over what is left of the values.
public func encodeLabels(_ values: [String], categories: [String]) throws -> [Int] {
  guard !values.isEmpty else { throw CategoryError.noValues }
  let labels = try labels(of: categories)
  func encoded(from index: Int) throws -> [Int] {
    if index == values.count { return [] }
    guard let label = labels[values[index]] else {
      throw CategoryError.unseen(values[index], index: index)
    }
    return [label] + (try encoded(from: index + 1))
  }
  return try encoded(from: 0)
}

/// By recursion from the other end.
public func decodeLabels(_ labels: [Int], categories: [String]) throws -> [String] {
  guard let last = labels.last else { return [] }
  let head = try decodeLabels(labels.dropLast(), categories: categories)
  guard last >= 0, last < categories.count else {
    throw CategoryError.labelOutOfRange(last, index: labels.count - 1)
  }
  return head + [categories[last]]
}
