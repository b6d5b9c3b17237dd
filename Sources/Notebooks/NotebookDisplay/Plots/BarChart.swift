/// Amounts as bars, one row a label; where an amount has parts, they stand one behind the other.
///
/// ```swift
/// let parts = [BarPart("passed", [40, 12]), BarPart("failed", [2, 30])]
/// show(BarChart(["03.1", "03.2"], parts, xLabel: "submissions"), caption: "How the tasks ended.")
/// ```
public struct BarChart: Sendable {
  /// What each row is, from top to bottom.
  public let labels: [String]
  /// The parts of the bars, from left to right.
  public let parts: [BarPart]
  /// What the horizontal axis counts.
  public let xLabel: String
  let axis: Axis

  /// A chart of rows that have one to six parts each.
  ///
  /// - Parameters:
  ///   - labels: the name of each row, from the top.
  ///   - parts: what each row is made of, from the left, a value for each row.
  ///   - xLabel: what the horizontal axis measures.
  ///   - most: where the axis ends at least.
  /// - Precondition: there is a row, each part has one finite value of at least 0 for each row, and there are between
  ///   one and six parts; more would not be told apart.
  public init(_ labels: [String], _ parts: [BarPart], xLabel: String, upTo most: Double = 0) {
    precondition(!labels.isEmpty, "a bar chart needs a row")
    precondition(
      (1...Ink.series.count).contains(parts.count),
      "a bar chart shows 1 to \(Ink.series.count) parts, not \(parts.count)")
    for part in parts {
      precondition(
        part.values.count == labels.count, "part '\(part.name)' does not have \(labels.count) values")
      precondition(
        part.values.allSatisfy { $0 >= 0 && $0.isFinite }, "part '\(part.name)' has a value below 0")
    }
    self.labels = labels
    self.parts = parts
    self.xLabel = xLabel
    let totals = labels.indices.map { row in parts.reduce(0) { $0 + $1.values[row] } }
    axis = Axis([0, max(most, totals.max() ?? 0)], scale: .linear, tickCount: 8, loose: false)
  }

  /// The length of each row's bar.
  var totals: [Double] { labels.indices.map { row in parts.reduce(0) { $0 + $1.values[row] } } }

  /// What the picture shows, in words: every row with its amounts.
  var summary: String {
    let rows = labels.indices.map { row in
      let amounts = parts.filter { $0.values[row] > 0 }.map { part in
        parts.count == 1 ? short(part.values[row]) : "\(part.name) \(short(part.values[row]))"
      }
      return "\(labels[row]): \(amounts.isEmpty ? "0" : amounts.joined(separator: ", "))"
    }
    return "Bar chart of \(xLabel). " + rows.joined(separator: "; ") + "."
  }
}

/// One part of the bars of a chart: a name and a value for each row.
public struct BarPart: Equatable, Sendable {
  /// What the legend calls it.
  public let name: String
  /// The values, one for each row.
  public let values: [Double]

  /// A part with its values.
  public init(_ name: String, _ values: [Double]) {
    self.name = name
    self.values = values
  }
}

extension BarChart: Displayable {
  /// The chart as a drawing, as an image element for a page, and in characters for a terminal.
  public func mimeBundle(caption: String?) -> MimeBundle {
    MimeBundle(drawing: drawing(title: caption ?? xLabel), plain: text(caption: caption))
  }
}
