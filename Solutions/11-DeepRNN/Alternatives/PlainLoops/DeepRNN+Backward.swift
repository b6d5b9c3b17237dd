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
    // Step by step from the last, and in each step from the highest layer to the lowest.
    var gradients = layers.map { $0.zeroed() }
    var fromLater = layers.map { $0.initialState(batchSize: hiddenGradients[0].rows) }
    var inputs = hiddenGradients
    for step in hiddenGradients.indices.reversed() {
      var fromAbove = hiddenGradients[step]
      for index in layers.indices.reversed() {
        let cache = caches[index]
        let back = layers[index].stepBackward(
          fromAbove + fromLater[index], input: cache.inputs[step], previousState: cache.states[step],
          state: cache.states[step + 1])
        gradients[index].add(back.parameters, times: 1)
        fromLater[index] = back.previousState
        fromAbove = back.input
      }
      inputs[step] = fromAbove
    }
    return (inputs, gradients)
  }
}
