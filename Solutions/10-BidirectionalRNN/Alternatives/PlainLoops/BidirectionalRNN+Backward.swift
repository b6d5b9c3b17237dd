import EarlierUnits
import LinearAlgebra

extension BidirectionalRNN {
  /// The results of the backward pass.
  public struct Gradients: Sendable {
    /// dL/dX_1 … dL/dX_T, each [B, I].
    public var inputs: [Matrix<Double>]
    /// The gradients of the forward layer's weights, in their shapes.
    public var forwardLayer: RNNLayer
    /// The gradients of the backward layer's weights.
    public var backwardLayer: RNNLayer

    /// Gradients with all their parts.
    public init(inputs: [Matrix<Double>], forwardLayer: RNNLayer, backwardLayer: RNNLayer) {
      self.inputs = inputs
      self.forwardLayer = forwardLayer
      self.backwardLayer = backwardLayer
    }
  }

  /// Back through both directions.
  ///
  /// - Parameters:
  ///   - hiddenGradients: dL/dH_1 … dL/dH_T, each [B, 2H], as they come from the output layer.
  ///   - cache: the cache of the forward pass.
  /// - Returns: the gradients of the inputs and of the weights of both layers.
  public func backward(
    _ hiddenGradients: [Matrix<Double>], through cache: Cache
  ) throws -> Gradients {
    let size = forwardLayer.hiddenSize
    let count = hiddenGradients.count
    var result = Gradients(
      inputs: cache.forward.inputs.map { $0 * 0 }, forwardLayer: forwardLayer.zeroed(),
      backwardLayer: backwardLayer.zeroed())
    var fromLater = hiddenGradients[0].columns(0..<size) * 0
    for step in (0..<count).reversed() {
      let back = forwardLayer.stepBackward(
        hiddenGradients[step].columns(0..<size) + fromLater, input: cache.forward.inputs[step],
        previousState: cache.forward.states[step], state: cache.forward.states[step + 1])
      result.inputs[step] += back.input
      result.forwardLayer.add(back.parameters, times: 1)
      fromLater = back.previousState
    }
    fromLater = hiddenGradients[0].columns(size..<hiddenGradients[0].columns) * 0
    for step in 0..<count {
      let read = count - 1 - step  // the number of steps the backward layer had read before this one
      let back = backwardLayer.stepBackward(
        hiddenGradients[step].columns(size..<hiddenGradients[step].columns) + fromLater,
        input: cache.backward.inputs[read], previousState: cache.backward.states[read],
        state: cache.backward.states[read + 1])
      result.inputs[step] += back.input
      result.backwardLayer.add(back.parameters, times: 1)
      fromLater = back.previousState
    }
    return result
  }
}
