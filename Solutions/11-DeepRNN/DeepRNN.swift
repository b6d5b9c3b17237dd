import EarlierUnits
import LinearAlgebra

/// Stacked recurrent layers with a dense network on top:
///
///     H^0_t = X_t
///     H^l_t = layer_l(H^{l-1}_t, H^l_{t-1})                  l = 1 … L, each from a state of zeros
///     Ŷ_t   = softmax(tanh(H^L_t · W_d + b_d) · W_q + b_q)
///
/// B is the batch, I the input size, H_l the hidden size of layer l, D the size of the dense layer, Q the output size, T
/// the number of steps, at least 1.
public struct DeepRNN: ParameterCollection {
  /// The recurrent layers from the lowest to the highest; layer l takes inputs of size H_{l-1}, the lowest of size I.
  public var layers: [RNNLayer]
  /// W_d [H_L, D] and b_d [1, D].
  public var dense: LinearLayer
  /// W_q [D, Q] and b_q [1, Q].
  public var output: LinearLayer

  /// A network of the given parts.
  public init(layers: [RNNLayer], dense: LinearLayer, output: LinearLayer) {
    self.layers = layers
    self.dense = dense
    self.output = output
  }

  /// A network with random weights.
  ///
  /// - Parameters:
  ///   - hiddenSizes: H_1 … H_L.
  ///   - denseSize: D.
  public init(
    inputSize: Int, hiddenSizes: [Int], denseSize: Int, outputSize: Int,
    using generator: inout some RandomNumberGenerator
  ) {
    var sizes = [inputSize]
    var layers: [RNNLayer] = []
    for size in hiddenSizes {
      layers.append(RNNLayer(inputSize: sizes[sizes.count - 1], hiddenSize: size, using: &generator))
      sizes.append(size)
    }
    self.init(
      layers: layers,
      dense: LinearLayer(inputSize: sizes[sizes.count - 1], outputSize: denseSize, using: &generator),
      output: LinearLayer(inputSize: denseSize, outputSize: outputSize, using: &generator))
  }

  /// All matrices by name, for optimizers and gradient checks.
  public var namedParameters: [(name: String, path: WritableKeyPath<Self, Matrix<Double>>)] {
    layers.indices.flatMap { parameters(of: \.layers[$0], named: "layers.\($0)") }
      + parameters(of: \.dense, named: "dense") + parameters(of: \.output, named: "output")
  }

  /// Task 1. The number of parameters of such a network, counted without building it.
  ///
  /// - Parameters:
  ///   - inputSize: I.
  ///   - hiddenSizes: H_1 … H_L.
  ///   - denseSize: D.
  ///   - outputSize: Q.
  public static func parameterCount(
    inputSize: Int, hiddenSizes: [Int], denseSize: Int, outputSize: Int
  ) throws -> Int {
    var count = 0
    var below = inputSize
    for size in hiddenSizes {
      count += below * size + size * size + size  // W_xh, W_hh and b_h
      below = size  // what the next layer reads
    }
    return count + (below + 1) * denseSize + (denseSize + 1) * outputSize
  }

  /// Task 2. Through depth and time: the sequence of states of one layer is the sequence of inputs of the next.
  ///
  /// - Parameter inputs: X_1 … X_T, each [B, I].
  /// - Returns: H^L_1 … H^L_T, each [B, H_L], and the caches of the layers, from the lowest to the highest.
  public func forward(
    _ inputs: [Matrix<Double>]
  ) throws -> (hidden: [Matrix<Double>], caches: [RNNLayer.Cache]) {
    var sequence = inputs
    var caches: [RNNLayer.Cache] = []
    for layer in layers {
      let start = layer.initialState(batchSize: inputs[0].rows)
      let (states, cache) = layer.forward(sequence, from: start)
      sequence = states  // the next layer reads these
      caches.append(cache)
    }
    return (sequence, caches)
  }

  /// Task 3. The dense network on top: the prediction from the highest layer's state.
  ///
  /// - Parameter hidden: H^L_t, [B, H_L].
  /// - Returns: Ŷ_t, [B, Q]; every row sums to 1.
  public func predict(_ hidden: Matrix<Double>) throws -> Matrix<Double> {
    softmax(output.forward(tanh(dense.forward(hidden))))  // [B, H_L] → [B, D] → [B, Q]
  }
}
