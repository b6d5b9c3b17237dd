import GradingProtocol

/// A submission's score in one unit. Its JSON form is the contract with scripts: at least these keys exist.
public struct UnitReport: Codable, Sendable, Equatable {
  /// The unit's number, `"03"`.
  public var unit: String
  /// The points reached.
  public var score: Double
  /// The points there are.
  public var maxScore: Double
  /// Every task, in the order of the catalog.
  public var tasks: [TaskReport]
  /// Notes on additional files, one sentence each; `nil` if there are none.
  public var notes: [String]?

  /// A report of the given tasks; the sums follow from them.
  public init(unit: String, tasks: [TaskReport], notes: [String]? = nil) {
    self.unit = unit
    self.tasks = tasks
    self.notes = notes
    score = rounded(tasks.reduce(0) { $0 + $1.score })
    maxScore = tasks.reduce(0) { $0 + $1.maxScore }
  }

  /// Whether the grader itself failed in some task: then the score means nothing.
  public var hasGraderError: Bool { tasks.contains { $0.verdict == .graderError } }
  /// Whether every point was reached.
  public var isComplete: Bool { tasks.allSatisfy { $0.verdict == .passed } }
}

/// A submission's score in one task.
public struct TaskReport: Codable, Sendable, Equatable {
  /// The task's number, `"03.1"`.
  public var id: String
  /// The code to write.
  public var name: String
  /// The most severe verdict of the task's checks.
  public var verdict: Verdict
  /// The points reached.
  public var score: Double
  /// The points there are.
  public var maxScore: Double
  /// The first error; `nil` if there was none.
  public var message: String?
  /// The gentlest hint of the catalog; `nil` unless an answer is wrong or missing.
  public var hint: String?
  /// How every check ended, in the order of the suite.
  public var checks: [CheckResult] = []
  /// The task's score with the reference instead of the tasks it builds on; `nil` if that adds nothing.
  public var carried: CarriedScore?

  enum CodingKeys: String, CodingKey {
    case id, name, verdict, score, maxScore, message, hint, checks, carried
  }

  /// Writes every key, `null` included, so a script does not have to check which exist.
  public func encode(to encoder: Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(name, forKey: .name)
    try container.encode(verdict, forKey: .verdict)
    try container.encode(score, forKey: .score)
    try container.encode(maxScore, forKey: .maxScore)
    try container.encode(message, forKey: .message)
    try container.encode(hint, forKey: .hint)
    try container.encode(checks, forKey: .checks)
    try container.encode(carried, forKey: .carried)
  }
}

/// The reports of several units, as one JSON object.
public struct CourseReport: Codable, Sendable, Equatable {
  /// The points reached in all units.
  public var score: Double
  /// The points there are.
  public var maxScore: Double
  /// One report per unit.
  public var units: [UnitReport]

  /// The sum of the given reports.
  public init(units: [UnitReport]) {
    self.units = units
    score = rounded(units.reduce(0) { $0 + $1.score })
    maxScore = units.reduce(0) { $0 + $1.maxScore }
  }
}

/// Points to two decimals: shares of a task are thirds and sixths.
func rounded(_ points: Double) -> Double { (points * 100).rounded() / 100 }
