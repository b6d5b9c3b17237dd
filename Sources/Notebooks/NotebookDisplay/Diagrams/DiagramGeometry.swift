/// Where everything in the picture of a diagram is.
struct DiagramGeometry {
  /// A text at its middle.
  struct PlacedLabel {
    let label: Label
    let box: Frame
    let color: Diagram.Color
    let isLit: Bool
  }

  /// An edge between two parts.
  struct PlacedEdge {
    let curve: EdgeCurve
    let edge: Diagram.Edge
    let isLit: Bool
  }

  /// A frame around parts.
  struct PlacedGroup {
    let group: Diagram.Group
    let frame: Frame
    let isLit: Bool
  }

  let diagram: Diagram
  private(set) var frames: [String: Frame] = [:]
  private(set) var edges: [PlacedEdge] = []
  private(set) var labels: [PlacedLabel] = []
  private(set) var groups: [PlacedGroup] = []

  init(_ diagram: Diagram) {
    self.diagram = diagram
    let layout = DiagramLayout(diagram, DiagramGeometry.measures)
    for node in diagram.nodes {
      frames[node.name] = Frame(center: layout.center(of: node), DiagramGeometry.extent(of: node))
    }
    for edge in diagram.edges {
      for step in edge.steps { place(edge, from: step.from, to: step.to) }
    }
    groups = diagram.groups.map(placed)
  }

  /// The room that all of it takes.
  var bounds: Frame {
    let all =
      Array(frames.values) + groups.map(\.frame) + labels.map(\.box) + edges.map(\.curve.bounds)
    return all.dropFirst().reduce(all[0]) { $0.union($1) }
  }

  private static let measures = DiagramLayout.Measures(
    pitch: Extent(width: 58, height: 58), gap: Extent(width: 26, height: 26),
    arrow: Extent(width: 24, height: 18), frame: Extent(width: 16, height: 20), node: { extent(of: $0) },
    label: { Label($0).extent })

  private static func extent(of node: Diagram.Node) -> Extent {
    let text = Label(node.label).extent
    switch node.shape {
    case .box: return Extent(width: max(40, text.width + 24), height: max(36, text.height + 14))
    case .pill: return Extent(width: max(40, text.width + 24), height: max(32, text.height + 10))
    case .gate: return Extent(width: max(30, text.width + 14), height: max(28, text.height + 8))
    case .circle:
      let diameter = max(26, text.width + 12, text.height + 6)
      return Extent(width: diameter, height: diameter)
    case .dot: return Extent(width: 7, height: 7)
    case .bare: return Extent(width: text.width + 6, height: max(20, text.height))
    case .table(let rows, _):
      let size = TableSize(rows)
      return Extent(
        width: max(size.width, text.width), height: size.height + (text.height == 0 ? 0 : text.height + 4))
    }
  }

  private mutating func place(_ edge: Diagram.Edge, from: String, to: String) {
    guard let start = frames[from], let end = frames[to] else { return }
    let isLit = diagram.isLit([from, to])
    let way = EdgeWay(
      from: start, to: end, isRound: (isRound(from), isRound(to)), isDot: (isDot(from), isDot(to)),
      hasHead: edge.style != .plain, sidestep: sidestep(of: edge, from, to))
    let curve = from == to ? way.loop : way.curve(edge.bend)
    edges.append(PlacedEdge(curve: curve, edge: edge, isLit: isLit))
    guard !edge.label.isEmpty else { return }
    let label = Label(edge.label)
    labels.append(
      PlacedLabel(
        label: label, box: curve.labelFrame(label.extent), color: edge.color, isLit: isLit))
  }

  private func isRound(_ name: String) -> Bool { diagram.node(name).shape == .circle }
  private func isDot(_ name: String) -> Bool { diagram.node(name).shape == .dot }

  /// How far an edge goes beside the straight way, where more than one leads between the same two parts.
  private func sidestep(of edge: Diagram.Edge, _ from: String, _ to: String) -> Double {
    let rivals = diagram.edges.filter { other in
      other.bend == edge.bend && other.steps.contains { Set([$0.from, $0.to]) == Set([from, to]) }
    }
    guard from != to, let index = rivals.firstIndex(of: edge) else { return 0 }
    return (Double(index) - Double(rivals.count - 1) / 2) * 13
  }

  private func placed(_ group: Diagram.Group) -> PlacedGroup {
    let inside = group.members.compactMap { frames[$0] }
    let members = Set(group.members)
    let inner = diagram.groups.count { Set($0.members).isStrictSubset(of: members) }
    let whole = inside.dropFirst().reduce(inside[0]) { $0.union($1) }
    let margin = 12 + 8 * Double(inner)
    let top = margin + (group.title.isEmpty ? 0 : 16) + (inner > 0 ? 12 : 0)
    return PlacedGroup(
      group: group,
      frame: Frame(
        left: whole.left - margin, top: whole.top - top, right: whole.right + margin,
        bottom: whole.bottom + margin),
      isLit: group.members.contains { diagram.isLit([$0]) })
  }
}

/// The measures of a field of numbers.
struct TableSize {
  static let rowHeight = 21.0
  let columnWidth: Double
  let width: Double
  let height: Double

  init(_ rows: [[String]]) {
    let longest = rows.joined().map(\.count).max() ?? 0
    columnWidth = max(24, Double(longest) * 7.4 + 10)
    width = columnWidth * Double(rows.map(\.count).max() ?? 0)
    height = TableSize.rowHeight * Double(rows.count)
  }
}

/// A rectangle.
struct Frame: Equatable {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  var center: Point { Point((left + right) / 2, (top + bottom) / 2) }
  var width: Double { right - left }
  var height: Double { bottom - top }

  init(left: Double, top: Double, right: Double, bottom: Double) {
    self.left = left
    self.top = top
    self.right = right
    self.bottom = bottom
  }

  init(center: Point, _ extent: Extent) {
    self.init(
      left: center.x - extent.width / 2, top: center.y - extent.height / 2,
      right: center.x + extent.width / 2,
      bottom: center.y + extent.height / 2)
  }

  func union(_ other: Frame) -> Frame {
    Frame(
      left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
      bottom: max(bottom, other.bottom))
  }
}
