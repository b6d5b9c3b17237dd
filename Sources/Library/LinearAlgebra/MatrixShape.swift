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
  @inlinable public var count: Int { rows * columns }

  /// The shape as the course writes it, `[2, 3]`.
  public var description: String { "[\(rows), \(columns)]" }
}
