import Foundation
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

/// Class weights, losses without reduction and layer normalization are PyTorch's, to 1e-12 in `Double`: the numbers of
/// Tests/ReferenceData/options_reference.py.
final class OptionsReferenceTests: XCTestCase {
  private struct Reference: Decodable {
    let crossEntropy: Losses
    let layerNorm: [Step]
  }

  private struct Losses: Decodable {
    let logits: Tensor
    let targets: [Int]
    let weights: Tensor
    let cases: [Case]

    struct Case: Decodable {
      let weighted: Bool
      let reduction: String
      let loss: Tensor
      let lossGradient: Tensor
      let gradient: Tensor
    }
  }

  private struct Step: Decodable {
    let kind: String
    let parameters: [String: Tensor]
    let inputs: [String: Tensor]
    let outputs: [Tensor]
    let outputGradients: [Tensor]
    let gradients: [String: Tensor]
  }

  private func load() throws -> Reference {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = tests.appendingPathComponent("ReferenceData/options_reference.json")
    return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
  }

  func testCrossEntropy() throws {
    let reference = try load().crossEntropy
    let (logits, targets) = (reference.logits.matrix, reference.targets)
    XCTAssertEqual(reference.cases.count, 6)
    for expected in reference.cases {
      let weights = expected.weighted ? reference.weights.values : nil
      let name = "\(expected.reduction), weighted: \(expected.weighted)"
      if expected.reduction == "none" {
        let losses = crossEntropies(
          logits: logits, targets: targets, classWeights: weights, ignoredTarget: -1)
        assertIsReference(Matrix([losses]), expected.loss.matrix, name)
        let gradient = crossEntropyGradient(
          logits: logits, targets: targets, classWeights: weights, ignoredTarget: -1,
          lossGradients: expected.lossGradient.values)
        assertIsReference(gradient, expected.gradient.matrix, name)
      } else {
        let reduction = expected.reduction == "mean" ? Reduction.mean : .sum
        let loss = crossEntropy(
          logits: logits, targets: targets, classWeights: weights, ignoredTarget: -1, reduction: reduction)
        assertIsReference([[loss]], expected.loss.matrix, name)
        let gradient = crossEntropyGradient(
          logits: logits, targets: targets, classWeights: weights, ignoredTarget: -1, reduction: reduction)
        assertIsReference(gradient, expected.gradient.matrix, name)
      }
    }
  }

  private func check<Base: SummedCell>(_ step: Step, _ base: Base) throws
  where Base.Scalar == Double, Base.State: FlatState {
    var cell = LayerNormCell(base)
    for (name, path) in cell.namedParameters { cell[keyPath: path] = try step.parameters.matrix(name) }
    let state = cell.initialState(batchSize: Size.batch).with(
      Array([try step.inputs.matrix("h"), try step.inputs.matrix("c")].prefix(step.outputs.count)))
    let (next, cache) = cell.step(try step.inputs.matrix("x"), from: state)
    for (ours, theirs) in zip(next.flat, step.outputs) { assertIsReference(ours, theirs.matrix, step.kind) }

    var gradient = cell.zeroed()
    let before = cell.backward(
      state.with(step.outputGradients.map(\.matrix)), through: cache, adding: &gradient)
    assertIsReference(before.input, try step.gradients.matrix("x"), "\(step.kind), input")
    for (ours, name) in zip(before.state.flat, ["h", "c"]) {
      assertIsReference(ours, try step.gradients.matrix(name), "\(step.kind), \(name)")
    }
    for (name, path) in cell.namedParameters {
      assertIsReference(gradient[keyPath: path], try step.gradients.matrix(name), "\(step.kind), \(name)")
    }
  }

  func testLayerNormalization() throws {
    var generator = SplitMix64(seed: 1)
    let steps = try load().layerNorm
    XCTAssertEqual(steps.map(\.kind), ["LSTM", "GRU"])
    try check(steps[0], LSTMCell<Double>.fresh(inputSize: 3, hiddenSize: 4, using: &generator))
    try check(steps[1], GRUCell<Double>.fresh(inputSize: 3, hiddenSize: 4, using: &generator))
  }
}
