import LinearAlgebra

/// Which steps of a batch of sequences are real, where the others may stand anywhere: at the end, at the beginning, or
/// between real ones.
///
/// A step that is masked is passed over: the state stays what it was, nothing of the input is read, and the output is
/// zero. So a masked sequence is the sequence of its real steps with gaps in between, and any ``SequenceLayer`` reads it.
///
/// Keras's `mask`, with `zero_output_for_mask=True`; without it Keras repeats the output before a masked step.
public struct StepMask: Sendable, Equatable {
  /// Whether each step is real, T lists of B.
  public let steps: [[Bool]]
  /// B, the number of sequences.
  public let batchSize: Int
  /// For each sequence its real steps, from the first to the last.
  private let realSteps: [[Int]]

  /// A mask.
  ///
  /// - Parameter steps: whether each step is real, T lists of B.
  /// - Precondition: all lists have the same length.
  public init(_ steps: [[Bool]]) {
    let batchSize = steps.first?.count ?? 0
    for (step, list) in steps.enumerated() {
      require(
        list.count == batchSize,
        "a mask says of each sequence whether a step is real: \(batchSize) at step 0, \(list.count) at step \(step)"
      )
    }
    self.steps = steps
    self.batchSize = batchSize
    realSteps = (0..<batchSize).map { row in steps.indices.filter { steps[$0][row] } }
  }

  /// The number of real steps of each of the B sequences.
  public var lengths: [Int] { realSteps.map(\.count) }

  /// The sequences without their gaps: the real steps of each, one after another, and zeros after the last.
  func closed<Scalar>(_ sequence: [Matrix<Scalar>]) -> [Matrix<Scalar>] {
    moved(sequence) { row, place in (from: realSteps[row][place], to: place) }
  }

  /// The sequences with their gaps: zeros where a step is masked.
  func opened<Scalar>(_ sequence: [Matrix<Scalar>]) -> [Matrix<Scalar>] {
    moved(sequence) { row, place in (from: place, to: realSteps[row][place]) }
  }

  private func moved<Scalar>(
    _ sequence: [Matrix<Scalar>], by way: (_ row: Int, _ place: Int) -> (from: Int, to: Int)
  ) -> [Matrix<Scalar>] {
    var result = sequence.map { Matrix<Scalar>.zeros($0.shape) }
    for row in realSteps.indices {
      for place in realSteps[row].indices {
        let (from, to) = way(row, place)
        for column in 0..<result[to].columns { result[to][row, column] = sequence[from][row, column] }
      }
    }
    return result
  }

  /// Traps unless a sequence has as many steps and rows as the mask.
  func check<Scalar>(_ sequence: [Matrix<Scalar>]) {
    require(
      sequence.count == steps.count && sequence.allSatisfy { $0.rows == batchSize },
      """
      a mask of \(steps.count) steps of \(batchSize) sequences is for as many inputs of \(batchSize) rows, not \
      \(sequence.map(\.shape))
      """)
  }
}

/// A layer's output for a masked sequence.
public struct MaskedSequenceOutput<Layer: SequenceLayer>: Sendable {
  /// The output of each step, T matrices [B, `outputSize`], zero where it is masked.
  public let hidden: [Matrix<Layer.Scalar>]
  /// Which steps are real.
  public let mask: StepMask
  /// The pass over the real steps alone.
  public let closed: SequenceOutput<Layer>

  /// The state after the last real step of each sequence; the initial state where there was none.
  public var finalState: Layer.State { closed.finalState }
}

extension SequenceLayer {
  /// The outputs of a sequence of which some steps are passed over.
  ///
  /// - Parameters:
  ///   - inputs: `X_1 … X_T`, each [B, I]; what stands at a masked step does not matter.
  ///   - state: the state to begin with; defaults to the zero state.
  ///   - mask: which steps are real, T lists of B.
  public func callAsFunction(
    _ inputs: [Matrix<Scalar>], from state: State? = nil, mask: StepMask
  ) -> MaskedSequenceOutput<Self> {
    mask.check(inputs)
    let closed = self(mask.closed(inputs), from: state, lengths: mask.lengths)
    require(
      closed.hidden.allSatisfy { $0.rows == mask.batchSize },
      "a layer that stacks two directions has no place for the steps that a mask leaves out")
    return MaskedSequenceOutput(hidden: mask.opened(closed.hidden), mask: mask, closed: closed)
  }

  /// The gradients of a masked sequence; those of a masked input are zero.
  ///
  /// - Parameters:
  ///   - hiddenGradients: `∂L/∂` of each output, T matrices [B, `outputSize`]; what stands at a masked step does not matter.
  ///   - finalState: `∂L/∂(final state)` from whatever follows the sequence; defaults to zero.
  ///   - output: the result of the forward pass.
  public func backward(
    _ hiddenGradients: [Matrix<Scalar>], finalState: State? = nil, through output: MaskedSequenceOutput<Self>
  ) -> SequenceGradients<Self> {
    output.mask.check(hiddenGradients)
    let gradients = backward(
      output.mask.closed(hiddenGradients), finalState: finalState, through: output.closed)
    return SequenceGradients(
      inputs: output.mask.opened(gradients.inputs), initialState: gradients.initialState,
      parameters: gradients.parameters)
  }
}
