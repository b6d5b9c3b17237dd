extension Diagram {
  /// An arrow or a line through two or more parts. An edge from a part to itself is drawn as a loop.
  public struct Edge: Sendable, Equatable {
    /// The kind of an edge.
    enum Style: Sendable, Equatable {
      case forward, backward, plain, dotted
    }

    /// The route of an edge between two parts.
    public enum Bend: Sendable, Equatable {
      /// A straight line.
      case straight
      /// First to the side, then up or down.
      case horizontalFirst
      /// First up or down, then to the side.
      case verticalFirst
      /// An arc above the parts in between.
      case over
      /// An arc below the parts in between.
      case under
    }

    /// The names of its parts, in order.
    public let path: [String]
    /// The text next to each arrow of the path.
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

    /// An arrow for a value that is passed on without a gradient, such as a sampled token or the state between two
    /// windows: a dotted line.
    public static func dotted(
      _ path: String..., label: String = "", color: Color = .ink, bend: Bend = .straight
    ) -> Edge { Edge(path, label, .dotted, color, bend) }

    /// The two ends of each of its arrows.
    var steps: [(from: String, to: String)] { zip(path, path.dropFirst()).map { ($0, $1) } }

    func renamed(_ name: (String) -> String) -> Edge { Edge(path.map(name), label, style, color, bend) }
  }
}
