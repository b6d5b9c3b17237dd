/// How one cell is to be compiled, told by the sources alone.
package struct CellPlan {
  /// The number that messages call it by, counted from 1.
  package let number: Int
  /// The name of its module.
  package let module: String
  package let source: String
  /// The imports before it, those of the cells before it among them.
  package let prelude: String
  /// Whether it is worth a longer wait for the compiler.
  package let isOptimized: Bool
  /// The places of the earlier cells of a program whose declarations it may use, counted from 0.
  package let needs: [Int]

  /// What messages call it.
  package var label: String { "cell \(number)" }
  /// Its place among the cells, counted from 0.
  package var index: Int { number - 1 }

  /// Whether a cell before it has used the system's queues, which do not come back with the state.
  let followsQueues: Bool

  /// The plan of a cell that comes after others.
  ///
  /// - Parameter cellID: the notebook's name for it, where there is one.
  package init(
    _ source: String, _ outline: CellOutline, after history: CellHistory, cellID: String?, number: Int,
    module: String, needs: [Int] = []
  ) {
    self.source = source
    self.number = number
    self.module = module
    self.needs = needs
    prelude = history.prelude(for: outline, cellID: cellID)
    followsQueues = history.hasUsedQueues
    isOptimized = outline.hasLoops
  }

  /// The plans of all cells of a program, in order.
  package static func all(_ sources: [String]) -> [CellPlan] {
    var history = CellHistory()
    var outlines: [CellOutline] = []
    return sources.enumerated().map { index, source in
      let outline = CellOutline(source)
      let plan = CellPlan(
        source, outline, after: history, cellID: "\(index)", number: index + 1, module: "Cell\(index + 1)",
        needs: outlines.indices.filter { outline.mayUse(outlines[$0]) })
      history.addImports(of: outline)
      history.add(module: plan.module, number: plan.number, cellID: "\(index)", outline: outline)
      outlines.append(outline)
      return plan
    }
  }
}

extension CellOutline {
  /// Whether a later cell names something of an earlier one, or may use what has no name: an extension, an operator.
  fileprivate func mayUse(_ earlier: CellOutline) -> Bool {
    !earlier.members.isEmpty || earlier.declarations.contains { words.contains($0.name) }
  }
}
