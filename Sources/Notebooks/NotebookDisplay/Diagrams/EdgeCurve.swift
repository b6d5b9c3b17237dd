/// The line of an edge, from the border of one part to the border of another.
struct EdgeCurve: Equatable {
  /// Straight pieces with rounded corners, or one arc.
  enum Shape: Equatable {
    case corners([Point])
    case arc(from: Point, Point, Point, to: Point)
  }

  /// The side of its anchor for a label.
  enum LabelSide {
    case above, below, left, right, aboveLeft, aboveRight
  }

  let shape: Shape
  /// The tip of the head.
  let end: Point
  /// The direction of the head, of length 1.
  let direction: Point
  let labelAnchor: Point
  let labelSide: LabelSide

  var bounds: Frame {
    let points =
      switch shape {
      case .corners(let corners): corners
      // An arc reaches at most three quarters of the distance to its control points.
      case .arc(let start, let one, let two, let end):
        [start, end, start + (one - start) * 0.78, end + (two - end) * 0.78]
      }
    let frames = (points + [end]).map { Frame(center: $0, Extent(width: 8, height: 8)) }
    return frames.dropFirst().reduce(frames[0]) { $0.union($1) }
  }

  /// Whether the line crosses a rectangle, tested at 50 points of each piece; an arc counts as its control polygon.
  func passes(_ frame: Frame) -> Bool {
    let points =
      switch shape {
      case .corners(let corners): corners
      case .arc(let start, let one, let two, let end): [start, one, two, end]
      }
    return zip(points, points.dropFirst()).contains { first, second in
      stride(from: 0.0, through: 1, by: 0.02).contains { share in
        let point = first + (second - first) * share
        return point.x > frame.left - 3 && point.x < frame.right + 3 && point.y > frame.top
          && point.y < frame.bottom
      }
    }
  }

  func labelFrame(_ extent: Extent) -> Frame {
    let (width, height) = (extent.width / 2, extent.height / 2)
    let shift =
      switch labelSide {
      case .above: Point(0, -height - 3)
      case .below: Point(0, height + 3)
      case .left: Point(-width - 7, 0)
      case .right: Point(width + 7, 0)
      case .aboveLeft: Point(-width - 5, -height * 0.6)
      case .aboveRight: Point(width + 5, -height * 0.6)
      }
    return Frame(center: labelAnchor + shift, extent)
  }
}

extension Point {
  static func + (left: Point, right: Point) -> Point { Point(left.x + right.x, left.y + right.y) }
  static func - (left: Point, right: Point) -> Point { Point(left.x - right.x, left.y - right.y) }
  static func * (point: Point, factor: Double) -> Point { Point(point.x * factor, point.y * factor) }

  var length: Double { (x * x + y * y).squareRoot() }

  /// The direction from the origin to the point, of length 1.
  var unit: Point { length > 0 ? self * (1 / length) : Point(1, 0) }
}
