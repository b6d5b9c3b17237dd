import CourseCatalog
import Formats
import NotebookDisplay

/// An item analysis as one HTML page that holds everything it shows: it needs no network and runs no script.
public struct AnalysisPage: Sendable {
  private let analysis: ItemAnalysis

  /// The page of an analysis.
  public init(_ analysis: ItemAnalysis) { self.analysis = analysis }

  /// The whole file.
  public var html: String {
    let head = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Item analysis</title>
      <style>\(Self.style)</style>
      </head>
      <body>
      <h1>Item analysis</h1>
      <p>\(analysis.submissionCount) submissions</p>
      """
    return ([head] + analysis.units.map(unit) + [graderErrors, "</body>\n</html>\n"]).joined(separator: "\n")
  }

  private static let style = """
    body { font: 16px/1.5 system-ui, sans-serif; color: #24292f; background: #fff; max-width: 60rem;
           margin: 2rem auto; padding: 0 1rem; }
    table { border-collapse: collapse; margin: 1rem 0; }
    th, td { padding: .3rem .8rem; border-bottom: 1px solid #d0d7de; text-align: left; vertical-align: top; }
    .number { text-align: right; font-variant-numeric: tabular-nums; }
    .verdict { white-space: nowrap; }
    svg { max-width: 100%; height: auto; display: block; margin: 1rem 0; }
    .names { color: #57606a; overflow-wrap: anywhere; }
    """

  private func unit(_ unit: UnitStatistics) -> String {
    let title = Course.unit(named: unit.unit)?.title ?? ""
    var parts = [
      "<h2>\(unit.unit) \(XMLText.content(title))</h2>",
      "<p>Mean \(points(unit.mean)), median \(points(unit.median)) of \(points(unit.maxScore)) points.</p>",
      table(unit.taskTable),
      "<p><em>Tells apart</em> is the correlation of the task's points with those of the other tasks: near 1 "
        + "if students who are good at the rest pass, near 0 if the task does not separate strong work from "
        + "weak.</p>",
    ]
    if !unit.findings.isEmpty {
      parts.append("<ul>\(unit.findings.map { "<li>\(XMLText.content($0))</li>" }.joined())</ul>")
    }
    parts.append(unit.verdictChart.mimeBundle(caption: "How the tasks ended").svg ?? "")
    parts.append(unit.scoreChart.mimeBundle(caption: "How many submissions reach how many points").svg ?? "")
    return (parts + failures(unit) + sameWork(unit)).joined(separator: "\n")
  }

  private func failures(_ unit: UnitStatistics) -> [String] {
    guard !unit.sharedFailures.isEmpty else { return [] }
    let rows = unit.sharedFailures.map { task, cluster in
      "<tr><td class=\"number\">\(cluster.count)</td><td>\(task)</td><td class=\"verdict\">\(cluster.verdict.words)</td>"
        + "<td>\(XMLText.content(cluster.message))<br>"
        + "<span class=\"names\">\(XMLText.content(cluster.who))</span></td></tr>"
    }
    return ["<h3>The same failure</h3>", "<p># is a number.</p>"] + rowsTable(rows)
  }

  private func sameWork(_ unit: UnitStatistics) -> [String] {
    guard !unit.sameWork.groups.isEmpty else { return [] }
    let rows = unit.sameWork.groups.prefix(100).map { group in
      "<tr><td class=\"number\">\(group.names.count)</td><td>\(XMLText.content(group.words))<br>"
        + "<span class=\"names\">\(XMLText.content(group.names.map(\.printableLine).joined(separator: ", ")))"
        + "</span></td></tr>"
    }
    return ["<h3>The same program text</h3>", "<p>Short texts agree by chance.</p>"] + rowsTable(rows)
  }

  private var graderErrors: String {
    guard !analysis.graderErrors.isEmpty else { return "" }
    let names = analysis.graderErrors.map { XMLText.content($0.printableLine) }.joined(separator: ", ")
    return "<h2>Grader errors</h2>\n<p>The grader itself failed, so these are excluded: \(names)</p>"
  }

  private func rowsTable(_ rows: [String]) -> [String] {
    ["<table>"] + rows + ["</table>"]
  }

  private func table(_ table: Table) -> String {
    func kind(_ column: Int) -> String { column > 1 ? " class=\"number\"" : "" }
    let header = table.header.enumerated().map { "<th\(kind($0))>\(XMLText.content($1))</th>" }.joined()
    let rows = table.cells.map { cells in
      "<tr>"
        + cells.enumerated().map { column, cell in
          "<td\(kind(column))>\(XMLText.content(cell))</td>"
        }.joined() + "</tr>"
    }
    return (["<table>", "<tr>\(header)</tr>"] + rows + ["</table>"]).joined(separator: "\n")
  }
}
