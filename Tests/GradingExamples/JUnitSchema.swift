import Foundation

/// The requirements of a build server's schema for JUnit XML (`junit-10.xsd` of Jenkins' xUnit plugin): for
/// each element the required and the optional attributes, and the allowed contents.
package enum JUnitSchema {
  private struct Rule {
    var required: Set<String> = []
    var optional: Set<String> = []
    var children: Set<String> = []
    var hasText = false
  }

  private static let outcome = Rule(optional: ["type", "message"], hasText: true)

  private static let rules: [String: Rule] = [
    "testsuites": Rule(optional: ["name", "time", "tests", "failures", "errors"], children: ["testsuite"]),
    "testsuite": Rule(
      required: ["name", "tests", "failures", "errors"],
      optional: [
        "group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url",
      ], children: ["testsuite", "properties", "testcase", "system-out", "system-err"]),
    "properties": Rule(children: ["property"]),
    "property": Rule(required: ["name", "value"]),
    "testcase": Rule(
      required: ["name"], optional: ["time", "classname", "group"],
      children: ["skipped", "error", "failure", "system-out", "system-err"]),
    "failure": outcome, "error": outcome, "skipped": outcome,
    "system-out": Rule(hasText: true), "system-err": Rule(hasText: true),
  ]

  /// Every violation of the schema in a document.
  package static func violations(in root: XMLNode) -> [String] {
    (root.name == "testsuites" ? [] : ["the root is \(root.name)"]) + root.all.flatMap(violations(at:))
  }

  private static func violations(at node: XMLNode) -> [String] {
    guard let rule = rules[node.name] else { return ["<\(node.name)> is unknown"] }
    let names = Set(node.attributes.keys)
    var found = rule.required.subtracting(names).map { "<\(node.name)> has no \($0)" }
    found += names.subtracting(rule.required.union(rule.optional)).map { "<\(node.name)> has \($0)" }
    found += Set(node.children.map(\.name)).subtracting(rule.children).map { "<\(node.name)> holds <\($0)>" }
    if !rule.hasText, !node.text.allSatisfy(\.isWhitespace) { found.append("<\(node.name)> holds text") }
    if let time = node.attributes["time"],
      time.range(of: #"^(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?$"#, options: .regularExpression)
        == nil
    {
      found.append("time=\"\(time)\"")
    }
    return found
  }
}
