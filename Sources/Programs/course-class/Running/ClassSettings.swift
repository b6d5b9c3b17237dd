import CourseCatalog
import Foundation

/// The units a run grades and its settings. They are stored in the results as `class.json`, so a resumed run
/// continues with the same settings and results of different settings are never mixed.
public struct ClassSettings: Codable, Sendable, Equatable {
  /// The numbers of the units, `["03"]`.
  public var units: [String]
  /// The seed of the random inputs; `nil` keeps the default seeds of the suites.
  public var seed: String?
  /// The course's version, suites and compiler as one word.
  public var version: String
  /// The part of the class, if it is split.
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

  /// The difference between these settings and those of another run, in words; `nil` if there is none.
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
