import CourseCatalog
import Foundation

/// What a run grades and by which measure. It stands in the results as `class.json`, so that a resumed run goes on by
/// the same measure and results of different ones are never mixed.
public struct ClassSettings: Codable, Sendable, Equatable {
  /// The numbers of the units, `["03"]`.
  public var units: [String]
  /// The seed of the random inputs; `nil` leaves the suites' own.
  public var seed: String?
  /// The course's version, suites and compiler as one word.
  public var version: String
  /// The part of the class, where it is split.
  public var shard: Shard?
  /// How many submissions the whole class has.
  public var classSize: Int
  /// The hash of all their names.
  public var classKey: String
  /// Whether every submission has its record.
  public var isFinished = false

  /// The settings of a run that begins.
  public init(units: [CourseUnit], seed: String?, version: String, shard: Shard?, roster: ClassRoster) {
    self.units = units.map(\.number)
    self.seed = seed
    self.version = version
    self.shard = shard
    classSize = roster.names.count
    classKey = roster.key
  }

  /// How a run with these settings would measure differently from another one, in words; `nil` where it would not.
  public func difference(from other: ClassSettings) -> String? {
    func words(_ seed: String?) -> String { seed.map { "seed '\($0)'" } ?? "no seed" }
    if units != other.units {
      return "units \(other.units.joined(separator: ", ")), not \(units.joined(separator: ", "))"
    }
    if seed != other.seed { return "\(words(other.seed)), not \(words(seed))" }
    if version != other.version { return "another version of the course or of the compiler" }
    return nil
  }
}
