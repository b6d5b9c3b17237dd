/// The points that must hold for a unit, in the order they are checked: cheap ones first.
public enum VerifiedPoint: String, CaseIterable, Sendable {
  /// Points, hints, tasks and files of the catalog.
  case catalogue
  /// The folders and the files in them, and the exercise's README.
  case files
  /// The stubs match the solution.
  case stubs
  /// The table of what is taught.
  case syllabus
  /// The committed notebook and page belong to the chapter's source.
  case notebook
  /// The sources are formatted.
  case format
  /// The solution gets every point.
  case solution
  /// The stubs get none, and every task counts as not started.
  case untouched
  /// Every known mistake loses points, and nearly all are named.
  case mistakes
  /// Every correct solution that is written differently gets every point.
  case alternatives
  /// A run of the chapter shows what the committed notebook shows.
  case chapter
  /// Mutants of the solution lose points; only checked on request, because it takes minutes.
  case mutants

  /// Whether it needs no build and no run.
  public var isQuick: Bool {
    ![.solution, .untouched, .mistakes, .alternatives, .chapter, .mutants].contains(self)
  }
}

/// The result for one point of one unit.
public struct VerifiedResult: Sendable, Equatable {
  /// The point.
  public let point: VerifiedPoint
  /// What holds, in a few words.
  public let summary: String
  /// The points that do not hold, one line each; empty if all do.
  public let faults: [String]

  init(_ point: VerifiedPoint, _ summary: String, faults: [String] = []) {
    self.point = point
    self.summary = summary
    self.faults = faults
  }
}
