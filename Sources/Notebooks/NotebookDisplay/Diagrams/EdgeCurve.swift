/// The line of an edge, from the rim of one part to the rim of another.
struct EdgeCurve: Equatable {
  /// Straight pieces with rounded corners, or one arc.
  enum Shape: Equatable {
    case corners([Point])
    case arc(from: Point, Point, Point, to: Point)
  }

  /// On which side of its anchor a label stands.
  enum LabelSide {
    case above, below, left, right, onTheLine
  }

  let shape: Shape
  /// The point at which the head ends.
  let end: Point
  /// The way that the head points, of length 1.
  let direction: Point
  let labelAnchor: Point
  let labelSide: LabelSide

  var bounds: Frame {
    let points =
      switch shape {
      case .corners(let corners): corners
      // An arc stays within three quarters of the way to its inner points.
      case .arc(let start, let one, let two, let end):
        [start, end, start + (one - start) * 0.78, end + (two - end) * 0.78]
      }
    let frames = (points + [end]).map { Frame(center: $0, Extent(width: 8, height: 8)) }
    return frames.dropFirst().reduce(frames[0]) { $0.union($1) }
  }

  func labelFrame(_ extent: Extent) -> Frame {
    let (width, height) = (extent.width / 2, extent.height / 2)
    let shift =
      switch labelSide {
      case .above: Point(0, -height - 3)
      case .below: Point(0, height + 3)
      case .left: Point(-width - 7, 0)
      case .right: Point(width + 7, 0)
      case .onTheLine: Point(0, 0)
      }
    return Frame(center: labelAnchor + shift, extent)
  }
}

/// The ways that an edge can take between two parts.
struct EdgeWay {
  let from: Frame
  let to: Frame
  let isRound: (from: Bool, to: Bool)
  let isDot: (from: Bool, to: Bool)
  let hasHead: Bool
  /// How far it goes beside the straight way.
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
    let (x, y) = (from.right, from.center.y)
    let (start, end) = (Point(x, y - 8), Point(x + 2, y + 8))
    let (one, two) = (Point(x + 40, y - 26), Point(x + 40, y + 24))
    let direction = (end - two).unit
    return EdgeCurve(
      shape: .arc(from: start, one, two, to: end - direction * 6), end: end, direction: direction,
      labelAnchor: Point(x + 28, y), labelSide: .right)
  }

  private var straight: EdgeCurve {
    let across = (to.center - from.center).unit
    // One side for both directions, so that an edge and the one back do not meet.
    let isForward = across.x > 0.001 || (abs(across.x) <= 0.001 && across.y < 0)
    let side = Point(-across.y, across.x) * ((isForward ? 1 : -1) * sidestep)
    let start = rim(from, isRound.from, isDot.from, toward: across, side: side, gap: 0)
    let end = rim(to, isRound.to, isDot.to, toward: across * -1, side: side, gap: 2)
    return cornered([start, end], side: side)
  }

  private func bent(corner: Point) -> EdgeCurve {
    guard corner != from.center, corner != to.center else { return straight }
    let leaving = (corner - from.center).unit
    let arriving = (to.center - corner).unit
    let start = rim(from, isRound.from, isDot.from, toward: leaving, side: Point(0, 0), gap: 0)
    let end = rim(to, isRound.to, isDot.to, toward: arriving * -1, side: Point(0, 0), gap: 2)
    return cornered([start, corner, end], side: Point(0, 0))
  }

  /// A curve along corners; the label stands at its longest piece.
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
      : abs(span.x) < 0.3 * abs(span.y) ? (side.x < 0 ? .left : .right) : .onTheLine
    return EdgeCurve(
      shape: .corners(corners), end: end, direction: direction,
      labelAnchor: first + span * (labelSide == .onTheLine ? 0.5 : 0.46), labelSide: labelSide)
  }

  private func arc(up: Bool) -> EdgeCurve {
    let sign: Double = up ? -1 : 1
    let start = Point(from.center.x, up ? from.top : from.bottom)
    let end = Point(to.center.x, (up ? to.top : to.bottom) + sign * 2)
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

  /// Where a line from the middle of a part leaves it.
  private func rim(
    _ frame: Frame, _ isRound: Bool, _ isDot: Bool, toward direction: Point, side: Point, gap: Double
  ) -> Point {
    let center = frame.center + side
    if isDot { return center }
    let reach: Double
    if isRound {
      let radius = frame.width / 2
      reach = (max(0, radius * radius - side.length * side.length)).squareRoot()
    } else {
      let (width, height) = (frame.width / 2, frame.height / 2)
      reach = min(
        abs(direction.x) > 0.001 ? width / abs(direction.x) : .infinity,
        abs(direction.y) > 0.001 ? height / abs(direction.y) : .infinity)
    }
    return center + direction * (reach + gap)
  }
}

extension Point {
  static func + (left: Point, right: Point) -> Point { Point(left.x + right.x, left.y + right.y) }
  static func - (left: Point, right: Point) -> Point { Point(left.x - right.x, left.y - right.y) }
  static func * (point: Point, factor: Double) -> Point { Point(point.x * factor, point.y * factor) }

  var length: Double { (x * x + y * y).squareRoot() }

  /// The way from the origin to the point, of length 1.
  var unit: Point { length > 0 ? self * (1 / length) : Point(1, 0) }
}
