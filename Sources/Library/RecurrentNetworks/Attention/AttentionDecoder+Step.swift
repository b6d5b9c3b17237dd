import LinearAlgebra

extension AttentionDecoder {
  /// The state carried from step to step.
  public struct State: Sendable {
    /// What the cell carries, `D_t`.
    public var cell: Cell.State
    /// `C_t`, [B, context size]; only ``AttentionOrder/afterStep`` reads it.
    public var context: Matrix<Scalar>
  }

  /// What a step keeps for the backward pass.
  public struct StepCache: Sendable {
    /// The tokens that it read, `y_{t-1}`, one per sequence.
    public let tokens: [Int]
    /// What the cell kept.
    public let cell: Cell.Cache
    /// What the look at the source kept.
    public let attention: Kind.Cache
    /// `[D_t, C_t]`, [B, H + context size].
    public let features: Matrix<Scalar>
  }

  /// The state before the first step.
  ///
  /// - Parameters:
  ///   - cell: `D_0`; defaults to the zero state.
  ///   - memory: the source.
  public func initialState(_ cell: Cell.State? = nil, over memory: AttentionMemory<Scalar>) -> State {
    let batchSize = memory.values.batchSize
    return State(
      cell: cell ?? self.cell.initialState(batchSize: batchSize),
      context: .zeros(rows: batchSize, columns: contextSize))
  }

  /// One step forward.
  ///
  /// - Parameters:
  ///   - tokens: `y_{t-1}`, one per sequence.
  ///   - state: the state before the step.
  ///   - memory: the source.
  /// - Returns: the logits `Z_t` [B, V], the weights of the source's steps [B, S], the state after the step, and what
  ///   ``stepBackward(_:_:through:over:adding:and:)`` needs.
  public func step(_ tokens: [Int], from state: State, over memory: AttentionMemory<Scalar>) -> (
    logits: Matrix<Scalar>, weights: Matrix<Scalar>, state: State, cache: StepCache
  ) {
    let embedded = read(tokens)  // [B, E] or [B, V]
    let next: Cell.State
    let cellCache: Cell.Cache
    let look: (context: Matrix<Scalar>, weights: Matrix<Scalar>, cache: Kind.Cache)
    switch order {
    case .beforeStep:
      look = attention(state.cell.hidden, over: memory)
      (next, cellCache) = cell.step(concatenate(columns: [embedded, look.context]), from: state.cell)
    case .afterStep:
      (next, cellCache) = cell.step(concatenate(columns: [embedded, state.context]), from: state.cell)
      look = attention(next.hidden, over: memory)
    }
    let features = concatenate(columns: [next.hidden, look.context])
    return (
      output(features), look.weights, State(cell: next, context: look.context),
      StepCache(tokens: tokens, cell: cellCache, attention: look.cache, features: features)
    )
  }

  /// One backward step.
  ///
  /// The gradient of the context comes from the output layer, from whatever read the context after the step, and, with
  /// ``AttentionOrder/beforeStep``, from the cell.
  ///
  /// - Parameters:
  ///   - logitGradient: `∂L/∂Z_t`, [B, V].
  ///   - stateGradient: the gradient of the state after the step, from the steps that follow.
  ///   - cache: what the step kept.
  ///   - memory: the source.
  ///   - gradient: where the parameters' gradient is added.
  ///   - memoryGradient: where the gradient of the source is added.
  /// - Returns: the gradient of the state before the step.
  public func stepBackward(
    _ logitGradient: Matrix<Scalar>, _ stateGradient: State, through cache: StepCache,
    over memory: AttentionMemory<Scalar>, adding gradient: inout Self,
    and memoryGradient: inout AttentionMemoryGradient<Scalar>
  ) -> State {
    let hiddenSize = cell.hiddenSize
    let features = output.backward(logitGradient, through: cache.features, adding: &gradient.output)
    var after = stateGradient.cell
    after.hidden += features.columns(0..<hiddenSize)
    var context = features.columns(hiddenSize..<hiddenSize + contextSize) + stateGradient.context
    if order == .afterStep {
      after.hidden += attention.backward(
        context, through: cache.attention, over: memory, adding: &gradient.attention, and: &memoryGradient)
    }
    var before = cell.backward(after, through: cache.cell, adding: &gradient.cell)
    let tokenSize = before.input.columns - contextSize
    embedding?.backward(
      before.input.columns(0..<tokenSize), through: cache.tokens, adding: &gradient.embedding!)
    let contextRead = before.input.columns(tokenSize..<tokenSize + contextSize)
    guard order == .beforeStep else { return State(cell: before.state, context: contextRead) }
    context += contextRead
    before.state.hidden += attention.backward(
      context, through: cache.attention, over: memory, adding: &gradient.attention, and: &memoryGradient)
    return State(cell: before.state, context: .zeros(context.shape))
  }

  /// Tokens as the cell reads them: embedded [B, E], or one-hot [B, V].
  private func read(_ tokens: [Int]) -> Matrix<Scalar> {
    if let embedding { return embedding(tokens) }
    var rows = Matrix<Scalar>.zeros(rows: tokens.count, columns: vocabularySize)
    for (row, token) in tokens.enumerated() {
      require(
        token >= 0 && token < vocabularySize,
        "token \(token) is not one of the decoder's, 0 to \(vocabularySize - 1)")
      rows[row, token] = 1
    }
    return rows
  }
}
