import CourseCatalog
import GradingProtocol

extension UnitReport {
  /// The report on a unit whose tasks all have the same verdict, for one reason, and no points.
  public init(_ unit: CourseUnit, everywhere verdict: Verdict, because message: String) {
    self.init(
      unit: unit.number,
      tasks: unit.tasks.map { task in
        TaskReport(
          id: task.id, name: task.name, verdict: verdict, score: 0, maxScore: Double(task.points),
          message: message)
      })
  }
}
