import Foundation
import LinearAlgebra
import RecurrentNetworks
import TestSupport
import XCTest

/// Contexts, weights and every gradient are those of PyTorch and Keras, to 1e-12 in `Double`.
final class AttentionReferenceTests: XCTestCase {
  private struct Reference: Decodable {
    let header: RNNReference.Header
    let cases: [Case]
  }

  private struct Case: Decodable {
    let name: String
    let mask: [[Int]]
    let parameters: [String: Tensor]
    let query, keys, values: Tensor
    let weights: Tensor?
    let context, contextGradient: Tensor
    let gradients: [String: Tensor]
  }

  private func cases(_ names: String...) throws -> [Case] {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = tests.appendingPathComponent("ReferenceData/attention_reference.json")
    let reference = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
    XCTAssertEqual(reference.header.script, "attention_reference.py")
    XCTAssertEqual(reference.cases.count, 6)
    let found = reference.cases.filter { names.contains($0.name) }
    XCTAssertEqual(found.map(\.name), names)
    return found
  }

  /// - Parameter theirs: the gradients of the parameters, by our names in our layout.
  private func check<Kind: Attention>(
    _ attention: Kind, _ reference: Case, gradients theirs: [String: Matrix<Double>] = [:]
  ) throws where Kind.Scalar == Double {
    let example = AttentionExample(
      query: reference.query.matrix, keys: reference.keys.steps, values: reference.values.steps,
      mask: AttentionMask(reference.mask.map { $0.map { $0 == 1 } }))
    assertIsReference(example.context(of: attention), reference.context.matrix, "\(reference.name): context")
    if let weights = reference.weights {
      let memory = attention.memory(keys: example.keys, values: example.values, mask: example.mask)
      assertIsReference(
        attention(example.query, over: memory).weights, weights.matrix, "\(reference.name): weights")
    }
    let ours = example.gradients(of: attention, reference.contextGradient.matrix)
    assertIsReference(
      ours.query, try reference.gradients.matrix("query"), "\(reference.name): gradient of the query")
    for (step, (keys, values)) in zip(ours.keys, ours.values).enumerated() {
      assertIsReference(
        keys, try reference.gradients.tensor("keys").steps[step], "\(reference.name): gradient of key \(step)"
      )
      assertIsReference(
        values, try reference.gradients.tensor("values").steps[step],
        "\(reference.name): gradient of value \(step)")
    }
    for (name, path) in attention.namedParameters where theirs[name] != nil {
      assertIsReference(
        ours.parameters[keyPath: path], theirs[name]!, "\(reference.name): gradient of \(name)")
    }
  }

  func testPyTorchsScaledDotProduct() throws {
    for reference in try cases("scaled", "scaled, allMasked") {
      try check(DotProductAttention(), reference)
    }
    try check(DotProductAttention(isScaled: false), cases("unscaled")[0])
  }

  func testTheGeneralScoreInPyTorch() throws {
    let reference = try cases("general")[0]
    try check(
      MultiplicativeAttention(weight: try reference.parameters.matrix("weight")), reference,
      gradients: ["weight": try reference.gradients.matrix("weight")])
  }

  /// d2l's names; PyTorch keeps the transposed of our weights.
  func testTheAdditiveScoreInPyTorch() throws {
    let reference = try cases("additive")[0]
    let (parameters, gradients) = (reference.parameters, reference.gradients)
    try check(
      AdditiveAttention(
        weightQuery: try parameters.weight("W_q"), weightKey: try parameters.weight("W_k"),
        weightScore: try parameters.weight("w_v")), reference,
      gradients: [
        "weightQuery": try gradients.weight("W_q"), "weightKey": try gradients.weight("W_k"),
        "weightScore": try gradients.weight("w_v"),
      ])
  }

  /// Keras projects nothing: identity matrices, which have no gradient there.
  func testKerasAdditiveAttention() throws {
    let reference = try cases("kerasAdditive")[0]
    let identity = Matrix<Double>.identity(AttentionSize.key)
    try check(
      AdditiveAttention(
        weightQuery: identity, weightKey: identity,
        weightScore: try reference.parameters.matrix("scale").transposed()), reference,
      gradients: ["weightScore": try reference.gradients.matrix("scale").transposed()])
  }
}
