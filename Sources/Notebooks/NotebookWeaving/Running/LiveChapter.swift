import CellEngine
import ChapterReading
import Formats
import Foundation

/// A chapter whose cells stay alive between two saves, so that a change costs the changed cell and those behind it. A
/// chapter that is woven once lives as long as that takes.
public final class LiveChapter {
  private let weaver: Weaver
  private let session: CellSession

  /// A chapter none of whose cells has run.
  ///
  /// - Parameter environment: what the cells find in their environment beside what is in this process's own.
  /// - Throws: `Complaint` where the weaver's program does not stand in its build folder.
  public init(_ weaver: Weaver, environment: [String: String] = Weaver.environment) throws {
    self.weaver = weaver
    session = try CellSession(executable: weaver.program, environment: environment)
  }

  /// How far a call of ``weave(_:isWoven:isOutdated:progress:)`` came.
  public enum End {
    /// All cells have run; the number of those that ran now.
    case complete(ran: Int)
    /// The chapter was saved again before.
    case outdated
  }

  /// Runs the cells that have changed and those behind them, and writes notebook and page while they run.
  ///
  /// - Parameters:
  ///   - cells: the chapter as it was saved.
  ///   - isWoven: whether notebook and page show what the chapter shows, so that nothing is to be written.
  ///   - isOutdated: whether the chapter has been saved again.
  ///   - progress: called with the number of the cell up to which the chapter has been woven, while others still run.
  /// - Throws: `Complaint` with file, line and cell where a cell does not come to its end.
  public func weave(
    _ cells: [ChapterCell], isWoven: Bool, isOutdated: () -> Bool, progress: (Int) -> Void
  ) throws -> End {
    let former = ((try? weaver.chapter.notebookCells()) ?? []).filter { $0.kind == .code }
    let last = cells.lastIndex { $0.kind == .code }
    var count = 0
    var nextWriting = Date.distantPast
    let isComplete = try run(cells, isOutdated: isOutdated) { place in
      count += 1
      guard !isWoven, place != last, Date() >= nextWriting else { return }
      try weaver.write(filled(cells, former: former))
      nextWriting = Date() + 1
      progress(place + 1)
    }
    if isComplete && !isWoven { try weaver.write(filled(cells, former: former)) }
    return isComplete ? .complete(ran: count) : .outdated
  }

  /// Runs the cells that have changed and those behind them.
  ///
  /// - Parameter didRun: called with the place among all cells of each that has run.
  /// - Returns: whether all have run, and the chapter is not outdated.
  /// - Throws: `Complaint` with file, line and cell where a cell does not come to its end.
  func run(_ cells: [ChapterCell], isOutdated: () -> Bool, didRun: (Int) throws -> Void) throws -> Bool {
    let places = cells.indices.filter { cells[$0].kind == .code }
    do {
      return try session.run(places.map { cells[$0].source }, isOutdated: isOutdated) {
        try didRun(places[$0])
      }
    } catch let failure as CellFailure {
      throw complaint(failure, cells, places)
    }
  }

  /// The cells with what they showed. Those that have not run yet, and those that measure time and have not changed,
  /// keep what they showed last time. The former are pending.
  func filled(_ cells: [ChapterCell], former: [ChapterCell] = []) -> [ChapterCell] {
    var cells = cells
    let places = cells.indices.filter { cells[$0].kind == .code }
    for (index, place) in places.enumerated() {
      // Counted from the end, since a cell may have come or gone before it.
      let fromEnd = former.count + index - places.count
      let isSame = former.indices.contains(fromEnd) && former[fromEnd].source == cells[place].source
      if index < session.outputs.count, !(isSame && cells[place].isTimed) {
        cells[place].outputs = session.outputs[index]
      } else if isSame {
        cells[place].outputs = former[fromEnd].outputs
      }
      cells[place].isPending = index >= session.outputs.count
    }
    return cells
  }

  private func complaint(_ failure: CellFailure, _ cells: [ChapterCell], _ places: [Int]) -> Complaint {
    let place = places[failure.cell]
    let line = (cells[place].firstLine ?? 1) + (failure.line ?? 1) - 1
    let verb =
      switch failure.kind {
      case .doesNotCompile: "does not compile"
      case .cannotBeLoaded: "cannot be loaded"
      case .crashed, .ended: "stopped the chapter"
      case .notStarted, .interrupted, .stateLost: "could not be run"
      }
    return Complaint(
      "\(weaver.chapter.sourcePath):\(line): cell \(place + 1) \(verb): \(failure.reason)",
      fault: failure.kind == .notStarted ? .system : .user)
  }
}
