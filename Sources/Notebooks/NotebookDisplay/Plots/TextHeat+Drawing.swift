extension TextHeat {
  private static let advance = 10.4
  private static let left = 24.0

  private var nextCount: Int { nextTokens.map(\.count).max() ?? 0 }
  private var lineHeight: Double { 30 + 15 * Double(nextCount) }

  /// The text as a picture: each token on its color, with the most likely next tokens below it, and a legend.
  func drawing(title: String) -> Drawing {
    let lines = lines
    let longest = lines.map { line in line.reduce(0) { $0 + shown($1).count } }.max() ?? 0
    let width = max(48 + TextHeat.advance * Double(longest), 290 + 6.8 * Double(label.count))
    let titleLines = Drawing.lines(of: title, width: width)
    let top = 34 + 20 * Double(titleLines.count)
    var drawing = Drawing(
      width: width, height: top + lineHeight * Double(lines.count) + 44, title: title, description: summary)
    drawing.title(titleLines)
    for (row, line) in lines.enumerated() {
      draw(line, in: &drawing, top: top + lineHeight * Double(row))
    }
    drawLegend(in: &drawing, top: top + lineHeight * Double(lines.count) + 8)
    return drawing
  }

  private func draw(_ line: Range<Int>, in drawing: inout Drawing, top: Double) {
    var x = TextHeat.left
    for index in line {
      let text = shown(index)
      let width = TextHeat.advance * Double(text.count)
      let share = fraction(values[index])
      drawing.rectangle(
        x: x, y: top, width: width, height: 22,
        color: values[index].isFinite ? colors.ramp.color(at: share) : Ink.axis)
      drawing.monospaced(
        text, at: Point(x + width / 2, top + 16), size: 15,
        color: values[index].isFinite ? colors.ramp.textColor(at: share) : Ink.onData.light)
      for (place, next) in (nextTokens.isEmpty ? [] : nextTokens[index]).enumerated() {
        drawing.monospaced(
          TextHeat.visible(next), at: Point(x + width / 2, top + 35 + 15 * Double(place)), size: 12,
          color: Ink.quiet)
      }
      x += width
    }
  }

  private func drawLegend(in drawing: inout Drawing, top: Double) {
    let steps = 24
    drawing.text(
      NumberText.typeset(short(range.lowerBound, digits: 2)), at: Point(TextHeat.left + 42, top + 11),
      color: Ink.quiet, anchor: .end)
    for step in 0..<steps {
      drawing.rectangle(
        x: TextHeat.left + 48 + 6 * Double(step), y: top, width: 6.3, height: 13,
        color: colors.ramp.color(at: (Double(step) + 0.5) / Double(steps)))
    }
    let end = TextHeat.left + 54 + 6 * Double(steps)
    drawing.text(
      NumberText.typeset(short(range.upperBound, digits: 2)), at: Point(end, top + 11), color: Ink.quiet)
    drawing.text(label, at: Point(end + 48, top + 11))
  }
}
