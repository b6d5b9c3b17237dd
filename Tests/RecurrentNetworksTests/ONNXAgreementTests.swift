import Foundation
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

/// The peephole LSTM, and the GRU with both placements of the reset gate, compute what ONNX defines, to 1e-12
/// in `Double`.
final class ONNXAgreementTests: XCTestCase {
  private struct Reference: Decodable {
    let header: RNNReference.Header
    let cases: [Case]
  }

  private struct Case: Decodable {
    let `operator`: String
    let attributes: [String: Int]
    let tensors: [String: Tensor]
    let results: [String: Tensor]

    /// A weight [gates · H, in] in our layout, with the gates in another order.
    func weight(_ name: String, _ order: [Int]) throws -> Matrix<Double> {
      try tensors.weight(name).blocks(order)
    }

    /// ONNX's two biases, input before hidden, with the gates in another order.
    func biases(_ order: [Int]) throws -> (input: Matrix<Double>, hidden: Matrix<Double>) {
      let both = try tensors.matrix("B")
      let half = both.columns / 2
      return (both.columns(0..<half).blocks(order), both.columns(half..<2 * half).blocks(order))
    }
  }

  private func load() throws -> [Case] {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = tests.appendingPathComponent("ReferenceData/onnx_reference.json")
    return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file)).cases
  }

  /// From i o f c̃ to i f c̃ o; the peepholes from i o f to i f o.
  func testThePeepholeLSTM() throws {
    let reference = try XCTUnwrap(try load().first { $0.operator == "LSTM" })
    let biases = try reference.biases([0, 2, 3, 1])
    let peepholes = try reference.tensors.matrix("P").reshaped(rows: 3, columns: Size.hidden)
    let cell = PeepholeLSTMCell(
      weightIH: try reference.weight("W", [0, 2, 3, 1]), weightHH: try reference.weight("R", [0, 2, 3, 1]),
      bias: biases.input + biases.hidden,
      peepholes: concatenate(rows: [peepholes.row(0), peepholes.row(2), peepholes.row(1)]))
    let state = LSTMState(
      hidden: try reference.tensors.matrix("initial_h"), cell: try reference.tensors.matrix("initial_c"))
    let output = RecurrentLayer(cell)(try reference.tensors.tensor("X").steps, from: state)
    assertClose(output.hidden, try reference.results.tensor("Y").steps)
    assertClose(output.finalState.hidden, try reference.results.matrix("Y_h"))
    assertClose(output.finalState.cell, try reference.results.matrix("Y_c"))
  }

  /// From z r h to r z h; `linear_before_reset` is the reset after the product.
  func testTheGRU() throws {
    let references = try load().filter { $0.operator == "GRU" }
    XCTAssertEqual(references.map { $0.attributes["linear_before_reset"] }, [0, 1])
    for reference in references {
      let biases = try reference.biases([1, 0, 2])
      let isAfter = reference.attributes["linear_before_reset"] == 1
      let resetBias = biases.hidden.columns(2 * Size.hidden..<3 * Size.hidden)
      let gates = biases.hidden.columns(0..<2 * Size.hidden)
      let cell = GRUCell(
        weightIH: try reference.weight("W", [1, 0, 2]), weightHH: try reference.weight("R", [1, 0, 2]),
        bias: biases.input + concatenate(columns: [gates, isAfter ? resetBias * 0 : resetBias]),
        resetBias: isAfter ? resetBias : nil, resetPlacement: isAfter ? .afterProduct : .beforeProduct)
      let output = GRU(cell)(
        try reference.tensors.tensor("X").steps, from: try reference.tensors.matrix("initial_h"))
      assertClose(output.hidden, try reference.results.tensor("Y").steps)
      assertClose(output.finalState, try reference.results.matrix("Y_h"))
    }
  }
}

extension Matrix<Double> {
  /// Blocks of H columns in another order.
  fileprivate func blocks(_ order: [Int]) -> Matrix {
    let size = columns / order.count
    return concatenate(columns: order.map { columns($0 * size..<($0 + 1) * size) })
  }
}
