extension Diagram {
  /// The diagram as a picture, below its caption.
  func drawing(caption: String?) -> Drawing {
    let geometry = DiagramGeometry(self)
    let bounds = geometry.bounds
    let width = max(bounds.width + 48, min(560, 60 + 8.9 * Double(caption?.count ?? 0)), 240)
    let titleLines = caption.map { Drawing.lines(of: $0, width: width) } ?? []
    let top = 20 + 20 * Double(titleLines.count) + (titleLines.isEmpty ? 0 : 12)
    var drawing = Drawing(
      width: width, height: top + bounds.height + 24, title: caption ?? "Diagram", description: summary)
    drawing.title(titleLines)
    drawing.translated(by: Point((width - bounds.width) / 2 - bounds.left, top - bounds.top)) { drawing in
      for group in geometry.groups { draw(group, in: &drawing) }
      for edge in geometry.edges { draw(edge, in: &drawing) }
      for label in geometry.labels { draw(label, in: &drawing) }
      for node in nodes { geometry.frames[node.name].map { draw(node, $0, in: &drawing) } }
    }
    return drawing
  }

  private func draw(_ placed: DiagramGeometry.PlacedGroup, in drawing: inout Drawing) {
    let frame = placed.frame
    drawing.dimmed(!placed.isLit) { drawing in
      drawing.frame(
        frame, radius: 10, fill: "none",
        stroke: placed.group.color == .ink ? Ink.axis : placed.group.color.ink,
        width: 1.2, dash: "6 4")
      drawing.label(
        Label(placed.group.title), in: placed.titleFrame,
        color: placed.group.color == .ink ? Ink.quiet : placed.group.color.ink)
    }
  }

  private func draw(_ placed: DiagramGeometry.PlacedEdge, in drawing: inout Drawing) {
    let (edge, curve) = (placed.edge, placed.curve)
    drawing.dimmed(!placed.isLit) { drawing in
      drawing.curve(curve.shape, color: edge.color.ink, width: 1.8, dash: edge.style.dash)
      if edge.style != .plain {
        drawing.arrowhead(at: curve.end, direction: curve.direction, color: edge.color.ink)
      }
    }
  }

  private func draw(_ placed: DiagramGeometry.PlacedLabel, in drawing: inout Drawing) {
    drawing.dimmed(!placed.isLit) { drawing in
      drawing.label(
        placed.label, in: placed.box, color: placed.color == .ink ? Ink.text : placed.color.ink, hasHalo: true
      )
    }
  }

  private func draw(_ node: Node, _ frame: Frame, in drawing: inout Drawing) {
    drawing.dimmed(!isLit([node.name])) { drawing in
      let ink = node.color.map(\.ink) ?? Ink.text
      let fill = node.fill
      switch node.shape {
      case .bare: break
      case .dot: drawing.circle(at: frame.center, radius: 3.5, color: Ink.text)
      case .box: drawing.frame(frame, radius: 3, fill: fill, stroke: ink, width: 1.6)
      case .gate: drawing.frame(frame, radius: 3, fill: fill, stroke: ink, width: 1.3)
      case .pill: drawing.frame(frame, radius: frame.height / 2, fill: fill, stroke: ink, width: 1.3)
      case .circle: drawing.frame(frame, radius: frame.width / 2, fill: fill, stroke: ink, width: 1.3)
      case .table(let rows, let marked):
        draw(node, rows, marked: marked, in: frame, &drawing)
        return
      }
      drawing.label(Label(node.label), in: frame, color: Ink.text)
    }
  }

  private func draw(
    _ node: Node, _ rows: [[String]], marked: Set<Int>, in frame: Frame, _ drawing: inout Drawing
  ) {
    let (size, label) = (TableSize(rows), Label(node.label))
    let left = frame.center.x - size.width / 2
    let top = frame.bottom - size.height
    var above = frame
    above.bottom = top - 4
    if !label.lines.isEmpty { drawing.label(label, in: above, color: node.color?.ink ?? Ink.text) }
    for (row, texts) in rows.enumerated() {
      for (column, text) in texts.enumerated() {
        let corner = Point(left + Double(column) * size.columnWidth, top + Double(row) * TableSize.rowHeight)
        let cell = Frame(
          left: corner.x, top: corner.y, right: corner.x + size.columnWidth,
          bottom: corner.y + TableSize.rowHeight)
        drawing.frame(
          cell, radius: 0, fill: marked.contains(row) ? Ink.tints.orange : node.fill, stroke: Ink.axis,
          width: 1)
        drawing.text(
          text, at: Point(cell.center.x, cell.center.y + 4.5), size: 13, anchor: .middle,
          bold: marked.contains(row))
      }
    }
    let outline = Frame(left: left, top: top, right: left + size.width, bottom: frame.bottom)
    drawing.frame(outline, radius: 0, fill: "none", stroke: node.color?.ink ?? Ink.text, width: 1.5)
  }
}

extension Diagram.Color {
  /// The color in a picture.
  var ink: String {
    switch self {
    case .ink: Ink.text
    case .blue: Ink.blue
    case .orange: Ink.orange
    case .green: Ink.green
    }
  }
}

extension Diagram.Node {
  /// The background of a part: the tint of its color or, without one, of its shape.
  var fill: String {
    switch (color, shape) {
    case (.blue, _): Ink.tints.blue
    case (.orange, _): Ink.tints.orange
    case (.green, _): Ink.tints.green
    case (_, .box): Ink.tints.blue
    case (_, .gate): Ink.tints.yellow
    case (_, .pill): Ink.tints.gray
    default: Ink.paper
    }
  }
}

extension Diagram.Edge.Style {
  /// The dashes of a line.
  var dash: String? {
    switch self {
    case .forward, .plain: nil
    case .backward: "6 4"
    case .dotted: "1.5 4"
    }
  }
}
