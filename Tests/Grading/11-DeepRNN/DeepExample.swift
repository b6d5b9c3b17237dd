import EarlierUnits
import Exercise11DeepRNN
import GradingSupport
import LinearAlgebra

/// A random network of three layers with a random sequence: T = 5, B = 2, I = 3, H = 4, 6, 4, D = 8, Q = 7.
///
/// The first and the last hidden size are the same on purpose: a network that takes the wrong layer's states then has
/// fitting shapes and wrong numbers.
struct DeepExample {
  static let (steps, batch, inputSize, denseSize, outputSize) = (5, 2, 3, 8, 7)
  static let hiddenSizes = [4, 6, 4]

  let network: DeepRNN
  private(set) var inputs: [Matrix<Double>]
  /// dL/dH^L_t for each step, [B, H_L].
  private(set) var hiddenGradients: [Matrix<Double>]
  /// `[l][t]` for every layer but the highest.
  private(set) var masks: [[Matrix<Double>]]

  init(
    inputSize: Int = Self.inputSize, hiddenSizes: [Int] = Self.hiddenSizes, using generator: inout SplitMix64
  ) {
    network = DeepRNN(
      inputSize: inputSize, hiddenSizes: hiddenSizes, denseSize: Self.denseSize,
      outputSize: Self.outputSize, using: &generator)
    inputs = Self.matrices(inputSize, using: &generator)
    hiddenGradients = Self.matrices(hiddenSizes[2], using: &generator)
    masks = hiddenSizes.dropLast().map { size in
      Self.matrices(size, using: &generator).map { $0.map { $0 < 0 ? 0 : 2 } }
    }
  }

  /// The same network with the first few steps only.
  func prefix(_ steps: Int) -> DeepExample {
    var example = self
    example.inputs = Array(inputs.prefix(steps))
    example.hiddenGradients = Array(hiddenGradients.prefix(steps))
    example.masks = masks.map { Array($0.prefix(steps)) }
    return example
  }

  private static func matrices(_ columns: Int, using generator: inout SplitMix64) -> [Matrix<Double>] {
    (0..<steps).map { _ in .uniform(rows: batch, columns: columns, in: -1...1, using: &generator) }
  }

  var loops: LoopNetwork { LoopNetwork(layers: network.layers) }
  /// H^L_1 … H^L_T.
  var hidden: [Matrix<Double>] { loops.states(inputs)[network.layers.count - 1] }

  /// The caches of a correct forward pass, so a mistake there does not cost the backward pass.
  var caches: [RNNLayer.Cache] {
    let states = loops.states(inputs)
    return network.layers.indices.map { index in
      let start = network.layers[index].initialState(batchSize: Self.batch)
      return RNNLayer.Cache(inputs: index == 0 ? inputs : states[index - 1], states: [start] + states[index])
    }
  }
}

extension RNNLayer {
  var matrices: [Matrix<Double>] { [weightIH, weightHH, bias] }
}
