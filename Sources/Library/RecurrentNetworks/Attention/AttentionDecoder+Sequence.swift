import LinearAlgebra

extension AttentionDecoder {
  /// The result of a pass over a target.
  public struct Output: Sendable {
    /// `Z_1 … Z_T`, each [B, V].
    public let logits: [Matrix<Scalar>]
    /// The weights of the source's steps at each target step, T matrices [B, S].
    public let weights: [Matrix<Scalar>]
    /// The source.
    public let memory: AttentionMemory<Scalar>
    /// The cache of each step.
    public let cache: [StepCache]

    /// `y_0 … y_{T-1}`, the tokens that the steps read, one list per step.
    public var inputs: [[Int]] { cache.map(\.tokens) }

    /// The alignment of one sequence, [T, S]: row t is where step t looked.
    public func alignment(ofSequence row: Int) -> Matrix<Scalar> {
      concatenate(rows: weights.map { $0.row(row) })
    }
  }

  /// The logits of every step for given inputs: teacher forcing, if they are the true tokens.
  ///
  /// - Parameters:
  ///   - inputs: `y_0 … y_{T-1}`, T lists of B tokens.
  ///   - state: `D_0`; defaults to the zero state.
  ///   - memory: the source.
  public func callAsFunction(
    _ inputs: [[Int]], from state: Cell.State? = nil, over memory: AttentionMemory<Scalar>
  ) -> Output {
    pass(stepCount: inputs.count, from: state, over: memory) { step, _ in inputs[step] }
  }

  /// A pass whose inputs may depend on the logits of the previous step.
  ///
  /// - Parameter read: from a step, counted from 0, and the logits of the previous step to the tokens that it reads.
  func pass(
    stepCount: Int, from state: Cell.State?, over memory: AttentionMemory<Scalar>,
    reading read: (_ step: Int, _ logits: Matrix<Scalar>?) -> [Int]
  ) -> Output {
    checkParts()
    require(
      memory.values.size == contextSize,
      "a decoder that reads contexts of size \(contextSize) cannot look at a source of size \(memory.values.size)"
    )
    var state = initialState(state, over: memory)
    var (logits, weights, caches): ([Matrix<Scalar>], [Matrix<Scalar>], [StepCache]) = ([], [], [])
    for index in 0..<stepCount {
      let tokens = read(index, logits.last)
      require(
        tokens.count == memory.values.batchSize,
        "\(memory.values.batchSize) sequences read as many tokens at step \(index), not \(tokens.count)")
      let step = step(tokens, from: state, over: memory)
      logits.append(step.logits)
      weights.append(step.weights)
      caches.append(step.cache)
      state = step.state
    }
    return Output(logits: logits, weights: weights, memory: memory, cache: caches)
  }

  /// From the gradients of the logits to those of the initial state and of the source; adds the parameters' share.
  ///
  /// The steps in reverse: every one adds to the gradient of the same keys and values.
  ///
  /// - Parameters:
  ///   - logitGradients: `∂L/∂Z_1 … ∂L/∂Z_T`, each [B, V].
  ///   - output: the result of the forward pass.
  ///   - gradient: where the parameters' gradient is added.
  /// - Returns: `∂L/∂D_0`, and `∂L/∂K_s` and `∂L/∂V_s` of the S source steps.
  public func backward(
    _ logitGradients: [Matrix<Scalar>], through output: Output, adding gradient: inout Self
  )
    -> (initialState: Cell.State, keys: [Matrix<Scalar>], values: [Matrix<Scalar>])
  {
    require(
      logitGradients.count == output.cache.count,
      "\(output.cache.count) logits went out, so as many gradients come back, not \(logitGradients.count)")
    let memory = output.memory
    var state = initialState(over: memory)  // zeros: nothing follows the last step
    var memoryGradient = AttentionMemoryGradient(for: memory)
    for (logitGradient, cache) in zip(logitGradients, output.cache).reversed() {
      state = stepBackward(
        logitGradient, state, through: cache, over: memory, adding: &gradient, and: &memoryGradient)
    }
    let source = attention.backward(memoryGradient, through: memory, adding: &gradient.attention)
    return (state.cell, source.keys, source.values)
  }
}
