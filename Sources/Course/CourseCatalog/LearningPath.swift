/// The order of units: the units that each unit requires.
///
/// Nothing is locked. The path only shows which units are open to a student, and where to go next.
public enum LearningPath {
  /// The score that counts as having done a unit, of 100 points.
  public static let enough = 60.0

  /// The unit numbers that each unit requires; their own requirements are included.
  private static let table: KeyValuePairs<String, [String]> = [
    "02": ["01"],
    "03": ["01"],
    "04": ["03"],
    "05": ["04"],
    "06": ["02", "04"],
    "07": ["04"],
    "08": ["04"],
    "09": ["04"],
    "10": ["04"],
    "11": ["04"],
    "12": ["06", "07", "08", "09"],
    "13": ["05", "10"],
  ]

  /// The unit numbers that a unit requires, among those in the course.
  public static func prerequisites(of unit: String, among units: [String]) -> [String] {
    (table.first { $0.key == unit }?.value ?? []).filter(units.contains)
  }

  /// The prerequisites of a unit that are not done yet, in order; empty if it is open.
  public static func missing(for unit: String, among units: [String], in progress: CourseProgress) -> [String]
  {
    prerequisites(of: unit, among: units).filter { progress.share(of: $0) * 100 < enough }
  }
}

extension CourseProgress {
  /// The fraction of a unit's points that its best attempt reached, from 0 to 1.
  public func share(of unit: String) -> Double {
    guard let best = units[unit]?.best, best.maxScore > 0 else { return 0 }
    return best.score / best.maxScore
  }
}
