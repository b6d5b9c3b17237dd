import Foundation
import LinearAlgebra
import MatrixKernels
import TestSupport
import XCTest

/// The kernels of the loss and of token tables.
final class LossKernelTests: XCTestCase {
  private struct Result<Scalar: MatrixScalar> {
    var losses: [Scalar]
    var gradients: Matrix<Scalar>
  }

  private func run<Scalar: MatrixScalar>(
    _ logits: Matrix<Scalar>, bias: Matrix<Scalar>, targets: [Int32], scale: Double
  ) -> Result<Scalar> {
    var block = Spaced(logits, gap: 3)
    var losses = [Scalar](repeating: -1, count: logits.rows)
    block.scalars.withUnsafeMutableBufferPointer { place in
      bias.withUnsafeElements { bias in
        Scalar.kernels.sequence.softmax_loss(
          logits.rows, logits.columns, scale, mk_rows(start: place.baseAddress, stride: logits.columns + 3),
          bias.baseAddress, targets, &losses)
      }
    }
    XCTAssertTrue(block.isUntouchedBetweenRows, "\(logits.columns) classes")
    return Result(losses: losses, gradients: block.matrix)
  }

  func testTheLossAndItsGradientAgreeWithTheDefinition() {
    onEveryLevel {
      checkTheLoss(Double.self)
      checkTheLoss(Float.self)
    }
  }

  private func checkTheLoss<Scalar: MatrixScalar>(_ type: Scalar.Type) {
    var generator = SplitMix64(seed: 5)
    for classes in [1, 2, 7, 16, 17, 33, 65] {
      let logits = Matrix<Scalar>.uniform(rows: 5, columns: classes, in: -3...3, using: &generator)
      let bias = Matrix<Scalar>.uniform(rows: 1, columns: classes, in: -3...3, using: &generator)
      let targets = (0..<5).map { Int32($0 * 3 % classes) }
      let result = run(logits, bias: bias, targets: targets, scale: 0.25)
      for row in 0..<5 {
        let weights = (0..<classes).map { exp(Double(logits[row, $0]) + Double(bias[0, $0])) }
        let total = weights.reduce(0, +)
        let target = Int(targets[row])
        let loss = -log(weights[target] / total)
        let rounding = Double(Scalar.ulpOfOne)
        XCTAssertEqual(Double(result.losses[row]), loss, accuracy: 48 * rounding)
        for column in 0..<classes {
          let expected = 0.25 * (weights[column] / total - (column == target ? 1 : 0))
          XCTAssertEqual(
            Double(result.gradients[row, column]), expected, accuracy: 5 * rounding, "\(classes) classes")
        }
      }
    }
  }

  /// No exponential overflows, and a large loss is exact.
  func testLogitsFarOut() {
    onEveryLevel {
      let far: [Float] = [1e4, -1e4, 3e4, 0, 7, 1e4, 2e4]
      let result = run(
        Matrix(rows: 1, columns: 7, elements: far), bias: .zeros(rows: 1, columns: 7), targets: [1], scale: 1)
      XCTAssertEqual(result.losses, [4e4])
      XCTAssertEqual(result.gradients.elements, [0, -1, 1, 0, 0, 0, 0])
    }
  }

  func testWhatIsNoNumberGivesALossThatIsNone() {
    onEveryLevel {
      for (classes, place) in [(7, 0), (7, 6), (17, 16), (33, 20)] {
        for value in [Float.nan, .infinity] {
          var logits = Matrix<Float>(rows: 2, columns: classes, repeating: 1)
          logits[1, place] = value
          let result = run(
            logits, bias: .zeros(rows: 1, columns: classes), targets: [3, 3], scale: 1)
          XCTAssertEqual(result.losses[0], log(Float(classes)), accuracy: 1e-6)
          XCTAssertTrue(result.losses[1].isNaN, "\(value) among \(classes)")
        }
      }
    }
  }

  /// A token can occur more than once, or not at all.
  func testTables() {
    onEveryLevel {
      let kernels = Double.kernels.sequence
      let makers = KernelRows<Double>(seed: 7)
      for columns in [1, 5, 33] {
        let (table, rows) = (makers.block(columns), makers.block(columns))
        let (start, x) = (table.matrix, rows.matrix)
        let tokens: [Int32] = [2, 0, 2]
        kernels.scatter_add(3, columns, rows.rows, tokens, table.rows)
        assertClose(table.matrix.row(0), start.row(0) + x.row(1), within: 1e-15)
        XCTAssertEqual(table.matrix.row(1), start.row(1))
        assertClose(table.matrix.row(2), start.row(2) + x.row(0) + x.row(2), within: 1e-15)

        var sums = [Double](repeating: .nan, count: columns)
        kernels.sum_rows(3, columns, rows.rows, &sums)
        assertClose(Matrix(rows: 1, columns: columns, elements: sums), x.columnSums(), within: 1e-15)

        kernels.gather(3, columns, table.rows, tokens, rows.rows)
        XCTAssertEqual(rows.matrix.row(0), table.matrix.row(2))
        XCTAssertEqual(rows.matrix.row(1), table.matrix.row(0))
        makers.assertUntouched()
      }
    }
  }
}
