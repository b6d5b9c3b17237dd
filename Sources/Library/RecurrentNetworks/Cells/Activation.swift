import LinearAlgebra

/// The function that a plain cell puts its sum through.
public enum Activation: String, Sendable, Codable, CaseIterable {
  /// `tanh a`, between -1 and 1.
  case tanh
  /// `max(0, a)`
  case relu
  /// `σ(a)`, between 0 and 1.
  case sigmoid
  /// `a`: a linear cell.
  case identity

  /// `g(a)`, element by element.
  public func callAsFunction<Scalar>(_ sum: Matrix<Scalar>) -> Matrix<Scalar> {
    switch self {
    case .tanh: LinearAlgebra.tanh(sum)
    case .relu: LinearAlgebra.relu(sum)
    case .sigmoid: LinearAlgebra.sigmoid(sum)
    case .identity: sum
    }
  }

  /// `g′(a)` from the value `h = g(a)`: `1 - h²` for tanh, 1 or 0 for ReLU (0 at the kink, as PyTorch has it),
  /// `h (1 - h)` for σ, and 1 for the identity.
  public func derivative<Scalar>(at value: Matrix<Scalar>) -> Matrix<Scalar> {
    switch self {
    case .tanh: tanhDerivative(at: value)
    case .relu: value.map { $0 > 0 ? 1 : 0 }
    case .sigmoid: sigmoidDerivative(at: value)
    case .identity: Matrix(rows: value.rows, columns: value.columns, repeating: 1)
    }
  }
}
