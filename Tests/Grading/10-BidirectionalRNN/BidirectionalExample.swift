import EarlierUnits
import Exercise10BidirectionalRNN
import GradingSupport
import LinearAlgebra

/// A random network with a random sequence: T = 5, B = 2, I = 3, H = 4, Q = 7.
struct BidirectionalExample {
  static let (steps, batch, inputSize, hiddenSize, outputSize) = (5, 2, 3, 4, 7)

  let forwardLayer: RNNLayer
  let backwardLayer: RNNLayer
  let output: LinearLayer
  let inputs: [Matrix<Double>]
  /// dL/dH_t for each step, [B, 2H].
  let hiddenGradients: [Matrix<Double>]

  init(using generator: inout SplitMix64) {
    func layer() -> RNNLayer {
      RNNLayer(inputSize: Self.inputSize, hiddenSize: Self.hiddenSize, using: &generator)
    }
    func matrices(_ columns: Int) -> [Matrix<Double>] {
      (0..<Self.steps).map { _ in
        .uniform(rows: Self.batch, columns: columns, in: -1...1, using: &generator)
      }
    }
    forwardLayer = layer()
    backwardLayer = layer()
    output = LinearLayer(inputSize: 2 * Self.hiddenSize, outputSize: Self.outputSize, using: &generator)
    inputs = matrices(Self.inputSize)
    hiddenGradients = matrices(2 * Self.hiddenSize)
  }

  /// The student's network with the example's weights.
  var network: BidirectionalRNN {
    BidirectionalRNN(forwardLayer: forwardLayer, backwardLayer: backwardLayer, output: output)
  }

  /// What a right forward pass keeps, so that a mistake there does not cost the tasks after it.
  var cache: BidirectionalRNN.Cache {
    let start = forwardLayer.initialState(batchSize: Self.batch)
    return BidirectionalRNN.Cache(
      forward: forwardLayer.forward(inputs, from: start).cache,
      backward: backwardLayer.forward(inputs.reversed(), from: start).cache)
  }

  var inOrder: [Int] { Array(0..<Self.steps) }
  /// H→_1 … H→_T.
  var past: [Matrix<Double>] { LoopRNN(forwardLayer).states(inputs, reading: inOrder) }
  /// H←_1 … H←_T.
  var future: [Matrix<Double>] { LoopRNN(backwardLayer).states(inputs, reading: inOrder.reversed()) }
  /// H_1 … H_T.
  var hidden: [Matrix<Double>] { sideBySide(past, future) }

  func sideBySide(_ left: [Matrix<Double>], _ right: [Matrix<Double>]) -> [Matrix<Double>] {
    zip(left, right).map { concatenate(columns: [$0, $1]) }
  }
}
