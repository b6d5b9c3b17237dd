import CourseCatalog
import Foundation

/// A way learners get an exercise wrong: the solution with one line changed.
///
/// A unit's known mistakes are in `mistakes.json` next to its solution. Each must lose points, and the report
/// must name it.
public struct KnownMistake: Codable, Sendable, Equatable {
  /// A short name, `tanh-left-out`.
  public var id: String
  /// The file of the solution it changes.
  public var file: String
  /// The line in the solution, without its indentation.
  public var original: String
  /// The line a learner writes instead.
  public var mistaken: String
  /// A part of the sentence that names it in the report.
  public var says: String

  /// The known mistakes of a unit.
  ///
  /// - Throws: if `mistakes.json` cannot be read.
  public static func load(_ unit: CourseUnit, in layout: CourseLayout) throws -> [KnownMistake] {
    let file = layout.solution(unit).appendingPathComponent("mistakes.json")
    return try JSONDecoder().decode([KnownMistake].self, from: Data(contentsOf: file))
  }

  /// The source with the mistake inserted; `nil` unless exactly one of its lines is the original line.
  public func made(in source: String) -> String? {
    var lines = source.components(separatedBy: "\n")
    let places = lines.indices.filter { lines[$0].trimmingCharacters(in: .whitespaces) == original }
    guard places.count == 1, let place = places.first else { return nil }
    lines[place] = lines[place].replacingOccurrences(of: original, with: mistaken)
    return lines.joined(separator: "\n")
  }
}
