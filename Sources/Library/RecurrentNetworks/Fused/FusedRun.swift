import LinearAlgebra

/// One sequence that a layer has read on the fused path, and the cache for its backward pass.
///
/// Nothing in it changes once it is made, so it may be kept, copied and gone back through any number of times.
final class FusedRun<Scalar: MatrixScalar>: Sendable {
  let cell: FusedCell<Scalar>
  /// Rows [T][B][I], zero where they are padding.
  let inputs: NumberBuffer<Scalar>
  let pass: FusedPass<Scalar>
  let fork: Fork

  /// Reads a sequence.
  init(
    _ cell: FusedCell<Scalar>, _ inputs: [Matrix<Scalar>], from state: [String: Matrix<Scalar>],
    direction: Direction, lengths: [Int]?
  ) {
    let batchSize = state["hidden"]?.rows ?? 0
    self.cell = cell
    self.inputs = NumberBuffer(inputs.count * batchSize * cell.inputSize)
    fork = Fork.fitting(cell, stepCount: inputs.count, batchSize: batchSize)
    let weights = FusedWeights(cell, batchSize: batchSize, use: .forward)
    pass = FusedPass(
      weights, direction: direction, stepCount: inputs.count, batchSize: batchSize, lengths: lengths,
      use: .forward)
    for (step, input) in inputs.enumerated() {
      let real = Padding(at: step, lengths: lengths).zeroing(input)
      let shape = MatrixShape(batchSize, cell.inputSize)
      self.inputs.copy(real, of: shape, to: step * shape.count)
    }
    pass.setStates(state, inSlot: pass.initialSlot)
    fork.run(fork.threadCount) { [self] index in
      pass.forward(.rows(self.inputs.start), rows: fork.share(index, of: batchSize))
    }
  }

  private func offset(ofSlot slot: Int) -> Int { slot * pass.batchSize * cell.hiddenSize }
  private var stateShape: MatrixShape { MatrixShape(pass.batchSize, cell.hiddenSize) }

  /// The output of each step, [B, H], zero where it is padding.
  var outputs: [Matrix<Scalar>] {
    (0..<pass.stepCount).map { step in
      Padding(at: step, lengths: pass.lengths).zeroing(hidden(inSlot: pass.slot(after: step)))
    }
  }

  /// The state in a slot, by the names of its parts.
  func state(inSlot slot: Int) -> [String: Matrix<Scalar>] {
    var parts = ["hidden": hidden(inSlot: slot)]
    parts["cell"] = pass.cell?.matrix(
      at: offset(ofSlot: slot), rows: pass.batchSize, columns: cell.hiddenSize)
    return parts
  }

  /// The input of a step, [B, I].
  func input(at step: Int) -> Matrix<Scalar> {
    inputs.matrix(
      at: step * pass.batchSize * cell.inputSize, rows: pass.batchSize, columns: cell.inputSize)
  }

  private func hidden(inSlot slot: Int) -> Matrix<Scalar> {
    pass.hidden.matrix(at: offset(ofSlot: slot), rows: pass.batchSize, columns: cell.hiddenSize)
  }
}

/// The backward pass.
extension FusedRun {
  /// Traps unless a cell computes what the one that has read the sequence did, with parameters of the same shapes.
  func checkCell(_ other: FusedCell<Scalar>) {
    require(
      other.kind == cell.kind && other.weightIH.shape == cell.weightIH.shape
        && other.weightHH.shape == cell.weightHH.shape,
      "a sequence that was read by a cell \(cell) does not go back through a cell \(other)")
  }

  /// All gradients: of the inputs, of the initial state's parts and of the parameters, by name.
  struct Gradients {
    var inputs: [Matrix<Scalar>]
    var initialState: [String: Matrix<Scalar>]
    var parameters: [String: Matrix<Scalar>]
  }

  /// Goes back from the gradients of the outputs and of the final state's parts.
  func backward(
    _ hiddenGradients: [Matrix<Scalar>], finalState: [String: Matrix<Scalar>], window: Int?
  ) -> Gradients {
    let weights = FusedWeights(cell, batchSize: pass.batchSize, use: .backward)
    let back = FusedPass(backFrom: pass, weights)
    for (step, gradient) in hiddenGradients.enumerated() {
      let real = Padding(at: step, lengths: pass.lengths).zeroing(gradient)
      back.hiddenGradients.copy(real, of: stateShape, to: offset(ofSlot: pass.slot(after: step)))
    }
    if let hidden = finalState["hidden"] {
      require(
        hidden.shape == stateShape,
        "a final state of shape \(stateShape) has a gradient of that shape, not \(hidden.shape)")
      hidden.withUnsafeElements { elements in
        guard let start = elements.baseAddress else { return }
        Scalar.kernels.axpy(
          elements.count, 1, start, back.hiddenGradients.start + offset(ofSlot: pass.finalSlot))
      }
    }
    if let memory = finalState["cell"] { back.cellGradient?.copy(memory, of: stateShape, to: 0) }

    let inputGradients = NumberBuffer<Scalar>(inputs.count)
    fork.run(fork.threadCount) { [self] index in
      let rows = fork.share(index, of: pass.batchSize)
      back.backward(rows: rows, window: window, reachesInitialState: true)
      back.inputGradients(rows: rows, into: inputGradients.start)
    }
    return Gradients(
      inputs: (0..<pass.stepCount).map { step in
        inputGradients.matrix(
          at: step * pass.batchSize * cell.inputSize, rows: pass.batchSize, columns: cell.inputSize)
      },
      initialState: initialGradients(back), parameters: parameterGradients(back))
  }

  private func initialGradients(_ back: FusedPass<Scalar>) -> [String: Matrix<Scalar>] {
    let (rows, columns) = (pass.batchSize, cell.hiddenSize)
    var parts = [
      "hidden": back.hiddenGradients.matrix(
        at: offset(ofSlot: pass.initialSlot), rows: rows, columns: columns)
    ]
    parts["cell"] = back.cellGradient?.matrix(rows: rows, columns: columns)
    return parts
  }

  private func parameterGradients(_ back: FusedPass<Scalar>) -> [String: Matrix<Scalar>] {
    let target = FusedParameters(sizesOf: cell)
    let work = back.gradientWork(.rows(inputs, offset: 0), into: target, pieces: fork.pieceCount)
    fork.run(work.count) { index in
      let room = NumberBuffer<Scalar>(work[index].room)
      withExtendedLifetime(room) { work[index].run(room.start) }
    }
    return target.matrices(shapedLike: cell)
  }
}
