import CourseSupport
import EarlierUnits
import Foundation
import LinearAlgebra

extension DeepRNN {
  /// Task 4. Back through depth and time: from the highest layer to the lowest, in each layer through all its steps.
  ///
  /// - Parameters:
  ///   - hiddenGradients: dL/dH^L_1 … dL/dH^L_T, each [B, H_L], as they come from the network on top.
  ///   - caches: the caches of the forward pass, from the lowest layer to the highest.
  /// - Returns: dL/dX_1 … dL/dX_T, each [B, I], and the weight gradients of the layers, from the lowest to the highest.
  public func backward(
    _ hiddenGradients: [Matrix<Double>], through caches: [RNNLayer.Cache]
  ) throws -> (inputs: [Matrix<Double>], layers: [RNNLayer]) {
    // TODO: Task 4, back through depth and time.
    throw NotImplemented()
  }
}
