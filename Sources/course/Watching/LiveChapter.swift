import CourseCatalog
import Foundation
import JupyterKernel
import NotebookWeaving

/// A chapter whose cells stay alive between two saves, so that a change costs the changed cell and those behind it.
final class LiveChapter {
  private let weaver: Weaver
  private let session: CellSession

  /// A chapter none of whose cells has run.
  ///
  /// - Throws: `KernelFailure` where the command does not stand in its build folder.
  init(_ weaver: Weaver) throws {
    self.weaver = weaver
    session = try CellSession(executable: Invocation.executable, environment: Weaver.environment)
  }

  /// How far a call of ``run(_:isWoven:isOutdated:progress:)`` came.
  enum End {
    /// All cells have run; the number of those that ran now.
    case complete(ran: Int)
    /// The chapter was saved again before.
    case outdated
  }

  /// Runs the cells that have changed and those behind them.
  ///
  /// - Parameters:
  ///   - cells: the chapter as it was saved.
  ///   - isWoven: whether notebook and page show what the chapter shows, so that nothing is to be written.
  ///   - isOutdated: whether the chapter has been saved again.
  ///   - progress: called with the number of the cell up to which the chapter has been woven, while others still run.
  /// - Throws: `WeavingError` with file, line and cell where a cell does not come to its end.
  func run(
    _ cells: [ChapterCell], isWoven: Bool, isOutdated: () -> Bool, progress: (Int) -> Void
  ) throws -> End {
    let places = cells.indices.filter { cells[$0].kind == .code }
    let former = ((try? weaver.notebookCells()) ?? []).filter { $0.kind == .code }
    var count = 0
    var nextWriting = Date.distantPast
    do {
      let isComplete = try session.run(places.map { cells[$0].source }, isOutdated: isOutdated) { index in
        count += 1
        guard !isWoven, index + 1 < places.count, Date() >= nextWriting else { return }
        try weaver.write(filled(cells, places, former))
        nextWriting = Date() + 1
        progress(places[index] + 1)
      }
      if isComplete && !isWoven { try weaver.write(filled(cells, places, former)) }
      return isComplete ? .complete(ran: count) : .outdated
    } catch let stop as CellStop {
      throw error(stop, cells, places)
    }
  }

  /// The cells with what they showed. Those that have not run yet, and those that measure time and have not changed,
  /// keep what they showed last time.
  private func filled(_ cells: [ChapterCell], _ places: [Int], _ former: [ChapterCell]) -> [ChapterCell] {
    var cells = cells
    for (index, place) in places.enumerated() {
      // Counted from the end, since a cell may have come or gone before it.
      let fromEnd = former.count + index - places.count
      let isSame = former.indices.contains(fromEnd) && former[fromEnd].source == cells[place].source
      if index < session.outputs.count, !(isSame && cells[place].isTimed) {
        cells[place].outputs = session.outputs[index].map(CellOutput.init)
      } else if isSame {
        cells[place].outputs = former[fromEnd].outputs
      }
    }
    return cells
  }

  private func error(_ stop: CellStop, _ cells: [ChapterCell], _ places: [Int]) -> WeavingError {
    let place = places[stop.cell]
    let line = (cells[place].firstLine ?? 1) + (stop.line ?? 1) - 1
    let verb =
      switch stop.kind {
      case .doesNotCompile: "does not compile"
      case .stopped: "stopped the chapter"
      case .failed: "could not be run"
      }
    return WeavingError("\(weaver.sourcePath):\(line): cell \(place + 1) \(verb): \(stop.reason)")
  }
}

extension CellOutput {
  fileprivate init(_ output: CellSession.Output) {
    switch output {
    case .text(let text): self = .text(text)
    case .display(let forms): self = .display(forms)
    }
  }
}
