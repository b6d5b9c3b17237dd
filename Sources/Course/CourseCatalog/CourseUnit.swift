/// One unit of the course: a chapter, an exercise, a solution and a suite under one number and one name.
public struct CourseUnit: Sendable, Equatable {
  /// Two digits, `"03"`.
  public let number: String
  /// The short name that folders and modules carry, `"RNN"`.
  public let name: String
  /// The title that a reader sees.
  public let title: String
  /// One sentence: what the unit teaches.
  public let summary: String
  /// The files of the exercise, the only ones graded in a submission.
  public let files: [String]
  /// The modules the exercise may import besides `LinearAlgebra` and `CourseSupport`; none of them contains
  /// what the exercise requires. The manifest's table of units lists the same modules.
  public let additionalModules: [String]
  /// The graded tasks, in the order to do them; their points sum to 100.
  public let tasks: [CourseTask]

  /// A unit as the catalog writes it.
  public init(
    number: String, name: String, title: String, summary: String, files: [String],
    additionalModules: [String] = [], tasks: [CourseTask]
  ) {
    self.number = number
    self.name = name
    self.title = title
    self.summary = summary
    self.files = files
    self.additionalModules = additionalModules
    self.tasks = tasks
  }

  /// The unit's folder under `Chapters`, `Exercises` and `Solutions`, `"03-RNN"`.
  public var folder: String { "\(number)-\(name)" }
  /// The module the student writes, `"Exercise03RNN"`.
  public var exerciseModule: String { "Exercise\(number)\(name)" }
  /// The test module that grades it, `"Suite03RNN"`.
  public var suiteModule: String { "Suite\(number)\(name)" }
  /// The modules a file of the exercise is allowed to import.
  public var imports: [String] { ["LinearAlgebra", "CourseSupport", "Foundation"] + additionalModules }
  /// The chapter's executable, `"Chapter03RNN"`.
  public var chapterModule: String { "Chapter\(number)\(name)" }
  /// The sum of the task points.
  public var maxScore: Int { tasks.reduce(0) { $0 + $1.points } }
}

/// One graded task of a unit.
public struct CourseTask: Sendable, Equatable {
  /// The unit's number and the task's, `"03.1"`.
  public let id: String
  /// The code to write, in a few words.
  public let name: String
  /// The files to write it in; a file that does not compile costs the tasks in it.
  public let files: [String]
  /// The points of the task, shared equally by the checks of the suite that name it, in whole points.
  public let points: Int
  /// From a nudge to nearly the answer.
  public let hints: [String]
  /// The ids of the earlier tasks whose functions a solution of this one calls.
  public let dependsOn: [String]

  /// A task as the catalog writes it.
  public init(
    id: String, name: String, files: [String], points: Int, dependsOn: [String] = [], hints: [String]
  ) {
    self.id = id
    self.name = name
    self.files = files
    self.points = points
    self.hints = hints
    self.dependsOn = dependsOn
  }

  /// The part after the dot, which the suite's test names carry: 1 for `"03.1"`.
  public var number: Int { Self.number(of: id) }

  /// The number of the task of an id: 1 for `"03.1"`.
  public static func number(of id: String) -> Int { Int(id.split(separator: ".").last ?? "") ?? 0 }
}
