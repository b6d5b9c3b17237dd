import CourseCatalog
import Foundation

/// A mutant of which its authors have found that it computes the same, with the reason. They stand in a solution's
/// `equivalents.json`.
public struct EquivalentMutant: Codable, Sendable, Equatable {
  /// The file of the solution.
  public var file: String
  /// The line as it stands there, without its indentation.
  public var original: String
  /// The changed line; `nil` for every change of it.
  public var mutated: String?
  /// Why no input can tell the two apart.
  public var because: String

  /// Whether it speaks of a mutant.
  public func covers(_ mutant: SolutionMutant) -> Bool {
    file == mutant.file && original == mutant.original && (mutated ?? mutant.mutated) == mutant.mutated
  }

  /// The equivalent mutants of a unit; none where it has no such file.
  ///
  /// - Throws: where the file is none.
  public static func load(_ unit: CourseUnit, in layout: CourseLayout) throws -> [EquivalentMutant] {
    let file = layout.solution(unit).appendingPathComponent("equivalents.json")
    guard FileManager.default.fileExists(atPath: file.path) else { return [] }
    return try JSONDecoder().decode([EquivalentMutant].self, from: Data(contentsOf: file))
  }
}
