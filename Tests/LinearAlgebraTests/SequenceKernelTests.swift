import Foundation
import LinearAlgebra
import MatrixKernels
import TestSupport
import XCTest

/// The element-wise half of a recurrent step, against its equations number by number, with rows that are
/// further apart than they are long.
final class SequenceKernelTests: XCTestCase {
  /// Below, around and above a vector of every instruction set.
  private let hiddenSizes = [1, 5, 16, 17, 33]

  private func forEachSize<Scalar: MatrixScalar>(_ body: (KernelRows<Scalar>, Int) -> Void) {
    for (seed, hidden) in hiddenSizes.enumerated() { body(KernelRows(seed: UInt64(seed)), hidden) }
  }

  /// How far a handful of roundings lead.
  private func tolerance<Scalar: MatrixScalar>(_ type: Scalar.Type) -> Scalar { 48 * Scalar.ulpOfOne }

  func testThePlainCell() {
    onEveryLevel {
      checkThePlainCell(Double.self)
      checkThePlainCell(Float.self)
    }
  }

  private func checkThePlainCell<Scalar: MatrixScalar>(_ type: Scalar.Type) {
    func curve(_ x: Scalar) -> Scalar { Scalar(tanh(Double(x))) }
    let (kernels, tolerance) = (Scalar.kernels.sequence, tolerance(type))
    forEachSize { (rows: KernelRows<Scalar>, hidden) in
      for relu in [false, true] {
        let (sums, h, dh, dsums) = (
          rows.block(hidden), rows.block(hidden), rows.block(hidden), rows.block(hidden)
        )
        let (a, d) = (sums.matrix, dh.matrix)
        kernels.rnn_forward(rows.count, hidden, relu, sums.rows, h.rows)
        assertClose(h.matrix, a.map { relu ? max(0, $0) : curve($0) }, within: tolerance)
        kernels.rnn_backward(rows.count, hidden, relu, h.rows, dh.rows, dsums.rows)
        let slope = a.map { relu ? ($0 > 0 ? 1 : 0) : 1 - curve($0) * curve($0) }
        assertClose(dsums.matrix, d * slope, within: tolerance)
        rows.assertUntouched()
      }
    }
  }

  func testTheLongShortTermMemory() {
    onEveryLevel {
      checkTheLongShortTermMemory(Double.self)
      checkTheLongShortTermMemory(Float.self)
    }
  }

  private func checkTheLongShortTermMemory<Scalar: MatrixScalar>(_ type: Scalar.Type) {
    let (kernels, tolerance) = (Scalar.kernels.sequence, tolerance(type))
    forEachSize { (rows: KernelRows<Scalar>, hidden) in
      for showsTanh in [false, true] {
        let (gates, before, c, h) = (
          rows.block(4 * hidden), rows.block(hidden), rows.block(hidden), rows.block(hidden)
        )
        let sums = gates.parts(4)
        kernels.lstm_forward(rows.count, hidden, showsTanh, gates.rows, before.rows, c.rows, h.rows)
        let (i, f, g, o) = (sigmoid(sums[0]), sigmoid(sums[1]), tanh(sums[2]), sigmoid(sums[3]))
        let memory = f * before.matrix + i * g
        let shown = showsTanh ? tanh(memory) : memory
        let slope = showsTanh ? 1 - shown * shown : memory * 0 + 1
        assertClose(gates.matrix, concatenate(columns: [i, f, g, o]), within: tolerance)
        assertClose(c.matrix, memory, within: tolerance)
        assertClose(h.matrix, o * shown, within: tolerance)

        let (dh, dc, dgates) = (rows.block(hidden), rows.block(hidden), rows.block(4 * hidden))
        let through = dc.matrix + dh.matrix * o * slope
        let expected = [
          through * g * i * (1 - i), through * before.matrix * f * (1 - f), through * i * (1 - g * g),
          dh.matrix * shown * o * (1 - o),
        ]
        let (again, carriedAgain) = (gates.copy(), dc.copy())
        kernels.lstm_backward(
          rows.count, hidden, showsTanh, gates.rows, before.rows, c.rows, dh.rows, dc.rows, dgates.rows)
        assertClose(dgates.matrix, concatenate(columns: expected), within: tolerance)
        assertClose(dc.matrix, through * f, within: tolerance)
        kernels.lstm_backward(
          rows.count, hidden, showsTanh, again.rows, before.rows, c.rows, dh.rows, carriedAgain.rows,
          again.rows)
        XCTAssertEqual(again.matrix, dgates.matrix, "gradients that replace the gates")
        rows.assertUntouched()
      }
    }
  }

  func testTheGatedUnitWithItsResetAfterTheProduct() {
    onEveryLevel {
      checkTheResetAfterTheProduct(Double.self)
      checkTheResetAfterTheProduct(Float.self)
    }
  }

  private func checkTheResetAfterTheProduct<Scalar: MatrixScalar>(_ type: Scalar.Type) {
    let (kernels, tolerance) = (Scalar.kernels.sequence, tolerance(type))
    forEachSize { (rows: KernelRows<Scalar>, hidden) in
      for keepsState in [false, true] {
        let (gates, before, h) = (rows.block(4 * hidden), rows.block(hidden), rows.block(hidden))
        let sums = gates.parts(4)
        kernels.gru_forward(rows.count, hidden, true, keepsState, gates.rows, before.rows, h.rows)
        let (r, z, old) = (sigmoid(sums[0]), sigmoid(sums[1]), before.matrix)
        let n = tanh(sums[3] + r * sums[2])
        let kept = keepsState ? z : 1 - z
        assertClose(gates.matrix, concatenate(columns: [r, z, sums[2], n]), within: tolerance)
        assertClose(h.matrix, kept * old + (1 - kept) * n, within: tolerance)

        let (dh, earlier, dgates) = (rows.block(hidden), rows.block(hidden), rows.block(4 * hidden))
        let (start, again, earlierAgain) = (earlier.matrix, gates.copy(), earlier.copy())
        kernels.gru_backward(
          rows.count, hidden, true, keepsState, gates.rows, before.rows, dh.rows, earlier.rows, dgates.rows)
        let dn = dh.matrix * (1 - kept) * (1 - n * n)
        let dz = dh.matrix * (keepsState ? old - n : n - old) * z * (1 - z)
        let expected = [dn * sums[2] * r * (1 - r), dz, dn * r, dn]
        assertClose(dgates.matrix, concatenate(columns: expected), within: tolerance)
        assertClose(earlier.matrix, start + dh.matrix * kept, within: tolerance)
        kernels.gru_backward(
          rows.count, hidden, true, keepsState, again.rows, before.rows, dh.rows, earlierAgain.rows,
          again.rows)
        XCTAssertEqual(again.matrix, dgates.matrix, "gradients that replace the gates")
        rows.assertUntouched()
      }
    }
  }

  func testTheGatedUnitWithItsResetBeforeTheProduct() {
    onEveryLevel {
      checkTheResetBeforeTheProduct(Double.self)
      checkTheResetBeforeTheProduct(Float.self)
    }
  }

  private func checkTheResetBeforeTheProduct<Scalar: MatrixScalar>(_ type: Scalar.Type) {
    let (kernels, tolerance) = (Scalar.kernels.sequence, tolerance(type))
    forEachSize { (rows: KernelRows<Scalar>, hidden) in
      for keepsState in [false, true] {
        let (gates, before, h) = (rows.block(4 * hidden), rows.block(hidden), rows.block(hidden))
        let (sums, old) = (gates.parts(4), before.matrix)
        kernels.gru_reset(rows.count, hidden, gates.rows, before.rows)
        let (r, z, n) = (sigmoid(sums[0]), sigmoid(sums[1]), tanh(sums[2]))
        assertClose(gates.matrix, concatenate(columns: [r, z, sums[2], r * old]), within: tolerance)
        kernels.gru_forward(rows.count, hidden, false, keepsState, gates.rows, before.rows, h.rows)
        let kept = keepsState ? z : 1 - z
        assertClose(gates.matrix, concatenate(columns: [r, z, n, r * old]), within: tolerance)
        assertClose(h.matrix, kept * old + (1 - kept) * n, within: tolerance)

        let (dh, dreset, earlier) = (rows.block(hidden), rows.block(hidden), rows.block(hidden))
        let start = earlier.matrix
        kernels.gru_backward(
          rows.count, hidden, false, keepsState, gates.rows, before.rows, dh.rows, earlier.rows, gates.rows)
        kernels.gru_reset_backward(
          rows.count, hidden, gates.rows, before.rows, dreset.rows, earlier.rows, gates.rows)
        let dn = dh.matrix * (1 - kept) * (1 - n * n)
        let dz = dh.matrix * (keepsState ? old - n : n - old) * z * (1 - z)
        let dr = dreset.matrix * old * r * (1 - r)
        assertClose(gates.matrix, concatenate(columns: [dr, dz, dn, r * old]), within: tolerance)
        assertClose(earlier.matrix, start + dh.matrix * kept + dreset.matrix * r, within: tolerance)
        rows.assertUntouched()
      }
    }
  }
}
