import LinearAlgebra

/// Adam: `m ← β₁ m + (1 - β₁) g`, `v ← β₂ v + (1 - β₂) g²`, `θ ← θ - η m̂ / (√v̂ + ε)`, with
/// `m̂ = m / (1 - β₁ᵗ)` and `v̂ = v / (1 - β₂ᵗ)`.
///
/// Kingma and Ba, "Adam: a method for stochastic optimization" (2015). As in PyTorch, ε is added after the
/// square root of the corrected `v̂`.
///
/// With a weight decay λ it is AdamW: `θ ← θ - η λ θ` comes first, apart from the gradient and its moments, so large
/// gradients do not weaken it. Loshchilov and Hutter, "Decoupled weight decay regularization" (2019); as in PyTorch's
/// `AdamW`, η scales it and biases decay too.
///
/// The square of a gradient beyond 1e19 is too large for `Float`, and its parameter would never move again: clip first.
public struct Adam<Parameters: ParameterCollection>: Optimizer {
  /// η.
  public var learningRate: Double
  /// β₁, the memory of the mean.
  public let meanDecay: Double
  /// β₂, the memory of the mean square.
  public let squareDecay: Double
  /// ε, which bounds the step where gradients vanish.
  public let epsilon: Double
  /// λ, the part of a parameter that an update at a rate of 1 takes away; 0 is plain Adam.
  public let weightDecay: Double
  /// t, how many updates there have been.
  public var updateCount: Int
  /// `m`, the running mean of each gradient.
  public var mean: Parameters
  /// `v`, the running mean of each squared gradient.
  public var meanSquare: Parameters

  /// An optimizer for parameters of these shapes.
  ///
  /// - Precondition: η is finite and at least 0; β₁ and β₂ are at least 0 and less than 1; ε is finite and positive;
  ///   λ is finite and at least 0.
  public init(
    for parameters: Parameters, learningRate: Double = 1e-3, meanDecay: Double = 0.9,
    squareDecay: Double = 0.999, epsilon: Double = 1e-8, weightDecay: Double = 0
  ) {
    OptimizerSettings.check(learningRate: learningRate, in: Parameters.Scalar.self)
    OptimizerSettings.check("decay of the mean", meanDecay, in: Parameters.Scalar.self)
    OptimizerSettings.check("decay of the mean square", squareDecay, in: Parameters.Scalar.self)
    OptimizerSettings.check(epsilon: epsilon, in: Parameters.Scalar.self)
    require(
      weightDecay >= 0 && weightDecay.isFinite,
      "the weight decay \(weightDecay) is not usable; it must be a finite number of at least 0")
    self.learningRate = learningRate
    self.weightDecay = weightDecay
    self.meanDecay = meanDecay
    self.squareDecay = squareDecay
    self.epsilon = epsilon
    updateCount = 0
    mean = parameters.zeroed()
    meanSquare = parameters.zeroed()
  }

  /// t, `mean` and `meanSquare`.
  public var memory: OptimizerMemory<Parameters> {
    get { OptimizerMemory(updateCount: updateCount, averages: ["mean": mean, "meanSquare": meanSquare]) }
    set {
      updateCount = newValue.updateCount
      mean = newValue.average("mean", like: mean)
      meanSquare = newValue.average("meanSquare", like: meanSquare)
    }
  }

  /// One update of every parameter.
  public mutating func update(_ parameters: inout Parameters, along gradient: Parameters) {
    OptimizerSettings.check(learningRate: learningRate, in: Parameters.Scalar.self)
    require(
      updateCount >= 0 && updateCount < Int.max,
      "there cannot have been \(updateCount) updates before this one")
    updateCount += 1
    // Moments that have gone along once go along again.
    let others = updateCount == 1 ? [gradient, mean, meanSquare] : [gradient]
    for (_, path) in parameters.namedParameters(sharedWith: others) {
      if weightDecay > 0 { parameters[keyPath: path] *= Parameters.Scalar(1 - learningRate * weightDecay) }
      step(
        &parameters[keyPath: path], gradient[keyPath: path], &mean[keyPath: path], &meanSquare[keyPath: path])
    }
  }

  private func step<Scalar>(
    _ parameter: inout Matrix<Scalar>, _ gradient: Matrix<Scalar>, _ mean: inout Matrix<Scalar>,
    _ meanSquare: inout Matrix<Scalar>
  ) {
    require(
      parameter.shape == gradient.shape && parameter.shape == mean.shape
        && parameter.shape == meanSquare.shape,
      """
      a parameter of shape \(parameter.shape) cannot move along a gradient of shape \(gradient.shape) with moments of \
      shapes \(mean.shape) and \(meanSquare.shape)
      """)
    let count = Double(updateCount)
    let rate = Scalar(learningRate / (1 - power(meanDecay, count)))
    let correction = Scalar(1 / (1 - power(squareDecay, count)).squareRoot())
    gradient.withUnsafeElements { g in
      parameter.withUnsafeMutableElements { p in
        mean.withUnsafeMutableElements { m in
          meanSquare.withUnsafeMutableElements { v in
            guard let g = g.baseAddress, let p = p.baseAddress, let m = m.baseAddress, let v = v.baseAddress
            else { return }
            Scalar.kernels.adam(
              gradient.count, rate: rate, meanDecay: Scalar(meanDecay), squareDecay: Scalar(squareDecay),
              correction: correction, epsilon: Scalar(epsilon), g, m, v, p)
          }
        }
      }
    }
  }
}
