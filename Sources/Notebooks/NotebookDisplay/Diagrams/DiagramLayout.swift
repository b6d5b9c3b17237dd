/// The positions of a diagram's parts. The distances between columns and rows follow from the sizes of the parts.
struct DiagramLayout {
  /// Sizes, in the units of a picture or in characters.
  struct Measures: Sendable {
    /// The least distance of one column, or row, to the next.
    let pitch: Extent
    /// The least space between two neighbors.
    let gap: Extent
    /// The space for an arrow in addition to its label.
    let arrow: Extent
    /// The space for a frame between a part inside and a part outside.
    let frame: Extent
    /// The size of a part.
    let node: @Sendable (Diagram.Node) -> Extent
    /// The size of a label.
    let label: @Sendable (String) -> Extent
  }

  private let diagram: Diagram
  private let measures: Measures
  private var x: [Double: Double] = [:]
  private var y: [Double: Double] = [:]

  init(_ diagram: Diagram, _ measures: Measures) {
    self.diagram = diagram
    self.measures = measures
    x = places(diagram.nodes.map(\.column), pitch: measures.pitch.width) { horizontalNeed($0, $1) }
    y = places(diagram.nodes.map(\.row), pitch: measures.pitch.height) { verticalNeed($0, $1) }
  }

  /// The center of a part.
  func center(of node: Diagram.Node) -> Point { Point(x[node.column] ?? 0, y[node.row] ?? 0) }

  /// The least coordinate of each value such that its distance from every smaller value is at least `need`.
  private func places(
    _ values: [Double], pitch: Double, need: (Double, Double) -> Double
  ) -> [Double: Double] {
    var places: [Double: Double] = [:]
    let sorted = Set(values).sorted()
    for (index, value) in sorted.enumerated() {
      places[value] =
        sorted[..<index].enumerated().map { earlier, other in
          let least = earlier == index - 1 ? (value - other) * pitch : 0
          return (places[other] ?? 0) + max(least, need(other, value))
        }.max() ?? 0
    }
    return places
  }

  private func horizontalNeed(_ left: Double, _ right: Double) -> Double {
    let pairs = pairs(\.column, left, right).filter { abs($0.row - $1.row) < 0.75 }
    let needs = pairs.map { first, second in
      let sizes = (measures.node(first).width + measures.node(second).width) / 2
      let loop = loopWidth(at: first)
      return sizes + loop + frames(between: first, second) * measures.frame.width
        + max(measures.gap.width, labelSize(between: first, second)?.width ?? 0)
    }
    return max(needs.max() ?? 0, labelNeed(left, right))
  }

  private func verticalNeed(_ upper: Double, _ lower: Double) -> Double {
    let pairs = pairs(\.row, upper, lower).filter { first, second in
      let apart = abs((x[first.column] ?? 0) - (x[second.column] ?? 0))
      return apart < (measures.node(first).width + measures.node(second).width) / 2
    }
    let needs = pairs.map { first, second in
      (measures.node(first).height + measures.node(second).height) / 2
        + frames(between: first, second) * measures.frame.height
        + max(measures.gap.height, labelSize(between: first, second)?.height ?? 0)
    }
    return needs.max() ?? 0
  }

  private func pairs(
    _ place: KeyPath<Diagram.Node, Double>, _ one: Double, _ other: Double
  ) -> [(Diagram.Node, Diagram.Node)] {
    diagram.nodes.filter { $0[keyPath: place] == one }.flatMap { first in
      diagram.nodes.filter { $0[keyPath: place] == other }.map { (first, $0) }
    }
  }

  /// The size of the largest label between two parts, with its arrow; `nil` without a label.
  private func labelSize(between first: Diagram.Node, _ second: Diagram.Node) -> Extent? {
    let ends = Set([first.name, second.name])
    let labels = diagram.edges.filter { edge in
      !edge.label.isEmpty && edge.steps.contains { Set([$0.from, $0.to]) == ends }
    }.map { measures.label($0.label) }
    guard let width = labels.map(\.width).max(), let height = labels.map(\.height).max() else { return nil }
    return Extent(width: width + measures.arrow.width, height: height + measures.arrow.height)
  }

  /// The label of a vertical arrow is to its right, so the next column has to start after it.
  private func labelNeed(_ left: Double, _ right: Double) -> Double {
    let labels = diagram.edges.filter { !$0.label.isEmpty }.flatMap { edge in
      verticalSteps(of: edge, column: left).filter { isInUse(column: right, between: $0) }.map { _ in
        measures.label(edge.label).width + measures.arrow.width + measures.gap.width / 2
      }
    }
    return labels.max() ?? 0
  }

  private func verticalSteps(of edge: Diagram.Edge, column: Double) -> [ClosedRange<Double>] {
    edge.steps.compactMap { from, to in
      let (first, second) = (diagram.node(from), diagram.node(to))
      guard first.column == column, second.column == column, first.row != second.row else { return nil }
      return min(first.row, second.row)...max(first.row, second.row)
    }
  }

  private func isInUse(column: Double, between rows: ClosedRange<Double>) -> Bool {
    let hasNode = diagram.nodes.contains {
      $0.column == column && $0.row > rows.lowerBound && $0.row < rows.upperBound
    }
    return hasNode
      || diagram.edges.contains { edge in
        verticalSteps(of: edge, column: column).contains {
          $0.lowerBound < rows.upperBound && rows.lowerBound < $0.upperBound
        }
      }
  }

  private func loopWidth(at node: Diagram.Node) -> Double {
    let loops = diagram.edges.filter { edge in
      edge.steps.contains { $0.from == node.name && $0.to == node.name }
    }
    return loops.map { measures.label($0.label).width + measures.arrow.width }.max() ?? 0
  }

  /// The number of frames that separate two parts.
  private func frames(between first: Diagram.Node, _ second: Diagram.Node) -> Double {
    Double(
      diagram.groups.count { $0.members.contains(first.name) != $0.members.contains(second.name) })
  }
}
