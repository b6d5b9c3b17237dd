extension LineChart {
  private static let marks: [Character] = ["●", "○", "×", "+", "▲", "◇"]

  /// The chart in characters, 60 wide and 14 high inside its axes.
  func text(caption: String?) -> String {
    var grid = CharacterGrid(columns: 60, rows: 14)
    for index in series.indices { plot(series[index], with: mark(index), on: &grid) }
    let legend = series.indices.map { "\(mark($0)) \(series[$0].name)" }.joined(separator: "   ")
    let body = labelled(grid)
    let lines = [caption, series.count > 1 ? legend : nil, yLabel].compactMap(\.self) + body
    return lines.joined(separator: "\n")
  }

  private func mark(_ index: Int) -> Character {
    series[index].style == .guide ? "·" : LineChart.marks[colorIndex(index)]
  }

  private func plot(_ one: Series, with mark: Character, on grid: inout CharacterGrid) {
    var previous: (column: Double, row: Double)?
    for (x, y) in zip(one.x, one.y) {
      guard let across = xAxis.fraction(x), let up = yAxis.fraction(y) else {
        previous = nil
        continue
      }
      let place = (
        column: across * Double(grid.columns - 1), row: (1 - up) * Double(grid.rows - 1)
      )
      if let previous, one.style != .dots { grid.connect(previous, place) }
      grid.set(place, mark)
      previous = place
    }
  }

  private func labelled(_ grid: CharacterGrid) -> [String] {
    let texts = yAxis.labels
    let width = texts.map(\.count).max() ?? 0
    var labels: [Int: String] = [:]
    for (tick, text) in zip(yAxis.ticks, texts) {
      guard let up = yAxis.fraction(tick) else { continue }
      labels[Int(((1 - up) * Double(grid.rows - 1)).rounded())] = text
    }
    let rows = grid.lines.enumerated().map { row, line in
      let label = labels[row] ?? ""
      let axis = labels[row] == nil ? "│" : "┤"
      return String(repeating: " ", count: width - label.count) + label + " " + axis + line
    }
    let margin = String(repeating: " ", count: width + 1)
    return rows + [
      margin + "└" + String(repeating: "─", count: grid.columns),
      margin + " " + horizontalLabels(columns: grid.columns),
    ]
  }

  private func horizontalLabels(columns: Int) -> String {
    let low = short(xAxis.range.lowerBound)
    let high = short(xAxis.range.upperBound)
    let free = columns - low.count - high.count - xLabel.count
    guard free > 1 else { return "\(low) \(xLabel) \(high)" }
    let before = String(repeating: " ", count: free / 2)
    return low + before + xLabel + String(repeating: " ", count: free - free / 2) + high
  }
}

/// A picture made of characters.
struct CharacterGrid {
  let columns: Int
  let rows: Int
  private var cells: [[Character]]

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  var lines: [String] {
    cells.map { String($0.reversed().drop { $0 == " " }.reversed()) }
  }

  mutating func set(_ place: (column: Double, row: Double), _ mark: Character) {
    cells[Int(place.row.rounded())][Int(place.column.rounded())] = mark
  }

  /// Dots from one place to another, where nothing stands yet.
  mutating func connect(_ start: (column: Double, row: Double), _ end: (column: Double, row: Double)) {
    let steps = Int(max(abs(end.column - start.column), abs(end.row - start.row)).rounded(.up))
    guard steps > 1 else { return }
    for step in 1..<steps {
      let share = Double(step) / Double(steps)
      let column = Int((start.column + (end.column - start.column) * share).rounded())
      let row = Int((start.row + (end.row - start.row) * share).rounded())
      if cells[row][column] == " " { cells[row][column] = "·" }
    }
  }
}
