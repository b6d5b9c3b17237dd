extension Diagram {
  /// The diagram in characters. A dimmed part has no frame, and a dimmed line is dotted.
  func text(caption: String?) -> String {
    var canvas = CharacterCanvas()
    let sketch = DiagramSketch(self)
    for group in groups { sketch.draw(group, on: &canvas) }
    for edge in edges { sketch.draw(edge, on: &canvas) }
    for node in nodes { sketch.draw(node, on: &canvas) }
    for edge in edges where !edge.label.isEmpty { sketch.drawLabels(of: edge, on: &canvas) }
    return ([caption].compactMap(\.self) + canvas.rows).joined(separator: "\n")
  }
}

/// A diagram laid out in characters.
struct DiagramSketch {
  typealias Place = CharacterCanvas.Place

  private let diagram: Diagram
  private let boxes: [String: Box]

  /// The rectangle of characters taken by a part.
  struct Box {
    let left: Int
    let top: Int
    let right: Int
    let bottom: Int

    var x: Int { left + (right - left) / 2 }
    var y: Int { top + (bottom - top) / 2 }

    init(center: Point, _ extent: Extent) {
      let (width, height) = (Int(extent.width), Int(extent.height))
      left = Int(center.x.rounded()) - (width - 1) / 2
      top = Int(center.y.rounded()) - (height - 1) / 2
      (right, bottom) = (left + width - 1, top + height - 1)
    }
  }

  init(_ diagram: Diagram) {
    self.diagram = diagram
    let layout = DiagramLayout(diagram, DiagramSketch.measures)
    boxes = diagram.nodes.reduce(into: [:]) {
      $0[$1.name] = Box(center: layout.center(of: $1), DiagramSketch.extent(of: $1))
    }
  }

  private static let measures = DiagramLayout.Measures(
    pitch: Extent(width: 4, height: 2), gap: Extent(width: 3, height: 2), arrow: Extent(width: 2, height: 1),
    frame: Extent(width: 2, height: 1), node: { extent(of: $0) },
    label: { Extent(width: Double(edgeText($0).count), height: 1) })

  private static func edgeText(_ label: String) -> String { Label(label).plainLines.joined(separator: " ") }

  private static func extent(of node: Diagram.Node) -> Extent {
    let lines = lines(of: node)
    let (width, height) = (Double(lines.map(\.count).max() ?? 0), Double(lines.count))
    return node.shape.isBoxed
      ? Extent(width: width + 2, height: height + 2) : Extent(width: width, height: height)
  }

  /// The text of a part, without its frame.
  private static func lines(of node: Diagram.Node) -> [String] {
    let label = Label(node.label).plainLines
    let first = label.first ?? ""
    switch node.shape {
    case .box: return label.map { " \($0) " }
    case .pill: return ["( \(first) )"] + label.dropFirst()
    case .circle: return ["(\(first))"] + label.dropFirst()
    case .gate: return ["[\(first)]"] + label.dropFirst()
    case .dot: return ["•"]
    case .bare: return label
    case .table(let rows, let marked):
      let width = rows.joined().map(\.count).max() ?? 0
      let numbers = rows.enumerated().map { row, texts in
        texts.map { String(repeating: " ", count: width - $0.count) + $0 }.joined(separator: " ")
          + (marked.isEmpty ? "" : marked.contains(row) ? " ◀" : "  ")
      }
      return (label.isEmpty ? [] : label.map { " \($0)" }) + numbers.map { " \($0) " }
    }
  }

  func draw(_ node: Diagram.Node, on canvas: inout CharacterCanvas) {
    guard let box = boxes[node.name] else { return }
    let isLit = diagram.isLit([node.name])
    if node.shape.isBoxed && isLit {
      canvas.frame(left: box.left, top: box.top, right: box.right, bottom: box.bottom, isRounded: false)
    }
    let lines = DiagramSketch.lines(of: node)
    let top = box.top + (node.shape.isBoxed ? 1 : 0)
    let width = box.right - box.left + 1
    for (index, line) in lines.enumerated() {
      let text = isLit || node.shape.isBoxed ? line : line.trimmingFrame
      let indent =
        node.shape.isTable ? 1 : (width - text.count) / 2
      canvas.write(text, at: Place(x: box.left + indent, y: top + index))
    }
  }

  func draw(_ group: Diagram.Group, on canvas: inout CharacterCanvas) {
    let inside = group.members.compactMap { boxes[$0] }
    let members = Set(group.members)
    let margin = 1 + diagram.groups.count { Set($0.members).isStrictSubset(of: members) }
    guard let left = inside.map(\.left).min(), let right = inside.map(\.right).max(),
      let top = inside.map(\.top).min(), let bottom = inside.map(\.bottom).max()
    else { return }
    let title = Label(group.title).plainLines.first ?? ""
    canvas.frame(
      left: left - margin - 1, top: top - margin, right: max(right + margin + 1, left + title.count + 3),
      bottom: bottom + margin, title: title, isRounded: true)
  }

  func draw(_ edge: Diagram.Edge, on canvas: inout CharacterCanvas) {
    for (from, to) in edge.steps {
      let way = way(of: edge, from, to)
      let pen: CharacterCanvas.Pen = diagram.isLit([from, to]) ? edge.style.pen : .dotted
      canvas.line(way, pen: pen)
      if edge.style != .plain, let last = way.last {
        canvas.write(pen == .dotted && edge.style != .dotted ? "·" : head(into: to, at: last), at: last)
      }
    }
  }

  /// Writes the labels of an edge. A dimmed arrow has none.
  func drawLabels(of edge: Diagram.Edge, on canvas: inout CharacterCanvas) {
    let text = DiagramSketch.edgeText(edge.label)
    for (from, to) in edge.steps where diagram.isLit([from, to]) {
      let way = way(of: edge, from, to)
      guard way.count > 1, let (start, end) = longestPiece(of: way) else { continue }
      let isBelow = sidestep(of: edge, from, to) > 0 || edge.bend == .under
      if from == to {
        canvas.write(text, at: Place(x: way[1].x + 2, y: way[1].y))
      } else if start.y == end.y {
        let x = (start.x + end.x + 1) / 2 - text.count / 2
        let rows = isBelow ? [start.y + 1, start.y - 1] : [start.y - 1, start.y + 1]
        let shifts = [0, 2, -2, 4, -4]
        canvas.write(
          text, atFirstFreeOf: rows.flatMap { y in shifts.map { Place(x: x + $0, y: y) } })
      } else {
        let middle = (start.y + end.y) / 2
        let rows = (min(start.y, end.y)...max(start.y, end.y)).sorted { abs($0 - middle) < abs($1 - middle) }
        let columns = [start.x + 2, start.x - 1 - text.count]
        canvas.write(text, atFirstFreeOf: columns.flatMap { x in rows.map { Place(x: x, y: $0) } })
      }
    }
  }

  private func longestPiece(of way: [Place]) -> (Place, Place)? {
    zip(way, way.dropFirst()).max { size($0) < size($1) }
  }

  private func size(_ piece: (Place, Place)) -> Int {
    abs(piece.0.x - piece.1.x) + 2 * abs(piece.0.y - piece.1.y)
  }

  /// The head of an arrow, which points at the part.
  private func head(into name: String, at place: Place) -> String {
    guard let box = boxes[name] else { return "" }
    if place.y < box.top { return "↓" }
    if place.y > box.bottom { return "↑" }
    return place.x < box.left ? "→" : "←"
  }

  private func sidestep(of edge: Diagram.Edge, _ from: String, _ to: String) -> Int {
    let rivals = diagram.edges.filter { other in
      other.bend == edge.bend && other.steps.contains { Set([$0.from, $0.to]) == Set([from, to]) }
    }
    return rivals.count > 1 ? rivals.firstIndex(of: edge) ?? 0 : 0
  }

  /// The corners of an edge's line, all between the two parts.
  private func way(of edge: Diagram.Edge, _ from: String, _ to: String) -> [Place] {
    guard let a = boxes[from], let b = boxes[to] else { return [] }
    if from == to {
      return [
        Place(x: a.right + 1, y: a.y), Place(x: a.right + 2, y: a.y), Place(x: a.right + 2, y: a.y + 1),
        Place(x: a.right + 1, y: a.y + 1),
      ]
    }
    switch edge.bend {
    case .over: return arc(a, b, at: min(a.top, b.top) - 2) { $0.top - 1 }
    case .under: return arc(a, b, at: max(a.bottom, b.bottom) + 2) { $0.bottom + 1 }
    case .horizontalFirst where a.x != b.x && a.y != b.y:
      return [sideways(a, toward: b), Place(x: b.x, y: a.y), upright(b, toward: a, x: b.x)]
    case .verticalFirst where a.x != b.x && a.y != b.y:
      return [upright(a, toward: b, x: a.x), Place(x: a.x, y: b.y), sideways(b, toward: a)]
    default: return straight(a, b, sidestep: sidestep(of: edge, from, to))
    }
  }

  private func arc(_ a: Box, _ b: Box, at y: Int, rim: (Box) -> Int) -> [Place] {
    [Place(x: a.x, y: rim(a)), Place(x: a.x, y: y), Place(x: b.x, y: y), Place(x: b.x, y: rim(b))]
  }

  /// One line if the parts share a row or a column, else with two corners.
  private func straight(_ a: Box, _ b: Box, sidestep: Int) -> [Place] {
    if a.bottom >= b.top && b.bottom >= a.top {
      let (start, end) = (sideways(a, toward: b), sideways(b, toward: a))
      guard a.y != b.y else {
        return [Place(x: start.x, y: a.y + sidestep), Place(x: end.x, y: a.y + sidestep)]
      }
      let middle = end.x + (end.x > start.x ? -1 : 1)
      return [start, Place(x: middle, y: start.y), Place(x: middle, y: end.y), end]
    }
    let x = (from: a.x + 2 * sidestep, to: b.x + 2 * sidestep)
    let (start, end) = (upright(a, toward: b, x: x.from), upright(b, toward: a, x: x.to))
    guard a.x != b.x else { return [start, end] }
    let turn = end.y + (end.y > start.y ? -1 : 1)
    return [start, Place(x: start.x, y: turn), Place(x: end.x, y: turn), end]
  }

  private func sideways(_ box: Box, toward other: Box) -> Place {
    Place(x: other.x > box.x ? box.right + 1 : box.left - 1, y: box.y)
  }

  private func upright(_ box: Box, toward other: Box, x: Int) -> Place {
    Place(x: x, y: other.y > box.y ? box.bottom + 1 : box.top - 1)
  }
}

extension Diagram.Node.Shape {
  /// Whether a frame of box characters surrounds it.
  var isBoxed: Bool { self == .box || isTable }

  var isTable: Bool {
    if case .table = self { return true }
    return false
  }
}

extension Diagram.Edge.Style {
  /// How its line is drawn in characters.
  var pen: CharacterCanvas.Pen {
    switch self {
    case .forward, .plain: .solid
    case .backward: .dashed
    case .dotted: .dotted
    }
  }
}

extension String {
  /// The text without the brackets used as a frame.
  fileprivate var trimmingFrame: String {
    guard let first, let last, ["(": ")", "[": "]"][first] == last else { return self }
    return String(dropFirst().dropLast())
  }
}
