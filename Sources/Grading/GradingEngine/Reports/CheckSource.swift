import CourseCatalog
import Foundation

/// The source of a unit's checks, to be shown beside how they ended.
public struct CheckSource: Sendable {
  private var bodies: [GradedCheck: String] = [:]

  /// Reads the suite of a unit; what cannot be read is left out.
  public init(_ unit: CourseUnit, in layout: CourseLayout) {
    let folder = layout.suite(unit)
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    for name in names where name.hasSuffix(".swift") {
      guard let source = try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8) else {
        continue
      }
      for (check, body) in Self.bodies(in: source, module: unit.suiteModule) { bodies[check] = body }
    }
  }

  /// The body of a check, moved to the left margin.
  public func body(of check: GradedCheck) -> String? { bodies[check] }

  /// The bodies of the test methods; the formatter puts a method's closing brace below its `func`.
  static func bodies(in source: String, module: String) -> [GradedCheck: String] {
    var found: [GradedCheck: String] = [:]
    var (className, method, body): (String, String?, [Substring]) = ("", nil, [])
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
      if let name = method {
        if line == "  }" {
          found[GradedCheck(module: module, className: className, method: name)] = moved(body)
          method = nil
        } else {
          body.append(line)
        }
      } else if line.hasPrefix("final class ") || line.hasPrefix("class "),
        let name = word(after: "class ", in: line)
      {
        className = name
      } else if line.hasPrefix("  func testTask"), let name = word(after: "func ", in: line) {
        if let whole = bodyInOneLine(line) {
          found[GradedCheck(module: module, className: className, method: name)] = whole
        } else {
          (method, body) = (name, [])
        }
      }
    }
    return found
  }

  private static func word(after mark: String, in line: Substring) -> String? {
    line.range(of: mark).map { range in
      String(line[range.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    }
  }

  /// The body of `func name() { body }`; `nil` where it goes on in the next line.
  private static func bodyInOneLine(_ line: Substring) -> String? {
    guard line.hasSuffix("}"), let start = line.firstIndex(of: "{") else { return nil }
    return line[line.index(after: start)...].dropLast().trimmingCharacters(in: .whitespaces)
  }

  private static func moved(_ lines: [Substring]) -> String {
    let margin = lines.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    return lines.map { $0.dropFirst(margin) }.joined(separator: "\n")
  }
}
