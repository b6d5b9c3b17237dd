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

  func overlaps(_ other: Frame) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }

  func union(_ other: Frame) -> Frame {
    Frame(
      left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
      bottom: max(bottom, other.bottom))
  }
}
