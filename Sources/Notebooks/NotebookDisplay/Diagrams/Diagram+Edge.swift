extension Diagram {
  /// An arrow or a line through two or more parts. One that leads from a part to itself is drawn as a loop.
  public struct Edge: Sendable, Equatable {
    /// What an edge is drawn like.
    enum Style: Sendable, Equatable {
      case forward, backward, plain, dotted
    }

    /// Which way an edge takes between two parts.
    public enum Bend: Sendable, Equatable {
      /// The straight way.
      case straight
      /// First to the side, then up or down.
      case horizontalFirst
      /// First up or down, then to the side.
      case verticalFirst
      /// In an arc above what is between.
      case over
      /// In an arc below what is between.
      case under
    }

    /// The parts that it leads through, in order.
    public let path: [String]
    /// What is written at it, once between any two parts.
    public let label: String
    let style: Style
    let color: Color
    let bend: Bend

    private init(_ path: [String], _ label: String, _ style: Style, _ color: Color, _ bend: Bend) {
      precondition(path.count > 1, "an arrow needs two parts, not only \(path)")
      self.path = path
      self.label = label
      self.style = style
      self.color = color
      self.bend = bend
    }

    /// An arrow of the forward pass: a solid line.
    public static func forward(
      _ path: String..., label: String = "", color: Color = .ink, bend: Bend = .straight
    ) -> Edge { Edge(path, label, .forward, color, bend) }

    /// An arrow of the backward pass: a dashed line.
    public static func backward(
      _ path: String..., label: String = "", color: Color = .orange, bend: Bend = .straight
    ) -> Edge { Edge(path, label, .backward, color, bend) }

    /// A line without a head.
    public static func plain(
      _ path: String..., label: String = "", color: Color = .ink, bend: Bend = .straight
    ) -> Edge { Edge(path, label, .plain, color, bend) }

    /// An arrow of what is handed on without a gradient, such as a drawn token or a state between two windows: a
    /// dotted line.
    public static func dotted(
      _ path: String..., label: String = "", color: Color = .ink, bend: Bend = .straight
    ) -> Edge { Edge(path, label, .dotted, color, bend) }

    /// The pairs of parts between which it is drawn.
    var steps: [(from: String, to: String)] { zip(path, path.dropFirst()).map { ($0, $1) } }

    func renamed(_ name: (String) -> String) -> Edge { Edge(path.map(name), label, style, color, bend) }
  }
}
