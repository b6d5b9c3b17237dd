/// A picture in SVG, colored by attributes, because some pages remove style sheets. Its own style sheet only adds the
/// colors of a dark system.
///
/// It paints its own background, so it is readable on any page, and has a title and a description for screen readers.
struct Drawing {
  let width: Double
  let height: Double
  let title: String
  let description: String
  private var elements: [String] = []

  init(width: Double, height: Double, title: String, description: String) {
    self.width = width
    self.height = height
    self.title = TypesetText.unmarked(title)
    self.description = TypesetText.unmarked(description)
  }

  /// The whole file.
  var svg: String {
    let size = "\(number(width)) \(number(height))"
    let head = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(number(width))\" height=\"\(number(height))\" "
        + "viewBox=\"0 0 \(size)\" role=\"img\" font-family=\"\(Ink.font)\">",
      "<title>\(Markup.escaped(title))</title>",
      "<desc>\(Markup.escaped(description))</desc>",
      "<style>\(Ink.darkStyle)</style>",
      "<rect width=\"\(number(width))\" height=\"\(number(height))\" rx=\"6\" fill=\"\(Ink.paper)\"/>",
    ]
    return (head + elements + ["</svg>", ""]).joined(separator: "\n")
  }

  mutating func add(_ element: String) { elements.append(element) }

  /// A title in lines that fit a picture of this width.
  static func lines(of title: String, width: Double = 640) -> [String] {
    title.split(separator: " ").reduce(into: []) { lines, word in
      if let last = lines.last, Double(last.count + word.count) < (width - 48) / 8.9 {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
  }

  /// Writes the lines of a title at the top.
  mutating func title(_ lines: [String]) {
    for (index, line) in lines.enumerated() {
      text(line, at: Point(24, 30 + 20 * Double(index)), size: 15, bold: true)
    }
  }

  mutating func line(
    from start: Point, to end: Point, color: String, width: Double = 1, dash: String? = nil
  ) {
    elements.append(
      "<line x1=\"\(number(start.x))\" y1=\"\(number(start.y))\" x2=\"\(number(end.x))\" "
        + "y2=\"\(number(end.y))\" stroke=\"\(color)\" stroke-width=\"\(number(width))\"\(dashes(dash))/>")
  }

  mutating func polyline(_ points: [Point], color: String, width: Double = 2.25, dash: String? = nil) {
    let path = points.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
    elements.append(
      "<polyline points=\"\(path)\" fill=\"none\" stroke=\"\(color)\" stroke-width=\"\(number(width))\" "
        + "stroke-linejoin=\"round\" stroke-linecap=\"\(dash == nil ? "round" : "butt")\"\(dashes(dash))/>")
  }

  mutating func circle(at center: Point, radius: Double, color: String) {
    elements.append(
      "<circle cx=\"\(number(center.x))\" cy=\"\(number(center.y))\" r=\"\(number(radius))\" "
        + "fill=\"\(color)\" stroke=\"\(Ink.paper)\" stroke-width=\"1\"/>")
  }

  mutating func rectangle(x: Double, y: Double, width: Double, height: Double, color: String) {
    elements.append(
      "<rect x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(width))\" height=\"\(number(height))\" "
        + "fill=\"\(color)\"/>")
  }

  /// Writes monospaced text centered at a point.
  mutating func monospaced(_ text: String, at point: Point, size: Double, color: String) {
    add(
      "<text x=\"\(number(point.x))\" y=\"\(number(point.y))\" font-size=\"\(number(size))\" fill=\"\(color)\" "
        + "font-family=\"\(Ink.codeFont)\" text-anchor=\"middle\" xml:space=\"preserve\">"
        + "\(Markup.escaped(text))</text>")
  }

  func dashes(_ dash: String?) -> String { dash.map { " stroke-dasharray=\"\($0)\"" } ?? "" }

  private func number(_ value: Double) -> String { NumberText.coordinate(value) }
}

/// A position in a drawing: x to the right, y down.
struct Point: Equatable {
  var x: Double
  var y: Double

  init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// Which part of a text stands at its point.
enum Anchor: String {
  case start, middle, end
}
