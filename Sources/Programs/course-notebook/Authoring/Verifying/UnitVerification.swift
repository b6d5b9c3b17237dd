import CourseCatalog
import Foundation
import GradingEngine

/// Checks one unit for its author, point by point.
public struct UnitVerification: Sendable {
  let unit: CourseUnit
  let layout: CourseLayout
  /// Grades every submission of the unit.
  let grader: Grader
  /// How many submissions are graded at a time.
  let parallelism: Int

  /// A verification of one unit.
  ///
  /// - Parameter parallelism: How many submissions are graded at a time.
  public init(_ unit: CourseUnit, in layout: CourseLayout, parallelism: Int = 2) {
    self.unit = unit
    self.layout = layout
    grader = Grader(layout)
    self.parallelism = max(1, parallelism)
  }

  /// Checks one point. A point that cannot be checked also counts as a failure.
  public func verify(_ point: VerifiedPoint) -> VerifiedResult {
    do {
      switch point {
      case .catalogue: return catalogue
      case .files: return files
      case .stubs: return try stubs()
      case .syllabus: return try syllabus()
      case .notebook: return try notebook()
      case .format: return try format()
      case .solution: return try solution()
      case .untouched: return try untouched()
      case .mistakes: return try mistakes()
      case .alternatives: return try alternatives()
      case .chapter: return try chapter()
      case .mutants: return try mutants()
      }
    } catch {
      return VerifiedResult(point, "could not be checked", faults: ["\(error)"])
    }
  }
}
