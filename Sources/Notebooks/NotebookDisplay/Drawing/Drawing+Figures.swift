/// The figures of diagrams.
extension Drawing {
  /// Draws with a shifted origin.
  mutating func translated(by shift: Point, _ draw: (inout Drawing) -> Void) {
    let (x, y) = (NumberText.coordinate(shift.x), NumberText.coordinate(shift.y))
    add("<g transform=\"translate(\(x) \(y))\">")
    draw(&self)
    add("</g>")
  }

  /// Draws faintly if `isDimmed`.
  mutating func dimmed(_ isDimmed: Bool, _ draw: (inout Drawing) -> Void) {
    if isDimmed { add("<g opacity=\"0.25\">") }
    draw(&self)
    if isDimmed { add("</g>") }
  }

  mutating func frame(
    _ frame: Frame, radius: Double, fill: String, stroke: String, width: Double, dash: String? = nil
  ) {
    let attributes = [
      ("x", frame.left), ("y", frame.top), ("width", frame.width), ("height", frame.height), ("rx", radius),
    ].map { "\($0)=\"\(NumberText.coordinate($1))\"" }.joined(separator: " ")
    add(
      "<rect \(attributes) fill=\"\(fill)\" stroke=\"\(stroke)\" stroke-width=\"\(NumberText.coordinate(width))\""
        + "\(dashes(dash))/>")
  }

  /// The line of an edge.
  mutating func curve(_ shape: EdgeCurve.Shape, color: String, width: Double, dash: String?) {
    let path =
      switch shape {
      case .arc(let start, let one, let two, let end):
        "M\(text(start)) C\(text(one)) \(text(two)) \(text(end))"
      case .corners(let points): cornered(points)
      }
    add(
      "<path d=\"\(path)\" fill=\"none\" stroke=\"\(color)\" stroke-width=\"\(NumberText.coordinate(width))\" "
        + "stroke-linecap=\"\(dash == nil ? "butt" : "round")\"\(dashes(dash))/>")
  }

  /// A triangle with its tip at a point.
  mutating func arrowhead(at tip: Point, direction: Point, color: String) {
    let base = tip - direction * 9.5
    let side = Point(-direction.y, direction.x) * 4.4
    let corners = [tip, base + side, base - side].map(text).joined(separator: " ")
    add("<polygon points=\"\(corners)\" fill=\"\(color)\"/>")
  }

  /// Lines with rounded corners.
  private func cornered(_ points: [Point]) -> String {
    var path = "M\(text(points[0]))"
    for index in points.indices.dropFirst() {
      let point = points[index]
      guard index + 1 < points.count else { return path + " L\(text(point))" }
      let (before, after) = (points[index - 1] - point, points[index + 1] - point)
      let radius = min(9, before.length / 2, after.length / 2)
      path += " L\(text(point + before.unit * radius)) Q\(text(point)) \(text(point + after.unit * radius))"
    }
    return path
  }

  private func text(_ point: Point) -> String {
    "\(NumberText.coordinate(point.x)),\(NumberText.coordinate(point.y))"
  }
}

/// Texts with subscripts and superscripts.
extension Drawing {
  /// A label in the middle of a frame.
  mutating func label(_ label: Label, in frame: Frame, color: String, hasHalo: Bool = false) {
    let middle = Double(label.lines.count) / 2
    for (index, line) in label.lines.enumerated() {
      let y = frame.center.y + (Double(index) - middle + 0.5) * Label.lineHeight + 5
      self.line(line, at: Point(frame.center.x, y), color: color, hasHalo: hasHalo)
    }
  }

  private mutating func line(
    _ line: Label.Line, at point: Point, color: String, hasHalo: Bool
  ) {
    // The halo keeps a text on a line readable.
    let halo =
      hasHalo
      ? " stroke=\"\(Ink.paper)\" stroke-width=\"4\" stroke-linejoin=\"round\" paint-order=\"stroke\"" : ""
    write(
      line.text, at: point, size: Label.size(of: line), color: line.isSmall ? Ink.quiet : color,
      anchor: .middle, attributes: halo)
  }
}
