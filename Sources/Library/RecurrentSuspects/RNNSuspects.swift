import GradientChecking
import LinearAlgebra
import RecurrentNetworks

extension RecurrentLayer where Cell == RNNCell<Double> {
  /// The gradients that known mistakes in the backward pass through a plain network would produce: those of the loop and
  /// those of one step.
  ///
  /// - Parameters:
  ///   - hiddenGradients: `∂L/∂H_1 … ∂L/∂H_T` through the outputs alone, each [B, H].
  ///   - finalState: `∂L/∂H_T` from whatever follows the sequence; defaults to zero.
  ///   - output: the result of the forward pass.
  public func suspectGradients(
    _ hiddenGradients: [Matrix<Double>], finalState: Matrix<Double>? = nil, through output: Output
  ) -> [SuspectGradient] {
    let example = example(hiddenGradients, finalState, output)
    return example.suspects() + example.stepSuspects()
  }
}

extension SequenceExample where Cell == RNNCell<Double> {
  /// The mistakes of one step.
  fileprivate func stepSuspects() -> [SuspectGradient] {
    let derivative = cell.activation == .tanh ? "tanh′(A_t) = 1 - H_t²" : "ReLU′(A_t)"
    var untransposed = cell
    untransposed.weightHH = cell.weightHH.transposed()
    let common = [
      SuspectGradient(
        "the activation's derivative \(derivative) is missing",
        gradient(
          stepping: multiplying { Matrix(rows: $0.state.rows, columns: $0.state.columns, repeating: 1) })),
      SuspectGradient(
        "the activation's derivative is taken at H_{t-1} instead of H_t",
        gradient(stepping: multiplying { cell.activation.derivative(at: $0.previousState) })),
      SuspectGradient(
        "H_t is used instead of H_{t-1} in dW_hh = H_{t-1}ᵀ · dA",
        gradient { state, step, gradient in
          var moved = output.cache[step]
          moved.previousState = moved.state
          return cell.backward(state, through: moved, adding: &gradient).state
        }),
      SuspectGradient(
        "W_hh is not transposed in dH_{t-1} = dA · W_hhᵀ",
        gradient { untransposed.backward($0, through: output.cache[$1], adding: &$2).state }),
    ]
    guard cell.activation == .tanh else { return common }
    return common + [
      SuspectGradient(
        "tanh′ is computed as 1 - H_t instead of 1 - H_t²", gradient(stepping: multiplying { 1 - $0.state })),
      SuspectGradient(
        "tanh′ is computed as H_t (1 - H_t), which is the derivative of the sigmoid",
        gradient(stepping: multiplying { $0.state * (1 - $0.state) })),
    ]
  }

  /// Steps with another derivative: the cell's own is 1 where its cache says so, and the other is multiplied in.
  private func multiplying(_ derivative: @escaping (Cell.Cache) -> Matrix<Double>) -> BackwardStep {
    { state, step, gradient in
      let cache = output.cache[step]
      var flat = cache
      flat.state = Matrix(
        rows: state.rows, columns: state.columns, repeating: cell.activation == .tanh ? 0 : 1)
      return cell.backward(state * derivative(cache), through: flat, adding: &gradient).state
    }
  }
}
