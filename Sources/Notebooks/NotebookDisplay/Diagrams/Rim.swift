/// Where edges can meet a part.
struct Rim {
  /// What it shows.
  enum Shape {
    case rectangle, circle, dot
  }

  let shape: Shape
  /// What an edge meets that comes from the side.
  let body: Frame
  /// What one meets that comes from above or below: of a field of numbers its label too.
  let whole: Frame

  var center: Point { body.center }

  /// Where a line from the middle leaves the part, moved to the side by `side`.
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
