import EarlierUnits
import Exercise05SequenceTypes
import GradingSupport
import LinearAlgebra

/// A random network with random sequences: T = 5, B = 2, I = 3, H = 4, Q = 7.
struct SequenceExample {
  static let (steps, batch, inputSize, hiddenSize, outputSize) = (5, 2, 3, 4, 7)

  let network: SequenceNetwork
  let inputs: [Matrix<Double>]
  /// dL/dZ_t for each step, [B, Q].
  let logitGradients: [Matrix<Double>]
  /// The shorter sequence comes first.
  let lengths = [3, 5]

  init(using generator: inout SplitMix64) {
    network = SequenceNetwork(
      inputSize: Self.inputSize, hiddenSize: Self.hiddenSize, outputSize: Self.outputSize, using: &generator)
    func matrices(_ columns: Int) -> [Matrix<Double>] {
      (0..<Self.steps).map { _ in
        .uniform(rows: Self.batch, columns: columns, in: -1...1, using: &generator)
      }
    }
    inputs = matrices(Self.inputSize)
    logitGradients = matrices(Self.outputSize)
  }

  /// H_1 … H_T.
  var states: [Matrix<Double>] { LoopRNN(network.layer).states(inputs) }
  /// Z_1 … Z_T.
  var logits: [Matrix<Double>] { states.map(LoopLinear(network.output).logits) }
  /// What a right forward pass keeps, so that a mistake there does not cost the tasks after it.
  var cache: RNNLayer.Cache {
    network.layer.forward(inputs, from: network.layer.initialState(batchSize: Self.batch)).cache
  }

  /// The logits of sequences whose answers are read where `read` says.
  func logits(reading read: ([Matrix<Double>]) -> Matrix<Double>) -> Matrix<Double> {
    LoopLinear(network.output).logits(read(states))
  }
}

extension SequenceNetwork {
  /// The gradients' matrices in the order of their names.
  var matrices: [Matrix<Double>] { layer.matrices + output.matrices }
}

extension RNNLayer {
  var matrices: [Matrix<Double>] { [weightIH, weightHH, bias] }
}

extension LinearLayer {
  var matrices: [Matrix<Double>] { [weight, bias] }
}
