import Foundation
import LinearAlgebra
import RecurrentNetworks

/// What Tests/ReferenceData/sequence_reference.py wrote about one network: PyTorch's numbers in PyTorch's layout.
struct SequenceReference: Decodable {
  let header: RNNReference.Header
  let network: String
  let layers: Int
  let bidirectional: Bool
  let parameters: [String: Tensor]
  let full: Pass
  let variable: Pass

  struct Pass: Decodable {
    let lengths: [Int]
    let inputs: Tensor
    /// For an LSTM hidden and cell, each [L · D, B, H].
    let initialStates: [Tensor]
    let outputs: Tensor
    let finalStates: [Tensor]
    let outputGradients: Tensor
    let finalStateGradients: [Tensor]
    let gradients: Gradients
  }

  struct Gradients: Decodable {
    let parameters: [String: Tensor]
    let inputs: Tensor
    let initialStates: [Tensor]
  }

  /// The files of all networks.
  static func loadAll() throws -> [SequenceReference] {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let folder = tests.appendingPathComponent("ReferenceData/sequences")
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }
      .map { try JSONDecoder().decode(SequenceReference.self, from: Data(contentsOf: $0)) }
  }
}

/// A cell of ours that PyTorch also has.
protocol PyTorchCell: RecurrentCell where Scalar == Double, State: FlatState {
  /// The cell with PyTorch's parameters of the suffix `_l1` or `_l1_reverse`.
  init(torch: [String: Tensor], _ suffix: String, _ network: String) throws
  /// Our gradients under PyTorch's names, in our layout.
  func torchNames() -> [String: Matrix<Double>]
}

extension [String: Tensor] {
  /// Our one bias instead of PyTorch's two.
  fileprivate func biasSum(_ suffix: String) throws -> Matrix<Double> {
    try matrix("bias_ih" + suffix) + matrix("bias_hh" + suffix)
  }
}

extension RNNCell: PyTorchCell where Scalar == Double {
  init(torch: [String: Tensor], _ suffix: String, _ network: String) throws {
    self.init(
      weightIH: try torch.weight("weight_ih" + suffix), weightHH: try torch.weight("weight_hh" + suffix),
      bias: try torch.biasSum(suffix), activation: network == "reluRNN" ? .relu : .tanh)
  }

  func torchNames() -> [String: Matrix<Double>] {
    ["weight_ih": weightIH, "weight_hh": weightHH, "bias_ih": bias, "bias_hh": bias]
  }
}

extension LSTMCell: PyTorchCell where Scalar == Double {
  init(torch: [String: Tensor], _ suffix: String, _ network: String) throws {
    self.init(
      weightIH: try torch.weight("weight_ih" + suffix), weightHH: try torch.weight("weight_hh" + suffix),
      bias: try torch.biasSum(suffix))
  }

  func torchNames() -> [String: Matrix<Double>] {
    ["weight_ih": weightIH, "weight_hh": weightHH, "bias_ih": bias, "bias_hh": bias]
  }
}

/// The reset gate is between PyTorch's two biases of the candidate, so these two cannot be added.
extension GRUCell: PyTorchCell where Scalar == Double {
  init(torch: [String: Tensor], _ suffix: String, _ network: String) throws {
    let (input, hidden) = (try torch.matrix("bias_ih" + suffix), try torch.matrix("bias_hh" + suffix))
    let size = hidden.columns / 3
    let gates = hidden.columns(0..<2 * size)
    let none = Matrix<Double>.zeros(rows: 1, columns: size)
    self.init(
      weightIH: try torch.weight("weight_ih" + suffix), weightHH: try torch.weight("weight_hh" + suffix),
      bias: input + concatenate(columns: [gates, none]),
      resetBias: hidden.columns(2 * size..<3 * size), resetPlacement: .afterProduct)
  }

  func torchNames() -> [String: Matrix<Double>] {
    let gates = bias.columns(0..<2 * hiddenSize)
    return [
      "weight_ih": weightIH, "weight_hh": weightHH, "bias_ih": bias,
      "bias_hh": concatenate(columns: [gates, resetBias]),
    ]
  }
}
