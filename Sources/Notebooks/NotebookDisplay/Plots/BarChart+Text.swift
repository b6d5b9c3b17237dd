extension BarChart {
  private static let marks: [Character] = ["█", "░", "▒", "▪", "+", "·"]

  /// The chart in characters; the longest bar is 50 wide.
  func text(caption: String?) -> String {
    let width = labels.map(\.count).max() ?? 0
    let legend = zip(BarChart.marks, parts).map { "\($0) \($1.name)" }.joined(separator: "   ")
    let rows = labels.indices.map { row in
      String(repeating: " ", count: width - labels[row].count) + labels[row] + " │" + bar(row) + " "
        + short(totals[row])
    }
    return ([caption, parts.count > 1 ? legend : nil].compactMap(\.self) + rows).joined(separator: "\n")
  }

  /// The parts end at rounded places, so that the rounding of one never moves the bar's end.
  private func bar(_ row: Int) -> String {
    var (begun, text) = (0.0, "")
    for (index, part) in parts.enumerated() {
      begun += part.values[row]
      let end = Int((50 * (axis.fraction(begun) ?? 0)).rounded())
      text += String(repeating: BarChart.marks[index], count: max(0, end - text.count))
    }
    return text
  }
}
