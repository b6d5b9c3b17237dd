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

  /// Task 4. Back through both directions.
  ///
  /// - Parameters:
  ///   - hiddenGradients: dL/dH_1 … dL/dH_T, each [B, 2H], as they come from the output layer.
  ///   - cache: the cache of the forward pass.
  /// - Returns: the gradients of the inputs and of the weights of both layers.
  public func backward(
    _ hiddenGradients: [Matrix<Double>], through cache: Cache
  ) throws -> Gradients {
    let size = forwardLayer.hiddenSize
    let toPast = hiddenGradients.map { $0.columns(0..<size) }  // [B, 2H] → [B, H]
    let toFuture = hiddenGradients.map { $0.columns(size..<2 * size) }  // [B, 2H] → [B, H]
    let past = forwardLayer.backward(toPast, through: cache.forward)
    let future = backwardLayer.backward(toFuture.reversed(), through: cache.backward)  // its own order
    let fromFuture = Array(future.inputs.reversed())
    return Gradients(
      inputs: past.inputs.indices.map { past.inputs[$0] + fromFuture[$0] },  // both have read X_t
      forwardLayer: past.parameters, backwardLayer: future.parameters)
  }
}
