/// What has to hold for a unit, in the order in which it is looked at: cheap things first.
public enum VerifiedPoint: String, CaseIterable, Sendable {
  /// Points, hints, tasks and files of the catalogue.
  case catalogue
  /// The folders and the files in them, and the exercise's README.
  case files
  /// The stubs are what the solution gives.
  case stubs
  /// The table of what is taught.
  case syllabus
  /// The committed notebook and page belong to the chapter's source.
  case notebook
  /// The sources are formatted.
  case format
  /// The solution gets every point.
  case solution
  /// The stubs get none, and every task of them is not started.
  case untouched
  /// Every known mistake loses points, and nearly all are named.
  case mistakes
  /// Every right solution that was written in another way gets every point.
  case alternatives
  /// A run of the chapter shows what the committed notebook shows.
  case chapter
  /// Mutants of the solution lose points; only looked at where it is asked for, since it takes minutes.
  case mutants

  /// Whether it takes no building and no running.
  public var isQuick: Bool {
    ![.solution, .untouched, .mistakes, .alternatives, .chapter, .mutants].contains(self)
  }
}

/// How one point of one unit was found.
public struct VerifiedResult: Sendable, Equatable {
  /// The point.
  public let point: VerifiedPoint
  /// What holds, in a few words.
  public let summary: String
  /// What does not, a line each; empty where all is well.
  public let faults: [String]

  init(_ point: VerifiedPoint, _ summary: String, faults: [String] = []) {
    self.point = point
    self.summary = summary
    self.faults = faults
  }
}
