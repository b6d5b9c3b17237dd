import Foundation
import LinearAlgebra
import RecurrentNetworks

/// What Tests/ReferenceData/rnn_reference.py wrote: PyTorch's numbers in PyTorch's layout.
struct RNNReference: Decodable {
  let header: Header
  let cases: [Case]

  struct Header: Decodable {
    let script: String
    let torch: String
    let seed: Int
  }

  struct Case: Decodable {
    let activation: Activation
    let cell: CellStep
    let sequence: Sequence
  }

  struct CellStep: Decodable {
    let parameters: [String: Tensor]
    let input: Tensor
    let state: Tensor
    let nextState: Tensor
    let nextStateGradient: Tensor
    let gradients: [String: Tensor]
  }

  struct Sequence: Decodable {
    let parameters: [String: Tensor]
    let inputs: Tensor
    let initialState: Tensor
    let targets: [[Int]]
    let hidden: Tensor
    let finalState: Tensor
    let logits: Tensor
    let mean: Loss
    let sum: Loss
  }

  struct Loss: Decodable {
    let loss: Double
    let gradients: [String: Tensor]
  }

  /// The committed file next to its script.
  static func load() throws -> RNNReference {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = tests.appendingPathComponent("ReferenceData/rnn_reference.json")
    return try JSONDecoder().decode(RNNReference.self, from: Data(contentsOf: file))
  }
}

/// A tensor of at most three dimensions, as its shape and its numbers row after row.
struct Tensor: Decodable {
  let shape: [Int]
  let values: [Double]

  /// The tensor unchanged: [R, C], or a vector [C] as a row [1, C].
  var matrix: Matrix<Double> {
    Matrix(rows: shape.count == 1 ? 1 : shape[0], columns: shape.last ?? 0, elements: values)
  }

  /// A sequence [T, B, F] as T matrices [B, F].
  var steps: [Matrix<Double>] {
    let size = shape[1] * shape[2]
    return (0..<shape[0]).map { step in
      Matrix(
        rows: shape[1], columns: shape[2], elements: Array(values[step * size..<(step + 1) * size]))
    }
  }
}

extension [String: Tensor] {
  /// A weight in our layout: PyTorch keeps [out, in] and computes `x · Wᵀ`, we keep [in, out].
  func weight(_ name: String) throws -> Matrix<Double> { try tensor(name).matrix.transposed() }

  /// A tensor in the layout that both share.
  func matrix(_ name: String) throws -> Matrix<Double> { try tensor(name).matrix }

  /// The one bias that replaces PyTorch's two: their sum.
  func biasSum() throws -> Matrix<Double> { try matrix("bias_ih") + matrix("bias_hh") }

  func tensor(_ name: String) throws -> Tensor {
    guard let tensor = self[name] else { throw MissingTensor(name: name) }
    return tensor
  }

  /// A cell of ours with PyTorch's parameters.
  func cell(_ activation: Activation) throws -> RNNCell<Double> {
    RNNCell(
      weightIH: try weight("weight_ih"), weightHH: try weight("weight_hh"), bias: try biasSum(),
      activation: activation)
  }

  /// A linear layer of ours with PyTorch's parameters.
  func linear() throws -> Linear<Double> {
    Linear(weight: try weight("linear_weight"), bias: try matrix("linear_bias"))
  }
}

struct MissingTensor: Error {
  let name: String
}
