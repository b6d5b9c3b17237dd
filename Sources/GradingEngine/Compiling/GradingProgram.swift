/// The start of the program that runs a suite's checks: the counterpart of what `swift test` generates.
enum GradingProgram {
  /// The source text, for the suite's own module.
  static func source(_ checks: [GradedCheck]) -> String {
    var classes: [String] = []
    for check in checks where !classes.contains(check.className) { classes.append(check.className) }
    let entries = classes.flatMap { name in
      ["      testCase(["]
        + checks.filter { $0.className == name }.map { "        (\"\($0.method)\", \(name).\($0.method))," }
        + ["      ]),"]
    }
    return """
      import GradingSupport
      import XCTest

      @main
      struct GradingProgram {
        static func main() {
          XCTMain([
            testCase([("\(Canary.before.method)", Canary.\(Canary.before.method))]),
      \(entries.joined(separator: "\n"))
            testCase([("\(Canary.after.method)", Canary.\(Canary.after.method))]),
          ])
        }
      }

      """
  }
}

/// The two checks with a wrong answer that stand before and after every run: the grading library has to find them
/// wrong.
enum Canary {
  static let before = check("testTask0_aWrongAnswerIsFoundBeforeTheChecks")
  static let after = check("testTask0_aWrongAnswerIsFoundAfterTheChecks")
  static let all = [before, after]

  private static func check(_ method: String) -> GradedCheck {
    GradedCheck(module: "GradingSupport", className: "Canary", method: method)
  }
}
