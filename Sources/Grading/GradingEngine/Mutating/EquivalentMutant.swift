import CourseCatalog
import Foundation

/// A mutant that its authors have found to compute the same, with the reason. The list is a solution's
/// `equivalents.json`.
public struct EquivalentMutant: Codable, Sendable, Equatable {
  /// The file of the solution.
  public var file: String
  /// The line in that file, without its indentation.
  public var original: String
  /// The changed line; `nil` for every change of the line.
  public var mutated: String?
  /// Why no input can tell the two apart.
  public var because: String

  /// Whether it speaks of a mutant.
  public func covers(_ mutant: SolutionMutant) -> Bool {
    file == mutant.file && original == mutant.original && (mutated ?? mutant.mutated) == mutant.mutated
  }

  /// The equivalent mutants of a unit; empty if it has no such file.
  ///
  /// - Throws: if the file is invalid.
  public static func load(_ unit: CourseUnit, in layout: CourseLayout) throws -> [EquivalentMutant] {
    let file = layout.solution(unit).appendingPathComponent("equivalents.json")
    guard FileManager.default.fileExists(atPath: file.path) else { return [] }
    return try JSONDecoder().decode([EquivalentMutant].self, from: Data(contentsOf: file))
  }
}
