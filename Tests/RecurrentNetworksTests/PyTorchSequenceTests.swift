import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

/// Outputs, final states and every gradient of whole networks are PyTorch's, to 1e-12 in `Double`: RNN with tanh and
/// ReLU, GRU and LSTM, of one and two layers, in one and both directions, of full and of different lengths.
final class PyTorchSequenceTests: XCTestCase {

  func testTheFilesHoldEveryNetworkAndDifferentLengths() throws {
    let all = try SequenceReference.loadAll()
    XCTAssertEqual(Set(all.map { "\($0.network) \($0.layers) \($0.bidirectional)" }).count, 16)
    for reference in all {
      XCTAssertEqual(reference.header.script, "sequence_reference.py")
      XCTAssertEqual(reference.full.lengths, [5, 5])
      XCTAssertEqual(reference.variable.lengths, [3, 5])
      XCTAssertEqual(reference.full.outputs.shape, [5, 2, reference.bidirectional ? 8 : 4])
    }
  }

  func testTheRNN() throws { try checkAll(["tanhRNN", "reluRNN"], RNNCell<Double>.self) }
  func testTheGRU() throws { try checkAll(["GRU"], GRUCell<Double>.self) }
  func testTheLSTM() throws { try checkAll(["LSTM"], LSTMCell<Double>.self) }

  private func checkAll<Cell: PyTorchCell>(_ networks: [String], _ cell: Cell.Type) throws {
    for reference in try SequenceReference.loadAll() where networks.contains(reference.network) {
      for pass in [reference.full, reference.variable] {
        if reference.bidirectional {
          try checkBidirectional(reference, pass, cell)
        } else {
          try checkForward(reference, pass, cell)
        }
      }
    }
  }

  private func checkForward<Cell: PyTorchCell>(
    _ reference: SequenceReference, _ pass: SequenceReference.Pass, _ cell: Cell.Type
  ) throws {
    let layers = try (0..<reference.layers).map {
      RecurrentLayer(try Cell(torch: reference.parameters, "_l\($0)", reference.network))
    }
    let gradients = check(reference, pass, DeepRNN(layers))
    for (index, layer) in gradients.layers.enumerated() {
      try checkGradients(layer.cell, pass, "_l\(index)", reference)
    }
  }

  private func checkBidirectional<Cell: PyTorchCell>(
    _ reference: SequenceReference, _ pass: SequenceReference.Pass, _ cell: Cell.Type
  ) throws {
    let layers = try (0..<reference.layers).map {
      Bidirectional(
        forward: try Cell(torch: reference.parameters, "_l\($0)", reference.network),
        backward: try Cell(torch: reference.parameters, "_l\($0)_reverse", reference.network))
    }
    let gradients = check(reference, pass, DeepRNN(layers))
    for (index, layer) in gradients.layers.enumerated() {
      try checkGradients(layer.forwardLayer.cell, pass, "_l\(index)", reference)
      try checkGradients(layer.backwardLayer.cell, pass, "_l\(index)_reverse", reference)
    }
  }

  /// Checks outputs, final states and the gradients of the inputs; returns those of the parameters.
  private func check<Layer: SequenceLayer>(
    _ reference: SequenceReference, _ pass: SequenceReference.Pass, _ network: DeepRNN<Layer>
  ) -> DeepRNN<Layer> where Layer.State: FlatState, Layer.Scalar == Double {
    let name = "\(reference.network), \(reference.layers) layers, lengths \(pass.lengths)"
    let lengths = pass.lengths == [5, 5] ? nil : pass.lengths
    let form = network(pass.inputs.steps, lengths: lengths).finalState
    let output = network(
      pass.inputs.steps, from: form.with(flat(pass.initialStates)), lengths: lengths)
    for (step, hidden) in output.hidden.enumerated() {
      assertIsReference(hidden, pass.outputs.steps[step], "\(name): output \(step)")
    }
    for (ours, theirs) in zip(output.finalState.flat, flat(pass.finalStates)) {
      assertIsReference(ours, theirs, "\(name): final state")
    }
    let gradients = network.backward(
      pass.outputGradients.steps, finalState: form.with(flat(pass.finalStateGradients)), through: output)
    for (step, input) in gradients.inputs.enumerated() {
      assertIsReference(input, pass.gradients.inputs.steps[step], "\(name): gradient of input \(step)")
    }
    for (ours, theirs) in zip(gradients.initialState.flat, flat(pass.gradients.initialStates)) {
      assertIsReference(ours, theirs, "\(name): gradient of the initial state")
    }
    return gradients.parameters
  }

  private func checkGradients<Cell: PyTorchCell>(
    _ gradient: Cell, _ pass: SequenceReference.Pass, _ suffix: String, _ reference: SequenceReference
  ) throws {
    for (name, ours) in gradient.torchNames() {
      let theirs =
        name.hasPrefix("weight")
        ? try pass.gradients.parameters.weight(name + suffix)
        : try pass.gradients.parameters.matrix(name + suffix)
      assertIsReference(
        ours, theirs, "\(reference.network), lengths \(pass.lengths): gradient of \(name)\(suffix)")
    }
  }

  /// PyTorch's states in the order of ours: layer by layer and direction by direction, hidden before cell.
  private func flat(_ states: [Tensor]) -> [Matrix<Double>] {
    states[0].steps.indices.flatMap { row in states.map { $0.steps[row] } }
  }
}
