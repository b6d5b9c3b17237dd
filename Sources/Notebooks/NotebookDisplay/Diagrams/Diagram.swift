/// A drawing of a network: parts on a grid, arrows between them, frames around them.
///
/// ```swift
/// show(
///   Diagram(
///     [
///       .pill("X_t", 0, 2), .box("H_t", 0, 1), .pill("Ŷ_t", 0, 0),
///     ],
///     [
///       .forward("X_t", "H_t", label: "W_xh"), .forward("H_t", "Ŷ_t", label: "W_hq"),
///       .forward("H_t", "H_t", label: "W_hh"),
///     ]),
///   caption: "A recurrent network, folded")
/// ```
///
/// Each part has a column, counted from the left, and a row, counted from the top; fractions are allowed. The distances
/// between columns and rows follow from the sizes of the parts, both in a picture and in characters. An arrow lists its
/// parts by name. In every label `_` lowers and `^` raises the next run of letters and digits, or the next group in
/// braces, as in `H_{t-1}`; lines after the first are small, such as the shape in `"W_xh\n[I, H]"`. A single letter is
/// a symbol of a formula and italic, unless it is in backquotes, as a character or another token should be.
///
/// Arrows of the forward pass are solid. Arrows of the backward pass are dashed and colored, so they also differ in
/// black and white. ``lit(_:)`` dims all parts of a drawing except some.
public struct Diagram: Sendable {
  /// The parts.
  public let nodes: [Node]
  /// The arrows and lines between them.
  public let edges: [Edge]
  /// The frames around them.
  public let groups: [Group]
  /// The names of the lit parts; `nil` if no part is dimmed.
  let litNames: Set<String>?

  /// A drawing of parts, arrows and frames.
  ///
  /// - Precondition: the names of the parts are unique, and arrows and frames use only these names.
  public init(_ nodes: [Node], _ edges: [Edge] = [], groups: [Group] = []) {
    self.init(nodes: nodes, edges: edges, groups: groups, litNames: nil)
  }

  private init(nodes: [Node], edges: [Edge], groups: [Group], litNames: Set<String>?) {
    precondition(!nodes.isEmpty, "a diagram needs a part to draw")
    let names = Set(nodes.map(\.name))
    let twice = Dictionary(grouping: nodes, by: \.name).filter { $0.value.count > 1 }.keys.sorted()
    precondition(twice.isEmpty, "each part of a diagram needs its own name; more than one has \(twice)")
    let named = edges.flatMap(\.path) + groups.flatMap(\.members) + (litNames ?? [])
    let unknown = Set(named).subtracting(names).sorted()
    precondition(unknown.isEmpty, "a diagram of \(names.sorted()) has no part \(unknown)")
    self.nodes = nodes
    self.edges = edges
    self.groups = groups
    self.litNames = litNames
  }

  /// The same drawing with more parts, arrows and frames.
  public func adding(_ nodes: [Node] = [], _ edges: [Edge] = [], groups: [Group] = []) -> Diagram {
    Diagram(
      nodes: self.nodes + nodes, edges: self.edges + edges, groups: self.groups + groups, litNames: litNames)
  }

  /// The same drawing with everything dimmed except these parts and the arrows between them.
  ///
  /// - Precondition: the drawing has these parts.
  public func lit(_ names: [String]) -> Diagram {
    Diagram(nodes: nodes, edges: edges, groups: groups, litNames: Set(names))
  }

  /// Whether all of these parts are lit.
  func isLit(_ names: [String]) -> Bool { litNames.map { lit in names.allSatisfy(lit.contains) } ?? true }

  func node(_ name: String) -> Node { nodes.first { $0.name == name } ?? nodes[0] }
}

extension Diagram: Displayable {
  /// The diagram as a drawing, as an image element for a page, and in characters for a terminal.
  public func mimeBundle(caption: String?) -> MimeBundle {
    MimeBundle(drawing: drawing(caption: caption), plain: text(caption: caption))
  }
}
