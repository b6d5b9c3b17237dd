import CourseCatalog
import Foundation

extension Verb {
  /// `course`, or `course status`.
  static let status = Verb(
    name: "status", summary: "show where you are and what comes next",
    details: "'course' alone does the same. Points are the best that a unit ever got from 'course grade'.",
    options: [Option("json", help: "Print one JSON object instead of the screen.")],
    example: "course status --json",
    run: { arguments in
      let layout = try CourseLayout.current()
      let report = StatusReport(
        units: Course.units, progress: CourseProgress.load(layout), layout: layout)
      print(arguments.flag("json") ? try report.json() : screen.text(report))
      return .done
    })

  private static var screen: StatusScreen {
    StatusScreen(terminal: .standard, command: Invocation.current, verbs: Verb.all.map(\.name))
  }
}

extension StatusReport {
  /// The report as one JSON object.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
