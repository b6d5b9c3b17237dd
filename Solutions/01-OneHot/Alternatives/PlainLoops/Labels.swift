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

/// Kept in order while they are found: each value goes in before the first larger one.
public func categories(of values: [String]) throws -> [String] {
  if values.count == 0 { throw CategoryError.noValues }
  var found: [String] = []
  for value in values {
    var place = 0
    while place < found.count && found[place] < value { place += 1 }
    if place == found.count || found[place] != value { found.insert(value, at: place) }
  }
  return found
}

/// Each category is compared with the previous ones.
public func labels(of categories: [String]) throws -> [String: Int] {
  var labels: [String: Int] = [:]
  for label in categories.indices {
    for earlier in 0..<label where categories[earlier] == categories[label] {
      throw CategoryError.duplicate(categories[label])
    }
    labels.updateValue(label, forKey: categories[label])
  }
  return labels
}

/// Each value is looked for from the beginning of the list.
public func encodeLabels(_ values: [String], categories: [String]) throws -> [Int] {
  if values.isEmpty { throw CategoryError.noValues }
  _ = try labels(of: categories)
  var encoded: [Int] = []
  for index in values.indices {
    guard let label = categories.firstIndex(of: values[index]) else {
      throw CategoryError.unseen(values[index], index: index)
    }
    encoded.append(label)
  }
  return encoded
}

/// One label after another.
public func decodeLabels(_ labels: [Int], categories: [String]) throws -> [String] {
  var values: [String] = []
  for index in labels.indices {
    let label = labels[index]
    if label < 0 || label >= categories.count { throw CategoryError.labelOutOfRange(label, index: index) }
    values.append(categories[label])
  }
  return values
}
