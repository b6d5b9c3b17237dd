import GradientChecking
import LinearAlgebra
import RecurrentNetworks
import XCTest

/// T, B, I, H and V of these tests: all different, so that no missing transpose can hide.
enum Size {
  static let (steps, batch, input, hidden, classes) = (5, 2, 3, 4, 7)
}

/// Requires every gradient to be right and every element to be judged: the cells are smooth, so that what is left out
/// as a kink, or a loss that is not the same twice, is a fault.
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
