import CourseCatalog
import Formats
import Foundation
import GradingEngine

extension UnitVerification {
  /// The solution gets every point.
  func solution() throws -> VerifiedResult {
    let report = try grade(layout.solution(unit))
    let faults = report.tasks.filter { $0.verdict != .passed }.map { task in
      "task \(task.id) of the solution: \(task.verdict.words): \(firstLine(task.message))"
    }
    return VerifiedResult(.solution, "the solution gets \(points(report.score)) of 100", faults: faults)
  }

  /// The stubs get no point, and every task counts as not started.
  func untouched() throws -> VerifiedResult {
    let report = try grade(layout.stubs(unit))
    let faults = report.tasks.filter { $0.verdict != .notStarted || $0.score > 0 }.map { task in
      "task \(task.id) of the stubs is \(task.verdict.words), with \(task.score) points, instead of not started"
    }
    return VerifiedResult(.untouched, "the stubs get 0, every task not started", faults: faults)
  }

  /// There are at least eight known mistakes, each loses points, and nine of ten are named.
  func mistakes() throws -> VerifiedResult {
    let mistakes = try KnownMistake.load(unit, in: layout)
    let outcomes = try inParallel(mistakes, outcome)
    var faults = zip(mistakes, outcomes).compactMap { mistake, outcome in
      outcome.fault.map { "\(mistake.id): \($0)" }
    }
    let unnamed = zip(mistakes, outcomes).filter { $1.fault == nil && !$1.isNamed }.map(\.0.id)
    if unnamed.count * 10 > mistakes.count {
      faults.append("more than one in ten is not named: \(unnamed.joined(separator: ", "))")
    }
    if mistakes.count < 8 { faults.append("\(counted(mistakes.count, "known mistake")), but 8 are required") }
    if Set(mistakes.map(\.id)).count < mistakes.count { faults.append("two known mistakes have the same id") }
    let rest = unnamed.isEmpty ? "" : " (not \(unnamed.joined(separator: ", ")))"
    let named = outcomes.filter(\.isNamed).count
    return VerifiedResult(
      .mistakes, "\(mistakes.count) known mistakes lose points, \(named) are named\(rest)", faults: faults)
  }

  /// The result for a solution with one wrong line.
  private struct MistakeOutcome: Sendable {
    var fault: String?
    var isNamed = false
  }

  private func outcome(of mistake: KnownMistake) throws -> MistakeOutcome {
    let file = layout.solution(unit).appendingPathComponent(mistake.file)
    guard let source = try? String(contentsOf: file, encoding: .utf8), let wrong = mistake.made(in: source)
    else {
      return MistakeOutcome(fault: "its original line does not occur exactly once in \(mistake.file)")
    }
    let report = try grade(layout.solution(unit), replacing: [mistake.file: wrong])
    if report.score >= 100 { return MistakeOutcome(fault: "it loses no point") }
    let odd = report.tasks.first { ![.passed, .failed, .crashed, .timedOut].contains($0.verdict) }
    if let odd {
      return MistakeOutcome(fault: "task \(odd.id) is \(odd.verdict.words): \(firstLine(odd.message))")
    }
    let messages = report.tasks.compactMap(\.message) + report.tasks.flatMap(\.checks).compactMap(\.message)
    return MistakeOutcome(isNamed: messages.contains { $0.contains(mistake.says) })
  }
}
