extension Diagram {
  /// The names of the weights on the arrows of a recurrent network.
  public struct Weights: Sendable {
    let input: String
    let state: String
    let output: String

    /// Names for the arrows into the state, from state to state, and to the output.
    public init(input: String = "", state: String = "", output: String = "") {
      self.input = input
      self.state = state
      self.output = output
    }

    /// `W_xh`, `W_hh`, `W_hq`.
    public static let named = Weights(input: "W_xh", state: "W_hh", output: "W_hq")
    /// `U`, `W`, `V`, as in other books.
    public static let letters = Weights(input: "U", state: "W", output: "V")
    /// No names.
    public static let unnamed = Weights()
  }

  /// A recurrent network with all its steps in one: the state has a loop. The parts are `X_t`, `H_t`
  /// and `Ŷ_t`.
  ///
  /// - Parameters:
  ///   - weights: the labels of the arrows.
  ///   - shapes: whether to write the shapes below the names.
  public static func folded(weights: Weights = .named, shapes: Bool = false) -> Diagram {
    let small = shapes ? (x: "\n[B, I]", h: "\n[B, H]", y: "\n[B, Q]") : (x: "", h: "", y: "")
    return Diagram(
      [.pill("Ŷ_t" + small.y, 0, 0), .box("H_t" + small.h, 0, 1), .pill("X_t" + small.x, 0, 2)],
      [
        .forward("X_t", "H_t", label: weights.input), .forward("H_t", "H_t", label: weights.state),
        .forward("H_t", "Ŷ_t", label: weights.output),
      ])
  }

  /// A recurrent network unrolled over time: a column for each step, inputs below, outputs above. The parts are
  /// `X_1`, `H_1`, `Ŷ_1` and so on, and `H_0` at the left.
  ///
  /// - Parameters:
  ///   - steps: the number of steps.
  ///   - inputs: the steps that have an input; all if `nil`.
  ///   - outputs: the steps that have an output; all if `nil`.
  ///   - weights: the labels of the arrows.
  ///   - hasStart: whether to draw the initial state.
  ///   - goesOn: whether … follows the last step.
  /// - Precondition: there is at least one step.
  public static func unrolled(
    steps: Int, inputs: ClosedRange<Int>? = nil, outputs: ClosedRange<Int>? = nil,
    weights: Weights = .unnamed,
    hasStart: Bool = true, goesOn: Bool = false
  ) -> Diagram {
    precondition(steps > 0, "a network of \(steps) steps has nothing to draw")
    let all = 1...steps
    var nodes = hasStart ? [Node.text("H_0", 0, 1)] : []
    var edges: [Edge] = []
    for step in all {
      let column = Double(step)
      nodes.append(.box("H_\(step)", column, 1))
      if (inputs ?? all).contains(step) {
        nodes.append(.pill("X_\(step)", column, 2))
        edges.append(.forward("X_\(step)", "H_\(step)", label: weights.input))
      }
      if (outputs ?? all).contains(step) {
        nodes.append(.pill("Ŷ_\(step)", column, 0))
        edges.append(.forward("H_\(step)", "Ŷ_\(step)", label: weights.output))
      }
      if step > 1 || hasStart {
        edges.append(.forward("H_\(step - 1)", "H_\(step)", label: weights.state))
      }
    }
    if goesOn {
      nodes.append(.text("…", Double(steps + 1), 1))
      edges.append(.forward("H_\(steps)", "…", label: weights.state))
    }
    return Diagram(nodes, edges)
  }

  /// Drawings side by side, each with its title above it. To keep names unique, each part of drawing `i` is renamed
  /// `i.name`, counted from 0. What is dimmed in one of them stays dimmed.
  ///
  /// - Parameters:
  ///   - drawings: the titles and the drawings.
  ///   - perRow: the number of drawings per row.
  public static func panels(_ drawings: [(title: String, diagram: Diagram)], perRow: Int = 3) -> Diagram {
    var (nodes, edges, groups): ([Node], [Edge], [Group]) = ([], [], [])
    var (left, top, nextTop) = (0.0, 0.0, 0.0)
    var lit: [String] = []
    for (index, (title, diagram)) in drawings.enumerated() {
      if index > 0 && index.isMultiple(of: max(perRow, 1)) { (left, top) = (0, nextTop) }
      let name = { (name: String) in "\(index).\(name)" }
      let (columns, rows) = (diagram.nodes.map(\.column), diagram.nodes.map(\.row))
      let (first, last) = (columns.min() ?? 0, columns.max() ?? 0)
      let height = (rows.max() ?? 0) - (rows.min() ?? 0)
      nodes.append(.text(title, left + (last - first) / 2, top, name: name("title")))
      nodes += diagram.nodes.map {
        $0.moved(columns: left - first, rows: top + 1 - (rows.min() ?? 0), renamed: name)
      }
      edges += diagram.edges.map { $0.renamed(name) }
      groups += diagram.groups.map { Group(title: $0.title, members: $0.members.map(name), color: $0.color) }
      lit += [name("title")] + (diagram.litNames.map(Array.init) ?? diagram.nodes.map(\.name)).map(name)
      left += last - first + 1.5
      nextTop = max(nextTop, top + height + 2.25)
    }
    let all = Diagram(nodes, edges, groups: groups)
    return drawings.contains { $0.diagram.litNames != nil } ? all.lit(lit) : all
  }
}
