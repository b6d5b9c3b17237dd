import LinearAlgebra
import MatrixKernels
import RecurrentNetworks

/// The use of a gradient.
extension LanguageModelEngine {
  /// The norm of the whole gradient taken as one vector, for numbers of any size: NaN if one of them is, else ∞ if one
  /// of them is or the norm is too large for the element type.
  public var gradientNorm: Scalar { gradientScale * bufferNorm.value }

  /// Scales the gradient down to a norm if it has a greater one, whatever its size. If one of its numbers is not finite
  /// there is no direction to keep, and it stays as it is: do not update along it.
  ///
  /// - Returns: the norm before: NaN or ∞ if a number is, and ∞ if the norm is too large for the element type.
  /// - Precondition: `limit` is positive.
  @discardableResult
  public func clipGradient(toNorm limit: Scalar) -> Scalar { clippedGradient(toNorm: limit).norm }

  func clipGradient(to limit: Double) -> (norm: Double, isFinite: Bool) {
    let (norm, isFinite) = clippedGradient(toNorm: Scalar(limit))
    return (Double(norm), isFinite)
  }

  /// Clips the gradient, and tells whether all its numbers are finite, even if its norm is not.
  private func clippedGradient(toNorm limit: Scalar) -> (norm: Scalar, isFinite: Bool) {
    require(limit > 0, "gradients are clipped to a positive norm, not to \(limit)")
    let buffer = bufferNorm
    let norm = gradientScale * buffer.value
    guard buffer.isFinite, norm > limit else { return (norm, buffer.isFinite) }
    if buffer.unit == 1 {
      gradientScale *= limit / norm
    } else {
      // The one factor for both steps can be too small for the element type.
      combineGradient(MK_DIVIDE, with: buffer.unit)
      gradientScale = limit / buffer.root
    }
    return (norm, true)
  }

  /// The norm of the gradient's memory, which ``gradientScale`` has yet to multiply.
  private var bufferNorm: ScaledNorm<Scalar> {
    let numbers = UnsafeBufferPointer(start: gradients.start, count: gradients.count)
    // Pieces of a fixed length, so that the sum does not depend on who adds it up.
    let piece = 4096
    var sum = 0.0
    for first in stride(from: 0, to: gradients.count, by: piece) {
      let start = gradients.start + first
      sum += Double(Scalar.kernels.dot(min(piece, gradients.count - first), start, start))
    }
    return ScaledNorm(
      plainSum: sum, largest: { largestMagnitude(of: numbers) },
      sum: { unit in
        numbers.reduce(0) { sum, number in
          let scaled = Double(number / unit)
          return sum + scaled * scaled
        }
      })
  }

  /// Multiplies the gradient by what clipping has left to do.
  private func settleGradient() {
    guard gradientScale != 1 else { return }
    combineGradient(MK_MULTIPLY, with: gradientScale)
    gradientScale = 1
  }

  /// Multiplies or divides the gradient's memory by a number.
  private func combineGradient(_ operation: mk_operation, with number: Scalar) {
    var number = number
    let one = mk_layout(row_stride: 0, column_stride: 0)
    let all = mk_layout(row_stride: gradients.count, column_stride: 1)
    Scalar.kernels.combine(operation, 1, gradients.count, gradients.start, all, &number, one, gradients.start)
  }

  /// Gradient descent: `θ -= η g`.
  ///
  /// - Precondition: η is finite and at least 0.
  public func descend(learningRate: Scalar) {
    OptimizerSettings.check(learningRate: Double(learningRate), in: Scalar.self)
    update.apply(.descent(rate: learningRate * gradientScale))
    invalidate()
  }

  /// One update by Adam, whose moments the engine holds.
  ///
  /// - Parameters:
  ///   - learningRate: η, the length of a step.
  ///   - count: t, how many updates there have been with this one.
  ///   - meanDecay: β₁, of the mean of the gradients.
  ///   - squareDecay: β₂, of the mean of their squares.
  ///   - epsilon: ε, which keeps the quotient finite.
  /// - Precondition: η is finite and at least 0, t at least 1; β₁ and β₂ are at least 0 and less than 1; ε is finite and
  ///   positive.
  public func descendByAdam(
    learningRate: Double, updateCount count: Int, meanDecay: Double = 0.9, squareDecay: Double = 0.999,
    epsilon: Double = 1e-8
  ) {
    OptimizerSettings.check(learningRate: learningRate, in: Scalar.self)
    OptimizerSettings.check("decay of the mean", meanDecay, in: Scalar.self)
    OptimizerSettings.check("decay of the mean square", squareDecay, in: Scalar.self)
    OptimizerSettings.check(epsilon: epsilon, in: Scalar.self)
    require(count > 0, "the first update is number 1, and this one cannot be number \(count)")
    settleGradient()
    let moments = self.moments ?? (arena.makeBuffer(), arena.makeBuffer())
    self.moments = moments
    let rate = Scalar(learningRate / (1 - power(meanDecay, Double(count))))
    let correction = Scalar(1 / (1 - power(squareDecay, Double(count))).squareRoot())
    update.apply(
      .adam(
        mean: moments.mean, meanSquare: moments.meanSquare, rate: rate, meanDecay: Scalar(meanDecay),
        squareDecay: Scalar(squareDecay), correction: correction, epsilon: Scalar(epsilon)))
    invalidate()
  }
}

/// The engine's contents, as values.
extension LanguageModelEngine {
  /// The model as it is now. Another may take its place if its shapes and its cells' forms are the same.
  public var model: LanguageModel<Cell> {
    get { arena.model(arena.parameters, like: template) }
    set {
      checkModel(newValue)
      arena.copy(newValue, to: arena.parameters)
      invalidate()
    }
  }

  /// Traps unless a model has the names and shapes that the memory was laid out for, and cells that do the same.
  private func checkModel(_ model: LanguageModel<Cell>) {
    template.checkShapes(of: model)
    for (own, other) in zip(template.layers.layers, model.layers.layers) {
      let (form, otherForm) = (own.cell.fusedForm, other.cell.fusedForm)
      require(
        form?.kind == otherForm?.kind,
        "an engine of cells \(form.map { "\($0)" } ?? "") takes none \(otherForm.map { "\($0)" } ?? "")")
    }
  }

  /// The last window's gradient. Another may take its place, such as the mean of several, if its shapes are the same.
  public var gradient: LanguageModel<Cell> {
    get {
      settleGradient()
      return arena.model(gradients, like: template)
    }
    set {
      template.checkShapes(of: newValue)
      arena.copy(newValue, to: gradients)
      gradientScale = 1
    }
  }

  /// The states from which the next window begins, one per layer; defaults to zero states.
  public var state: LanguageModel<Cell>.State? {
    get {
      guard carriesState else { return nil }
      return pass.layers.compactMap { Cell.State(parts: $0.states(inSlot: $0.finalSlot)) }
    }
    set {
      if let newValue { template.check(newValue, batchSize: batchSize) }
      carriesState = newValue != nil
      guard let newValue else { return }
      for (layer, state) in zip(pass.layers, newValue) {
        layer.setStates(state.parts, inSlot: layer.finalSlot)
      }
    }
  }
}
