/// The number of rows and columns of a matrix.
@frozen public struct MatrixShape: Equatable, Hashable, Sendable, CustomStringConvertible {
  /// How many rows there are.
  public var rows: Int
  /// How many columns each row has.
  public var columns: Int

  /// A shape of `rows` by `columns`.
  @inlinable public init(_ rows: Int, _ columns: Int) {
    self.rows = rows
    self.columns = columns
  }

  /// The number of elements.
  ///
  /// - Precondition: there can be a matrix of this shape.
  @inlinable public var count: Int {
    require(isPossible, "there is no matrix of shape \(self)")
    return rows &* columns
  }

  /// Whether a matrix can have this shape: neither side is negative, and neither they nor their product are beyond what
  /// any memory holds.
  @inlinable package var isPossible: Bool {
    let most = Self.largestCount
    guard rows >= 0, columns >= 0, rows <= most, columns <= most else { return false }
    let (count, overflows) = rows.multipliedReportingOverflow(by: columns)
    return !overflows && count <= most
  }

  /// The most elements of a matrix, and the longest side of one without elements: 256 GiB of `Float`.
  @inlinable package static var largestCount: Int { 1 << 36 }

  /// The shape as the course writes it, `[2, 3]`.
  public var description: String { "[\(rows), \(columns)]" }
}
