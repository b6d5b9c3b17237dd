/// Several series over one axis, as lines.
///
/// ```swift
/// show(LineChart([Series("loss", losses)], xLabel: "step", yLabel: "loss"), caption: "The loss falls.")
/// ```
public struct LineChart: Sendable {
  /// The lines, at most six, and any guides.
  public let series: [Series]
  /// What the horizontal axis counts.
  public let xLabel: String
  /// What the vertical axis measures.
  public let yLabel: String
  /// How places lie along the horizontal axis.
  public let xScale: AxisScale
  /// How values become heights.
  public let yScale: AxisScale
  let xAxis: Axis
  let yAxis: Axis

  /// A chart of at most six series, and any guides.
  ///
  /// - Parameters:
  ///   - series: the lines, in the order of their legend.
  ///   - xLabel: what the horizontal axis measures.
  ///   - yLabel: what the vertical axis measures.
  ///   - xScale: whether the horizontal axis is linear or logarithmic.
  ///   - yScale: whether the vertical axis is linear or logarithmic.
  ///   - values: what the vertical axis covers in addition to the series: 0, to compare heights by eye, or the
  ///     values of another chart, for one axis in both. A logarithmic one never covers 0.
  /// - Precondition: there are between one and six series, not counting guides; more would not be told apart.
  public init(
    _ series: [Series], xLabel: String, yLabel: String, xScale: AxisScale = .linear,
    yScale: AxisScale = .linear, covering values: [Double] = []
  ) {
    precondition(
      (1...Ink.series.count).contains(series.count { $0.style != .guide }),
      "a chart shows 1 to \(Ink.series.count) series, not \(series.count { $0.style != .guide })")
    self.series = series
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.xScale = xScale
    self.yScale = yScale
    let axis = Axis(positions: series.flatMap(\.x), scale: xScale)
    xAxis = LineChart.hasDotsInColumns(series) ? axis.widened(by: 0.06) : axis
    yAxis = Axis(series.flatMap(\.y) + values, scale: yScale)
  }

  /// Whether several values were measured at the same position: their dots form columns.
  static func hasDotsInColumns(_ series: [Series]) -> Bool {
    let places = series.filter { $0.style == .dots }.flatMap(\.x)
    return Set(places).count < min(places.count, 9)
  }

  /// The index of a series, not counting guides.
  func colorIndex(_ index: Int) -> Int { series[..<index].count { $0.style != .guide } }

  /// What the picture shows, in words: each series with its first and last value and its extremes.
  var summary: String {
    let parts = series.map { series in
      let values = series.y.filter(\.isFinite)
      guard let first = values.first, let last = values.last, let low = values.min(), let high = values.max()
      else { return "\(series.name) has no values" }
      return "\(series.name) goes from \(short(first)) to \(short(last)), "
        + "lowest \(short(low)), highest \(short(high))"
    }
    return "Line chart of \(yLabel) over \(xLabel). " + parts.joined(separator: "; ") + "."
  }
}

extension LineChart: Displayable {
  /// The chart as a drawing, as an image element for a page, and in characters for a terminal.
  public func mimeBundle(caption: String?) -> MimeBundle {
    let drawing = drawing(title: caption ?? "\(yLabel) over \(xLabel)")
    return MimeBundle(drawing: drawing, plain: text(caption: caption))
  }
}

extension MimeBundle {
  /// A picture in all its forms.
  init(drawing: Drawing, plain: String) {
    self.init(plain: TypesetText.unmarked(plain))
    svg = drawing.svg
    html = Markup.image(
      svg: drawing.svg, alternative: "\(drawing.title). \(drawing.description)", width: drawing.width)
  }
}
