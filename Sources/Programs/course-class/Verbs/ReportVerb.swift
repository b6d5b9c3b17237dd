import CommandSupport
import Foundation

extension Action {
  /// `course report DIR`
  static let report = Action(.report) { arguments in
    let results = URL(fileURLWithPath: arguments.positional(.dir) ?? "")
    let inner = results.appendingPathComponent("records")
    let records = FileManager.default.fileExists(atPath: inner.path) ? inner : results
    let out = arguments.string(.out).map { URL(fileURLWithPath: $0) } ?? results
    let analysis = try ClassReports(recordsIn: records).write(to: out)
    if arguments.flag(.json) {
      print(try AnalysisSummary(analysis).json, terminator: "")
    } else {
      print(AnalysisText(analysis).text)
      print("Written to \(out.path): reports, tasks.csv, junit.xml, analysis.txt and analysis.html.")
    }
    return analysis.graderErrors.isEmpty ? .done : .internalError
  }
}
