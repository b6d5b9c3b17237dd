import LinearAlgebra

/// The state of an LSTM: the hidden state that everyone sees, and the cell state that only the cell itself does.
public struct LSTMState<Scalar: MatrixScalar>: RecurrentState, Equatable {
  /// `H_t`, [B, H].
  public var hidden: Matrix<Scalar>
  /// `C_t`, [B, H]: the memory.
  public var cell: Matrix<Scalar>

  /// A state of two parts.
  ///
  /// - Precondition: they have the same shape.
  public init(hidden: Matrix<Scalar>, cell: Matrix<Scalar>) {
    require(
      hidden.shape == cell.shape,
      "the two parts of an LSTM's state have one shape, not \(hidden.shape) and \(cell.shape)")
    self.hidden = hidden
    self.cell = cell
  }

  /// Zeros, which is also what "no state" means.
  public static func zeros(batchSize: Int, hiddenSize: Int) -> LSTMState {
    let zero = Matrix<Scalar>.zeros(rows: batchSize, columns: hiddenSize)
    return LSTMState(hidden: zero, cell: zero)
  }

  /// The two matrices, under the names `hidden` and `cell`.
  public var parts: [String: Matrix<Scalar>] { ["hidden": hidden, "cell": cell] }

  /// The parts named `hidden` and `cell`, if both are there and have one shape.
  public init?(parts: [String: Matrix<Scalar>]) {
    guard let hidden = parts["hidden"], let cell = parts["cell"], hidden.shape == cell.shape else {
      return nil
    }
    self.init(hidden: hidden, cell: cell)
  }

  /// `operation` of the hidden states, and of the cell states.
  public func combined(
    with other: LSTMState, by operation: (Matrix<Scalar>, Matrix<Scalar>) -> Matrix<Scalar>
  ) -> LSTMState {
    LSTMState(hidden: operation(hidden, other.hidden), cell: operation(cell, other.cell))
  }
}
