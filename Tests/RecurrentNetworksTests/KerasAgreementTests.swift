import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

/// GRU with the reset before the product (`reset_after=False`) and after it, and LSTM, are Keras's to 1e-12 in
/// `Double`: masked, reversed, stacked, stateful, and in both directions with each way of merging.
final class KerasAgreementTests: XCTestCase {
  func testTheFilesHoldEveryForm() throws {
    let all = try KerasReference.loadAll()
    XCTAssertEqual(all.count, 28)
    for kind in ["GRU before", "GRU after", "LSTM"] {
      let forms = Set(all.filter { $0.kind == kind }.map(\.form))
      XCTAssertTrue(forms.isSuperset(of: ["forward", "backward", "stacked", "stateful", "concat"]), kind)
    }
    XCTAssertEqual(all.filter { $0.lengths == [3, 5] }.count, 12)
    XCTAssertEqual(
      all.filter { $0.outputGradients == nil }.map(\.form), ["stateful", "stateful", "stateful"])
  }

  func testTheGRUWithTheResetBeforeTheProduct() throws { try checkAll("GRU before", GRUCell<Double>.self) }
  func testTheGRUWithTheResetAfterTheProduct() throws { try checkAll("GRU after", GRUCell<Double>.self) }
  func testTheLSTM() throws { try checkAll("LSTM", LSTMCell<Double>.self) }

  private func checkAll<Cell: KerasCell>(_ kind: String, _ type: Cell.Type) throws {
    for reference in try KerasReference.loadAll() where reference.kind == kind {
      let cells = reference.cells(type)
      switch reference.form {
      case "forward": try check(reference, RecurrentLayer(cells[0])) { [$0.cell] }
      case "backward":
        try check(reference, RecurrentLayer(cells[0], direction: .backward)) { [$0.cell] }
      case "stacked":
        try check(reference, DeepRNN(cells.map { RecurrentLayer($0) })) { $0.layers.map(\.cell) }
      case "stateful": checkStateful(reference, RecurrentLayer(cells[0]))
      default:
        let layer = Bidirectional(
          forward: cells[0], backward: cells[1], merge: try merge(named: reference.form))
        try check(reference, layer) { [$0.forwardLayer.cell, $0.backwardLayer.cell] }
      }
    }
  }

  private func merge(named name: String) throws -> Merge {
    let names: [String: Merge] = [
      "concat": .concatenated, "sum": .summed, "ave": .averaged, "mul": .multiplied,
    ]
    return try XCTUnwrap(names[name])
  }

  /// Keras returns the outputs of a backward layer in the order of reading, and the final state of the
  /// highest layer.
  private func check<Layer: SequenceLayer, Cell: KerasCell>(
    _ reference: KerasReference, _ layer: Layer, cells: (Layer) -> [Cell]
  ) throws where Layer.Scalar == Double, Layer.State: FlatState {
    let name = "\(reference.kind), \(reference.form), \(reference.lengths ?? [])"
    func ordered(_ tensor: Tensor) -> [Matrix<Double>] {
      reference.form == "backward" ? tensor.batchFirstSteps.reversed() : tensor.batchFirstSteps
    }
    let output = layer(reference.inputs.batchFirstSteps, from: nil, lengths: reference.lengths)
    assertClose(output.hidden, ordered(reference.outputs), name)
    let highest = output.finalState.flat.suffix(reference.finalStates.count)
    assertClose(Array(highest), reference.finalStates.map(\.matrix), "\(name), final state")

    let finalGradients = try XCTUnwrap(reference.finalStateGradients).map(\.matrix)
    let below = output.finalState.flat.dropLast(finalGradients.count).map { $0 * 0 }
    let gradients = layer.backward(
      ordered(try XCTUnwrap(reference.outputGradients)),
      finalState: output.finalState.with(below + finalGradients), through: output)
    assertClose(
      gradients.inputs, try XCTUnwrap(reference.inputGradients).batchFirstSteps, "\(name), inputs")
    assertClose(
      cells(gradients.parameters).flatMap { $0.kerasWeights() },
      try XCTUnwrap(reference.weightGradients).map(\.matrix), "\(name), weights")
  }

  /// Three steps, then two more from where the first three ended.
  private func checkStateful<Cell: KerasCell>(
    _ reference: KerasReference, _ layer: RecurrentLayer<Cell>
  ) {
    let inputs = reference.inputs.batchFirstSteps
    let first = layer(Array(inputs[..<3]))
    let second = layer(Array(inputs[3...]), from: first.finalState)
    assertClose(first.hidden + second.hidden, reference.outputs.batchFirstSteps, reference.kind)
    assertClose(second.finalState.flat, reference.finalStates.map(\.matrix), reference.kind)
  }
}
