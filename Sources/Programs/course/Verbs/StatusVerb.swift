import CommandSupport
import CourseCatalog
import Formats
import Foundation

extension Action {
  /// `course`, or `course status`.
  static let status = Action(.status) { arguments in
    let layout = try CourseLayout.current()
    let report = StatusReport(
      units: Course.units, progress: CourseProgress.load(layout), layout: layout)
    print(arguments.flag(.json) ? try report.json() : screen.text(report))
    return .done
  }

  private static var screen: StatusScreen {
    StatusScreen(terminal: .standard, command: Invocation.current, verbs: Verb.all.map(\.name))
  }
}

extension StatusReport {
  /// The report as one JSON object.
  func json() throws -> String {
    return try jsonText(self)
  }
}
