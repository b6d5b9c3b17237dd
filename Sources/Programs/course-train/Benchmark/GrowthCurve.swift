import CommandSupport
import NotebookDisplay

/// Speed over one size, as a table, a plot and JSON.
struct GrowthCurve: Encodable {
  let axis: GrowthStudy.Axis
  let base: Workload
  let points: [GrowthStudy.Point]

  private enum CodingKeys: String, CodingKey { case axis, base, points }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(axis.rawValue, forKey: .axis)
    try container.encode(base, forKey: .base)
    let rows = points.map {
      [
        "value": Double($0.value), "tokensPerSecond": $0.tokensPerSecond, "usefulGFLOPS": $0.gigaflops,
        "peakGFLOPS": $0.peak,
      ]
    }
    try container.encode(rows, forKey: .points)
  }

  /// The size that changes and the sizes that stay.
  var caption: String {
    let sizes: [(GrowthStudy.Axis?, String)] = [
      (nil, "V \(base.vocabularySize)"), (.hiddenSize, "H \(base.hiddenSize)"),
      (.batchSize, "B \(base.batchSize)"), (.stepCount, "T \(base.stepCount)"),
    ]
    let kept = sizes.filter { $0.0 != axis }.map(\.1).joined(separator: ", ")
    return "Speed of \(base.title) over \(axis.title); \(kept)"
  }

  /// The plot: the useful operations of training, and the processor's peak in the same rounds.
  var chart: LineChart {
    let places = points.map { Double($0.value) }
    return LineChart(
      [
        Series("training", x: places, y: points.map(\.gigaflops)),
        Series("multiply-add peak", x: places, y: points.map(\.peak)),
      ], xLabel: axis.title, yLabel: "GFLOP/s", xScale: axis == .threads ? .linear : .logarithmic,
      covering: [0])
  }

  /// The caption, the table and the plot in characters.
  func text(_ terminal: Terminal) -> String {
    var table = TextTable(header: [axis.title, "tokens/s", "GFLOP/s", "of peak"], leftAligned: 0)
    table.rows = points.map { point in
      [
        "\(point.value)", grouped(Int(point.tokensPerSecond.rounded())), fixed(point.gigaflops, 1),
        fixed(point.gigaflops / point.peak * 100, 0) + " %",
      ]
    }
    let plot = chart.mimeBundle(caption: nil).plain
    return ([terminal.bold(caption), ""] + table.lines(terminal) + ["", plot, ""]).joined(separator: "\n")
  }
}
