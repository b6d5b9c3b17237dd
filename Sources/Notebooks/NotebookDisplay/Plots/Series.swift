/// One line of a chart: a name and its points.
public struct Series: Equatable, Sendable {
  /// The style of the points.
  public enum Style: Sendable, Equatable {
    /// A line through the points, for values in sequence.
    case line
    /// Only dots, for values without an order.
    case dots
    /// A thin gray line in the background, such as a limit or a contour.
    case guide
  }

  /// What the legend calls it.
  public let name: String
  /// The horizontal places.
  public let x: [Double]
  /// The values there.
  public let y: [Double]
  /// The style of the points.
  public let style: Style

  /// A series of values at given places.
  ///
  /// - Precondition: there are as many places as values.
  public init(_ name: String, x: [Double], y: [Double], style: Style = .line) {
    precondition(x.count == y.count, "series '\(name)' has \(x.count) places and \(y.count) values")
    self.name = name
    self.x = x
    self.y = y
    self.style = style
  }

  /// A series of values at the places `start`, `start + 1`, …
  public init(_ name: String, _ y: [Double], startingAt start: Double = 0, style: Style = .line) {
    self.init(name, x: y.indices.map { start + Double($0) }, y: y, style: style)
  }
}
