import CourseCatalog
import Formats
import Foundation
import GradingEngine

extension UnitVerification {
  /// How many mutants of a unit are graded.
  private static let mutantCount = 60

  /// Mutants of the solution lose points, all but those that are listed as equivalent.
  ///
  /// Of many mutants an even sample is taken, the same one each time. One that does not compile is no test of the suite
  /// and does not count.
  func mutants() throws -> VerifiedResult {
    let all = try SolutionMutant.all(of: unit, in: layout)
    let share = max(1, Double(all.count) / Double(Self.mutantCount))
    let taken = stride(from: 0, to: Double(all.count), by: share).map { all[Int($0)] }
    let reports = try inParallel(taken) { mutant in
      try grade(layout.solution(unit), replacing: [mutant.file: mutant.text])
    }
    let compiled = zip(taken, reports).filter { !$1.tasks.contains { $0.verdict == .doesNotCompile } }
    let survivors = compiled.filter { $1.score >= $1.maxScore }.map(\.0)
    let known = try EquivalentMutant.load(unit, in: layout)
    let unknown = survivors.filter { mutant in !known.contains { $0.covers(mutant) } }
    let killed = compiled.filter { $1.score < $1.maxScore }
    // What a suspect says, and what the gradient doctor says.
    let words = [" out when ", "The gradient "]
    let named = killed.count { _, report in
      report.tasks.contains { task in words.contains { task.message?.contains($0) ?? false } }
    }
    let broken = killed.filter { $1.hasGraderError }.map(\.0)
    return VerifiedResult(
      .mutants,
      "\(compiled.count) of \(all.count) mutants compiled and graded, \(killed.count) lose points, \(named) of them are "
        + "named, \(survivors.count - unknown.count) are equivalent",
      faults: unknown.map { "\($0.file):\($0.line) keeps every point: \($0.original)  ->  \($0.mutated)" }
        + broken.map { "\($0.file):\($0.line) is a grader error: \($0.mutated)" })
  }
}
