import LinearAlgebra
import RecurrentNetworks

/// One way back over one sequence, and what is needed to walk it wrongly on purpose: where the suspects of a
/// gradient doctor come from.
struct SequenceExample<Cell: RecurrentCell> {
  let layer: RecurrentLayer<Cell>
  let hiddenGradients: [Matrix<Cell.Scalar>]
  let finalState: Cell.State?
  let output: RecurrentLayer<Cell>.Output

  /// One backward step: from the state's gradient after the step to the one before it, given the gradient so far.
  typealias StepBack = (_ stateGradient: Cell.State, _ step: Int, _ gradient: inout Cell) -> Cell.State

  var cell: Cell { layer.cell }
  var zeroState: Cell.State { cell.initialState(batchSize: output.finalState.hidden.rows) }
  /// The steps in the order in which the right way back takes them.
  var stepsBack: [Int] { layer.direction.steps(hiddenGradients.count).reversed() }

  /// The step as it should be.
  func rightStep(_ stateGradient: Cell.State, _ step: Int, _ gradient: inout Cell) -> Cell.State {
    cell.backward(stateGradient, through: output.cache[step], adding: &gradient).state
  }

  /// The gradient that comes out when the way back takes the given steps in the given way.
  ///
  /// - Parameters:
  ///   - steps: the steps in the order of the way back; none means the right one.
  ///   - outputs: the steps whose own outputs have a gradient; none means all.
  ///   - fromFinalState: whether the gradient of the final state is taken.
  func gradient(
    steps: [Int]? = nil, outputs: [Int]? = nil, fromFinalState: Bool = true,
    stepping stepBack: StepBack? = nil
  ) -> RecurrentLayer<Cell> {
    let stepBack = stepBack ?? rightStep
    var gradient = cell.zeroed()
    var state = fromFinalState ? finalState ?? zeroState : zeroState
    for step in steps ?? stepsBack {
      let padding = Padding(at: step, lengths: output.lengths)
      if outputs?.contains(step) ?? true { state.hidden += padding.zeroing(hiddenGradients[step]) }
      state = padding.keeping(state, in: stepBack(padding.zeroing(state), step, &gradient))
    }
    return RecurrentLayer(gradient, direction: layer.direction)
  }
}
