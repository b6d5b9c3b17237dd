import LinearAlgebra
import RecurrentNetworks

/// One backward pass over one sequence, and the parts for doing it wrong on purpose. The suspects of a gradient doctor
/// come from here.
struct SequenceExample<Cell: RecurrentCell> {
  let layer: RecurrentLayer<Cell>
  let hiddenGradients: [Matrix<Cell.Scalar>]
  let finalState: Cell.State?
  let output: RecurrentLayer<Cell>.Output

  /// One backward step: from the gradient of the state after it to the gradient of the state before it. Adds to the
  /// gradient so far.
  typealias BackwardStep = (_ stateGradient: Cell.State, _ step: Int, _ gradient: inout Cell) -> Cell.State

  var cell: Cell { layer.cell }
  var zeroState: Cell.State { cell.initialState(batchSize: output.finalState.hidden.rows) }
  /// The steps in the order of the correct backward pass.
  var backwardOrder: [Int] { layer.direction.steps(hiddenGradients.count).reversed() }

  /// The step as it should be.
  func correctStep(_ stateGradient: Cell.State, _ step: Int, _ gradient: inout Cell) -> Cell.State {
    cell.backward(stateGradient, through: output.cache[step], adding: &gradient).state
  }

  /// The gradient of a backward pass with the given steps, each done in the given way.
  ///
  /// - Parameters:
  ///   - steps: the steps in the order of the backward pass; defaults to the correct order.
  ///   - outputs: the steps whose own outputs have a gradient; defaults to all.
  ///   - fromFinalState: whether the gradient of the final state is taken.
  func gradient(
    steps: [Int]? = nil, outputs: [Int]? = nil, fromFinalState: Bool = true,
    stepping backwardStep: BackwardStep? = nil
  ) -> RecurrentLayer<Cell> {
    let backwardStep = backwardStep ?? correctStep
    var gradient = cell.zeroed()
    var state = fromFinalState ? finalState ?? zeroState : zeroState
    for step in steps ?? backwardOrder {
      let padding = Padding(at: step, lengths: output.lengths)
      if outputs?.contains(step) ?? true { state.hidden += padding.zeroing(hiddenGradients[step]) }
      state = padding.keeping(state, in: backwardStep(padding.zeroing(state), step, &gradient))
    }
    return RecurrentLayer(gradient, direction: layer.direction)
  }
}
