import LinearAlgebra

extension Matrix: Displayable {
  /// The matrix as a table of at most twelve rows and ten columns, with its shape.
  public func mimeBundle(caption: String?) -> MimeBundle {
    Table(self).mimeBundle(caption: [caption, "shape \(shape)"].compactMap(\.self).joined(separator: ", "))
  }
}

extension Table {
  /// A matrix as a table, every element with at most four significant digits.
  ///
  /// - Parameters:
  ///   - matrix: what to show; of a large one the first and the last rows and columns.
  ///   - rowLabels: names for the rows, none for none.
  ///   - columnLabels: names for the columns; their numbers where there are none.
  public init<Scalar>(_ matrix: Matrix<Scalar>, rowLabels: [String]? = nil, columnLabels: [String]? = nil) {
    let rows = Table.shown(matrix.rows, atMost: 12)
    let columns = Table.shown(matrix.columns, atMost: 10)
    let known = rows.flatMap { row in
      columns.compactMap { column in row.flatMap { r in column.map { Double(matrix[r, $0]) } } }
    }
    var texts = NumberText.aligned(known)[...]
    let cells: [[String]] = rows.map { row in
      [row.map { rowLabels?[$0] ?? "\($0)" } ?? "⋮"]
        + columns.map { column in
          guard row != nil else { return "⋮" }
          return column == nil ? "…" : texts.removeFirst()
        }
    }
    header = [""] + columns.map { column in column.map { columnLabels?[$0] ?? "\($0)" } ?? "…" }
    isNumeric = [false] + columns.map { _ in true }
    self.cells = cells
  }

  /// The indices to show of `count`, with `nil` where some are left out.
  private static func shown(_ count: Int, atMost limit: Int) -> [Int?] {
    guard count > limit else { return Array(0..<count) }
    return Array(0..<(limit - 2)) + [nil, count - 1]
  }
}
