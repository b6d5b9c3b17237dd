import CommandSupport
import CourseCatalog
import Formats
import Foundation

extension Action {
  /// `course doctor`.
  static let doctor = Action(.doctor) { arguments in
    BacktraceTrial.trapIfAsked()
    let line = ProgressLine()
    line.show("Looking for tools, and trying each protection …")
    defer { line.clear() }
    let report = try DoctorReport(scratch: try CourseLayout.current().scratch)
    line.clear()
    print(
      arguments.flag(.json) ? try report.json() : DoctorScreen(terminal: .standard).text(report))
    return report.isHealthy ? .done : .checksFailed
  }
}

extension DoctorReport {
  /// The report as one JSON object.
  func json() throws -> String {
    return try jsonText(self)
  }
}
