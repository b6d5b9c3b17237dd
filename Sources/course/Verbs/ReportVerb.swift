import Foundation
import GradingReports

extension Verb {
  /// `course report DIR`
  static let report = Verb(
    name: "report", summary: "make reports and an item analysis from a class's records",
    details: """
      Reads the records of graded submissions one at a time, writes a page for each student (reports/NAME.md), a table \
      with one row a task (tasks.csv), JUnit's XML (junit.xml) and the item analysis (analysis.txt, analysis.html), \
      and shows the analysis: how the tasks ended, which of them tell strong work from weak, which failures are \
      shared, which submissions are the same.
      """,
    positionals: [
      Positional("DIR", help: "A class's results, or the folder of records in them.")
    ],
    options: [
      Option("out", value: "DIR", help: "Where the files go; beside the records where it is left out."),
      Option("json", help: "Print the analysis as one JSON object instead."),
    ],
    example: """
      course report results
      course report results --out ~/feedback
      """,
    run: { arguments in
      let results = URL(fileURLWithPath: arguments.positional("DIR") ?? "")
      let inner = results.appendingPathComponent("records")
      let records = FileManager.default.fileExists(atPath: inner.path) ? inner : results
      let out = arguments.string("out").map { URL(fileURLWithPath: $0) } ?? results
      do {
        let analysis = try ClassReports(recordsIn: records).write(to: out)
        if arguments.flag("json") {
          print(try AnalysisSummary(analysis).json, terminator: "")
        } else {
          print(AnalysisText(analysis).text)
          print("Written to \(out.path): reports, tasks.csv, junit.xml, analysis.txt and analysis.html.")
        }
        return analysis.graderErrors.isEmpty ? .done : .ourFault
      } catch let refusal as ReportRefusal {
        throw UsageError(refusal.description)
      }
    })
}
