import CommandSupport
import CourseCatalog
import Formats
import Foundation

extension Action {
  /// `course verify [UNIT]`.
  static let verify = Action(.verify) { arguments in
    let layout = try CourseLayout.current()
    let units = try arguments.unit().map { [$0] } ?? Course.units
    let points = try arguments.points()
    let line = ProgressLine()
    var faultCount = 0
    for unit in units {
      print(Terminal.standard.bold("\(unit.folder)"))
      let verification = UnitVerification(unit, in: layout)
      for point in points {
        line.show("\(unit.folder): \(point.rawValue) …")
        let result = verification.verify(point)
        line.clear()
        print(VerifyScreen(terminal: .standard).text(result))
        Terminal.standard.write("")
        faultCount += result.faults.count
      }
    }
    print(faultCount == 0 ? "all is well" : "\(faultCount) \(faultCount == 1 ? "fault" : "faults")")
    return faultCount == 0 ? .done : .checksFailed
  }
}

extension Arguments {
  /// The points the user requested.
  fileprivate func points() throws -> [VerifiedPoint] {
    guard let name = string(.only) else {
      return VerifiedPoint.allCases.filter { $0 != .mutants && (!flag(.quick) || $0.isQuick) }
    }
    if let point = VerifiedPoint(rawValue: name) { return [point] }
    let names = VerifiedPoint.allCases.map(\.rawValue)
    let list = "The points are " + names.joined(separator: ", ") + "."
    throw Complaint("unknown point '\(name)'. \(suggestion(for: name, among: names, otherwise: list))")
  }
}

/// One verified point, laid out: a line for the result, and one for each failure.
struct VerifyScreen {
  let terminal: Terminal

  /// The line, and those of the failures.
  func text(_ result: VerifiedResult) -> String {
    let name = result.point.rawValue.padding(toLength: 12, withPad: " ", startingAt: 0)
    guard !result.faults.isEmpty else { return "  \(terminal.green("✓")) \(name) \(result.summary)" }
    let lines = result.faults.map { "      \($0)" }
    // The number of mutants is worth knowing, whatever their results.
    let summary = result.point == .mutants ? " \(result.summary)" : ""
    return (["  \(terminal.red("✗")) \(name)\(summary)"] + lines).joined(separator: "\n")
  }
}
