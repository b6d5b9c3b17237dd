import ChapterReading
import CourseCatalog
import Foundation

/// Turns a chapter's `main.swift` into its notebook and its page.
public struct Weaver: Sendable {
  /// The chapter's files.
  public let chapter: ChapterFiles
  /// The program in which the cells run, which has the library in it.
  let program: URL

  /// A weaver for one chapter.
  ///
  /// - Parameter program: the program of the release build in which the cells run.
  public init(unit: CourseUnit, layout: CourseLayout, program: URL) {
    chapter = ChapterFiles(of: unit, in: layout)
    self.program = program
  }

  /// The chapter's unit.
  public var unit: CourseUnit { chapter.unit }
  var layout: CourseLayout { chapter.layout }

  /// Runs the chapter, then writes `NN-Name.ipynb`, `NN-Name.md` and `plots`; all of them or none.
  ///
  /// - Parameter progress: called with the number of cells that have run, and of all.
  /// - Returns: the cells with their outputs.
  /// - Throws: `Complaint` with file, line and cell where the chapter does not compile or stops early.
  @discardableResult public func weave(progress: (Int, Int) -> Void = { _, _ in }) throws -> [ChapterCell] {
    var cells = try run(progress: progress)
    if cells.contains(where: \.isTimed) {
      // What measures time shows what the machine can do.
      let timed = try outputs(of: cells, environment: [:], progress)
      for index in cells.indices where cells[index].isTimed { cells[index].outputs = timed[index].outputs }
    }
    try write(cells)
    return cells
  }

  /// Writes notebook and page of cells that have their outputs.
  ///
  /// - Throws: `Complaint` where the files cannot be written.
  public func write(_ cells: [ChapterCell]) throws {
    try WovenFiles(cells: cells, unit: unit).write(to: layout.chapter(unit), unit: unit)
  }

  /// Runs the chapter and gives its cells with their outputs; writes nothing.
  func run(progress: (Int, Int) -> Void = { _, _ in }) throws -> [ChapterCell] {
    try outputs(of: try chapter.sourceCells(), environment: Self.environment, progress)
  }

  func outputs(
    of cells: [ChapterCell], environment: [String: String], _ progress: (Int, Int) -> Void
  ) throws -> [ChapterCell] {
    let live = try LiveChapter(self, environment: environment)
    let count = cells.count { $0.kind == .code }
    var done = 0
    progress(0, count)
    _ = try live.run(cells, isOutdated: { false }) { _ in
      done += 1
      progress(done, count)
    }
    return live.filled(cells)
  }

  /// Under what a chapter runs whose outputs are woven, but for the cells that measure time: with the library's plainest
  /// kernels, which round alike on every processor. Faster ones add in another order, and after some hundred updates of
  /// a training the third digit differs. Experiments compute a sample of their stored results again.
  public static let environment = ["COURSE_KERNELS": "portable", "COURSE_EXPERIMENTS": "weave"]
}

extension Weaver {
  /// Writes notebook and page anew with the outputs that the notebook holds, where all code is still the notebook's.
  ///
  /// - Returns: the cells, or `nil` where code has changed or a cell is pending, so that only a run can tell: then
  ///   nothing is written.
  /// - Throws: `Complaint` where the files cannot be written.
  public func weaveProse() throws -> [ChapterCell]? {
    var cells = try chapter.sourceCells()
    guard let woven = try? chapter.notebookCells().filter({ $0.kind == .code }) else { return nil }
    let places = cells.indices.filter { cells[$0].kind == .code }
    guard places.map({ cells[$0].source }) == woven.map(\.source), !woven.contains(where: \.isPending) else {
      return nil
    }
    for (place, cell) in zip(places, woven) { cells[place].outputs = cell.outputs }
    try write(cells)
    return cells
  }
}
