import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

/// GRU with the reset before the product (`reset_after=False`) and after it, and LSTM, are Keras's to 1e-12 in
/// `Double`: masked, reversed, stacked, stateful, in both directions with each way of merging, with gates of
/// `hard_sigmoid`, and with masks that have gaps.
final class KerasAgreementTests: XCTestCase {
  func testTheFilesHoldEveryForm() throws {
    let all = try KerasReference.loadAll()
    XCTAssertEqual(all.count, 37)
    for kind in ["GRU before", "GRU after", "LSTM"] {
      let forms = Set(all.filter { $0.kind == kind }.map(\.form))
      XCTAssertTrue(
        forms.isSuperset(of: ["forward", "backward", "stacked", "stateful", "concat", "hard", "gaps"]), kind)
    }
    XCTAssertEqual(all.filter { $0.lengths == [3, 5] }.count, 12)
    XCTAssertEqual(
      all.filter { $0.outputGradients == nil }.map(\.form), ["stateful", "stateful", "stateful"])
  }

  func testTheGRUWithTheResetBeforeTheProduct() throws { try checkAll("GRU before", GRUCell<Double>.self) }
  func testTheGRUWithTheResetAfterTheProduct() throws { try checkAll("GRU after", GRUCell<Double>.self) }
  func testTheLSTM() throws { try checkAll("LSTM", LSTMCell<Double>.self) }

  private func checkAll<Cell: KerasCell & GatedCell>(_ kind: String, _ type: Cell.Type) throws {
    for reference in try KerasReference.loadAll() where reference.kind == kind {
      let cells = reference.cells(type)
      switch reference.form {
      case "forward": try check(reference, RecurrentLayer(cells[0])) { [$0.cell] }
      case "backward":
        try check(reference, RecurrentLayer(cells[0], direction: .backward)) { [$0.cell] }
      case "stacked":
        try check(reference, DeepRNN(cells.map { RecurrentLayer($0) })) { $0.layers.map(\.cell) }
      case "hard":
        var cell = cells[0]
        cell.gateActivation = .hardSigmoid
        try check(reference, RecurrentLayer(cell)) { [$0.cell] }
      case "gaps":
        try check(reference, Masked(layer: RecurrentLayer(cells[0]), reference)) { [$0.layer.cell] }
      case "concat gaps":
        let layer = Masked(layer: Bidirectional(forward: cells[0], backward: cells[1]), reference)
        try check(reference, layer) { [$0.layer.forwardLayer.cell, $0.layer.backwardLayer.cell] }
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
    // PyTorch's way back through hardsigmoid takes 1/6 for the nearest number of 32 bits, also in float64.
    let tolerance = reference.form == "hard" ? 1e-7 : 1e-12
    assertClose(
      gradients.inputs, try XCTUnwrap(reference.inputGradients).batchFirstSteps, within: tolerance,
      "\(name), inputs")
    assertClose(
      cells(gradients.parameters).flatMap { $0.kerasWeights() },
      try XCTUnwrap(reference.weightGradients).map(\.matrix), within: tolerance, "\(name), weights")
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

/// A layer that reads every sequence through one mask, so that a masked pass is checked like any other.
private struct Masked<Layer: SequenceLayer>: SequenceLayer where Layer.Scalar == Double {
  typealias Scalar = Double
  typealias State = Layer.State
  typealias Cache = MaskedSequenceOutput<Layer>

  var layer: Layer
  let mask: StepMask

  init(layer: Layer, _ reference: KerasReference) {
    self.layer = layer
    let rows = reference.mask ?? []
    mask = StepMask((rows.first ?? []).indices.map { step in rows.map { $0[step] } })
  }

  var inputSize: Int { layer.inputSize }
  var outputSize: Int { layer.outputSize }
  var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Double>>)] {
    parameters(of: \.layer)
  }

  func callAsFunction(
    _ inputs: [Matrix<Double>], from state: Layer.State?, lengths: [Int]?
  ) -> SequenceOutput<Self> {
    let output = layer(inputs, from: state, mask: mask)
    return SequenceOutput(hidden: output.hidden, finalState: output.finalState, cache: output)
  }

  func backward(
    _ hiddenGradients: [Matrix<Double>], finalState: Layer.State?, through output: SequenceOutput<Self>
  ) -> SequenceGradients<Self> {
    let gradients = layer.backward(hiddenGradients, finalState: finalState, through: output.cache)
    var parameters = self
    parameters.layer = gradients.parameters
    return SequenceGradients(
      inputs: gradients.inputs, initialState: gradients.initialState, parameters: parameters)
  }

  func summary(of output: SequenceOutput<Self>) -> Matrix<Double> { layer.summary(of: output.cache.closed) }

  func finalStateGradient(
    ofSummary gradient: Matrix<Double>, through output: SequenceOutput<Self>
  ) -> Layer.State {
    layer.finalStateGradient(ofSummary: gradient, through: output.cache.closed)
  }
}
