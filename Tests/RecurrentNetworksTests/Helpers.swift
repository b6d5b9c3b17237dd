import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import XCTest

/// T, B, I, H and V of these tests: all different, so a missing transpose cannot go unnoticed.
enum Size {
  static let (steps, batch, input, hidden, classes) = (5, 2, 3, 4, 7)
}

/// Requires every gradient to be correct and every element to be checked: the cells are smooth, so an element
/// skipped as a kink, or a loss that differs between two calls, is an error.
func assertPass(_ checks: [GradientCheck], file: StaticString = #filePath, line: UInt = #line) {
  XCTAssertFalse(checks.isEmpty, file: file, line: line)
  for check in checks {
    XCTAssertTrue(check.passes(), check.description, file: file, line: line)
    XCTAssertEqual(check.kinks, [], check.description, file: file, line: line)
  }
}

func randomMatrix(_ rows: Int, _ columns: Int, _ generator: inout SplitMix64) -> Matrix<Double> {
  .uniform(rows: rows, columns: columns, in: -1...1, using: &generator)
}

func randomSequence(_ generator: inout SplitMix64) -> [Matrix<Double>] {
  (0..<Size.steps).map { _ in randomMatrix(Size.batch, Size.input, &generator) }
}
