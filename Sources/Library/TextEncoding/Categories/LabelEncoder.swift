/// Label encoding: each category is a number from 0 on.
///
/// ```swift
/// let fruit = try LabelEncoder(fitting: ["pear", "apple", "pear", "fig"])
/// fruit.categories             // ["apple", "fig", "pear"]
/// try fruit.encode(["fig"])    // [1]
/// ```
///
/// Labels are compact, and they mislead: nothing makes a fig lie halfway between an apple and a pear, but a
/// network that reads 0, 1, 2 is told so. ``OneHotEncoder`` gives categories without order and distance.
///
/// Decoding undoes encoding, and encoding undoes decoding. Values are one category if they are equal, as 0.0 and
/// -0.0 are; decoding returns the one that came first. A value that is not equal to itself, such as NaN, could never
/// be found again and is refused.
public struct LabelEncoder<Category: Hashable & Comparable & Sendable>: Sendable, Equatable {
  /// The categories in the order of their labels.
  public let categories: [Category]
  private let labels: [Category: Int]

  /// The given categories, labeled in the given order.
  ///
  /// - Throws: ``CategoryError`` if there is no category, or one that is listed twice or not equal to itself.
  public init(categories: [Category]) throws(CategoryError) {
    guard !categories.isEmpty else { throw .noValues }
    try Self.checkComparable(categories)
    var labels: [Category: Int] = [:]
    for (label, category) in categories.enumerated() {
      if let first = labels.updateValue(label, forKey: category) {
        throw .duplicate("\(category)", first: first, second: label)
      }
    }
    self.categories = categories
    self.labels = labels
  }

  /// The distinct values, sorted, so that the labels do not depend on the order of the rows.
  ///
  /// - Throws: ``CategoryError/noValues`` if there are none, and ``CategoryError/notComparable(_:index:)`` if a value
  ///   is not equal to itself.
  public init(fitting values: [Category]) throws(CategoryError) {
    try Self.checkComparable(values)
    try self.init(categories: Set(values).sorted())
  }

  /// The label of each value, [N].
  ///
  /// - Throws: ``CategoryError`` if there is no value, or one that is not equal to itself or of a category not seen
  ///   before.
  public func encode(_ values: [Category]) throws(CategoryError) -> [Int] {
    guard !values.isEmpty else { throw .noValues }
    var result: [Int] = []
    result.reserveCapacity(values.count)
    for (index, value) in values.enumerated() {
      guard let label = labels[value] else {
        if value != value { throw .notComparable("\(value)", index: index) }
        throw .unseen("\(value)", index: index, known: categories.map { "\($0)" })
      }
      result.append(label)
    }
    return result
  }

  /// The category of each label, [N].
  ///
  /// - Throws: ``CategoryError`` if there is no label, or one outside 0 ..< the number of categories.
  public func decode(_ labels: [Int]) throws(CategoryError) -> [Category] {
    guard !labels.isEmpty else { throw .noValues }
    var result: [Category] = []
    result.reserveCapacity(labels.count)
    for (index, label) in labels.enumerated() {
      guard categories.indices.contains(label) else {
        throw .labelOutOfRange(label, index: index, count: categories.count)
      }
      result.append(categories[label])
    }
    return result
  }

  /// Before a set sees the values, which could never find such a value again.
  private static func checkComparable(_ values: [Category]) throws(CategoryError) {
    for (index, value) in values.enumerated() where value != value {
      throw .notComparable("\(value)", index: index)
    }
  }
}
