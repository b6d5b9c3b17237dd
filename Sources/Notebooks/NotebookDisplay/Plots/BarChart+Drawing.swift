extension BarChart {
  private static let width = 560.0
  private var rowHeight: Double { 28 }

  /// The chart as a picture: title, legend, grid, bars, and beside each bar its length.
  func drawing(title: String) -> Drawing {
    let labelWidth = 7.4 * Double(labels.map(\.count).max() ?? 0)
    let titleLines = Drawing.lines(of: title, width: Self.width)
    let legendTop = 36 + 20 * Double(titleLines.count)
    let top = parts.count > 1 ? legendTop + 20 : legendTop - 4
    let bottom = top + rowHeight * Double(labels.count)
    let frame = PlotFrame(left: 36 + labelWidth, top: top, right: Self.width - 60, bottom: bottom)
    var drawing = Drawing(width: Self.width, height: bottom + 60, title: title, description: summary)
    drawing.title(titleLines)
    if parts.count > 1 { drawLegend(in: &drawing, from: Point(24, legendTop)) }
    drawAxis(in: &drawing, frame)
    for row in labels.indices { drawRow(row, in: &drawing, frame) }
    return drawing
  }

  private func drawLegend(in drawing: inout Drawing, from start: Point) {
    var x = start.x
    for (index, part) in parts.enumerated() {
      drawing.rectangle(x: x, y: start.y - 11, width: 14, height: 14, color: Ink.series[index].color)
      drawing.text(part.name, at: Point(x + 20, start.y))
      x += 20 + TypesetText(part.name).width(size: 13) + 20
    }
  }

  private func drawAxis(in drawing: inout Drawing, _ frame: PlotFrame) {
    for (tick, text) in zip(axis.ticks, axis.labels) {
      guard let fraction = axis.fraction(tick) else { continue }
      let x = frame.x(fraction)
      drawing.line(from: Point(x, frame.top), to: Point(x, frame.bottom), color: Ink.grid)
      drawing.text(text, at: Point(x, frame.bottom + 18), color: Ink.quiet, anchor: .middle)
    }
    drawing.text(xLabel, at: Point(frame.middle.x, frame.bottom + 42), size: 13, anchor: .middle)
  }

  private func drawRow(_ row: Int, in drawing: inout Drawing, _ frame: PlotFrame) {
    let y = frame.top + rowHeight * Double(row) + 5
    drawing.text(labels[row], at: Point(frame.left - 10, y + 13), color: Ink.text, anchor: .end)
    var begun = 0.0
    for (index, part) in parts.enumerated() where part.values[row] > 0 {
      let (start, end) = (axis.fraction(begun) ?? 0, axis.fraction(begun + part.values[row]) ?? 1)
      drawing.rectangle(
        x: frame.x(start), y: y, width: frame.x(end) - frame.x(start), height: rowHeight - 10,
        color: Ink.series[index].color)
      begun += part.values[row]
    }
    drawing.text(
      short(totals[row]), at: Point(frame.x(axis.fraction(totals[row]) ?? 0) + 6, y + 13), size: 12,
      color: Ink.quiet)
  }
}
