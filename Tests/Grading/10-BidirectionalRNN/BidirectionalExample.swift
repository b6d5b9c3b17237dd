import EarlierUnits
import Exercise10BidirectionalRNN
import GradingSupport
import LinearAlgebra

/// A random network with a random sequence: T = 5, B = 2, I = 3, H = 4, Q = 7.
struct BidirectionalExample {
  static let (steps, batch, inputSize, hiddenSize, outputSize) = (5, 2, 3, 4, 7)

  var forwardLayer: RNNLayer
  var backwardLayer: RNNLayer
  let output: LinearLayer
  var inputs: [Matrix<Double>]
  /// dL/dH_t for each step, [B, 2H].
  var hiddenGradients: [Matrix<Double>]

  init(hiddenSize: Int = Self.hiddenSize, using generator: inout SplitMix64) {
    func layer() -> RNNLayer {
      RNNLayer(inputSize: Self.inputSize, hiddenSize: hiddenSize, using: &generator)
    }
    func matrices(_ columns: Int) -> [Matrix<Double>] {
      (0..<Self.steps).map { _ in
        .uniform(rows: Self.batch, columns: columns, in: -1...1, using: &generator)
      }
    }
    forwardLayer = layer()
    backwardLayer = layer()
    output = LinearLayer(inputSize: 2 * hiddenSize, outputSize: Self.outputSize, using: &generator)
    inputs = matrices(Self.inputSize)
    hiddenGradients = matrices(2 * hiddenSize)
  }

  /// The same weights with the first few steps only.
  func prefix(_ steps: Int) -> BidirectionalExample {
    var example = self
    example.inputs = Array(inputs.prefix(steps))
    example.hiddenGradients = Array(hiddenGradients.prefix(steps))
    return example
  }

  /// The two layers exchanged and the inputs reversed.
  var mirrored: BidirectionalExample {
    var example = self
    (example.forwardLayer, example.backwardLayer) = (backwardLayer, forwardLayer)
    example.inputs.reverse()
    return example
  }

  /// The student's network with the example's weights.
  var network: BidirectionalRNN {
    BidirectionalRNN(forwardLayer: forwardLayer, backwardLayer: backwardLayer, output: output)
  }

  /// The cache of a correct forward pass, so a mistake there does not cost the tasks after it.
  var cache: BidirectionalRNN.Cache {
    let start = forwardLayer.initialState(batchSize: Self.batch)
    return BidirectionalRNN.Cache(
      forward: forwardLayer.forward(inputs, from: start).cache,
      backward: backwardLayer.forward(inputs.reversed(), from: start).cache)
  }

  var inOrder: [Int] { Array(inputs.indices) }
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
