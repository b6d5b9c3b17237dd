import Foundation
import LinearAlgebra
import TestSupport
import XCTest

final class ElementwiseTests: XCTestCase {
  private let a: Matrix<Double> = [[1, 2, 3], [4, 5, 6]]

  func testOperationsOnEqualShapes() {
    onEveryLevel {
      let b: Matrix<Double> = [[2, 2, 2], [4, 4, 8]]
      XCTAssertEqual(a + b, [[3, 4, 5], [8, 9, 14]])
      XCTAssertEqual(a - b, [[-1, 0, 1], [0, 1, -2]])
      XCTAssertEqual(a * b, [[2, 4, 6], [16, 20, 48]])
      XCTAssertEqual(a / b, [[0.5, 1, 1.5], [1, 1.25, 0.75]])
      XCTAssertEqual(-a, [[-1, -2, -3], [-4, -5, -6]])
    }
  }

  func testARowServesEveryRowAndAColumnEveryColumnOnEitherSide() {
    onEveryLevel {
      let row: Matrix<Double> = [[10, 20, 30]]
      let column: Matrix<Double> = [[1], [2]]
      XCTAssertEqual(a + row, [[11, 22, 33], [14, 25, 36]])
      XCTAssertEqual(row - a, [[9, 18, 27], [6, 15, 24]])
      XCTAssertEqual(a - column, [[0, 1, 2], [2, 3, 4]])
      XCTAssertEqual(column / a, [[1, 0.5, 1.0 / 3], [0.5, 0.4, 1.0 / 3]])
      XCTAssertEqual(row - column, [[9, 19, 29], [8, 18, 28]])
      XCTAssertEqual(column - row, [[-9, -19, -29], [-8, -18, -28]])
    }
  }

  func testNumbersOnEitherSide() {
    onEveryLevel {
      XCTAssertEqual(a * 2, [[2, 4, 6], [8, 10, 12]])
      XCTAssertEqual(1 - a, [[0, -1, -2], [-3, -4, -5]])
      XCTAssertEqual(6 / a, [[6, 3, 2], [1.5, 1.2, 1]])
    }
  }

  func testInPlaceFormsEqualTheOthers() {
    onEveryLevel {
      let row: Matrix<Double> = [[10, 20, 30]]
      var sum = a
      sum += a
      sum += row
      XCTAssertEqual(sum, a + a + row)
      sum -= a
      sum *= 3
      XCTAssertEqual(sum, (a + row) * 3)
    }
  }

  func testAValueKeepsItsCopy() {
    var copy = a
    copy[0, 0] = 100
    copy += a
    XCTAssertEqual(a[0, 0], 1)
    XCTAssertEqual(copy[0, 0], 101)
  }

  /// Against the C library, over the whole range and past every vector's edge.
  func testFunctionsAgreeWithTheLibrary() {
    onEveryLevel {
      let points =
        (-400...402).map { Double($0) * 0.173 } + [
          0, -0.0, 1e-9, -1e-9, Double.leastNonzeroMagnitude, 700, -700, 745, -745,
        ]
      let x = Matrix<Double>(rows: 1, columns: points.count, elements: points)
      let single = Matrix<Float>(rows: 1, columns: points.count, elements: points.map(Float.init))
      for (index, point) in points.enumerated() {
        let sigma = 1 / (1 + Foundation.exp(-point))
        assertRelative(exp(x)[0, index], Foundation.exp(point), 4e-16, "exp \(point)")
        assertRelative(tanh(x)[0, index], Foundation.tanh(point), 1e-15, "tanh \(point)")
        assertRelative(sigmoid(x)[0, index], sigma, 1e-15, "sigmoid \(point)")
        let float = Double(single[0, index])
        assertRelative(Double(tanh(single)[0, index]), Foundation.tanh(float), 3e-7, "Float tanh \(point)")
        if float < 88, float > -87 {
          assertRelative(Double(exp(single)[0, index]), Foundation.exp(float), 3e-7, "Float exp \(point)")
        }
      }
    }
  }

  private func assertRelative(_ actual: Double, _ expected: Double, _ tolerance: Double, _ label: String) {
    // Results below the smallest normal number can be rounded to zero.
    let scale = max(abs(expected), Double.leastNormalMagnitude)
    XCTAssertTrue(
      actual == expected || abs(actual - expected) <= tolerance * scale, "\(label): \(actual), \(expected)")
  }

  func testFunctionsAtTheirEnds() {
    onEveryLevel {
      let ends: Matrix<Double> = [[.infinity, -.infinity, .nan, 0]]
      assertClose(exp(ends), [[.infinity, 0, .nan, 1]], matchesNaN: true)
      assertClose(tanh(ends), [[1, -1, .nan, 0]], matchesNaN: true)
      assertClose(sigmoid(ends), [[1, 0, .nan, 0.5]], matchesNaN: true)
      assertClose(relu(ends), [[.infinity, 0, .nan, 0]], matchesNaN: true)
      let floats: Matrix<Float> = [[100, -200, 89, -104]]
      assertClose(exp(floats), [[.infinity, 0, .infinity, 0]], within: 1e-30)
      XCTAssertEqual(tanh(floats), [[1, -1, 1, -1]])
    }
  }
}
