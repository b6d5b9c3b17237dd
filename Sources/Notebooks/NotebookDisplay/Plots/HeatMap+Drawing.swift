extension HeatMap {
  /// The map as a picture, with a bar that says which color is which value.
  func drawing(title: String) -> Drawing {
    let layout = HeatMapLayout(self, title: title)
    var drawing = Drawing(width: layout.width, height: layout.height, title: title, description: summary)
    drawing.title(layout.titleLines)
    drawCells(in: &drawing, layout)
    drawLabels(in: &drawing, layout)
    if !isTwoValued {
      drawBar(in: &drawing, layout)
    } else if !layout.showsValues {
      drawKey(in: &drawing, layout)
    }
    return drawing
  }

  private func drawCells(in drawing: inout Drawing, _ layout: HeatMapLayout) {
    let texts = valueTexts
    for row in 0..<values.rows {
      for column in 0..<values.columns {
        let value = values[row, column]
        let x = layout.left + Double(column) * layout.cellWidth
        let y = layout.top + Double(row) * layout.cellHeight
        drawing.rectangle(
          x: x, y: y, width: layout.cellWidth - layout.gap, height: layout.cellHeight - layout.gap,
          color: value.isFinite ? colors.ramp.color(at: fraction(value)) : Ink.axis)
        guard layout.showsValues else { continue }
        drawing.text(
          NumberText.typeset(NumberText.unfilled(texts[row * values.columns + column])),
          at: Point(x + layout.cellWidth / 2, y + layout.cellHeight / 2 + 4), size: 11,
          color: colors.ramp.textColor(at: fraction(value)), anchor: .middle)
      }
    }
  }

  private func drawLabels(in drawing: inout Drawing, _ layout: HeatMapLayout) {
    for (row, label) in rowLabels.enumerated() where row % layout.rowLabelStep == 0 {
      let y = layout.top + (Double(row) + 0.5) * layout.cellHeight + 4
      drawing.text(label, at: Point(layout.left - 8, y), color: Ink.quiet, anchor: .end)
    }
    for (column, label) in columnLabels.enumerated() where column % layout.columnLabelStep == 0 {
      let x = layout.left + (Double(column) + 0.5) * layout.cellWidth
      drawing.text(label, at: Point(x, layout.bottom + 18), color: Ink.quiet, anchor: .middle)
    }
    let middle = Point((layout.left + layout.right) / 2, (layout.top + layout.bottom) / 2)
    drawing.text(xLabel, at: Point(middle.x, layout.bottom + 40), size: 13, anchor: .middle)
    drawing.text(yLabel, at: Point(22, middle.y), size: 13, anchor: .middle, turned: true)
  }

  /// The colors of a map of two values.
  private func drawKey(in drawing: inout Drawing, _ layout: HeatMapLayout) {
    for (index, value) in Set(values.elements).sorted().enumerated() where value.isFinite {
      let y = layout.top + 20 * Double(index)
      drawing.rectangle(
        x: layout.right + 24, y: y, width: 12, height: 12, color: colors.ramp.color(at: fraction(value)))
      drawing.text(
        NumberText.typeset(short(value, digits: 2)), at: Point(layout.right + 42, y + 10), size: 11,
        color: Ink.quiet)
    }
  }

  private func drawBar(in drawing: inout Drawing, _ layout: HeatMapLayout) {
    let (steps, x) = (24, layout.right + 24)
    let height = (layout.bottom - layout.top) / Double(steps)
    for step in 0..<steps {
      let share = (Double(step) + 0.5) / Double(steps)
      let y = layout.bottom - Double(step + 1) * height
      drawing.rectangle(x: x, y: y, width: 12, height: height + 0.3, color: colors.ramp.color(at: share))
    }
    let marks = [range.lowerBound, (range.lowerBound + range.upperBound) / 2, range.upperBound]
    for (index, mark) in NumberText.aligned(marks, digits: 2, keepsSmall: false).enumerated() {
      let y = layout.bottom - (layout.bottom - layout.top) * Double(index) / 2
      drawing.text(
        NumberText.typeset(mark), at: Point(x + 18, y + 4), size: 11, color: Ink.quiet)
    }
  }
}

/// The measures of a heat map's picture.
struct HeatMapLayout {
  let left: Double
  let titleLines: [String]
  let top: Double
  let cellWidth: Double
  let cellHeight: Double
  let gap: Double
  let width: Double
  let height: Double
  let right: Double
  let bottom: Double
  let showsValues: Bool
  let rowLabelStep: Int
  let columnLabelStep: Int

  init(_ map: HeatMap, title: String) {
    let (rows, columns) = (Double(map.values.rows), Double(map.values.columns))
    let labels = Double(map.rowLabels.map(\.count).max() ?? 0) * 7.4
    left = 40 + min(labels, 160) + (map.yLabel.isEmpty ? 0 : 8)
    cellWidth = min(64, (520 - left) / columns)
    cellHeight = min(36, max(4, 360 / rows))
    right = left + cellWidth * columns
    showsValues = cellWidth >= 33 && cellHeight >= 18
    width = max(right + (map.isTwoValued && showsValues ? 24 : 84), min(420, 48 + 9 * Double(title.count)))
    titleLines = Drawing.lines(of: title, width: width)
    top = 32 + 20 * Double(titleLines.count)
    bottom = top + cellHeight * rows
    height = bottom + (map.xLabel.isEmpty ? 32 : 56)
    gap = cellWidth > 12 && cellHeight > 12 ? 1 : 0
    rowLabelStep = max(1, Int((14 / cellHeight).rounded(.up)))
    let longest = (map.columnLabels.map { TypesetText($0).width(size: 13) }.max() ?? 7) + 6
    columnLabelStep = max(1, Int((longest / cellWidth).rounded(.up)))
  }
}
