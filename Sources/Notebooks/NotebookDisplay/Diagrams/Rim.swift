/// The border of a part, where edges start and end.
struct Rim {
  /// The shape of a border.
  enum Shape {
    case rectangle, circle, dot
  }

  let shape: Shape
  /// The border for edges from the side.
  let body: Frame
  /// The border for edges from above or below; that of a table includes its label.
  let whole: Frame

  var center: Point { body.center }

  /// The intersection of the border with a line from the center, shifted by `side`.
  func point(toward direction: Point, side: Point, gap: Double) -> Point {
    let start = center + side
    switch shape {
    case .dot: return start
    case .circle:
      let radius = body.width / 2
      let reach = max(0, radius * radius - side.length * side.length).squareRoot()
      return start + direction * (reach + gap)
    case .rectangle:
      let frame = abs(direction.x) > abs(direction.y) ? body : whole
      let width = direction.x > 0 ? frame.right - center.x : center.x - frame.left
      let height = direction.y > 0 ? frame.bottom - center.y : center.y - frame.top
      let reach = min(
        abs(direction.x) > 0.001 ? width / abs(direction.x) : .infinity,
        abs(direction.y) > 0.001 ? height / abs(direction.y) : .infinity)
      return start + direction * (reach + gap)
    }
  }
}
