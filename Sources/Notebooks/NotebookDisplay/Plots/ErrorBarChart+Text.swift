extension ErrorBarChart {
  private static let columns = 50

  /// The chart in characters: a line of dots for the bar, ● for the mean, and the numbers behind it.
  func text(caption: String?) -> String {
    let width = samples.map(\.name.count).max() ?? 0
    func padded(_ text: String) -> String { text + String(repeating: " ", count: width - text.count) }
    let rows = samples.map { sample in
      "\(padded(sample.name)) │\(bar(sample))│ \(short(sample.mean))"
        + (sample.reach.isFinite ? " ± \(short(sample.reach, digits: 2))" : "")
    }
    let low = short(axis.range.lowerBound)
    let high = short(axis.range.upperBound)
    let free = max(2, Self.columns - low.count - high.count - xLabel.count)
    let gap = String(repeating: " ", count: free / 2)
    let scale =
      padded("") + "  " + low + gap + xLabel + String(repeating: " ", count: free - free / 2) + high
    return ([caption].compactMap(\.self) + rows + [scale]).joined(separator: "\n")
  }

  private func bar(_ sample: Sample) -> String {
    func column(_ value: Double) -> Int? {
      axis.fraction(value).map { Int(($0 * Double(Self.columns - 1)).rounded()) }
    }
    var cells = [Character](repeating: " ", count: Self.columns)
    if let low = column(sample.interval.lowerBound), let high = column(sample.interval.upperBound) {
      for place in low...high { cells[place] = "·" }
    }
    if let mean = column(sample.mean) { cells[mean] = "●" }
    return String(cells)
  }
}
