import LinearAlgebra

/// One-hot encoding: each category is a row with a single 1, in a column of its own.
///
/// ```swift
/// let fruit = try OneHotEncoder(fitting: ["pear", "apple", "fig"])
/// let rows: Matrix<Double> = try fruit.encode(["fig", "apple"])  // [[0, 1, 0], [1, 0, 0]]
/// ```
///
/// Any two different rows are √2 apart, so no category is nearer to one than to another. A one-hot row times a
/// matrix picks a row of the matrix, which is what an embedding does without the product.
///
/// Decoding undoes encoding.
public struct OneHotEncoder<Category: Hashable & Comparable & Sendable>: Sendable, Equatable {
  /// The categories and their columns.
  public let labels: LabelEncoder<Category>

  /// One column for each label.
  public init(labels: LabelEncoder<Category>) { self.labels = labels }

  /// The given categories, one column each, in the given order.
  ///
  /// - Throws: ``CategoryError`` if there is no category, or one that is listed twice or not equal to itself.
  public init(categories: [Category]) throws(CategoryError) {
    self.init(labels: try LabelEncoder(categories: categories))
  }

  /// The distinct values, one column each, sorted.
  ///
  /// - Throws: ``CategoryError/noValues`` if there are none, and ``CategoryError/notComparable(_:index:)`` if a value
  ///   is not equal to itself.
  public init(fitting values: [Category]) throws(CategoryError) {
    self.init(labels: try LabelEncoder(fitting: values))
  }

  /// V, the number of categories.
  public var classCount: Int { labels.categories.count }

  /// A row for each value, [N, V].
  ///
  /// - Throws: ``CategoryError`` if there is no value, or one that is not equal to itself or of a category not seen
  ///   before.
  public func encode<Scalar: MatrixScalar>(_ values: [Category]) throws(CategoryError) -> Matrix<Scalar> {
    oneHot(try labels.encode(values), classCount: classCount)
  }

  /// The category of each row of a matrix [N, V].
  ///
  /// The rows must be exactly one-hot. For a network's scores, which are not, `labels.decode(_:)` of the
  /// matrix's `rowArgmax()` gives the most likely category.
  ///
  /// - Throws: ``CategoryError`` if there is no row, another number of columns than V, or a row that is not
  ///   a single 1 and zeros.
  public func decode<Scalar: MatrixScalar>(_ rows: Matrix<Scalar>) throws(CategoryError) -> [Category] {
    guard rows.columns == classCount else { throw .wrongWidth(rows.columns, expected: classCount) }
    var result: [Int] = []
    result.reserveCapacity(rows.rows)
    for row in 0..<rows.rows {
      guard let label = Self.hotColumn(rows, row) else { throw .notOneHot(row: row) }
      result.append(label)
    }
    return try labels.decode(result)
  }

  private static func hotColumn<Scalar: MatrixScalar>(_ rows: Matrix<Scalar>, _ row: Int) -> Int? {
    let hot = (0..<rows.columns).filter { rows[row, $0] != 0 }
    return hot.count == 1 && rows[row, hot[0]] == 1 ? hot[0] : nil
  }
}
