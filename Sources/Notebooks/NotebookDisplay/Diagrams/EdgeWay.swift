/// The possible routes of an edge between two parts.
struct EdgeWay {
  let from: Rim
  let to: Rim
  let hasHead: Bool
  /// The sideways shift of a straight route.
  let sidestep: Double

  func curve(_ bend: Diagram.Edge.Bend) -> EdgeCurve {
    switch bend {
    case .straight: straight
    case .horizontalFirst: bent(corner: Point(to.center.x, from.center.y))
    case .verticalFirst: bent(corner: Point(from.center.x, to.center.y))
    case .over: arc(up: true)
    case .under: arc(up: false)
    }
  }

  /// From the right side of a part back to it.
  var loop: EdgeCurve {
    let (x, y) = (from.body.right, from.center.y)
    let (start, end) = (Point(x, y - 8), Point(x + 2, y + 8))
    let (one, two) = (Point(x + 40, y - 26), Point(x + 40, y + 24))
    let direction = (end - two).unit
    return EdgeCurve(
      shape: .arc(from: start, one, two, to: end - direction * 6), end: end, direction: direction,
      labelAnchor: Point(x + 28, y), labelSide: .right)
  }

  private var straight: EdgeCurve {
    let across = (to.center - from.center).unit
    // The same side for both directions keeps an edge and its opposite apart.
    let isForward = across.x > 0.001 || (abs(across.x) <= 0.001 && across.y < 0)
    let side = Point(-across.y, across.x) * (isForward ? sidestep : -sidestep)
    let start = from.point(toward: across, side: side, gap: 0)
    let end = to.point(toward: across * -1, side: side, gap: 2)
    return cornered([start, end], side: side)
  }

  private func bent(corner: Point) -> EdgeCurve {
    guard corner != from.center, corner != to.center else { return straight }
    let leaving = (corner - from.center).unit
    let arriving = (to.center - corner).unit
    let start = from.point(toward: leaving, side: Point(0, 0), gap: 0)
    let end = to.point(toward: arriving * -1, side: Point(0, 0), gap: 2)
    return cornered([start, corner, end], side: Point(0, 0))
  }

  /// A curve along corners, with its label at the longest piece.
  private func cornered(_ points: [Point], side: Point) -> EdgeCurve {
    let end = points[points.count - 1]
    let direction = (end - points[points.count - 2]).unit
    var corners = points
    if hasHead { corners[corners.count - 1] = end - direction * 7 }
    let pieces = zip(points, points.dropFirst()).max { ($0.1 - $0.0).length < ($1.1 - $1.0).length }
    let (first, last) = pieces ?? (end, end)
    let span = last - first
    let labelSide: EdgeCurve.LabelSide =
      abs(span.y) < 0.3 * abs(span.x)
      ? (side.y > 0 ? .below : .above)
      : abs(span.x) < 0.3 * abs(span.y)
        ? (side.x < 0 ? .left : .right) : span.x * span.y < 0 ? .aboveLeft : .aboveRight
    let isDiagonal = [.aboveLeft, .aboveRight].contains(labelSide)
    return EdgeCurve(
      shape: .corners(corners), end: end, direction: direction,
      labelAnchor: first + span * (isDiagonal ? 0.5 : 0.46), labelSide: labelSide)
  }

  private func arc(up: Bool) -> EdgeCurve {
    let sign: Double = up ? -1 : 1
    let start = Point(from.center.x, up ? from.whole.top : from.whole.bottom)
    let end = Point(to.center.x, (up ? to.whole.top : to.whole.bottom) + sign * 2)
    let span = end.x - start.x
    let height = min(max(abs(span) * 0.3, 30), 76) * sign
    let extreme = up ? min(start.y, end.y) : max(start.y, end.y)
    let (one, two) = (
      Point(start.x + span * 0.12, extreme + height), Point(end.x - span * 0.12, extreme + height)
    )
    let direction = (end - two).unit
    return EdgeCurve(
      shape: .arc(from: start, one, two, to: hasHead ? end - direction * 7 : end), end: end,
      direction: direction, labelAnchor: Point((start.x + end.x) / 2, extreme + height * 0.75),
      labelSide: up ? .above : .below)
  }
}
