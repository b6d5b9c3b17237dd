import CourseCatalog
import Foundation

extension Verb {
  /// `course doctor`.
  static let doctor = Verb(
    name: "doctor", summary: "say what protects this machine from student code",
    details: """
      Looks for the tools that the course uses, tries every protection with a small program that goes against it, \
      and names the limits of a check. It changes nothing.
      """,
    options: [Option("json", help: "Print one JSON object instead of the screen.")],
    example: "course doctor\ncourse doctor --json",
    run: { arguments in
      BacktraceTrial.trapIfAsked()
      let report = try DoctorReport(scratch: try CourseLayout.current().scratch)
      print(
        arguments.flag("json") ? try report.json() : DoctorScreen(terminal: .standard).text(report))
      return report.isSound ? .done : .foundWanting
    })
}

extension DoctorReport {
  /// The report as one JSON object.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
