/// One line of a chart: a name and its points.
public struct Series: Equatable, Sendable {
  /// How the points are drawn.
  public enum Style: Sendable, Equatable {
    /// Joined by a line, for values that follow each other.
    case line
    /// As dots alone, for values whose order says nothing or that scatter.
    case dots
  }

  /// What the legend calls it.
  public let name: String
  /// The horizontal places.
  public let x: [Double]
  /// The values there.
  public let y: [Double]
  /// How the points are drawn.
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
