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

/// Each distinct value is what is left of a sorted column without its repetitions.
public func categories(of values: [String]) throws -> [String] {
  guard values.first != nil else { throw CategoryError.noValues }
  return values.sorted().reduce(into: []) { kept, value in
    if kept.last != value { kept.append(value) }
  }
}

/// By way of pairs; a key that comes again is an error.
public func labels(of categories: [String]) throws -> [String: Int] {
  try Dictionary(zip(categories, 0...).map { ($0, ($0, $1)) }) { first, _ in
    throw CategoryError.duplicate(first.0)
  }.mapValues { $0.1 }
}

/// The empty column apart, a fold over the values.
public func encodeLabels(_ values: [String], categories: [String]) throws -> [Int] {
  let table = try labels(of: categories)
  guard !values.isEmpty else { throw CategoryError.noValues }
  return try values.reduce(into: []) { encoded, value in
    switch table[value] {
    case let label?: encoded.append(label)
    case nil: throw CategoryError.unseen(value, index: encoded.count)
    }
  }
}

/// By looking the label up in the inverted table.
public func decodeLabels(_ labels: [Int], categories: [String]) throws -> [String] {
  let names = Dictionary(uniqueKeysWithValues: categories.enumerated().map { ($0.offset, $0.element) })
  return try labels.reduce(into: []) { values, label in
    guard let name = names[label] else { throw CategoryError.labelOutOfRange(label, index: values.count) }
    values.append(name)
  }
}
