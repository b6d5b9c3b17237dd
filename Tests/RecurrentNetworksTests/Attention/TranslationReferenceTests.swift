import Foundation
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

/// A whole encoder–decoder with attention is PyTorch's, to 1e-12 in `Double`: logits, alignments, loss and every gradient.
final class TranslationReferenceTests: XCTestCase {
  private typealias Network = AttentionEncoderDecoder<
    Bidirectional<GRUCell<Double>>, LSTMCell<Double>, AdditiveAttention<Double>
  >
  private typealias Parts = [String: [String: Tensor]]

  private struct Reference: Decodable {
    let header: RNNReference.Header
    let cases: [Case]
  }

  private struct Case: Decodable {
    let order: AttentionOrder
    let lengths: [Int]
    let targets: [[Int]]
    let parameters: Parts
    let source, logits, weights: Tensor
    let loss: Double
    let gradients: Parts
    let sourceGradient: Tensor
  }

  private func part(_ name: String, of parts: Parts) throws -> [String: Tensor] {
    guard let part = parts[name] else { throw MissingTensor(name: name) }
    return part
  }

  private func linear(_ tensors: [String: Tensor]) throws -> Linear<Double> {
    Linear(weight: try tensors.weight("weight"), bias: try tensors.matrix("bias"))
  }

  private func network(_ reference: Case) throws -> Network {
    func part(_ name: String) throws -> [String: Tensor] { try self.part(name, of: reference.parameters) }
    let attention = try part("attention")
    return Network(
      encoder: Bidirectional(
        forward: try GRUCell(torch: part("encoder"), "_l0", "GRU"),
        backward: try GRUCell(torch: part("encoder"), "_l0_reverse", "GRU")),
      bridge: StateBridge(linear: try linear(part("bridge"))),
      decoder: AttentionDecoder(
        embedding: Embedding(weight: try part("embedding").matrix("weight")),
        cell: try LSTMCell(torch: part("cell"), "", "LSTM"),
        attention: AdditiveAttention(
          weightQuery: try attention.weight("W_q.weight"), weightKey: try attention.weight("W_k.weight"),
          weightScore: try attention.weight("w_v.weight")),
        output: try linear(part("output")), order: reference.order, beginToken: 0))
  }

  /// Our gradients under PyTorch's names; weights are transposed, the embedding's table is not.
  private func check(_ gradient: Network, _ reference: Case) throws {
    let (encoder, decoder) = (gradient.encoder, gradient.decoder)
    func check(_ part: String, suffix: String = "", _ ours: [String: Matrix<Double>]) throws {
      let theirs = try self.part(part, of: reference.gradients)
      for (name, matrix) in ours {
        let isTransposed = name != "table" && !name.hasPrefix("bias")
        let key = name == "table" ? "weight" : name + suffix
        assertIsReference(
          matrix, isTransposed ? try theirs.weight(key) : try theirs.matrix(key),
          "\(reference.order): gradient of \(part).\(key)")
      }
    }
    try check("encoder", suffix: "_l0", encoder.forwardLayer.cell.torchNames())
    try check("encoder", suffix: "_l0_reverse", encoder.backwardLayer.cell.torchNames())
    let bridge = try XCTUnwrap(gradient.bridge).linear
    try check("bridge", ["weight": bridge.weight, "bias": bridge.bias])
    try check("embedding", ["table": try XCTUnwrap(decoder.embedding).weight])
    try check("cell", decoder.cell.torchNames())
    try check(
      "attention", suffix: ".weight",
      [
        "W_q": decoder.attention.weightQuery, "W_k": decoder.attention.weightKey,
        "w_v": decoder.attention.weightScore,
      ])
    try check("output", ["weight": decoder.output.weight, "bias": decoder.output.bias])
  }

  func testBothOrdersArePyTorchs() throws {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = tests.appendingPathComponent("ReferenceData/translation_reference.json")
    let reference = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
    XCTAssertEqual(reference.header.script, "translation_reference.py")
    XCTAssertEqual(reference.cases.map(\.order), AttentionOrder.allCases)
    for reference in reference.cases {
      let network = try network(reference)
      let pass = network(
        reference.source.steps, lengths: reference.lengths,
        inputs: network.inputs(forTargets: reference.targets, ignoredTarget: -1))
      for step in reference.targets.indices {
        assertIsReference(
          pass.logits[step], reference.logits.steps[step], "\(reference.order): logits \(step)")
        assertIsReference(
          pass.weights[step], reference.weights.steps[step], "\(reference.order): weights \(step)")
      }
      let loss: Double = crossEntropy(
        logits: pass.logits, targets: reference.targets, ignoredTarget: -1, reduction: .sum)
      XCTAssertEqual(loss, reference.loss, accuracy: 1e-12)
      var gradient = network.zeroed()
      let inputs = network.backward(
        crossEntropyGradient(
          logits: pass.logits, targets: reference.targets, ignoredTarget: -1, reduction: .sum),
        through: pass, adding: &gradient)
      for (step, input) in inputs.enumerated() {
        assertIsReference(
          input, reference.sourceGradient.steps[step], "\(reference.order): gradient of source \(step)")
      }
      try check(gradient, reference)
    }
  }
}
