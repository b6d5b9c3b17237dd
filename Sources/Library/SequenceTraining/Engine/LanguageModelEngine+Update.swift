import LinearAlgebra
import MatrixKernels
import RecurrentNetworks

/// What is done with a gradient.
extension LanguageModelEngine {
  /// The norm of the whole gradient taken as one vector.
  public var gradientNorm: Scalar {
    // Pieces of a fixed length, so that the sum does not depend on who adds it up.
    let piece = 4096
    var sum = 0.0
    for first in stride(from: 0, to: gradients.count, by: piece) {
      let start = gradients.start + first
      sum += Double(Scalar._dot(min(piece, gradients.count - first), start, start))
    }
    return gradientScale * Scalar(sum.squareRoot())
  }

  /// Scales the gradient down to a norm if it has a greater one; a gradient without a finite norm stays as it is.
  ///
  /// - Returns: the norm before.
  /// - Precondition: `limit` is positive.
  @discardableResult
  public func clipGradient(toNorm limit: Scalar) -> Scalar {
    require(limit > 0, "gradients are clipped to a positive norm, not to \(limit)")
    let norm = gradientNorm
    if norm.isFinite, norm > limit { gradientScale *= limit / norm }
    return norm
  }

  /// Multiplies the gradient by what clipping has left to do.
  private func settleGradient() {
    guard gradientScale != 1 else { return }
    let one = mk_layout(row_stride: 0, column_stride: 0)
    let all = mk_layout(row_stride: gradients.count, column_stride: 1)
    Scalar._combine(
      MK_MULTIPLY, 1, gradients.count, gradients.start, all, &gradientScale, one, gradients.start)
    gradientScale = 1
  }

  /// Gradient descent: `θ -= η g`.
  public func descend(learningRate: Scalar) {
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
  public func descendByAdam(
    learningRate: Double, updateCount count: Int, meanDecay: Double = 0.9, squareDecay: Double = 0.999,
    epsilon: Double = 1e-8
  ) {
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

/// What the engine holds, as values.
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

  /// Stops unless a model has the names and shapes that the memory was laid out for, and cells that do the same.
  private func checkModel(_ model: LanguageModel<Cell>) {
    template.checkShapes(of: model)
    for (own, other) in zip(template.layers.layers, model.layers.layers) {
      let (form, otherForm) = (own.cell.fusedForm, other.cell.fusedForm)
      require(
        form?.kind == otherForm?.kind,
        "an engine of cells \(form.map { "\($0)" } ?? "") takes none \(otherForm.map { "\($0)" } ?? "")")
    }
  }

  /// The last window's gradient.
  public var gradient: LanguageModel<Cell> {
    settleGradient()
    return arena.model(gradients, like: template)
  }

  /// The states from which the next window begins, one a layer; none means zero states.
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
