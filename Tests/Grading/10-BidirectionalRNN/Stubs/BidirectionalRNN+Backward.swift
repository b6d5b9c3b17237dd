import CourseSupport
import EarlierUnits
import Foundation
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
    // TODO: Task 4, back through both directions.
    throw NotImplemented()
  }
}
