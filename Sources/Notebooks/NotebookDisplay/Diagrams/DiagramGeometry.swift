/// The positions of all elements in the picture of a diagram.
struct DiagramGeometry {
  /// A label of an arrow.
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
    let titleFrame: Frame
    let isLit: Bool
  }

  let diagram: Diagram
  private(set) var rims: [String: Rim] = [:]
  private(set) var edges: [PlacedEdge] = []
  private(set) var labels: [PlacedLabel] = []
  private(set) var groups: [PlacedGroup] = []

  init(_ diagram: Diagram) {
    self.diagram = diagram
    let layout = DiagramLayout(diagram, DiagramGeometry.measures)
    for node in diagram.nodes {
      rims[node.name] = DiagramGeometry.rim(of: node, at: layout.center(of: node))
    }
    for edge in diagram.edges {
      for step in edge.steps { place(edge, from: step.from, to: step.to) }
    }
    groups = diagram.groups.map(placed)
  }

  /// The rectangle of each part.
  var frames: [String: Frame] { rims.mapValues(\.whole) }

  /// The rectangle around the whole drawing.
  var bounds: Frame {
    let all =
      Array(frames.values) + groups.flatMap { [$0.frame, $0.titleFrame] } + labels.map(\.box)
      + edges.map(\.curve.bounds)
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
      // The label's height is also reserved below, so the center is the center of the numbers: arrows point there.
      return Extent(width: max(size.width, text.width), height: size.height + 2 * labelHeight(of: node))
    }
  }

  private static func labelHeight(of node: Diagram.Node) -> Double {
    node.label.isEmpty ? 0 : Label(node.label).extent.height + 4
  }

  private static func rim(of node: Diagram.Node, at center: Point) -> Rim {
    let whole = Frame(center: center, extent(of: node))
    switch node.shape {
    case .circle: return Rim(shape: .circle, body: whole, whole: whole)
    case .dot: return Rim(shape: .dot, body: whole, whole: whole)
    case .table(let rows, _):
      let size = TableSize(rows)
      let body = Frame(center: center, Extent(width: size.width, height: size.height))
      var labeled = Frame(center: center, Extent(width: whole.width, height: size.height))
      labeled.top -= labelHeight(of: node)
      return Rim(shape: .rectangle, body: body, whole: labeled)
    default: return Rim(shape: .rectangle, body: whole, whole: whole)
    }
  }

  private mutating func place(_ edge: Diagram.Edge, from: String, to: String) {
    guard let start = rims[from], let end = rims[to] else { return }
    let isLit = diagram.isLit([from, to])
    let way = EdgeWay(
      from: start, to: end, hasHead: edge.style != .plain, sidestep: sidestep(of: edge, from, to))
    let curve = from == to ? way.loop : way.curve(edge.bend)
    edges.append(PlacedEdge(curve: curve, edge: edge, isLit: isLit))
    guard !edge.label.isEmpty else { return }
    let label = Label(edge.label)
    labels.append(
      PlacedLabel(
        label: label, box: curve.labelFrame(label.extent), color: edge.color, isLit: isLit))
  }

  /// The sideways shift of an edge if more than one connects the same two parts.
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
    let frame = Frame(
      left: whole.left - margin, top: whole.top - top, right: whole.right + margin,
      bottom: whole.bottom + margin)
    return PlacedGroup(
      group: group, frame: frame, titleFrame: titleFrame(of: group, in: frame),
      isLit: group.members.contains { diagram.isLit([$0]) })
  }

  /// The rectangle of a frame's title: the first free one of a top corner, above the frame, or next to it.
  private func titleFrame(of group: Diagram.Group, in frame: Frame) -> Frame {
    let size = Label(group.title).extent
    let (left, right) = (frame.left + 10 + size.width / 2, frame.right - 10 - size.width / 2)
    let (inside, above) = (frame.top + 13, frame.top - 3 - size.height / 2)
    let beside = [frame.right + 8 + size.width / 2, frame.left - 8 - size.width / 2].map { Point($0, inside) }
    let corners = [Point(left, inside), Point(right, inside), Point(left, above), Point(right, above)]
    let places = (corners + beside).map { Frame(center: $0, size) }
    return places.first(where: isFree) ?? places[0]
  }

  private func isFree(_ place: Frame) -> Bool {
    !edges.contains { $0.curve.passes(place) } && !frames.values.contains { $0.overlaps(place) }
      && !labels.contains { $0.box.overlaps(place) }
  }
}
