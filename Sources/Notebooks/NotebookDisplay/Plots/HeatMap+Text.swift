extension HeatMap {
  /// The map in characters: its numbers where they fit a line, else one mark a cell.
  func text(caption: String?) -> String {
    let body = values.columns <= 12 ? numbers : marks
    return [caption, axes, body].compactMap(\.self).joined(separator: "\n")
  }

  private var axes: String? {
    let names = [yLabel.isEmpty ? nil : "down: \(yLabel)", xLabel.isEmpty ? nil : "across: \(xLabel)"]
    let known = names.compactMap(\.self)
    return known.isEmpty ? nil : known.joined(separator: ", ")
  }

  private var numbers: String {
    let (texts, rowLabels) = (valueTexts, rowLabels.map(TypesetText.unmarked))
    var table: [[String]] = [[""] + columnLabels.map(TypesetText.unmarked)]
    for row in 0..<values.rows {
      let cells = texts[row * values.columns..<(row + 1) * values.columns]
      table.append([rowLabels[row]] + cells)
    }
    let widths = (0...values.columns).map { column in table.map { $0[column].count }.max() ?? 0 }
    return table.map { cells in
      zip(cells, widths).map { String(repeating: " ", count: $1 - $0.count) + $0 }.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  private var marks: String {
    let rowLabels = rowLabels.map(TypesetText.unmarked)
    let width = rowLabels.map(\.count).max() ?? 0
    let lines = (0..<values.rows).map { row in
      let cells = (0..<values.columns).map { column in
        values[row, column].isFinite ? colors.mark(at: fraction(values[row, column])) : "?"
      }
      return String(repeating: " ", count: width - rowLabels[row].count) + rowLabels[row] + " "
        + cells.joined()
    }
    let scale = colors.marks
    let legend =
      "\(scale[0]) \(short(range.lowerBound, digits: 2)) … "
      + "\(scale[scale.count - 1]) \(short(range.upperBound, digits: 2))"
    return (lines + [legend]).joined(separator: "\n")
  }
}
