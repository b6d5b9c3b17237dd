import EarlierUnits
import LinearAlgebra

extension DeepRNN {
  /// Back through depth and time: from the highest layer to the lowest, in each layer through all its steps.
  ///
  /// - Parameters:
  ///   - hiddenGradients: dL/dH^L_1 … dL/dH^L_T, each [B, H_L], as they come from the network on top.
  ///   - caches: the caches of the forward pass, from the lowest layer to the highest.
  /// - Returns: dL/dX_1 … dL/dX_T, each [B, I], and the weight gradients of the layers, from the lowest to the highest.
  public func backward(
    _ hiddenGradients: [Matrix<Double>], through caches: [RNNLayer.Cache]
  ) throws -> (inputs: [Matrix<Double>], layers: [RNNLayer]) {
    guard let highest = layers.last, let cache = caches.last else { return (hiddenGradients, []) }
    let top = highest.backward(hiddenGradients, through: cache)
    let below = DeepRNN(layers: Array(layers.dropLast()), dense: dense, output: output)
    let rest = try below.backward(top.inputs, through: Array(caches.dropLast()))
    return (rest.inputs, rest.layers + [top.parameters])
  }
}
