extension ErrorBarChart {
  /// The chart as a picture.
  func drawing(title: String) -> Drawing {
    let layout = ErrorBarLayout(self, title: title)
    var drawing = Drawing(width: layout.width, height: layout.height, title: title, description: summary)
    drawing.title(layout.titleLines)
    drawAxis(in: &drawing, layout)
    for (row, sample) in samples.enumerated() { draw(sample, atHeight: layout.y(row), in: &drawing, layout) }
    return drawing
  }

  private func drawAxis(in drawing: inout Drawing, _ layout: ErrorBarLayout) {
    for (tick, text) in zip(axis.ticks, axis.labels) {
      guard let x = axis.fraction(tick).map(layout.x) else { continue }
      drawing.line(from: Point(x, layout.top), to: Point(x, layout.bottom), color: Ink.grid)
      drawing.text(
        NumberText.typeset(text), at: Point(x, layout.bottom + 18), color: Ink.quiet, anchor: .middle)
    }
    drawing.line(
      from: Point(layout.left, layout.bottom), to: Point(layout.right, layout.bottom), color: Ink.axis)
    drawing.text(
      xLabel, at: Point((layout.left + layout.right) / 2, layout.bottom + 42), size: 13, anchor: .middle)
  }

  private func draw(
    _ sample: Sample, atHeight y: Double, in drawing: inout Drawing, _ layout: ErrorBarLayout
  ) {
    drawing.text(sample.name, at: Point(layout.left - 10, y + 4), color: Ink.text, anchor: .end)
    func x(_ value: Double) -> Double? { axis.fraction(value).map(layout.x) }
    let color = Ink.series[0].color
    if let low = x(sample.interval.lowerBound), let high = x(sample.interval.upperBound) {
      drawing.line(from: Point(low, y), to: Point(high, y), color: color, width: 2.25)
      for end in [low, high] {
        drawing.line(from: Point(end, y - 6), to: Point(end, y + 6), color: color, width: 2.25)
      }
    }
    for place in sample.values.compactMap(x) {
      drawing.circle(at: Point(place, y + 11), radius: 3, color: Ink.series[1].color)
    }
    if let mean = x(sample.mean) { drawing.circle(at: Point(mean, y), radius: 5.5, color: color) }
  }
}

/// The measures of the picture.
private struct ErrorBarLayout {
  let left: Double
  let right: Double
  let titleLines: [String]
  let top: Double
  let bottom: Double
  let width: Double
  let height: Double
  private let rowHeight = 38.0

  init(_ chart: ErrorBarChart, title: String) {
    left = 40 + min(240, 7.2 * Double(chart.samples.map(\.name.count).max() ?? 0))
    right = left + 330
    width = right + 40
    titleLines = Drawing.lines(of: title, width: width)
    top = 32 + 20 * Double(titleLines.count)
    bottom = top + rowHeight * Double(chart.samples.count)
    height = bottom + 58
  }

  /// The middle of a row.
  func y(_ row: Int) -> Double { top + (Double(row) + 0.42) * rowHeight }

  /// A place along the axis, from its fraction.
  func x(_ fraction: Double) -> Double { left + fraction * (right - left) }
}
