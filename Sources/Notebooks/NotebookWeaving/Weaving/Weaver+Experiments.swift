import ChapterReading
import Foundation

extension Weaver {
  /// Runs the chapter while its experiments compute everything, and store it next to the chapter.
  ///
  /// - Returns: the paths of the files of stored results.
  /// - Throws: `Complaint` with file, line and cell where the chapter does not compile or stops early.
  public func computeExperiments(progress: (Int, Int) -> Void) throws -> [String] {
    _ = try run(experiments: "compute", progress)
    let folder = layout.chapter(unit).appendingPathComponent("runs")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".csv") }.sorted().map { "Chapters/\(unit.folder)/runs/\($0)" }
  }

  /// Runs the chapter while its experiments use other seeds, and stores nothing.
  ///
  /// - Parameter offset: how far the seeds lie from the chapter's own.
  /// - Returns: what cells print otherwise than the notebook, as text.
  /// - Throws: `Complaint` with file, line and cell where the chapter does not compile or stops early.
  public func outputs(seedOffset offset: UInt64, progress: (Int, Int) -> Void) throws -> [String] {
    let (fresh, woven) = (try run(experiments: "\(offset)", progress), try chapter.notebookCells())
    return zip(fresh, woven).flatMap { cell, former in
      cell.isTimed
        ? [] : zip(cell.outputs, former.outputs).filter { !$0.agrees(with: $1) }.map { $0.0.plain }
    }
  }

  private func run(experiments word: String, _ progress: (Int, Int) -> Void) throws -> [ChapterCell] {
    let environment = Self.environment.merging(["COURSE_EXPERIMENTS": word]) { $1 }
    return try outputs(of: try chapter.sourceCells(), environment: environment, progress)
  }
}
