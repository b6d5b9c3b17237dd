import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

/// The plain network's numbers are PyTorch's, forward and backward, to 1e-12 in `Double`.
final class PyTorchAgreementTests: XCTestCase {

  func testTheFileHoldsBothActivationsAndAllSizesDiffer() throws {
    let reference = try RNNReference.load()
    XCTAssertEqual(reference.header.script, "rnn_reference.py")
    XCTAssertEqual(reference.cases.map(\.activation), [.tanh, .relu])
    XCTAssertEqual(reference.cases[0].sequence.inputs.shape, [5, 2, 3])
    XCTAssertEqual(reference.cases[0].sequence.hidden.shape, [5, 2, 4])
    XCTAssertEqual(reference.cases[0].sequence.logits.shape, [5, 2, 7])
  }

  func testOneStepForwardAndBackward() throws {
    for reference in try RNNReference.load().cases {
      let name = reference.activation.rawValue
      let step = reference.cell
      let cell = try step.parameters.cell(reference.activation)
      let (next, cache) = cell.step(step.input.matrix, from: step.state.matrix)
      assertIsReference(next, step.nextState.matrix, "\(name) next state")

      var gradient = cell.zeroed()
      let before = cell.backward(step.nextStateGradient.matrix, through: cache, adding: &gradient)
      assertIsReference(before.input, try step.gradients.matrix("input"), "\(name) gradient of input")
      assertIsReference(before.state, try step.gradients.matrix("state"), "\(name) gradient of state")
      try assertGradients(gradient, step.gradients, name)
    }
  }

  func testASequenceForward() throws {
    for reference in try RNNReference.load().cases {
      let name = reference.activation.rawValue
      let sequence = reference.sequence
      let layer = RNN(try sequence.parameters.cell(reference.activation))
      let linear = try sequence.parameters.linear()
      let output = layer(sequence.inputs.steps, from: sequence.initialState.matrix)
      XCTAssertEqual(output.hidden.count, 5)
      for (step, hidden) in output.hidden.enumerated() {
        assertIsReference(hidden, sequence.hidden.steps[step], "\(name) hidden state \(step)")
        assertIsReference(linear(hidden), sequence.logits.steps[step], "\(name) logits \(step)")
      }
      assertIsReference(output.finalState, sequence.finalState.matrix, "\(name) final state")
    }
  }

  func testBackpropagationThroughTimeForTheMeanAndTheSum() throws {
    for reference in try RNNReference.load().cases {
      try checkBackward(reference, .mean, reference.sequence.mean)
      try checkBackward(reference, .sum, reference.sequence.sum)
    }
  }

  private func checkBackward(
    _ reference: RNNReference.Case, _ reduction: Reduction, _ expected: RNNReference.Loss
  ) throws {
    let name = "\(reference.activation.rawValue), \(reduction)"
    let sequence = reference.sequence
    let layer = RNN(try sequence.parameters.cell(reference.activation))
    let linear = try sequence.parameters.linear()
    let output = layer(sequence.inputs.steps, from: sequence.initialState.matrix)

    // All states stacked, so the mean is over T·B rows as in PyTorch.
    let states = concatenate(rows: output.hidden)
    let targets = sequence.targets.flatMap { $0 }
    let logits = linear(states)
    XCTAssertEqual(
      crossEntropy(logits: logits, targets: targets, reduction: reduction), expected.loss, accuracy: 1e-12,
      "\(name) loss")

    var linearGradient = linear.zeroed()
    let logitsGradient = crossEntropyGradient(logits: logits, targets: targets, reduction: reduction)
    let statesGradient = linear.backward(logitsGradient, through: states, adding: &linearGradient)
    let batch = sequence.initialState.shape[0]
    let hiddenGradients = output.hidden.indices.map { statesGradient.rows($0 * batch..<($0 + 1) * batch) }
    let gradients = layer.backward(hiddenGradients, through: output)

    assertIsReference(linearGradient.weight, try expected.gradients.weight("linear_weight"), "\(name) W_hq")
    assertIsReference(linearGradient.bias, try expected.gradients.matrix("linear_bias"), "\(name) b_q")
    assertIsReference(gradients.initialState, try expected.gradients.matrix("initialState"), "\(name) H_0")
    for (step, input) in try expected.gradients.tensor("inputs").steps.enumerated() {
      assertIsReference(gradients.inputs[step], input, "\(name) X_\(step + 1)")
    }
    try assertGradients(gradients.parameters.cell, expected.gradients, name)
  }

  /// PyTorch's two biases are added, so each has the gradient of our one.
  private func assertGradients(
    _ gradient: RNNCell<Double>, _ expected: [String: Tensor], _ name: String
  ) throws {
    assertIsReference(gradient.weightIH, try expected.weight("weight_ih"), "\(name) W_xh")
    assertIsReference(gradient.weightHH, try expected.weight("weight_hh"), "\(name) W_hh")
    assertIsReference(gradient.bias, try expected.matrix("bias_ih"), "\(name) b_ih")
    assertIsReference(gradient.bias, try expected.matrix("bias_hh"), "\(name) b_hh")
  }
}
