import CourseCatalog
import Foundation

/// A way in which learners get an exercise wrong: the solution with one line changed.
///
/// A unit's known mistakes stand beside its solution in `mistakes.json`. Each must lose points, and the report must
/// name it.
public struct KnownMistake: Codable, Sendable, Equatable {
  /// A short name, `tanh-left-out`.
  public var id: String
  /// The file of the solution that it changes.
  public var file: String
  /// The line as it stands in the solution, without its indentation.
  public var original: String
  /// What a learner writes instead.
  public var mistaken: String
  /// A part of the sentence with which the report names it.
  public var says: String

  /// The known mistakes of a unit.
  ///
  /// - Throws: where `mistakes.json` cannot be read.
  public static func load(_ unit: CourseUnit, in layout: CourseLayout) throws -> [KnownMistake] {
    let file = layout.solution(unit).appendingPathComponent("mistakes.json")
    return try JSONDecoder().decode([KnownMistake].self, from: Data(contentsOf: file))
  }

  /// The source with the mistake made; `nil` unless exactly one line of it is the original line.
  public func made(in source: String) -> String? {
    var lines = source.components(separatedBy: "\n")
    let places = lines.indices.filter { lines[$0].trimmingCharacters(in: .whitespaces) == original }
    guard places.count == 1, let place = places.first else { return nil }
    lines[place] = lines[place].replacingOccurrences(of: original, with: mistaken)
    return lines.joined(separator: "\n")
  }
}
