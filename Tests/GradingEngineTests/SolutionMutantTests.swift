import CourseCatalog
import Foundation
import XCTest

@testable import GradingEngine

final class SolutionMutantTests: XCTestCase {
  private let source = """
    /// Given.
    public func given(_ a: Int) -> Int { a + 1 }

    /// Task 1. Something.
    public func f(_ a: Matrix<Double>, rows: Int) throws -> Matrix<Double> {
      // a + b, "1 < 2"
      let text = "1 + 2"
      guard rows < 3 else { return helper(a.transposed(), rows: rows) }
      return a + a
    }

    private func helper(_ a: Matrix<Double>, rows: Int) -> Matrix<Double> { a * 2 }
    private func unused() -> Bool { true }

    """

  func testOneThingIsChangedInWhatTasksAskForAndTheirHelpers() {
    let mutants = SolutionMutant.all(of: source, named: "F.swift")
    XCTAssertEqual(
      mutants.map(\.mutated),
      [
        "guard rows <= 3 else { return helper(a.transposed(), rows: rows) }",
        "guard rows < 4 else { return helper(a.transposed(), rows: rows) }",
        "guard rows < 2 else { return helper(a.transposed(), rows: rows) }",
        "guard rows < 3 else { return helper(a, rows: rows) }", "return a - a", "return a", "",
        "private func helper(_ a: Matrix<Double>, rows: Int) -> Matrix<Double> { a / 2 }",
        "private func helper(_ a: Matrix<Double>, rows: Int) -> Matrix<Double> { a }",
        "private func helper(_ a: Matrix<Double>, rows: Int) -> Matrix<Double> { a * 3 }",
        "private func helper(_ a: Matrix<Double>, rows: Int) -> Matrix<Double> { a * 1 }",
      ], "\(mutants.map(\.mutated))")
    for mutant in mutants {
      XCTAssertNotEqual(mutant.text, source)
      XCTAssertEqual(
        mutant.text.components(separatedBy: "\n")[mutant.line - 1].trimmingCharacters(in: .whitespaces),
        mutant.mutated)
      XCTAssertEqual(mutant.task, mutant.original.hasPrefix("private func helper") ? nil : 1)
      XCTAssertTrue(mutant.text.contains("a + b, \"1 < 2\"") && mutant.text.contains("\"1 + 2\""))
    }
  }

  func testOtherNamesAndLostStatements() {
    let source = """
      /// Task 2. Something.
      func g(_ a: Gate, b: Int) throws -> Int {
        var sum = 0
        for step in 0..<b {
          sum += a.update(step) * 2.5 + a.reset(step)
          list.append(sum)
        }
        return sum
      }

      """
    let mutated = Set(SolutionMutant.all(of: source, named: "G.swift").map(\.mutated))
    for expected in [
      "sum += a.update(step) * 2.5 + a.update(step)", "sum += a.update(step) * 2.5",
      "sum += a.update(step) + a.reset(step)",
      "sum += a.update(sum) * 2.5 + a.reset(step)", "sum += a.update(step) * 3.5 + a.reset(step)",
      "list.append(step)",
      "", "for step in 1..<b {", "for step in 0...b {", "return step",
    ] {
      XCTAssertTrue(mutated.contains(expected), expected)
    }
  }

  func testEverySolutionHasMutants() throws {
    let layout = try CourseLayout.find(from: URL(fileURLWithPath: #filePath).deletingLastPathComponent())
    for unit in Course.units where layout.hasSolutions {
      XCTAssertGreaterThan(try SolutionMutant.all(of: unit, in: layout).count, 30, unit.folder)
    }
  }
}
