import CourseCatalog
import Formats
import Foundation
import GradingProtocol

/// JUnit's XML as Ant and Maven's Surefire write it and build servers read it (the schema `junit-10.xsd` of
/// Jenkins' xUnit plugin): one suite per submission and unit, one case per check.
///
/// A wrong answer is a failure, a stub is skipped, and whatever kept a check from ending is an error.
public enum JUnitReport {
  /// The document's first lines.
  public static let opening = """
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="recurrent networks">

    """
  /// The document's last line.
  public static let closing = "</testsuites>\n"

  /// A whole document.
  public static func document(_ records: [SubmissionRecord]) -> String {
    opening + records.map(suites).joined() + closing
  }

  /// The suites of one submission.
  public static func suites(_ record: SubmissionRecord) -> String {
    record.report.units.map { suite($0, record) }.joined()
  }

  private static func suite(_ unit: UnitReport, _ record: SubmissionRecord) -> String {
    let name = Course.unit(named: unit.unit)?.folder ?? unit.unit
    let checks = unit.tasks.flatMap(\.checks)
    func count(_ kind: String) -> String { String(checks.filter { element(for: $0.verdict) == kind }.count) }
    var attributes = [
      ("name", "\(record.submission) \(name)"), ("tests", String(checks.count)),
      ("failures", count("failure")), ("errors", count("error")), ("skipped", count("skipped")),
    ]
    if record.report.units.count == 1 { attributes.append(("time", String(format: "%.3f", record.seconds))) }
    let properties = [("score", points(unit.score)), ("maxScore", points(unit.maxScore))].map { key, value in
      "      \(tag("property", [("name", key), ("value", value)], closed: true))"
    }
    var lines: [String] = ["  \(tag("testsuite", attributes))", "    <properties>"]
    lines += properties + ["    </properties>"]
    for task in unit.tasks { lines += task.checks.map { testCase($0, task, record) } }
    lines += ["  </testsuite>", ""]
    return lines.joined(separator: "\n")
  }

  /// A build server treats the text before the last dot of a class name as its package.
  private static func testCase(_ check: CheckResult, _ task: TaskReport, _ record: SubmissionRecord) -> String
  {
    let folder = record.submission.replacingOccurrences(of: ".", with: "_")
    let opened = [
      ("classname", "\(folder).\(check.check.module).\(check.check.className)"),
      ("name", "\(task.id) \(check.check.title)"),
    ]
    var inner: [String] = []
    if let element = element(for: check.verdict) {
      let message = check.message ?? check.verdict.words
      let text = (check.place.map { "\($0): " } ?? "") + message
      inner.append(
        "      \(tag(element, [("type", check.verdict.rawValue), ("message", message)]))"
          + "\(XMLText.content(text))</\(element)>")
    }
    if !check.output.isEmpty {
      inner.append("      <system-out>\(XMLText.content(check.output))</system-out>")
    }
    if inner.isEmpty { return "    \(tag("testcase", opened, closed: true))" }
    return (["    \(tag("testcase", opened))"] + inner + ["    </testcase>"]).joined(separator: "\n")
  }

  private static func element(for verdict: Verdict) -> String? {
    switch verdict {
    case .passed: return nil
    case .failed: return "failure"
    case .notStarted: return "skipped"
    default: return "error"
    }
  }

  private static func tag(_ name: String, _ attributes: [(String, String)], closed: Bool = false) -> String {
    let list = attributes.map { " \($0)=\"\(XMLText.attribute($1))\"" }.joined()
    return "<\(name)\(list)\(closed ? "/" : "")>"
  }
}
