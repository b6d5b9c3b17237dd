/// How one cell of a program is to be compiled, told by the sources alone.
package struct CellPlan {
  /// Its place among the cells, counted from 0.
  package let index: Int
  package let source: String
  /// The imports before it, those of the cells before it among them.
  package let prelude: String
  /// The places of the earlier cells whose declarations it may use.
  package let needs: [Int]
  package let isOptimized: Bool

  /// The name of its module.
  package var module: String { "Cell\(index + 1)" }
  /// What messages call it.
  package var label: String { "cell \(index + 1)" }

  /// The plans of all cells of a program, in order.
  package static func all(_ sources: [String]) -> [CellPlan] {
    var history = CellHistory()
    var outlines: [CellOutline] = []
    return sources.enumerated().map { index, source in
      let outline = CellOutline(source)
      defer {
        history.addImports(of: outline)
        history.add(module: "Cell\(index + 1)", number: index + 1, cellID: "\(index)", outline: outline)
        outlines.append(outline)
      }
      return CellPlan(
        index: index, source: source, prelude: history.prelude(for: outline, cellID: "\(index)"),
        needs: outlines.indices.filter { outline.mayUse(outlines[$0]) }, isOptimized: outline.hasLoops)
    }
  }
}

extension CellOutline {
  /// Whether a later cell names something of an earlier one, or may use what has no name: an extension, an operator.
  fileprivate func mayUse(_ earlier: CellOutline) -> Bool {
    !earlier.members.isEmpty || earlier.declarations.contains { words.contains($0.name) }
  }
}
