import CourseCatalog
import Formats
import Foundation
import GradingEngine

extension UnitVerification {
  /// How many compiling mutants are required.
  private static let wanted = 60

  /// Mutants of the solution lose points, all but those that are listed as equivalent.
  ///
  /// They are taken in a fixed order spread over the files until enough have compiled: a mutant that does not
  /// compile does not test the suite.
  func mutants() throws -> VerifiedResult {
    let all = try SolutionMutant.all(of: unit, in: layout)
    var (graded, tried): ([GradedMutant], Int) = ([], 0)
    while graded.count < Self.wanted, tried < all.count {
      let batch = Array(all[tried..<min(tried + Self.wanted / 2, all.count)])
      graded += try inParallel(batch) { mutant in
        GradedMutant(
          mutant: mutant, report: try grade(layout.solution(unit), replacing: [mutant.file: mutant.text]))
      }.filter(\.compiled)
      tried += batch.count
    }
    graded = Array(graded.prefix(Self.wanted))
    let record = try write(graded)
    let known = try EquivalentMutant.load(unit, in: layout)
    let (killed, survivors) = (graded.filter(\.isKilled), graded.filter { !$0.isKilled }.map(\.mutant))
    let unknown = survivors.filter { mutant in !known.contains { $0.covers(mutant) } }
    let broken = killed.filter(\.report.hasGraderError).map(\.mutant)
    return VerifiedResult(
      .mutants,
      "\(graded.count) of \(all.count) mutants graded, \(killed.count) lose points, "
        + "\(survivors.count - unknown.count) are equivalent, \(killed.count(where: \.isNamed)) are named, "
        + "\(killed.count(where: \.accusesAnother)) blame a task that is correct: \(record.path)",
      faults: unknown.map { "\($0.file):\($0.line) keeps every point: \($0.original)  ->  \($0.change)" }
        + broken.map { "\($0.file):\($0.line) is a grader error: \($0.change)" })
  }

  /// The result for each mutant, with every feedback sentence, for the author to read.
  private func write(_ graded: [GradedMutant]) throws -> URL {
    let folder = layout.root.appendingPathComponent(".build/course/mutants")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent("\(unit.number).txt")
    try graded.map(\.description).joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    return file
  }
}

/// A mutant and the grader's feedback.
private struct GradedMutant: Sendable, CustomStringConvertible {
  let mutant: SolutionMutant
  let report: UnitReport

  var compiled: Bool { !report.tasks.contains { $0.verdict == .doesNotCompile } }
  var isKilled: Bool { report.score < report.maxScore }

  /// Whether a sentence names the mistake: the sentence of a suspect or of the gradient doctor.
  var isNamed: Bool {
    let words = [
      " you get when ", "The gradient ", "the correct numbers ", "the correct ones",
      "the correct rows ", "the correct columns ", "of the correct matrix", "All are correct, but ",
      "The correct ones come ",
    ]
    return report.tasks.contains { task in words.contains { task.message?.contains($0) ?? false } }
  }

  /// Whether a task's message blames a task other than the changed one.
  var accusesAnother: Bool {
    guard let changed = mutant.task else { return false }
    return report.tasks.contains { task in
      unitTasks(in: task.message ?? "").contains { $0 != changed && $0 != CourseTask.number(of: task.id) }
    }
  }

  /// The numbers after the word "task", as in "task 03.2" and "task 2".
  private func unitTasks(in message: String) -> [Int] {
    message.components(separatedBy: "task ").dropFirst().compactMap { rest in
      let digits = rest.prefix { $0.isNumber || $0 == "." }.split(separator: ".")
      return digits.last.flatMap { Int($0) }
    }
  }

  var description: String {
    let state = !isKilled ? "SURVIVED" : accusesAnother ? "ACCUSES ANOTHER" : isNamed ? "named" : "unnamed"
    let tasks = report.tasks.filter { $0.verdict != .passed }.map { task in
      "    \(task.id) \(task.verdict.words), \(task.score) of \(task.maxScore): \(task.message ?? "")\n"
        + "      hint: \(task.hint ?? "none")"
    }
    let heading =
      "\(state): \(mutant.file):\(mutant.line), task \(mutant.task.map(String.init) ?? "none")"
    return ([heading, "  - \(mutant.original)", "  + \(mutant.change)"] + tasks).joined(separator: "\n")
      + "\n"
  }
}

extension SolutionMutant {
  /// The changed line, as displayed.
  fileprivate var change: String { mutated.isEmpty ? "(removed)" : mutated }
}
