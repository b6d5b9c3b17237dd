extension LineChart {
  /// The chart as a picture: title, legend, grid, axes, lines; points too where there are few.
  ///
  /// A title or a legend that is too long for a line goes on in the next one, and the picture grows by as much.
  func drawing(title: String) -> Drawing {
    let titleLines = Drawing.lines(of: title, width: Self.width)
    let legend = legendRows
    let legendTop = 56 + 20 * Double(titleLines.count - 1)
    let top = legendTop - 4 + 24 * Double(series.count > 1 ? legend.count : 0)
    let labelWidth = 7.5 * Double(yAxis.labels.map(\.count).max() ?? 0)
    let frame = PlotFrame(
      left: 48 + labelWidth, top: top, right: Self.width - 24, bottom: max(316, top + 240))
    var drawing = Drawing(width: Self.width, height: frame.bottom + 54, title: title, description: summary)
    drawing.title(titleLines)
    if series.count > 1 {
      for (index, row) in legend.enumerated() {
        drawLegend(row, in: &drawing, from: Point(frame.left, legendTop + 24 * Double(index)))
      }
    }
    drawAxes(in: &drawing, frame)
    var dots = DotPlaces(isCrowded: LineChart.hasDotsInColumns(series))
    for index in series.indices.sorted(by: { isGuide($0) && !isGuide($1) }) {
      drawSeries(index, in: &drawing, frame, &dots)
    }
    return drawing
  }

  /// Narrow enough for a phone to show it without making its letters tiny.
  private static let width = 560.0

  private func legendWidth(_ index: Int) -> Double { 56 + TypesetText(series[index].name).width(size: 13) }

  /// Which series stand in which line of the legend.
  private var legendRows: [[Int]] {
    series.indices.reduce(into: []) { rows, index in
      let taken = rows.last?.reduce(0) { $0 + legendWidth($1) } ?? 0
      if !rows.isEmpty, taken + legendWidth(index) <= 490 {
        rows[rows.count - 1].append(index)
      } else {
        rows.append([index])
      }
    }
  }

  private func drawLegend(_ row: [Int], in drawing: inout Drawing, from start: Point) {
    var x = start.x
    for index in row {
      let ink = ink(index)
      if series[index].style == .dots {
        drawing.circle(at: Point(x + 14, start.y - 4), radius: DotPlaces.radius, color: ink.color)
      } else {
        drawing.line(
          from: Point(x, start.y - 4), to: Point(x + 28, start.y - 4), color: ink.color,
          width: isGuide(index) ? 1.25 : 2.25, dash: ink.dash)
      }
      drawing.text(series[index].name, at: Point(x + 36, start.y), color: Ink.text)
      x += legendWidth(index)
    }
  }

  private func drawAxes(in drawing: inout Drawing, _ frame: PlotFrame) {
    for (tick, text) in zip(yAxis.ticks, yAxis.labels) {
      guard let fraction = yAxis.fraction(tick) else { continue }
      let y = frame.y(fraction)
      drawing.line(from: Point(frame.left, y), to: Point(frame.right, y), color: Ink.grid)
      drawing.text(
        NumberText.typeset(text), at: Point(frame.left - 10, y + 4), color: Ink.quiet, anchor: .end)
    }
    for (tick, text) in zip(xAxis.ticks, xAxis.labels) {
      guard let fraction = xAxis.fraction(tick) else { continue }
      let x = frame.x(fraction)
      drawing.line(from: Point(x, frame.bottom), to: Point(x, frame.bottom + 5), color: Ink.axis)
      drawing.text(
        NumberText.typeset(text), at: Point(x, frame.bottom + 20), color: Ink.quiet, anchor: .middle)
    }
    drawing.line(
      from: Point(frame.left, frame.bottom), to: Point(frame.right, frame.bottom), color: Ink.axis)
    drawing.text(xLabel, at: Point(frame.middle.x, frame.bottom + 42), size: 13.5, anchor: .middle)
    drawing.text(yLabel, at: Point(22, frame.middle.y), size: 13.5, anchor: .middle, turned: true)
  }

  /// A value that cannot be drawn, such as infinity, leaves a gap.
  private func drawSeries(
    _ index: Int, in drawing: inout Drawing, _ frame: PlotFrame, _ dots: inout DotPlaces
  ) {
    let (one, ink) = (series[index], ink(index))
    var pieces: [[Point]] = [[]]
    for (x, y) in zip(one.x, one.y) {
      if let across = xAxis.fraction(x), let up = yAxis.fraction(y) {
        pieces[pieces.count - 1].append(Point(frame.x(across), frame.y(up)))
      } else {
        pieces.append([])
      }
    }
    if one.style == .dots {
      for point in pieces.joined() {
        drawing.circle(at: dots.place(point), radius: DotPlaces.radius, color: ink.color)
      }
      return
    }
    for piece in pieces where piece.count > 1 {
      drawing.polyline(piece, color: ink.color, width: one.style == .guide ? 1.25 : 2.25, dash: ink.dash)
    }
    if one.y.count <= 24, one.style == .line {
      for point in pieces.joined() { drawing.circle(at: point, radius: 4, color: ink.color) }
    }
  }
}

extension LineChart {
  private func isGuide(_ index: Int) -> Bool { series[index].style == .guide }

  /// The color and the dashes of a series.
  private func ink(_ index: Int) -> (color: String, dash: String?) {
    guard isGuide(index) else { return Ink.series[colorIndex(index)] }
    let isFirst = series.firstIndex { $0.style == .guide } == index
    return (Ink.quiet, isFirst ? nil : "5 3")
  }
}

/// Spreads dots sideways that would hide each other.
private struct DotPlaces {
  static let radius = 3.5
  let isCrowded: Bool
  private var taken: [Point] = []

  init(isCrowded: Bool) { self.isCrowded = isCrowded }

  mutating func place(_ point: Point) -> Point {
    guard isCrowded else { return point }
    let places = [0, 1, -1, 2, -2, 3, -3].map { Point(point.x + $0 * 7.5, point.y) }
    let free = places.first { place in taken.allSatisfy { ($0 - place).length >= 2 * Self.radius } } ?? point
    taken.append(free)
    return free
  }
}

/// The rectangle inside the axes.
struct PlotFrame {
  let left: Double
  let top: Double
  let right: Double
  let bottom: Double

  var middle: Point { Point((left + right) / 2, (top + bottom) / 2) }

  func x(_ fraction: Double) -> Double { left + (right - left) * fraction }
  func y(_ fraction: Double) -> Double { bottom - (bottom - top) * fraction }
}
