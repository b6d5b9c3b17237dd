import GradientChecking
import LinearAlgebra
import RecurrentNetworks

/// The mistakes of gates whose sum is plainly `X_t · W_x + H_{t-1} · W_h + b`.
extension SequenceExample where Cell: GatedCell, Cell.Scalar == Double {
  /// For each gate: its whole path forgotten, its path to the state forgotten, and its derivative forgotten.
  ///
  /// - Parameters:
  ///   - gates: the gates, with the value of each.
  ///   - previous: `X_t` and `H_{t-1}` of a cache.
  func gateSuspects(
    _ gates: [(gate: Cell.Gate, name: String, derivative: (Cell.Cache) -> Matrix<Double>)],
    previous: @escaping (Cell.Cache) -> (input: Matrix<Double>, hidden: Matrix<Double>)
  ) -> [SuspectGradient] {
    gates.flatMap { gate, name, derivative in
      [
        SuspectGradient(
          "the path through the \(name) is missing",
          gradient(stepping: changing(gate, previous: previous) { sum, _ in -sum })),
        SuspectGradient(
          "the derivative of the \(name)'s activation is missing",
          gradient(
            stepping: changing(gate, previous: previous) { sum, cache in sum / derivative(cache) - sum })),
        SuspectGradient(
          "the \(name) passes nothing on to H_{t-1}",
          gradient { state, step, gradient in
            var deaf = cell
            deaf[gate].weightHH = .zeros(deaf[gate].weightHH.shape)
            return deaf.backward(state, through: output.cache[step], adding: &gradient).state
          }),
      ]
    }
  }

  /// `W_h` of every gate not transposed.
  func untransposedSuspect() -> SuspectGradient {
    var untransposed = cell
    for gate in Cell.Gate.allCases { untransposed[gate].weightHH = cell[gate].weightHH.transposed() }
    return SuspectGradient(
      "the gates' W_h are not transposed in the gradient of H_{t-1}",
      gradient { untransposed.backward($0, through: output.cache[$1], adding: &$2).state })
  }

  /// Steps on which `change` is added to the gradient of one gate's sum.
  private func changing(
    _ gate: Cell.Gate, previous: @escaping (Cell.Cache) -> (input: Matrix<Double>, hidden: Matrix<Double>),
    by change: @escaping (_ sum: Matrix<Double>, Cell.Cache) -> Matrix<Double>
  ) -> BackwardStep {
    { state, step, gradient in
      let cache = output.cache[step]
      var before = correctStep(state, step, &gradient)
      let sums = sumGradients(state, cache)  // [B, G·H]
      var changes = Matrix<Double>.zeros(sums.shape)
      changes.setColumns(
        from: gate.rawValue * cell.hiddenSize, to: change(cell.part(gate, of: sums), cache))
      let (input, hidden) = previous(cache)
      before.hidden += cell.gateSumsBackward(changes, input, hidden, adding: &gradient).hidden
      return before
    }
  }

  /// The gradient of all pre-activations [B, G·H], computed as the input gradient with the identity as `W_x`.
  private func sumGradients(_ state: Cell.State, _ cache: Cell.Cache) -> Matrix<Double> {
    var probe = cell
    probe.weightIH = .identity(Cell.Gate.allCases.count * cell.hiddenSize)
    var unused = cell.zeroed()
    return probe.backward(state, through: cache, adding: &unused).input
  }
}
