import Foundation
import LinearAlgebra

/// Gradient descent: every parameter moves against its gradient, `p ← p - η g`.
public struct SGD: Sendable {
  /// η, how far one update goes.
  public var learningRate: Double

  /// An optimizer with the given η.
  public init(learningRate: Double) { self.learningRate = learningRate }

  /// One update.
  ///
  /// - Parameters:
  ///   - parameters: a layer, or anything else that lists its matrices.
  ///   - gradient: its gradient, in the same type.
  public func update<Parameters: ParameterCollection>(
    _ parameters: inout Parameters, along gradient: Parameters
  ) where Parameters.Scalar == Double {
    parameters.add(gradient, times: -learningRate)
  }
}

/// Adam (Kingma and Ba, 2015): steps of about η for each parameter, regardless of the size of its gradient.
///
/// `m ← 0.9 m + 0.1 g`, `v ← 0.999 v + 0.001 g²`, `p ← p - η m̂ / (√v̂ + 1e-8)`, where m̂ and v̂ correct for
/// m and v starting at zero.
public struct Adam<Parameters: ParameterCollection>: Sendable where Parameters.Scalar == Double {
  /// η, how far one update goes.
  public var learningRate: Double
  private var mean: Parameters
  private var meanSquare: Parameters
  private var updateCount = 0.0

  /// An optimizer for parameters of these shapes.
  public init(for parameters: Parameters, learningRate: Double = 0.01) {
    self.learningRate = learningRate
    mean = parameters.zeroed()
    meanSquare = parameters.zeroed()
  }

  /// One update.
  public mutating func update(_ parameters: inout Parameters, along gradient: Parameters) {
    updateCount += 1
    let rate = learningRate / (1 - pow(0.9, updateCount))
    let correction = 1 / (1 - pow(0.999, updateCount)).squareRoot()
    for (_, path) in parameters.namedParameters {
      let g = gradient[keyPath: path]
      mean[keyPath: path] = mean[keyPath: path] * 0.9 + g * 0.1
      meanSquare[keyPath: path] = meanSquare[keyPath: path] * 0.999 + g * g * 0.001
      let scale = meanSquare[keyPath: path].map { rate / ($0.squareRoot() * correction + 1e-8) }
      parameters[keyPath: path] -= mean[keyPath: path] * scale
    }
  }
}
