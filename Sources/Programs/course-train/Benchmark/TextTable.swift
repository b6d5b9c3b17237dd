import CommandSupport

/// A table in aligned columns, two spaces apart, with a rule below its header.
struct TextTable {
  let header: [String]
  /// How many columns, from the first on, are aligned left; the others hold numbers and are aligned right.
  let leftAligned: Int
  var rows: [[String]] = []

  init(header: [String], leftAligned: Int) {
    self.header = header
    self.leftAligned = leftAligned
  }

  /// The lines, the header in bold on a terminal.
  func lines(_ terminal: Terminal) -> [String] {
    let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    return [terminal.bold(line(header, widths)), rule] + rows.map { line($0, widths) }
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    let padded = cells.indices.map { column in
      let space = String(repeating: " ", count: widths[column] - cells[column].count)
      return column < leftAligned ? cells[column] + space : space + cells[column]
    }
    return padded.joined(separator: "  ")
  }
}
