/// Means with error bars, one row a sample: every measurement as a small dot, the mean as a large one, and the 95 %
/// confidence interval of the mean as a bar.
///
/// ```swift
/// show(ErrorBarChart([Sample("GRU", [4.2, 4.4, 4.3]), Sample("LSTM", [4.1, 4.3, 4.5])], xLabel: "perplexity"))
/// ```
public struct ErrorBarChart: Sendable {
  /// The rows, from top to bottom.
  public let samples: [Sample]
  /// What the horizontal axis measures.
  public let xLabel: String
  let axis: Axis

  /// A chart of some samples.
  ///
  /// - Precondition: there is at least one.
  public init(_ samples: [Sample], xLabel: String) {
    precondition(!samples.isEmpty, "a chart of no samples shows nothing")
    self.samples = samples
    self.xLabel = xLabel
    axis = Axis(
      samples.flatMap { $0.values + [$0.interval.lowerBound, $0.interval.upperBound] }, scale: .linear)
  }

  /// What the picture shows, in words.
  var summary: String {
    let parts = samples.map { sample in
      let error =
        sample.reach.isFinite ? " ± \(short(sample.reach, digits: 2))" : ", measured once"
      return "\(sample.name): \(short(sample.mean))\(error)"
    }
    return "Means of \(xLabel) with 95 % confidence intervals. " + parts.joined(separator: "; ") + "."
  }
}

extension ErrorBarChart: Displayable {
  /// The chart as a drawing, as an image element for a page, and in characters for a terminal.
  public func mimeBundle(caption: String?) -> MimeBundle {
    MimeBundle(drawing: drawing(title: caption ?? xLabel), plain: text(caption: caption))
  }
}
