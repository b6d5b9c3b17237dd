import GradientChecking
import LinearAlgebra
import XCTest

/// Two parameters of different shapes and a loss whose gradient is known: `Σ a³ / 3 + 2 Σ b²`.
private struct Pair: ParameterCollection, Equatable {
  var cubic: Matrix<Double>
  var square: Matrix<Double>

  var namedParameters: [(name: String, path: WritableKeyPath<Pair, Matrix<Double>>)] {
    [("cubic", \.cubic), ("square", \.square)]
  }

  var loss: Double { (cubic * cubic * cubic).sum() / 3 + (square * square).sum() * 2 }
  var gradient: Pair { Pair(cubic: cubic * cubic, square: square * 4) }
}

final class GradientCheckTests: XCTestCase {
  private let point = Pair(cubic: [[1, -2, 0.5], [3, 0.1, -0.7]], square: [[0.3], [-4]])

  func testARightGradientPasses() {
    let checks = checkGradients(point.gradient, of: \.loss, at: point)
    XCTAssertEqual(checks.map(\.name), ["cubic", "square"])
    for check in checks { XCTAssertTrue(check.passes(), check.description) }
  }

  func testAWrongElementIsNamed() {
    var wrong = point.gradient
    wrong.square[1, 0] *= -1
    let checks = checkGradients(wrong, of: \.loss, at: point)
    XCTAssertTrue(checks[0].passes())
    XCTAssertFalse(checks[1].passes())
    XCTAssertEqual(checks[1].worst.row, 1)
    XCTAssertEqual(checks[1].worst.column, 0)
    XCTAssertEqual(checks[1].analytic, 16)
    XCTAssertEqual(checks[1].numeric, -16, accuracy: 1e-6)
    XCTAssertEqual(checks[1].maxRelativeError, 2, accuracy: 1e-6)
  }

  func testNaNNeverPasses() {
    var broken = point.gradient
    broken.cubic[0, 2] = .nan
    let check = checkGradients(broken, of: \.loss, at: point)[0]
    XCTAssertFalse(check.passes())
    XCTAssertEqual(check.worst.column, 2)
  }

  func testTheErrorOfTheDifferenceFallsWithTheSquareOfTheStep() {
    func error(_ step: Double) -> Double {
      abs(numericGradient(of: { ($0 * $0 * $0).sum() }, at: [[1.5]], step: step)[0, 0] - 6.75)
    }
    XCTAssertEqual(error(1e-2) / error(1e-3), 100, accuracy: 1)
  }
}
